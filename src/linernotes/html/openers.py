"""Pictures that open sections: the space that they and their captions need."""

from __future__ import annotations

from linernotes.editing.flow import opening_picture
from linernotes.html.titles import opening_title_style
from linernotes.look.theme import Theme
from linernotes.model.book import Book, Role, Section
from linernotes.model.document import Figure
from linernotes.model.walking import plain_text

_CAPTION_LINE = 95
"""Characters on a line of the caption."""

_SMALLEST = 44
"""The least space above a title below a picture that opens a section, in millimetres."""


def opener_padding(book: Book, section: Section) -> float:
    """Return the space above the title for a picture that opens a section, in millimetres; 0 if none does."""
    height = opening_picture(book, section)
    if not height or section.role is Role.OPENING:
        return _SMALLEST if height else 0
    return max(_SMALLEST, round(height + 4.3 * _caption_lines(section) - 23, 1))


def opening_style(book: Book, section: Section, title: str, theme: Theme) -> str:
    """Return the CSS variables of a page that begins a chapter: the height of its picture, and what its title and caption need."""
    if section.role is not Role.OPENING and not (section.heads and section.label):
        return ""
    height, fitted = opening_picture(book, section), opening_title_style(title, theme)
    return f"--picture: {height:.1f}mm; --caption-lines: {_caption_lines(section) if height else 0}; {fitted}"


def _caption_lines(section: Section) -> int:
    """Return how many lines the caption of the picture that opens a section needs."""
    first = section.blocks[0]
    if not isinstance(first, Figure):
        return 0
    return 1 + len(plain_text(first.caption)) // _CAPTION_LINE + bool(first.credit)
