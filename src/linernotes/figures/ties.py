"""Lines between people or stations: each kind of tie has its own pattern, so that none depends on colour."""

from __future__ import annotations

from math import hypot

from linernotes.figures.drawing import Canvas, Paint
from linernotes.figures.strokes import Line, angle_of, arrowhead, beside, dashes, zigzag

_PATTERNS = 6
"""The number of distinct lines: zigzag, plain, double, dashed, dotted, dash and dot."""

_HEAD = 36.0


def draw_tie(canvas: Canvas, line: Line, kind: int, *, directed: bool) -> None:
    """Draw a tie of a kind, counted from 0; directed ties end in an arrowhead."""
    shaft = _shortened(line, _HEAD * 0.6) if directed else line
    match kind % _PATTERNS:
        case 0:
            canvas.line(zigzag(shaft, 13, 15), 6)
        case 1:
            canvas.line(shaft, 5)
        case 2:
            for side in (-7, 7):
                canvas.line(beside(shaft, side), 5)
        case 3:
            canvas.lines(dashes(shaft, 24, 14), 7)
        case 4:
            canvas.lines(dashes(shaft, 6, 11), 6)
        case _:
            canvas.lines([*dashes(shaft, 34, 26)], 5)
            canvas.lines([*dashes(_shortened(shaft[::-1], 43)[::-1], 6, 54)], 5)
    if directed:
        canvas.polygon(arrowhead(line[-1], angle_of(line), _HEAD), Paint.INK)


def _shortened(line: Line, length_removed: float) -> Line:
    """Return a line that ends earlier by the given length."""
    (ax, ay), (bx, by) = line[-2], line[-1]
    length = hypot(bx - ax, by - ay) or 1
    part = max(0.0, 1 - length_removed / length)
    return (*line[:-1], (ax + (bx - ax) * part, ay + (by - ay) * part))
