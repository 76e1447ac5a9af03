"""The contrast of two colours (WCAG 2.2, relative luminance and contrast ratio)."""

from __future__ import annotations

from functools import cache

RGB = tuple[int, int, int]

TEXT = 4.5
"""The minimum for text at level AA (1.4.3)."""

LARGE = 3.0
"""The minimum for large text, of 18 points or bold 14 points, and for graphics (1.4.11)."""


def rgb(colour: str) -> RGB:
    """Return the values of a colour given as ``#RRGGBB``."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return red, green, blue


@cache
def luminance(colour: RGB) -> float:
    """Return the relative luminance, from 0 for black to 1 for white."""
    parts = [value / 255 for value in colour]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: RGB, other: RGB) -> float:
    """Return the contrast ratio, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)
