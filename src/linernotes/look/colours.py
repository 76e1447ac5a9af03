"""Colours: mixing them, and their contrast on screen and on a black-and-white printer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

PAPER: Final = "#FFFFFF"

MIXES: Final[Mapping[str, tuple[str, int]]] = {
    "quiet": ("ink", 78),
    "rule": ("ink", 63),
    "wash": ("ink", 9),
    "shade": ("ink", 36),
    "teacher-tint": ("teacher", 9),
    "deep": ("highlight", 36),
    "disc": ("highlight", 36),
    "groove": ("highlight", 36),
    "label": ("paper", 100),
}
"""The shades that are mixed from a palette: a colour and the percentage of it on paper. ``shade`` fills areas in
line art, ``deep`` areas of diagrams; ``disc``, ``groove`` and ``label`` are the circle that stands for a person."""

TEXT: Final = 4.5
"""The smallest contrast of text (WCAG 2.2, 1.4.3)."""

LINE: Final = 3.0
"""The smallest contrast of lines (WCAG 2.2, 1.4.11)."""

PAIRS: Final = (
    ("ink", "paper"),
    ("accent", "paper"),
    ("teacher", "paper"),
    ("ink", "highlight"),
    ("ink", "tint"),
    ("accent", "tint"),
    ("teacher", "tint"),
)
"""Colours of text and the colours of the areas below it, or the other way round."""

NEEDS: Final[Mapping[str, Mapping[str, float]]] = {
    "quiet": {"paper": TEXT, "tint": TEXT},
    "rule": {"paper": LINE, "tint": LINE},
    "wash": {"ink": TEXT, "accent": TEXT, "teacher": TEXT, "quiet": TEXT},
    "teacher-tint": {"ink": TEXT, "accent": TEXT, "teacher": TEXT, "quiet": TEXT},
    "deep": {"ink": TEXT, "accent": LINE, "rule": LINE},
    "label": {"ink": TEXT},
}
"""The contrast that mixed shades need, with the colours on or below them."""


def mixed(colour: str, percent: int) -> str:
    """Return a colour on white paper, given as ``#RRGGBB``, with this percentage of the ink."""
    values = (255 - (255 - value) * percent / 100 for value in _rgb(colour))
    return "#" + "".join(f"{round(value):02X}" for value in values)


def legible(colour: str, percent: int, needs: Iterable[tuple[str, float]]) -> str:
    """Return a colour on white paper with the percentage nearest to this one at which the mixture has enough contrast.

    Args:
        colour: as ``#RRGGBB``.
        percent: the percentage that is wanted; no other is taken if none gives enough contrast.
        needs: other colours and the smallest contrast with each, on screen and in grey.
    """
    needs = tuple(needs)
    for each in sorted(range(101), key=lambda each: abs(each - percent)):
        shade = mixed(colour, each)
        if all(lowest_contrast(shade, other) >= ratio for other, ratio in needs):
            return shade
    return mixed(colour, percent)


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21 (WCAG 2.2, relative luminance and contrast ratio)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def lowest_contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours on screen or in grey, whichever is lower."""
    return min(contrast(one, other), contrast(grey(one), grey(other)))


def grey(colour: str) -> str:
    """Return the grey that a printer or a copier makes of a colour: its luma (Rec. ITU-R BT.601, 2.5.1)."""
    red, green, blue = _rgb(colour)
    value = round(0.299 * red + 0.587 * green + 0.114 * blue)
    return f"#{value:02X}{value:02X}{value:02X}"


def _rgb(colour: str) -> tuple[int, int, int]:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return red, green, blue


@lru_cache
def _luminance(colour: str) -> float:
    parts = [value / 255 for value in _rgb(colour)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
