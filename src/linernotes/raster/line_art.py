"""A drawing as lines: what a copier with little toner leaves of it, and gives back on a copy of a copy.

Flat grounds become paper, or a grey if they were black: it takes half the toner, and a copier blackens it again. Strokes become
ink. A stroke that is broad for its drawing is no line but a ground, such as a stripe between two outlines.
"""

from __future__ import annotations

import re
from typing import Final

INK: Final = "#17121C"
SHADE: Final = "#7A7480"
PAPER: Final = "#FFFFFF"
BLACK, LIGHT = 40, 160
"""Of 255: how light black may be, and from where on a coloured stroke was drawn to stand on something dark."""

BROAD: Final = 42
"""A stroke is a ground from this part of the drawing's shorter side on."""

_TAG = re.compile(r"<[a-zA-Z][^>]*>")
_PAINT = re.compile(r"\b(?P<kind>fill|stroke)(?P<is>=\"|:\s*)(?P<colour>#[0-9A-Fa-f]{6}|#[0-9A-Fa-f]{3}\b)")
_WEIGHT = re.compile(r"\bstroke-width(?:=\"|:\s*)([\d.]+)")
_VIEW_BOX = re.compile(r'viewBox="\s*\S+\s+\S+\s+([\d.]+)\s+([\d.]+)')


def in_lines(drawing: bytes) -> bytes:
    """Return an SVG whose colours are written ``#RRGGBB`` in ink and paper; other colours stay as they are."""
    text = drawing.decode("utf-8")
    size = _VIEW_BOX.search(text)
    broad = min(map(float, size.groups())) / BROAD if size else 0.0
    return _TAG.sub(lambda tag: _inked(tag[0], broad), text).encode()


def _inked(tag: str, broad: float) -> str:
    weight = _WEIGHT.search(tag)
    is_line = not weight or float(weight[1]) < broad

    def paint(found: re.Match[str]) -> str:
        tone = _tone(found["colour"])
        if found["kind"] == "stroke":
            colour = INK if tone < (LIGHT if is_line else BLACK) else PAPER
        else:
            colour = SHADE if tone < BLACK else PAPER
        return f"{found['kind']}{found['is']}{colour}"

    return _PAINT.sub(paint, tag)


def _tone(colour: str) -> float:
    """Return how light a colour is in grey, from 0 to 255."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    red, green, blue = (int(digits[at : at + 2], 16) for at in (0, 2, 4))
    return 0.299 * red + 0.587 * green + 0.114 * blue
