"""The guitar neck: events in order from the nut, each fingered on the strings of the people who decide it."""

from __future__ import annotations

from collections.abc import Sequence

from linernotes.figures.drawing import PAGE_WIDTH, Canvas, Circle, Drawing, Paint, Rectangle, leading
from linernotes.figures.text import LARGE, SMALL, Anchor, Font, fits, widest_part, wrap
from linernotes.model.charts import Neck
from linernotes.model.walking import plain_text

_STEP, _MARK, _REACH = 68.0, 28.0, 36.0
_NUT, _WIDEST_NUT = 250.0, 500.0
"""The width of the names of the strings, with the nut."""

_NECK = 340.0
"""The width of an upright neck; labels take the rest of a narrow canvas."""


def draw_neck(chart: Neck, width: int) -> Drawing:
    """Draw a horizontal neck with labels alternately above and below it, or an upright one with labels beside it.

    Where a word is wider than the space beside its turn, the labels are listed below the neck.
    """
    canvas = Canvas(width)
    return canvas.drawing(_upright(canvas, chart) if width < PAGE_WIDTH else _horizontal(canvas, chart))


def _upright(canvas: Canvas, chart: Neck) -> float:
    """Draw an upright neck with the names of the strings above the nut, and return the lower edge."""
    step = _NECK / len(chart.strings)
    xs = [10 + step * (number + 0.5) for number in range(len(chart.strings))]
    heads = [wrap(plain_text(name), canvas.width - x - 30) for name, x in zip(chart.strings, xs, strict=True)]
    nut = sum(map(len, heads)) * leading(SMALL) + 16
    room = canvas.width - _NECK - 60
    names = [wrap(plain_text(turn.name), room, Font.NARROW, LARGE) for turn in chart.turns]
    belows = [wrap(plain_text(turn.below), room) for turn in chart.turns]
    text_heights = [len(name) * leading(LARGE) + len(below) * leading(SMALL) for name, below in zip(names, belows, strict=True)]
    heights = [max(2 * _MARK, height) + 30 for height in text_heights]
    foot = nut + 20 + sum(heights)
    canvas.add(Rectangle(10, nut, _NECK, foot - nut, Paint.DEEP, Paint.INK, 5))
    canvas.add(Rectangle(4, nut, _NECK + 12, 20, Paint.PAPER, Paint.INK, 4))
    y = 0.0
    for number, (x, lines) in enumerate(zip(xs, heads, strict=True)):
        canvas.line([(x, y + leading(SMALL) / 2), (x, foot)], 3 + 1.6 * number)
        canvas.line([(x, y + leading(SMALL) / 2), (x + 18, y + leading(SMALL) / 2)], 3)
        y = canvas.write_lines(lines, x + 26, y)
    y = nut + 20
    for number, (turn, height) in enumerate(zip(chart.turns, heights, strict=True)):
        fingered = sorted(xs[string] for string in turn.strings)
        middle = y + height / 2
        canvas.line([(fingered[-1], middle), (_NECK + 40, middle)], 5)
        if len(fingered) > 1:
            canvas.add(Rectangle(fingered[0], middle - 9, fingered[-1] - fingered[0], 18, Paint.INK))
        for x in fingered:
            _number(canvas, x, middle, number + 1)
        below = canvas.write_lines(names[number], _NECK + 54, middle - text_heights[number] / 2, Font.NARROW, LARGE)
        canvas.write_lines(belows[number], _NECK + 54, below)
        y += height
        canvas.line([(10, y), (_NECK + 10, y)], 5, Paint.RULE)
    return foot + 4


def _horizontal(canvas: Canvas, chart: Neck) -> float:
    """Draw a horizontal neck with the names of the strings left of the nut, and return the lower edge."""
    nut = max(_NUT, min(_WIDEST_NUT, widest_part(map(plain_text, chart.strings)) + 40))
    fret = (canvas.width - nut - 60) / len(chart.turns)
    xs = [nut + fret * (number + 0.5) for number in range(len(chart.turns))]
    spans = [_span(xs, number, canvas.width) for number in range(len(xs))]
    rooms = [right - left for left, right in spans]
    listed = not all(
        fits(plain_text(turn.name), room, Font.NARROW, LARGE) and fits(plain_text(turn.below), room)
        for turn, room in zip(chart.turns, rooms, strict=True)
    )
    beside = [("", "") if listed else (plain_text(turn.name), plain_text(turn.below)) for turn in chart.turns]
    names = [wrap(name, room, Font.NARROW, LARGE) for (name, _), room in zip(beside, rooms, strict=True)]
    belows = [wrap(below, room) for (_, below), room in zip(beside, rooms, strict=True)]
    heights = [len(name) * leading(LARGE) + len(below) * leading(SMALL) for name, below in zip(names, belows, strict=True)]
    strings = [wrap(plain_text(name), nut - 40) for name in chart.strings]
    step = max(_STEP, max(map(len, strings)) * leading(SMALL))
    top = max(heights[0::2]) + _REACH + 6
    foot = top + step * len(strings)
    ys = [top + step * (number + 0.5) for number in range(len(strings))]
    _wood(canvas, strings, nut, xs, fret, top, foot, ys)
    for number, (turn, x) in enumerate(zip(chart.turns, xs, strict=True)):
        above = number % 2 == 0
        fingered = sorted(ys[string] for string in turn.strings)
        end = top - _REACH + 8 if above else foot + _REACH - 8
        if not listed:
            canvas.line([(x, fingered[0] if above else fingered[-1]), (x, end)], 5, Paint.INK)
        _finger(canvas, x, fingered, number + 1)
        left, right = spans[number]
        y = top - _REACH - heights[number] if above else foot + _REACH
        middle = (left + right) / 2
        below = canvas.write_lines(names[number], middle, y, Font.NARROW, LARGE, Anchor.MIDDLE)
        canvas.write_lines(belows[number], middle, below, anchor=Anchor.MIDDLE)
    return _list(canvas, chart, foot + 18) if listed else foot + _REACH + max(heights[1::2], default=0) + 6


def _list(canvas: Canvas, chart: Neck, top: float) -> float:
    """Write the number and the name of each turn, and what is below it, and return the lower edge."""
    for number, turn in enumerate(chart.turns, 1):
        canvas.write_lines((str(number),), 60, top, Font.NARROW, LARGE, Anchor.END)
        top = canvas.write_lines(wrap(plain_text(turn.name), canvas.width - 84, Font.NARROW, LARGE), 84, top, Font.NARROW, LARGE)
        top = canvas.write_lines(wrap(plain_text(turn.below), canvas.width - 84), 84, top - 2) + 6
    return top


def _span(xs: Sequence[float], number: int, width: float) -> tuple[float, float]:
    """Return the left and right limits of a label: half way to its neighbours on the same side, or the edges of the canvas."""
    half = xs[1] - xs[0] - 14 if len(xs) > 1 else width / 3
    room = min(half, xs[number] - 6, width - 6 - xs[number])
    return xs[number] - room, xs[number] + room


def _wood(
    canvas: Canvas,
    strings: Sequence[Sequence[str]],
    nut: float,
    xs: Sequence[float],
    fret: float,
    top: float,
    foot: float,
    ys: Sequence[float],
) -> None:
    """Draw the board, frets and strings, and the names of the strings."""
    canvas.add(Rectangle(nut, top, canvas.width - nut, foot - top, Paint.DEEP, Paint.INK, 5))
    for x in xs:
        canvas.line([(x + fret / 2, top), (x + fret / 2, foot)], 5, Paint.RULE)
    canvas.add(Rectangle(nut - 14, top - 6, 20, foot - top + 12, Paint.PAPER, Paint.INK, 4))
    for number, (y, lines) in enumerate(zip(ys, strings, strict=True)):
        canvas.line([(nut - 14, y), (canvas.width, y)], 3 + 1.6 * number)
        canvas.write_lines(lines, nut - 32, y - len(lines) * leading(SMALL) / 2, Font.SANS, SMALL, Anchor.END)


def _finger(canvas: Canvas, x: float, ys: Sequence[float], number: int) -> None:
    """Draw the number of a turn on each of its strings, joined by a bar."""
    if len(ys) > 1:
        canvas.add(Rectangle(x - 9, ys[0], 18, ys[-1] - ys[0], Paint.INK))
    for y in ys:
        _number(canvas, x, y, number)


def _number(canvas: Canvas, x: float, y: float, number: int) -> None:
    canvas.add(Circle(x, y, _MARK, Paint.PAPER, Paint.INK, 5))
    canvas.write(str(number), x, y + 13, Font.BOLD, 36, Anchor.MIDDLE)
