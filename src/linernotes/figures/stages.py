"""Names of columns: where a word is wider than its column, the columns have letters, and the names are below the drawing."""

from __future__ import annotations

from collections.abc import Sequence

from linernotes.figures.drawing import Canvas
from linernotes.figures.text import LARGE, Font, fits, wrap
from linernotes.model.guide import letter

_LETTER = 60.0
"""The space for a letter before a name."""


def column_heads(names: Sequence[str], room: float) -> tuple[list[tuple[str, ...]], tuple[str, ...]]:
    """Return the lines above each column, and the names to list below the drawing; none if they are above the columns.

    Args:
        names: the names of the columns.
        room: the width of a column.
    """
    if all(fits(name, room, Font.NARROW, LARGE) for name in names):
        return [wrap(name, room, Font.NARROW, LARGE) for name in names], ()
    return [(letter(number),) for number in range(len(names))], tuple(names)


def list_names(canvas: Canvas, names: Sequence[str], top: float, left: float = 0) -> float:
    """Write the names of columns with their letters, below each other, and return the lower edge."""
    for number, name in enumerate(names):
        canvas.write_lines((letter(number),), left + 10, top, Font.NARROW, LARGE)
        lines = wrap(name, canvas.width - left - _LETTER, Font.NARROW, LARGE)
        top = canvas.write_lines(lines, left + _LETTER, top, Font.NARROW, LARGE) + 4
    return top
