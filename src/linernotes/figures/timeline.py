"""The timeline: two tracks on either side of the years; a mark before each moment shows how certain it is."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, pi, sin

from linernotes.figures.drawing import PAGE_WIDTH, Canvas, Circle, Drawing, Paint, Rectangle, leading
from linernotes.figures.text import LARGE, PLAIN, SMALL, Anchor, Font, text_width, widest, wrap
from linernotes.model.charts import Moment, Timeline, Track
from linernotes.model.document import Citation
from linernotes.model.walking import descend, plain_text
from linernotes.model.wording import Wording

_YEARS, _EDGE, _MARK, _SPACE = 140.0, 20.0, 24.0, 12.0
_CERTAINTIES = ("verified", "one-source", "disputed")


def draw_timeline(chart: Timeline, words: Wording, width: int) -> Drawing:
    """Draw the years below each other, between two tracks or left of both."""
    canvas = Canvas(width)
    y = _in_one_column(canvas, chart, words) if width < PAGE_WIDTH else _side_by_side(canvas, chart, words)
    return canvas.drawing(_key(canvas, chart, y + 22, words))


def _in_one_column(canvas: Canvas, chart: Timeline, words: Wording) -> float:
    """Draw the tracks of each year below each other, each under its name; return the lower edge."""
    start, y = _YEARS + _EDGE, 0.0
    for number, year in enumerate(_years(chart)):
        tracks = [track for track in chart.tracks if _of(track, year)]
        names = [wrap(plain_text(track.name), canvas.width - start, Font.NARROW, LARGE) for track in tracks]
        heights = [
            len(lines) * leading(LARGE) + _height(track, year, start, canvas.width, words) + 2 * _SPACE
            for track, lines in zip(tracks, names, strict=True)
        ]
        height = sum(heights) + _SPACE
        if number % 2 == 0:
            canvas.add(Rectangle(0, y, canvas.width, height, Paint.TINT))
        _plate(canvas, year, 0, y, height)
        top = y + _SPACE
        for track, lines, room in zip(tracks, names, heights, strict=True):
            below = canvas.write_lines(lines, start, top, Font.NARROW, LARGE) + _SPACE / 2
            _write(canvas, track, year, start, canvas.width, below, words)
            top += room
        y += height
    return y


def _plate(canvas: Canvas, year: int, left: float, y: float, height: float) -> None:
    """Draw the black plate of a year."""
    canvas.add(Rectangle(left + 4, y + 3, _YEARS - 8, height - 6, Paint.INK))
    canvas.write(str(year), left + _YEARS / 2, y + 3 + (height - 6) / 2 + 14, Font.NARROW, 42, Anchor.MIDDLE, Paint.PAPER)


def _side_by_side(canvas: Canvas, chart: Timeline, words: Wording) -> float:
    """Draw the tracks of each year on either side of it; return the lower edge."""
    counts = [sum(len(plain_text(moment.what)) for moment in track.moments) for track in chart.tracks]
    share = min(0.62, max(0.38, counts[0] / max(1, sum(counts))))
    left = (canvas.width - _YEARS) * share
    columns = [(0.0, left - _EDGE), (left + _YEARS + _EDGE, canvas.width)]
    names = [
        wrap(plain_text(t.name), end - start, Font.NARROW, LARGE) for t, (start, end) in zip(chart.tracks, columns, strict=True)
    ]
    y = max(map(len, names)) * leading(LARGE) + 12
    for lines, (start, _) in zip(names, columns, strict=True):
        canvas.write_lines(lines, start, y - 12 - len(lines) * leading(LARGE), Font.NARROW, LARGE)
    for number, year in enumerate(_years(chart)):
        heights = [_height(track, year, start, end, words) for track, (start, end) in zip(chart.tracks, columns, strict=True)]
        height = max(64.0, *heights) + 2 * _SPACE
        if number % 2 == 0:
            canvas.add(Rectangle(0, y, canvas.width, height, Paint.TINT))
        _plate(canvas, year, left, y, height)
        for track, (start, end) in zip(chart.tracks, columns, strict=True):
            _write(canvas, track, year, start, end, y + _SPACE, words)
        y += height
    return y


def _years(chart: Timeline) -> list[int]:
    return sorted({moment.year for track in chart.tracks for moment in track.moments})


def _of(track: Track, year: int) -> list[Moment]:
    """Return the moments of a year in the author's order: one without a month may stand between others."""
    return [moment for moment in track.moments if moment.year == year]


def _date(moment: Moment, words: Wording) -> str:
    month = words.months.split()[moment.month - 1] if moment.month else ""
    day = words.first_day if moment.day == 1 else moment.day
    return words.day_form.format(day=day, month=month) if moment.day else month


def _indents(track: Track, words: Wording) -> tuple[float, float]:
    """Return the offsets of dates and text from the edge of the column."""
    dates = widest(tuple(_date(moment, words) for moment in track.moments), Font.BOLD)
    return _MARK + 22, _MARK + 22 + (dates + 16 if dates else 0)


def _lines(track: Track, moment: Moment, start: float, end: float, words: Wording) -> tuple[str, ...]:
    return wrap(plain_text(moment.what), end - start - _indents(track, words)[1] - 8)


def _height(track: Track, year: int, start: float, end: float, words: Wording) -> float:
    moments = _of(track, year)
    lines = sum(len(_lines(track, moment, start, end, words)) for moment in moments)
    return lines * leading(SMALL) + max(0, len(moments) - 1) * _SPACE


def _write(canvas: Canvas, track: Track, year: int, start: float, end: float, y: float, words: Wording) -> None:
    date_indent, text_indent = _indents(track, words)
    for moment in _of(track, year):
        _mark(canvas, start + 8, y + leading(SMALL) / 2 - _MARK / 2, _certainty(moment))
        canvas.write(_date(moment, words), start + date_indent, y + 0.8 * leading(SMALL), Font.BOLD)
        y = canvas.write_lines(_lines(track, moment, start, end, words), start + text_indent, y) + _SPACE


def _certainty(moment: Moment) -> str:
    """Return the lowest certainty of the facts that a moment cites; empty if it cites none."""
    cited = [node.certainty for node in descend(moment.what) if isinstance(node, Citation) and node.certainty in _CERTAINTIES]
    return max(cited, key=_CERTAINTIES.index, default="")


def _mark(canvas: Canvas, x: float, y: float, certainty: str) -> None:
    """Draw the symbol of a certainty: a disc if verified, half a disc for one source, a ring if sources differ; a dash if empty."""
    middle, radius = (x + _MARK / 2, y + _MARK / 2), _MARK / 2
    if not certainty:
        canvas.add(Rectangle(x, middle[1] - 4, _MARK, 8, Paint.INK))
        return
    canvas.add(Circle(*middle, radius - 2, Paint.INK if certainty == "verified" else Paint.PAPER, Paint.INK, 4))
    if certainty == "one-source":
        turns = (pi / 2 + pi * step / 16 for step in range(17))
        canvas.polygon([(middle[0] + radius * cos(turn), middle[1] + radius * sin(turn)) for turn in turns], Paint.INK)


def _key(canvas: Canvas, chart: Timeline, y: float, words: Wording) -> float:
    """Draw the key of the marks that occur, and return the lower edge."""
    used = {_certainty(moment) for track in chart.tracks for moment in track.moments}
    meanings = {"verified": words.verified, "one-source": words.one_source, "disputed": words.disputed, "": words.unsourced}
    shown: Sequence[str] = [certainty for certainty in meanings if certainty in used]
    if len(shown) < 2:
        return y - 18
    x = 8.0
    for certainty in shown:
        width = text_width(meanings[certainty], Font.SANS, PLAIN) + 90
        if x > 8 and x + width > canvas.width:
            x, y = 8.0, y + 48
        _mark(canvas, x, y + 4, certainty)
        canvas.write(meanings[certainty], x + _MARK + 18, y + 27, Font.SANS, PLAIN)
        x += width
    return y + 42
