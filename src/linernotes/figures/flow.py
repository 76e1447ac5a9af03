"""The flow chart: stations in a row or column, with arrows between neighbours; each kind of stream has its own lane and pattern."""

from __future__ import annotations

from linernotes.figures.drawing import PAGE_WIDTH, Canvas, Drawing, Paint, Rectangle, leading
from linernotes.figures.text import LARGE, PLAIN, SMALL, Anchor, Font, fits, text_width, wrap
from linernotes.figures.ties import draw_tie
from linernotes.model.charts import Flow, Stream
from linernotes.model.walking import plain_text

_ARROW, _GAP = 56.0, 10.0
_STATION = 0.78
"""The part of its share of the width that a station takes."""

_SHAFT = 116.0
"""The minimum distance of stations in a column, which a zigzag with its arrowhead needs."""


def draw_flow(chart: Flow, width: int) -> Drawing:
    """Draw stations and lanes side by side, or below each other where words would be broken, and a key of the kinds."""
    canvas = Canvas(width)
    pitch = width / len(chart.stations)
    in_row = all(fits(plain_text(name), _STATION * pitch - 24, Font.NARROW, LARGE) for name in chart.stations) and all(
        fits(plain_text(stream.words), pitch - 30) for stream in chart.streams
    )
    foot = _row(canvas, chart) if width >= PAGE_WIDTH and in_row else _column(canvas, chart)
    return canvas.drawing(_key(canvas, chart, foot + 24))


def _column(canvas: Canvas, chart: Flow) -> float:
    """Draw stations below each other; between them each kind has its own part of the width. Return the lower edge."""
    share = canvas.width / len(chart.kinds)
    y = 4.0
    for number, name in enumerate(chart.stations):
        lines = wrap(plain_text(name), canvas.width - 40, Font.NARROW, LARGE)
        height = len(lines) * leading(LARGE) + 20
        canvas.add(Rectangle(4, y, canvas.width - 8, height, Paint.TINT, Paint.INK, 5, 12))
        canvas.write_lines(lines, canvas.width / 2, y + 10, Font.NARROW, LARGE, Anchor.MIDDLE)
        y += height
        between = [stream for stream in chart.streams if min(stream.start, stream.end) == number]
        words = [wrap(plain_text(stream.words), share - 96) for stream in between]
        if number + 1 == len(chart.stations):
            break
        runs = [[s.kind for s in between[:place]].count(stream.kind) for place, stream in enumerate(between)]
        tall = [[0.0] * (max(runs, default=0) + 1) for _ in chart.kinds]
        for stream, lines, run in zip(between, words, runs, strict=True):
            tall[stream.kind][run] = max(_SHAFT, len(lines) * leading(SMALL) + 24)
        for stream, lines, run in zip(between, words, runs, strict=True):
            x, top = share * stream.kind + 52, y + sum(tall[stream.kind][:run])
            bottom = top + tall[stream.kind][run]
            ends = ((x, top + 10), (x, bottom - 10))
            draw_tie(canvas, ends if stream.end > stream.start else ends[::-1], stream.kind, directed=True)
            canvas.write_lines(lines, x + 36, (top + bottom - len(lines) * leading(SMALL)) / 2)
        y += max(_SHAFT, *map(sum, tall)) if tall else _SHAFT
    return y


def _row(canvas: Canvas, chart: Flow) -> float:
    """Draw the lane of the first kind above the stations, the others below; return the lower edge."""
    pitch = canvas.width / len(chart.stations)
    width = pitch * _STATION
    names = [wrap(plain_text(name), width - 24, Font.NARROW, LARGE) for name in chart.stations]
    height = max(map(len, names)) * leading(LARGE) + 34
    lanes = [[stream for stream in chart.streams if stream.kind == kind] for kind in range(len(chart.kinds))]
    y = _lane(canvas, lanes[0], 0, 6.0, pitch, above=True) if lanes[0] else 6.0
    for number, lines in enumerate(names):
        x = pitch * (number + 0.5)
        canvas.add(Rectangle(x - width / 2, y, width, height, Paint.TINT, Paint.INK, 5, 12))
        canvas.write_lines(lines, x, y + (height - len(lines) * leading(LARGE)) / 2, Font.NARROW, LARGE, Anchor.MIDDLE)
    y += height
    for kind, lane in enumerate(lanes[1:], 1):
        y = _lane(canvas, lane, kind, y, pitch, above=False)
    return y


def _lane(canvas: Canvas, lane: list[Stream], kind: int, y: float, pitch: float, *, above: bool) -> float:
    """Draw the streams of one kind as arrows with their words, and return the lower edge."""
    words = [wrap(plain_text(stream.words), pitch - 30) for stream in lane]
    height = max(map(len, words), default=0) * leading(SMALL)
    arrow = y + height + _GAP + 22 if above else y + _ARROW / 2 + 10
    for stream, lines in zip(lane, words, strict=True):
        start, end = pitch * (stream.start + 0.5), pitch * (stream.end + 0.5)
        inset = 40 if end > start else -40
        draw_tie(canvas, ((start + inset, arrow), (end - inset, arrow)), kind, directed=True)
        top = y + height - len(lines) * leading(SMALL) if above else arrow + 24
        canvas.write_lines(lines, (start + end) / 2, top, anchor=Anchor.MIDDLE)
    return arrow + 30 if above else arrow + 24 + height + 8


def _key(canvas: Canvas, chart: Flow, y: float) -> float:
    """Draw an arrow of each kind with its name, and return the lower edge."""
    x = 6.0
    for kind, name in enumerate(chart.kinds):
        words = plain_text(name)
        width = 150 + text_width(words, Font.BOLD, PLAIN) + 40
        if x > 6 and x + width > canvas.width:
            x, y = 6.0, y + 54
        draw_tie(canvas, ((x, y + 18), (x + 130, y + 18)), kind, directed=True)
        lines = wrap(words, canvas.width - x - 156, Font.BOLD, PLAIN)
        lowest = canvas.write_lines(lines, x + 150, y, Font.BOLD, PLAIN)
        x, y = (x + width, y) if len(lines) == 1 else (6.0, lowest)
    return y + 46
