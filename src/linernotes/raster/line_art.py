"""Converts a drawing to line art, which survives copies of copies and needs little toner.

Filled areas become white, or grey if they are black: grey needs half the toner, and copiers make it black again. Strokes become
ink. A stroke that is broad in relation to the drawing counts as an area, such as a stripe between two outlines.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

BLACK, LIGHT = 40, 160
"""Lightness from 0 to 255: up to BLACK a colour counts as black; strokes from LIGHT on are meant for dark areas."""

BROAD: Final = 42
"""A stroke counts as an area if it is at least the shorter side of the drawing divided by this number."""

_TAG = re.compile(r"<[a-zA-Z][^>]*>")
_PAINT = re.compile(r"\b(?P<kind>fill|stroke)(?P<is>=\"|:\s*)(?P<colour>#[0-9A-Fa-f]{6}|#[0-9A-Fa-f]{3}\b)")
_WEIGHT = re.compile(r"\bstroke-width(?:=\"|:\s*)([\d.]+)")
_VIEW_BOX = re.compile(r'viewBox="\s*\S+\s+\S+\s+([\d.]+)\s+([\d.]+)')


def to_line_art(drawing: bytes, colours: Mapping[str, str]) -> bytes:
    """Return an SVG as line art. Only colours written as ``#RRGGBB`` or ``#RGB`` change.

    Args:
        drawing: the SVG.
        colours: the colours of ``ink``, of ``shade`` and of ``paper``.
    """
    text = drawing.decode("utf-8")
    size = _VIEW_BOX.search(text)
    broad = min(map(float, size.groups())) / BROAD if size else 0.0
    return _TAG.sub(lambda tag: _convert(tag[0], broad, colours), text).encode()


def _convert(tag: str, broad: float, colours: Mapping[str, str]) -> str:
    weight = _WEIGHT.search(tag)
    is_line = not weight or float(weight[1]) < broad

    def paint(found: re.Match[str]) -> str:
        lightness = _lightness(found["colour"])
        if found["kind"] == "stroke":
            colour = colours["ink" if lightness < (LIGHT if is_line else BLACK) else "paper"]
        else:
            colour = colours["shade" if lightness < BLACK else "paper"]
        return f"{found['kind']}{found['is']}{colour}"

    return _PAINT.sub(paint, tag)


def _lightness(colour: str) -> float:
    """Return the lightness of a colour in grey, from 0 to 255."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    red, green, blue = (int(digits[at : at + 2], 16) for at in (0, 2, 4))
    return 0.299 * red + 0.587 * green + 0.114 * blue
