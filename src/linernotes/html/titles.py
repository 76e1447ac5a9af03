"""Titles that fit: the size of letters on the title page, and shortened titles for running heads and feet."""

from __future__ import annotations

from dataclasses import dataclass

SMALLEST = 20
"""The smallest size of a title, in points. A title page with more than it can hold gets a warning."""

RUNNING_TITLE = 28
"""Characters of the book's title in running feet, where the section's title follows."""

_WIDE, _NARROW = frozenset("MWmw@%&—…ŒœÆæ"), frozenset(" .,:;!|'’‘Iijlftr()[]")
_WIDTHS = (0.72, 0.3, 0.56, 0.46)
"""The widths of wide letters, narrow ones, capitals and all others in the font of titles, in ems and rounded up."""


@dataclass(frozen=True, slots=True)
class TitleSpace:
    """The space for a title.

    Attributes:
        width: in points.
        height: in points.
        largest: the largest size of its letters, in points.
        leading: the distance from line to line at that size, in points.
    """

    width: float
    height: float
    largest: int
    leading: float


ON_TITLE_PAGE = TitleSpace(425, 225, 76, 70)
"""Below the upper third of the title page, between margins of 33 mm."""

OVER_BACKDROP = TitleSpace(479, 300, 118, 96)
"""On the strip of paper over a backdrop."""


def title_style(title: str, space: TitleSpace) -> str:
    """Return the CSS variables of the largest letters with which a title fits into a space."""
    size = next((size for size in range(space.largest, SMALLEST, -2) if _fits(title, size, space)), SMALLEST)
    return f"--title-size: {size}pt; --title-leading: {round(size * space.leading / space.largest, 1):g}pt"


def _fits(title: str, size: int, space: TitleSpace) -> bool:
    room, lines, used = space.width / size, 1, 0.0
    for word in title.split():
        width = sum(map(_width, word))
        if width > room:
            return False
        if used and used + _width(" ") + width > room:
            lines, used = lines + 1, 0.0
        used += (_width(" ") if used else 0) + width
    return lines * size * space.leading / space.largest <= space.height


def _width(character: str) -> float:
    wide, narrow, capital, other = _WIDTHS
    if character in _WIDE:
        return wide
    if character in _NARROW:
        return narrow
    return capital if character.isupper() else other


def shortened(text: str, characters: int) -> str:
    """Return a text with at most a number of characters, ended with an ellipsis after a whole word if it is longer."""
    if len(text) <= characters:
        return text
    whole = text[:characters].rpartition(" ")[0] or text[: characters - 1]
    return whole.rstrip(" ·,;:") + "…"
