"""Slopes: a line for each row of values, with its own dash pattern and marks, and its name at the end."""

from __future__ import annotations

from collections.abc import Sequence

from linernotes.figures.drawing import PAGE_WIDTH, Canvas, Circle, Drawing, Paint, Rectangle, leading
from linernotes.figures.stages import column_heads, list_names
from linernotes.figures.strokes import dashes
from linernotes.figures.text import LARGE, PLAIN, Anchor, Font, text_width, widest_part, wrap
from linernotes.model.charts import Series, Slopes
from linernotes.model.walking import plain_text

_PATTERNS = 4
"""The number of distinct dash patterns and marks; later rows repeat them."""

_LEFT, _HEIGHT = 84.0, 420.0
_RIGHT, _WIDEST_RIGHT = 330.0, 640.0
"""The width of the names at the ends of the lines."""

_STAGES, _WIDEST_STAGES = 130.0, 300.0
"""The width of the names of stages beside rows."""

_DASHES: Sequence[tuple[float, float]] = ((0, 0), (34, 16), (6, 15), (34, 12))


def draw_slopes(slopes: Slopes, width: int) -> Drawing:
    """Draw stages as columns and values as heights, or stages as rows and values as lengths."""
    canvas = Canvas(width)
    return canvas.drawing(_falling(canvas, slopes) if width < PAGE_WIDTH else _rising(canvas, slopes))


def _falling(canvas: Canvas, slopes: Slopes) -> float:
    """Draw the lines downwards, with their names below the last stage; return the lower edge."""
    stages = [plain_text(stage) for stage in slopes.stages]
    aside = max(_STAGES, min(_WIDEST_STAGES, widest_part(stages, Font.NARROW, LARGE) + 20))
    heads, listed = column_heads(stages, aside - 20)
    aside = _STAGES if listed else aside
    radius = _radius(slopes)
    left, right = aside + radius + 10, canvas.width - radius - 10
    xs = [[left + float(value) / slopes.top * (right - left) for value in row.values] for row in slopes.series]
    most = max(map(len, (cluster for column in range(len(heads)) for cluster in _clusters(xs, column, radius))))
    height = max(2 * radius + 50, max(map(len, heads)) * leading(LARGE) + 16, most * (2 * radius + 8))
    head = leading(PLAIN) + 8
    foot = head + height * len(heads)
    for number, lines in enumerate(heads):
        if number % 2 == 0:
            canvas.add(Rectangle(aside, head + height * number, canvas.width - aside, height, Paint.TINT))
        middle = head + height * (number + 0.5)
        canvas.write_lines(lines, 0, middle - len(lines) * leading(LARGE) / 2, Font.NARROW, LARGE)
    for grade in sorted({0, slopes.top // 2, slopes.top}):
        x = left + grade / slopes.top * (right - left)
        canvas.lines(dashes(((x, head), (x, foot)), 3, 9), 2.4, Paint.RULE)
        canvas.write(str(grade), x, head - 10, Font.SANS, PLAIN, Anchor.MIDDLE)
    canvas.line([(canvas.width, head), (aside, head), (aside, foot)], 3)
    ys = [head + height * (number + 0.5) for number in range(len(heads))]
    turned = _placed(ys, xs, radius, height)
    _draw(canvas, slopes, [[(x, y) for y, x in line] for line in turned], radius)
    y = list_names(canvas, listed, foot + 14) + 20
    for number, row in enumerate(slopes.series):
        lines = wrap(plain_text(row.name), canvas.width - 190, Font.NARROW, LARGE)
        middle = y + leading(LARGE) / 2
        _line(canvas, [(6, middle), (156, middle)], number)
        y = canvas.write_lines(lines, 176, y, Font.NARROW, LARGE) + 8
    return y


def _radius(slopes: Slopes) -> float:
    """Return the radius of marks, which fits the widest value."""
    return max(27.0, *(text_width(str(value), Font.BOLD, PLAIN) / 2 + 8 for row in slopes.series for value in row.values))


def _draw(canvas: Canvas, slopes: Slopes, points: Sequence[Sequence[tuple[float, float]]], radius: float) -> None:
    """Draw all lines, then the marks with their values."""
    for number, line in enumerate(points):
        _line(canvas, line, number)
    for number, (row, line) in enumerate(zip(slopes.series, points, strict=True)):
        for value, (x, y) in zip(row.values, line, strict=True):
            _mark(canvas, x, y, radius, number)
            canvas.write(str(value), x, y + 12, Font.BOLD, PLAIN, Anchor.MIDDLE, Paint.PAPER if number % 4 == 1 else Paint.INK)


def _rising(canvas: Canvas, slopes: Slopes) -> float:
    """Draw the lines from left to right, with their names at the ends; return the lower edge."""
    names = widest_part((plain_text(row.name) for row in slopes.series), Font.NARROW, LARGE) + 130
    aside = max(_RIGHT, min(_WIDEST_RIGHT, names))
    share = (canvas.width - _LEFT - aside) / len(slopes.stages)
    heads, listed = column_heads([plain_text(stage) for stage in slopes.stages], share - 20)
    head = max(map(len, heads)) * leading(LARGE) + 10
    foot = head + 44 + _HEIGHT
    xs = [_LEFT + share * (number + 0.5) for number in range(len(slopes.stages))]
    right = _LEFT + share * len(slopes.stages)
    for number, (x, lines) in enumerate(zip(xs, heads, strict=True)):
        if number % 2 == 0:
            canvas.add(Rectangle(x - share / 2, head, share, foot + 44 - head, Paint.TINT))
        canvas.write_lines(lines, x, head - 10 - len(lines) * leading(LARGE), Font.NARROW, LARGE, Anchor.MIDDLE)
    for grade in sorted({0, slopes.top // 2, slopes.top}):
        y = foot - grade / slopes.top * _HEIGHT
        canvas.lines(dashes(((_LEFT, y), (right, y)), 3, 9), 2.4, Paint.RULE)
        canvas.write(str(grade), _LEFT - 14, y + 11, Font.SANS, PLAIN, Anchor.END)
    canvas.line([(_LEFT, head), (_LEFT, foot + 44), (right, foot + 44)], 3)
    ys = [[foot - float(value) / slopes.top * _HEIGHT for value in row.values] for row in slopes.series]
    radius = _radius(slopes)
    points = _placed(xs, ys, radius, share)
    _draw(canvas, slopes, points, radius)
    lowest = _names(canvas, slopes.series, [line[-1] for line in points], right, radius, aside - 130)
    return list_names(canvas, listed, max(foot + 50, lowest))


def _placed(xs: Sequence[float], ys: Sequence[Sequence[float]], radius: float, share: float) -> list[list[tuple[float, float]]]:
    """Return the points of each line. Marks that would cover each other move sideways, never up or down."""
    placed: list[list[tuple[float, float]]] = [[] for _ in ys]
    for column, x in enumerate(xs):
        for cluster in _clusters(ys, column, radius):
            for position, row in enumerate(sorted(cluster)):
                aside = (position - (len(cluster) - 1) / 2) * min(2 * radius + 8, share / len(cluster))
                placed[row].append((x + aside, ys[row][column]))
    return placed


def _clusters(ys: Sequence[Sequence[float]], column: int, radius: float) -> list[list[int]]:
    """Return groups of rows whose marks in a column would touch."""
    clusters: list[list[int]] = []
    for row in sorted(range(len(ys)), key=lambda row: ys[row][column]):
        near = clusters and ys[row][column] - ys[clusters[-1][-1]][column] < 2 * radius + 6
        if near:
            clusters[-1].append(row)
        else:
            clusters.append([row])
    return clusters


def _line(canvas: Canvas, line: Sequence[tuple[float, float]], number: int) -> None:
    on, off = _DASHES[number % _PATTERNS]
    weight = (9, 6, 7, 3)[number % _PATTERNS]
    if on:
        canvas.lines(dashes(line, on, off), weight)
    else:
        canvas.line(line, weight, Paint.ACCENT)


def _mark(canvas: Canvas, x: float, y: float, radius: float, number: int) -> None:
    """Draw a ring, a black disc, a square or a double square."""
    match number % _PATTERNS:
        case 0:
            canvas.add(Circle(x, y, radius, Paint.PAPER, Paint.INK, 5))
        case 1:
            canvas.add(Circle(x, y, radius, Paint.INK, Paint.PAPER, 3))
        case 2:
            canvas.add(Rectangle(x - radius, y - radius, 2 * radius, 2 * radius, Paint.PAPER, Paint.INK, 7))
        case _:
            canvas.add(Rectangle(x - radius, y - radius, 2 * radius, 2 * radius, Paint.PAPER, Paint.INK, 3))
            canvas.add(Rectangle(x - radius + 7, y - radius + 7, 2 * radius - 14, 2 * radius - 14, Paint.PAPER, Paint.INK, 2.4))


def _names(
    canvas: Canvas, series: Sequence[Series], ends: Sequence[tuple[float, float]], right: float, radius: float, room: float
) -> float:
    """Write each name at the end of its line, or below the previous name if they would touch; return the lower edge."""
    free = 0.0
    for number in sorted(range(len(series)), key=lambda each: ends[each][1]):
        lines = wrap(plain_text(series[number].name), room, Font.NARROW, LARGE)
        y = max(free, ends[number][1] - len(lines) * leading(LARGE) / 2)
        middle = y + len(lines) * leading(LARGE) / 2
        end_x, end_y = ends[number]
        _line(canvas, [(end_x + radius + 4, end_y), (right + 14, middle), (right + 60, middle)], number)
        free = canvas.write_lines(lines, right + 76, y, Font.NARROW, LARGE) + 8
    return free
