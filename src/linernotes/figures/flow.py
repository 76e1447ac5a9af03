"""The chain: stations side by side; what goes between neighbours runs in lanes, one for each kind, with its own arrow."""

from __future__ import annotations

from linernotes.figures.drawing import WIDTH, Drawing, Paint, Plate, Sheet, leading_of
from linernotes.figures.lettering import LARGE, PLAIN, SMALL, Anchor, Face, measure, wrap
from linernotes.figures.ties import draw_tie
from linernotes.model.charts import Flow, Stream
from linernotes.model.walking import plain_text

STATIONS = 6
"""As many as letters of 8.5 pt let stand side by side."""

_ARROW, _GAP = 56.0, 10.0


def draw_flow(chart: Flow) -> Drawing:
    """Draw the lane of the first kind above the stations, the others below; the key names them."""
    sheet = Sheet()
    pitch = WIDTH / len(chart.stations)
    width = pitch * 0.78
    names = [wrap(plain_text(name), width - 24, Face.NARROW, LARGE) for name in chart.stations]
    height = max(map(len, names)) * leading_of(LARGE) + 34
    lanes = [[stream for stream in chart.streams if stream.kind == kind] for kind in range(len(chart.kinds))]
    y = _lane(sheet, lanes[0], 0, 6.0, pitch, above=True) if lanes[0] else 6.0
    for number, lines in enumerate(names):
        x = pitch * (number + 0.5)
        sheet.add(Plate(x - width / 2, y, width, height, Paint.CREAM, Paint.INK, 5, 12))
        sheet.write_lines(lines, x, y + (height - len(lines) * leading_of(LARGE)) / 2, Face.NARROW, LARGE, Anchor.MIDDLE)
    y += height
    for kind, lane in enumerate(lanes[1:], 1):
        y = _lane(sheet, lane, kind, y, pitch, above=False)
    return sheet.drawing(_key(sheet, chart, y + 24))


def _lane(sheet: Sheet, lane: list[Stream], kind: int, y: float, pitch: float, *, above: bool) -> float:
    """Draw the streams of a kind as arrows from station to station with their words, and return the lower edge."""
    words = [wrap(plain_text(stream.words), pitch - 30) for stream in lane]
    height = max(map(len, words), default=0) * leading_of(SMALL)
    arrow = y + height + _GAP + 22 if above else y + _ARROW / 2 + 10
    for stream, lines in zip(lane, words, strict=True):
        start, end = pitch * (stream.start + 0.5), pitch * (stream.end + 0.5)
        inset = 40 if end > start else -40
        draw_tie(sheet, ((start + inset, arrow), (end - inset, arrow)), kind, directed=True)
        top = y + height - len(lines) * leading_of(SMALL) if above else arrow + 24
        sheet.write_lines(lines, (start + end) / 2, top, anchor=Anchor.MIDDLE)
    return arrow + 30 if above else arrow + 24 + height + 8


def _key(sheet: Sheet, chart: Flow, y: float) -> float:
    """Draw an arrow of each kind with its name."""
    x = 6.0
    for kind, name in enumerate(chart.kinds):
        words = plain_text(name)
        width = 150 + measure(words, Face.BOLD, PLAIN) + 40
        if x > 6 and x + width > WIDTH:
            x, y = 6.0, y + 54
        draw_tie(sheet, ((x, y + 18), (x + 130, y + 18)), kind, directed=True)
        lines = wrap(words, WIDTH - x - 156, Face.BOLD, PLAIN)
        lowest = sheet.write_lines(lines, x + 150, y, Face.BOLD, PLAIN)
        x, y = (x + width, y) if len(lines) == 1 else (6.0, lowest)
    return y + 46
