"""Titles that fit: the size of letters on the title page, and shortened titles for running heads and feet."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Callable
from functools import partial

from linernotes.look.theme import Theme, TitleSpace

SMALLEST = 12
"""The smallest size of a title or subtitle, in points. A title page with more than it can hold gets a warning."""

SIMILAR = 0.7
"""The size of letters, as a part of the largest, with which a title may be set to avoid a short last line."""

SHORT = 0.4
"""The width of a last line, as a part of the longest one, below which it is short."""

RUNNING_TITLE = 28
"""Characters of the book's title in running feet, where the section's title follows."""

_WIDE, _NARROW = frozenset("MWmw@%&—…ŒœÆæ"), frozenset(" .,:;!|'’‘Iijlftr()[]")


def title_page_style(title: str, subtitle: str, theme: Theme, *, drawn: bool) -> str:
    """Return the CSS variables of the largest letters with which title and subtitle fit on the title page.

    Args:
        title: the title of the book.
        subtitle: its subtitle.
        theme: the theme, which has a space for each.
        drawn: whether the title page has a backdrop.
    """
    above, below = ("drawn", "drawn-subtitle") if drawn else ("title", "subtitle")
    width = partial(_width, letters=theme.letters)
    return "; ".join(
        f"--{name}-size: {size}pt; --{name}-leading: {leading:g}pt"
        for name, (size, leading) in (
            ("title", _fitted(title, theme.spaces[above], width)),
            ("subtitle", _fitted(subtitle, theme.spaces[below], width)),
        )
    )


def opening_title_style(title: str, theme: Theme) -> str:
    """Return the CSS variables of the largest letters with which a title fits on the page that opens its chapter."""
    width = partial(_width_in_capitals, theme=theme) if theme.capitals else partial(_width, letters=theme.letters)
    size, leading = _fitted(title, theme.spaces["opening"], width)
    return f"--title-size: {size}pt; --title-leading: {leading:g}pt"


def _fitted(text: str, space: TitleSpace, width: Callable[[str], float]) -> tuple[int, float]:
    """Return the size with which a text fits into a space, and its leading, in points, by the width of each letter.

    It is the largest, unless the last line is then short, such as a single word, and is not with slightly smaller letters.
    """
    fitting = [size for size in range(space.largest, SMALLEST, -2) if _fits(text, size, space, width)] or [SMALLEST]
    similar = (size for size in fitting if size >= SIMILAR * fitting[0])
    size = next((size for size in similar if _ends_well(_lines(text, size, space, width))), fitting[0])
    return size, round(size * space.leading / space.largest, 1)


def _fits(text: str, size: int, space: TitleSpace, width: Callable[[str], float]) -> bool:
    lines = _lines(text, size, space, width)
    longest = max((sum(map(width, word)) for word in text.split()), default=0)
    return longest <= space.width / size / space.breadth and len(lines) * size * space.leading / space.largest <= space.height


def _lines(text: str, size: int, space: TitleSpace, width: Callable[[str], float]) -> list[float]:
    """Return the widths of the lines of a text, in ems."""
    room, lines, between = space.width / size / space.breadth, [0.0], width(" ")
    for word in text.split():
        needed = sum(map(width, word))
        if lines[-1] and lines[-1] + between + needed > room:
            lines.append(0.0)
        lines[-1] += (between if lines[-1] else 0) + needed
    return lines


def _ends_well(lines: list[float]) -> bool:
    """Return whether the last line is no shorter than a part of the longest one."""
    return lines[-1] >= SHORT * max(lines)


def _width_in_capitals(character: str, theme: Theme) -> float:
    """Return the width of a letter that is set as a capital, in ems."""
    letters = unicodedata.normalize("NFD", character.upper())
    plain = [letter for letter in letters if not unicodedata.combining(letter)]
    return sum(
        theme.capitals[ord(letter) - ord("A")] / 1000 if "A" <= letter <= "Z" else _width(letter, theme.letters)
        for letter in plain
    )


def _width(character: str, letters: tuple[float, ...]) -> float:
    wide, narrow, capital, other = letters
    if character in _WIDE:
        return wide
    if character in _NARROW:
        return narrow
    return capital if character.isupper() else other


def cover_lines(title: str, space: TitleSpace, *, drawn: bool) -> tuple[list[str], int]:
    """Return the lines of a title on a cover, and the size of its letters in pixels: as large as possible.

    Args:
        title: the title of the book.
        space: the space for it.
        drawn: whether the cover has a backdrop; no line is then longer than the longest word.
    """
    longest = max(map(len, title.split()))
    breadths = [longest] if drawn else range(longest, max(longest, len(title)) + 1)
    settings = [textwrap.wrap(title, breadth, break_long_words=False) for breadth in breadths]
    sizes = [
        min(
            space.largest,
            int(space.width / space.breadth / max(map(len, lines))),
            int(space.height / space.leading * space.largest) // len(lines),
        )
        for lines in settings
    ]
    return max(zip(settings, sizes, strict=True), key=lambda setting: setting[1])


def shortened(text: str, characters: int) -> str:
    """Return a text with at most a number of characters, ended with an ellipsis after a whole word if it is longer."""
    if len(text) <= characters:
        return text
    whole = text[:characters].rpartition(" ")[0] or text[: characters - 1]
    return whole.rstrip(" ·,;:") + "…"
