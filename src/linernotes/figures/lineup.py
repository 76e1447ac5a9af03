"""The line-up: a bar for the years of each person, and a bracket where several people are combined in one role."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil
from typing import NamedTuple

from linernotes.figures.drawing import PAGE_WIDTH, Canvas, Drawing, Paint, Rectangle, leading
from linernotes.figures.strokes import hatch
from linernotes.figures.text import LARGE, Anchor, Font, wrap
from linernotes.model.charts import LineUp, Stay
from linernotes.model.document import Inline
from linernotes.model.walking import plain_text

_ROW = 62.0


class _Room(NamedTuple):
    """The widths of the columns of names, parts and stand-ins. With ``part`` 0, parts stand above their rows."""

    names: float
    part: float
    stands: float


_WIDE, _NARROW = _Room(300.0, 210.0, 290.0), _Room(210.0, 0.0, 210.0)


def draw_line_up(chart: LineUp, width: int) -> Drawing:
    """Draw a bar for each stay over columns of years, grouped by part."""
    canvas = Canvas(width)
    room = _NARROW if width < PAGE_WIDTH else _WIDE
    years = range(min(stay.first for stay in chart.stays), max(stay.last for stay in chart.stays) + 1)
    shown = any(stay.stands for stay in chart.stays)
    left, right = room.names + room.part, width - (room.stands if shown else 0)
    share = (right - left) / len(years)
    heading = wrap(plain_text(chart.heading), room.stands - 60, Font.NARROW, LARGE)
    head = max(1, len(heading)) * leading(LARGE) + 12
    canvas.write_lines(heading, right + 60, head - 12 - len(heading) * leading(LARGE), Font.NARROW, LARGE)
    rows = [stay for _, stays in _parts(chart.stays) for stay in stays]
    heights = [max(_ROW, _most_lines(stay, room) * leading(34) + 14) for stay in rows]
    spaces = _spaces(chart.stays, room)
    tops = [head + sum(heights[:number]) + sum(spaces[: number + 1]) for number in range(len(rows))]
    foot = head + sum(heights) + sum(spaces)
    for number, year in enumerate(years):
        x = left + share * number
        if number % 2 == 0:
            canvas.add(Rectangle(x, head, share, foot - head, Paint.TINT))
        if number % ceil(80 / share) == 0:
            canvas.write(str(year), x + share / 2, head - 16, Font.NARROW, LARGE, Anchor.MIDDLE)
    for stay, top, height in zip(rows, tops, heights, strict=True):
        lines = _lines(stay.name, room.names)
        canvas.write_lines(lines, room.part, top + height / 2 - len(lines) * leading(34) / 2, Font.BOLD, 34)
        x, length = left + share * (stay.first - years[0]), share * (stay.last - stay.first + 1)
        _bar(canvas, x + 5, top + height / 2 - 19, length - 10, plain=_alone(stay, rows))
    number = 0
    for part, stays in _parts(chart.stays):
        top = tops[number] - spaces[number]
        canvas.line([(0, top), (right, top)], 3)
        if room.part:
            lines = _lines(part, room.part)
            canvas.write_lines(lines, 0, top + heights[number] / 2 - len(lines) * leading(34) / 2, Font.SANS, 34)
        else:
            canvas.write_lines(_lines(part, room.names), 0, top + 4, Font.SANS, 34)
        _stands(canvas, rows, tops, heights, number, len(stays), right)
        number += len(stays)
    canvas.line([(0, foot), (right, foot)], 3)
    return canvas.drawing(foot + 4)


def _spaces(stays: Sequence[Stay], room: _Room) -> list[float]:
    """Return the space above each row, which holds the part if parts have no column."""
    spaces: list[float] = []
    for part, rows in _parts(stays):
        above = 0.0 if room.part else len(_lines(part, room.names)) * leading(34)
        spaces += [above, *[0.0] * (len(rows) - 1)]
    return spaces


def _parts(stays: Sequence[Stay]) -> Iterator[tuple[tuple[Inline, ...], list[Stay]]]:
    """Yield each part with its stays, in the order of their first mention in the data."""
    names = dict.fromkeys(plain_text(stay.part) for stay in stays)
    for name in names:
        found = [stay for stay in stays if plain_text(stay.part) == name]
        yield found[0].part, found


def _lines(words: tuple[Inline, ...], width: float) -> tuple[str, ...]:
    return wrap(plain_text(words), width - 20, Font.BOLD, 34)


def _most_lines(stay: Stay, room: _Room) -> int:
    """Return the number of lines of the longest label of a row."""
    part = len(_lines(stay.part, room.part)) if room.part else 1
    return max(len(_lines(stay.name, room.names)), part, len(_lines(stay.stands, room.stands - 44)))


def _alone(stay: Stay, rows: Sequence[Stay]) -> bool:
    name = plain_text(stay.stands)
    return not name or sum(plain_text(each.stands) == name for each in rows) == 1


def _bar(canvas: Canvas, x: float, y: float, width: float, *, plain: bool) -> None:
    """Draw a bar: black, or hatched if several stays share one stand-in."""
    canvas.add(Rectangle(x, y, width, 38, Paint.INK if plain else Paint.PAPER))
    if not plain:
        canvas.lines(hatch(x, y, width, 38, 15), 4)
    canvas.add(Rectangle(x, y, width, 38, Paint.NONE, Paint.INK, 4))


def _stands(
    canvas: Canvas, rows: Sequence[Stay], tops: Sequence[float], heights: Sequence[float], start: int, count: int, right: float
) -> None:
    """Write the stand-ins of a part's rows, with a bracket where one covers several neighbouring rows."""
    number = start
    while number < start + count:
        name = plain_text(rows[number].stands)
        last = number
        while last + 1 < start + count and plain_text(rows[last + 1].stands) == name:
            last += 1
        top, bottom = tops[number], tops[last] + heights[last]
        if name:
            lines = wrap(name, canvas.width - right - 64, Font.BOLD, 34)
            middle = (top + bottom) / 2
            if last > number:
                canvas.line(
                    [(right + 14, top + 10), (right + 38, top + 10), (right + 38, bottom - 10), (right + 14, bottom - 10)], 5
                )
            canvas.line([(right + (38 if last > number else 14), middle), (right + 52, middle)], 5)
            canvas.write_lines(lines, right + 60, middle - len(lines) * leading(34) / 2, Font.BOLD, 34)
        number = last + 1
