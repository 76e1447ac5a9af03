"""The lines of ties and arrows: each kind has a line of its own, so that none needs a colour."""

from __future__ import annotations

from math import hypot

from linernotes.figures.drawing import Paint, Sheet
from linernotes.figures.pen import Line, angle_of, arrowhead, beside, dashes, zigzag

LINES = 6
"""Kinds that can be told apart by their lines: zigzag, plain, double, dashed, dotted, dash and dot."""

_HEAD = 36.0


def draw_tie(sheet: Sheet, line: Line, kind: int, *, directed: bool) -> None:
    """Draw a tie of a kind (counted from 0); a directed one ends in an arrowhead."""
    shaft = _shortened(line, _HEAD * 0.6) if directed else line
    match kind % LINES:
        case 0:
            sheet.line(zigzag(shaft, 13, 15), 6)
        case 1:
            sheet.line(shaft, 5)
        case 2:
            for side in (-7, 7):
                sheet.line(beside(shaft, side), 5)
        case 3:
            sheet.strokes(dashes(shaft, 24, 14), 7)
        case 4:
            sheet.strokes(dashes(shaft, 6, 11), 6)
        case _:
            sheet.strokes([*dashes(shaft, 34, 26)], 5)
            sheet.strokes([*dashes(_shortened(shaft[::-1], 43)[::-1], 6, 54)], 5)
    if directed:
        sheet.shape(arrowhead(line[-1], angle_of(line), _HEAD), Paint.INK)


def _shortened(line: Line, bit: float) -> Line:
    """Return the line without its last bit."""
    (ax, ay), (bx, by) = line[-2], line[-1]
    length = hypot(bx - ax, by - ay) or 1
    part = max(0.0, 1 - bit / length)
    return (*line[:-1], (ax + (bx - ax) * part, ay + (by - ay) * part))
