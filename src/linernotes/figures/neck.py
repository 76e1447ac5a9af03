"""The guitar neck: events in order from the nut, each fingered on the strings of the people who decide it."""

from __future__ import annotations

from collections.abc import Sequence

from linernotes.figures.drawing import PAGE_WIDTH, Canvas, Circle, Drawing, Paint, Rectangle, leading
from linernotes.figures.text import LARGE, SMALL, Anchor, Font, wrap
from linernotes.model.charts import Neck
from linernotes.model.walking import plain_text

_NUT, _STEP, _MARK, _REACH = 250.0, 68.0, 28.0, 36.0
_NECK = 340.0
"""The width of an upright neck; labels take the rest of a narrow canvas."""


def draw_neck(chart: Neck, width: int) -> Drawing:
    """Draw a horizontal neck with labels alternately above and below it, or an upright one with labels beside it."""
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
    fret = (canvas.width - _NUT - 60) / len(chart.turns)
    xs = [_NUT + fret * (number + 0.5) for number in range(len(chart.turns))]
    spans = [_span(xs, number, canvas.width) for number in range(len(xs))]
    names = [
        wrap(plain_text(turn.name), right - left, Font.NARROW, LARGE)
        for turn, (left, right) in zip(chart.turns, spans, strict=True)
    ]
    belows = [wrap(plain_text(turn.below), right - left) for turn, (left, right) in zip(chart.turns, spans, strict=True)]
    heights = [len(name) * leading(LARGE) + len(below) * leading(SMALL) for name, below in zip(names, belows, strict=True)]
    strings = [wrap(plain_text(name), _NUT - 40) for name in chart.strings]
    step = max(_STEP, max(map(len, strings)) * leading(SMALL))
    top = max(heights[0::2]) + _REACH + 6
    foot = top + step * len(strings)
    ys = [top + step * (number + 0.5) for number in range(len(strings))]
    _wood(canvas, strings, xs, fret, top, foot, ys)
    for number, (turn, x) in enumerate(zip(chart.turns, xs, strict=True)):
        above = number % 2 == 0
        fingered = sorted(ys[string] for string in turn.strings)
        end = top - _REACH + 8 if above else foot + _REACH - 8
        canvas.line([(x, fingered[0] if above else fingered[-1]), (x, end)], 5, Paint.INK)
        _finger(canvas, x, fingered, number + 1)
        left, right = spans[number]
        y = top - _REACH - heights[number] if above else foot + _REACH
        middle = (left + right) / 2
        below = canvas.write_lines(names[number], middle, y, Font.NARROW, LARGE, Anchor.MIDDLE)
        canvas.write_lines(belows[number], middle, below, anchor=Anchor.MIDDLE)
    return foot + _REACH + max(heights[1::2], default=0) + 6


def _span(xs: Sequence[float], number: int, width: float) -> tuple[float, float]:
    """Return the left and right limits of a label: half way to its neighbours on the same side, or the edges of the canvas."""
    half = xs[1] - xs[0] - 14 if len(xs) > 1 else width / 3
    room = min(half, xs[number] - 6, width - 6 - xs[number])
    return xs[number] - room, xs[number] + room


def _wood(
    canvas: Canvas,
    strings: Sequence[Sequence[str]],
    xs: Sequence[float],
    fret: float,
    top: float,
    foot: float,
    ys: Sequence[float],
) -> None:
    """Draw the board, frets and strings, and the names of the strings."""
    canvas.add(Rectangle(_NUT, top, canvas.width - _NUT, foot - top, Paint.DEEP, Paint.INK, 5))
    for x in xs:
        canvas.line([(x + fret / 2, top), (x + fret / 2, foot)], 5, Paint.RULE)
    canvas.add(Rectangle(_NUT - 14, top - 6, 20, foot - top + 12, Paint.PAPER, Paint.INK, 4))
    for number, (y, lines) in enumerate(zip(ys, strings, strict=True)):
        canvas.line([(_NUT - 14, y), (canvas.width, y)], 3 + 1.6 * number)
        canvas.write_lines(lines, _NUT - 32, y - len(lines) * leading(SMALL) / 2, Font.SANS, SMALL, Anchor.END)


def _finger(canvas: Canvas, x: float, ys: Sequence[float], number: int) -> None:
    """Draw the number of a turn on each of its strings, joined by a bar."""
    if len(ys) > 1:
        canvas.add(Rectangle(x - 9, ys[0], 18, ys[-1] - ys[0], Paint.INK))
    for y in ys:
        _number(canvas, x, y, number)


def _number(canvas: Canvas, x: float, y: float, number: int) -> None:
    canvas.add(Circle(x, y, _MARK, Paint.PAPER, Paint.INK, 5))
    canvas.write(str(number), x, y + 13, Font.BOLD, 36, Anchor.MIDDLE)
