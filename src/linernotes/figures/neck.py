"""The neck of a guitar: events in their order from the nut on, each fingered on the strings of those who decide."""

from __future__ import annotations

from collections.abc import Sequence

from linernotes.figures.drawing import WIDTH, Disc, Drawing, Paint, Plate, Sheet, leading_of
from linernotes.figures.lettering import LARGE, SMALL, Anchor, Font, wrap
from linernotes.model.charts import Neck
from linernotes.model.walking import plain_text

TURNS, STRINGS = 10, 6
"""What a neck can hold."""

_NUT, _STEP, _MARK, _REACH = 250.0, 68.0, 28.0, 36.0
_NECK = 340.0
"""How wide an upright neck is; the rest of a narrow sheet holds the labels."""


def draw_neck(chart: Neck, width: int) -> Drawing:
    """Draw the neck lying down, with labels above it and below it by turns, or upright, with labels beside it."""
    sheet = Sheet(width)
    return sheet.drawing(_upright(sheet, chart) if width < WIDTH else _lying(sheet, chart))


def _upright(sheet: Sheet, chart: Neck) -> float:
    """Draw the nut at the top, and above it the name of each string; return the lower edge."""
    step = _NECK / len(chart.strings)
    xs = [10 + step * (number + 0.5) for number in range(len(chart.strings))]
    heads = [wrap(plain_text(name), sheet.width - x - 30) for name, x in zip(chart.strings, xs, strict=True)]
    nut = sum(map(len, heads)) * leading_of(SMALL) + 16
    room = sheet.width - _NECK - 60
    names = [wrap(plain_text(turn.name), room, Font.NARROW, LARGE) for turn in chart.turns]
    belows = [wrap(plain_text(turn.below), room) for turn in chart.turns]
    told = [len(name) * leading_of(LARGE) + len(below) * leading_of(SMALL) for name, below in zip(names, belows, strict=True)]
    heights = [max(2 * _MARK, height) + 30 for height in told]
    foot = nut + 20 + sum(heights)
    sheet.add(Plate(10, nut, _NECK, foot - nut, Paint.KRAFT, Paint.INK, 5))
    sheet.add(Plate(4, nut, _NECK + 12, 20, Paint.PAPER, Paint.INK, 4))
    y = 0.0
    for number, (x, lines) in enumerate(zip(xs, heads, strict=True)):
        sheet.line([(x, y + leading_of(SMALL) / 2), (x, foot)], 3 + 1.6 * number)
        sheet.line([(x, y + leading_of(SMALL) / 2), (x + 18, y + leading_of(SMALL) / 2)], 3)
        y = sheet.write_lines(lines, x + 26, y)
    y = nut + 20
    for number, (turn, height) in enumerate(zip(chart.turns, heights, strict=True)):
        fingered = sorted(xs[string] for string in turn.strings)
        middle = y + height / 2
        sheet.line([(fingered[-1], middle), (_NECK + 40, middle)], 5)
        if len(fingered) > 1:
            sheet.add(Plate(fingered[0], middle - 9, fingered[-1] - fingered[0], 18, Paint.INK))
        for x in fingered:
            _number(sheet, x, middle, number + 1)
        below = sheet.write_lines(names[number], _NECK + 54, middle - told[number] / 2, Font.NARROW, LARGE)
        sheet.write_lines(belows[number], _NECK + 54, below)
        y += height
        sheet.line([(10, y), (_NECK + 10, y)], 5, Paint.GREY)
    return foot + 4


def _lying(sheet: Sheet, chart: Neck) -> float:
    """Draw the nut at the left, and before it the name of each string; return the lower edge."""
    fret = (sheet.width - _NUT - 60) / len(chart.turns)
    xs = [_NUT + fret * (number + 0.5) for number in range(len(chart.turns))]
    spans = [_span(xs, number, sheet.width) for number in range(len(xs))]
    names = [
        wrap(plain_text(turn.name), right - left, Font.NARROW, LARGE)
        for turn, (left, right) in zip(chart.turns, spans, strict=True)
    ]
    belows = [wrap(plain_text(turn.below), right - left) for turn, (left, right) in zip(chart.turns, spans, strict=True)]
    heights = [len(name) * leading_of(LARGE) + len(below) * leading_of(SMALL) for name, below in zip(names, belows, strict=True)]
    strings = [wrap(plain_text(name), _NUT - 40) for name in chart.strings]
    step = max(_STEP, max(map(len, strings)) * leading_of(SMALL))
    top = max(heights[0::2]) + _REACH + 6
    foot = top + step * len(strings)
    ys = [top + step * (number + 0.5) for number in range(len(strings))]
    _wood(sheet, strings, xs, fret, top, foot, ys)
    for number, (turn, x) in enumerate(zip(chart.turns, xs, strict=True)):
        above = number % 2 == 0
        fingered = sorted(ys[string] for string in turn.strings)
        end = top - _REACH + 8 if above else foot + _REACH - 8
        sheet.line([(x, fingered[0] if above else fingered[-1]), (x, end)], 5, Paint.INK)
        _finger(sheet, x, fingered, number + 1)
        left, right = spans[number]
        y = top - _REACH - heights[number] if above else foot + _REACH
        middle = (left + right) / 2
        below = sheet.write_lines(names[number], middle, y, Font.NARROW, LARGE, Anchor.MIDDLE)
        sheet.write_lines(belows[number], middle, below, anchor=Anchor.MIDDLE)
    return foot + _REACH + max(heights[1::2], default=0) + 6


def _span(xs: Sequence[float], number: int, width: float) -> tuple[float, float]:
    """Return the room of a label: half way to its neighbours on the same side, and to the edges of the sheet."""
    half = xs[1] - xs[0] - 14 if len(xs) > 1 else width / 3
    room = min(half, xs[number] - 6, width - 6 - xs[number])
    return xs[number] - room, xs[number] + room


def _wood(
    sheet: Sheet,
    strings: Sequence[Sequence[str]],
    xs: Sequence[float],
    fret: float,
    top: float,
    foot: float,
    ys: Sequence[float],
) -> None:
    """Draw board, frets and strings, and write the name of each string before the nut."""
    sheet.add(Plate(_NUT, top, sheet.width - _NUT, foot - top, Paint.KRAFT, Paint.INK, 5))
    for x in xs:
        sheet.line([(x + fret / 2, top), (x + fret / 2, foot)], 5, Paint.GREY)
    sheet.add(Plate(_NUT - 14, top - 6, 20, foot - top + 12, Paint.PAPER, Paint.INK, 4))
    for number, (y, lines) in enumerate(zip(ys, strings, strict=True)):
        sheet.line([(_NUT - 14, y), (sheet.width, y)], 3 + 1.6 * number)
        sheet.write_lines(lines, _NUT - 32, y - len(lines) * leading_of(SMALL) / 2, Font.SANS, SMALL, Anchor.END)


def _finger(sheet: Sheet, x: float, ys: Sequence[float], number: int) -> None:
    """Draw the number on each string that is played; several are held by one finger."""
    if len(ys) > 1:
        sheet.add(Plate(x - 9, ys[0], 18, ys[-1] - ys[0], Paint.INK))
    for y in ys:
        _number(sheet, x, y, number)


def _number(sheet: Sheet, x: float, y: float, number: int) -> None:
    sheet.add(Disc(x, y, _MARK, Paint.PAPER, Paint.INK, 5))
    sheet.write(str(number), x, y + 13, Font.BOLD, 36, Anchor.MIDDLE)
