"""Slopes: rows of values as lines; each line has its own dash and its own mark, and its name at its end."""

from __future__ import annotations

from collections.abc import Sequence

from linernotes.figures.drawing import WIDTH, Disc, Drawing, Paint, Plate, Sheet, leading_of
from linernotes.figures.lettering import LARGE, PLAIN, Anchor, Face, measure, wrap
from linernotes.figures.pen import dashes
from linernotes.model.charts import Series, Slopes
from linernotes.model.walking import plain_text

LINES = 4
"""Rows that can be told apart."""

_LEFT, _RIGHT, _HEIGHT = 84.0, 330.0, 420.0
_DASHES: Sequence[tuple[float, float]] = ((0, 0), (34, 16), (6, 15), (34, 12))


def draw_slopes(slopes: Slopes) -> Drawing:
    """Draw stages as columns and values as heights; marks that would meet stand side by side."""
    sheet = Sheet()
    share = (WIDTH - _LEFT - _RIGHT) / len(slopes.stages)
    heads = [wrap(plain_text(stage), share - 20, Face.NARROW, LARGE) for stage in slopes.stages]
    head = max(map(len, heads)) * leading_of(LARGE) + 10
    foot = head + 44 + _HEIGHT
    xs = [_LEFT + share * (number + 0.5) for number in range(len(slopes.stages))]
    right = _LEFT + share * len(slopes.stages)
    for number, (x, lines) in enumerate(zip(xs, heads, strict=True)):
        if number % 2 == 0:
            sheet.add(Plate(x - share / 2, head, share, foot + 44 - head, Paint.CREAM))
        sheet.write_lines(lines, x, head - 10 - len(lines) * leading_of(LARGE), Face.NARROW, LARGE, Anchor.MIDDLE)
    for grade in sorted({0, slopes.top // 2, slopes.top}):
        y = foot - grade / slopes.top * _HEIGHT
        sheet.strokes(dashes(((_LEFT, y), (right, y)), 3, 9), 2.4, Paint.GREY)
        sheet.write(str(grade), _LEFT - 14, y + 11, Face.SANS, PLAIN, Anchor.END)
    sheet.line([(_LEFT, head), (_LEFT, foot + 44), (right, foot + 44)], 3)
    ys = [[foot - float(value) / slopes.top * _HEIGHT for value in row.values] for row in slopes.series]
    radius = max(27.0, *(measure(str(value), Face.BOLD, PLAIN) / 2 + 8 for row in slopes.series for value in row.values))
    spots = _placed(xs, ys, radius, share)
    for number, line in enumerate(spots):
        _line(sheet, line, number)
    for number, (row, line) in enumerate(zip(slopes.series, spots, strict=True)):
        for value, (x, y) in zip(row.values, line, strict=True):
            _mark(sheet, x, y, radius, number)
            sheet.write(str(value), x, y + 12, Face.BOLD, PLAIN, Anchor.MIDDLE, Paint.PAPER if number % 4 == 1 else Paint.INK)
    lowest = _names(sheet, slopes.series, [line[-1] for line in spots], right, radius)
    return sheet.drawing(max(foot + 50, lowest))


def _placed(xs: Sequence[float], ys: Sequence[Sequence[float]], radius: float, share: float) -> list[list[tuple[float, float]]]:
    """Return the spots of each line; where marks would cover each other they move aside, never up or down."""
    placed: list[list[tuple[float, float]]] = [[] for _ in ys]
    for column, x in enumerate(xs):
        order = sorted(range(len(ys)), key=lambda row: ys[row][column])
        clusters: list[list[int]] = []
        for row in order:
            near = clusters and ys[row][column] - ys[clusters[-1][-1]][column] < 2 * radius + 6
            if near:
                clusters[-1].append(row)
            else:
                clusters.append([row])
        for cluster in clusters:
            for position, row in enumerate(sorted(cluster)):
                aside = (position - (len(cluster) - 1) / 2) * min(2 * radius + 8, share / len(cluster))
                placed[row].append((x + aside, ys[row][column]))
    return placed


def _line(sheet: Sheet, line: Sequence[tuple[float, float]], number: int) -> None:
    on, off = _DASHES[number % LINES]
    weight = (9, 6, 7, 3)[number % LINES]
    if on:
        sheet.strokes(dashes(line, on, off), weight)
    else:
        sheet.line(line, weight, Paint.CHERRY)


def _mark(sheet: Sheet, x: float, y: float, radius: float, number: int) -> None:
    """Draw a ring, a black disc, a square or a square with a second frame."""
    match number % LINES:
        case 0:
            sheet.add(Disc(x, y, radius, Paint.PAPER, Paint.INK, 5))
        case 1:
            sheet.add(Disc(x, y, radius, Paint.INK, Paint.PAPER, 3))
        case 2:
            sheet.add(Plate(x - radius, y - radius, 2 * radius, 2 * radius, Paint.PAPER, Paint.INK, 7))
        case _:
            sheet.add(Plate(x - radius, y - radius, 2 * radius, 2 * radius, Paint.PAPER, Paint.INK, 3))
            sheet.add(Plate(x - radius + 7, y - radius + 7, 2 * radius - 14, 2 * radius - 14, Paint.PAPER, Paint.INK, 2.4))


def _names(sheet: Sheet, series: Sequence[Series], ends: Sequence[tuple[float, float]], right: float, radius: float) -> float:
    """Write each name at the height where its line ends, below the last where they would touch; return the lower edge."""
    free = 0.0
    for number in sorted(range(len(series)), key=lambda each: ends[each][1]):
        lines = wrap(plain_text(series[number].name), _RIGHT - 130, Face.NARROW, LARGE)
        y = max(free, ends[number][1] - len(lines) * leading_of(LARGE) / 2)
        middle = y + len(lines) * leading_of(LARGE) / 2
        end_x, end_y = ends[number]
        _line(sheet, [(end_x + radius + 4, end_y), (right + 14, middle), (right + 60, middle)], number)
        free = sheet.write_lines(lines, right + 76, y, Face.NARROW, LARGE) + 8
    return free
