"""The timeline: two tellings on either side of the years; how sure a date is shows in the mark before it."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, pi, sin

from linernotes.figures.drawing import WIDTH, Disc, Drawing, Paint, Plate, Sheet, leading_of
from linernotes.figures.lettering import LARGE, PLAIN, SMALL, Anchor, Font, measure, widest, wrap
from linernotes.model.charts import Moment, Timeline, Track
from linernotes.model.document import Citation
from linernotes.model.walking import descend, plain_text
from linernotes.model.wording import Wording

_YEARS, _EDGE, _MARK, _SPACE = 140.0, 20.0, 24.0, 12.0
_CERTAINTIES = ("verified", "one-source", "disputed")


def draw_timeline(chart: Timeline, words: Wording, width: int) -> Drawing:
    """Draw year after year, each as high as what happens in it; the years stand between the tellings, or before both."""
    sheet = Sheet(width)
    y = _in_one_column(sheet, chart, words) if width < WIDTH else _side_by_side(sheet, chart, words)
    return sheet.drawing(_key(sheet, chart, y + 22, words))


def _in_one_column(sheet: Sheet, chart: Timeline, words: Wording) -> float:
    """Draw the tellings of each year below each other, each under its name; return the lower edge."""
    start, y = _YEARS + _EDGE, 0.0
    for number, year in enumerate(_years(chart)):
        tracks = [track for track in chart.tracks if _of(track, year)]
        names = [wrap(plain_text(track.name), sheet.width - start, Font.NARROW, LARGE) for track in tracks]
        heights = [
            len(lines) * leading_of(LARGE) + _height(track, year, start, sheet.width, words) + 2 * _SPACE
            for track, lines in zip(tracks, names, strict=True)
        ]
        height = sum(heights) + _SPACE
        if number % 2 == 0:
            sheet.add(Plate(0, y, sheet.width, height, Paint.CREAM))
        _plate(sheet, year, 0, y, height)
        top = y + _SPACE
        for track, lines, room in zip(tracks, names, heights, strict=True):
            below = sheet.write_lines(lines, start, top, Font.NARROW, LARGE) + _SPACE / 2
            _write(sheet, track, year, start, sheet.width, below, words)
            top += room
        y += height
    return y


def _plate(sheet: Sheet, year: int, left: float, y: float, height: float) -> None:
    """Draw a year on a black plate as high as what happens in it."""
    sheet.add(Plate(left + 4, y + 3, _YEARS - 8, height - 6, Paint.INK))
    sheet.write(str(year), left + _YEARS / 2, y + 3 + (height - 6) / 2 + 14, Font.NARROW, 42, Anchor.MIDDLE, Paint.PAPER)


def _side_by_side(sheet: Sheet, chart: Timeline, words: Wording) -> float:
    """Draw the tellings of each year on either side of it; return the lower edge."""
    counts = [sum(len(plain_text(moment.what)) for moment in track.moments) for track in chart.tracks]
    share = min(0.62, max(0.38, counts[0] / max(1, sum(counts))))
    left = (sheet.width - _YEARS) * share
    columns = [(0.0, left - _EDGE), (left + _YEARS + _EDGE, sheet.width)]
    names = [
        wrap(plain_text(t.name), end - start, Font.NARROW, LARGE) for t, (start, end) in zip(chart.tracks, columns, strict=True)
    ]
    y = max(map(len, names)) * leading_of(LARGE) + 12
    for lines, (start, _) in zip(names, columns, strict=True):
        sheet.write_lines(lines, start, y - 12 - len(lines) * leading_of(LARGE), Font.NARROW, LARGE)
    for number, year in enumerate(_years(chart)):
        heights = [_height(track, year, start, end, words) for track, (start, end) in zip(chart.tracks, columns, strict=True)]
        height = max(64.0, *heights) + 2 * _SPACE
        if number % 2 == 0:
            sheet.add(Plate(0, y, sheet.width, height, Paint.CREAM))
        _plate(sheet, year, left, y, height)
        for track, (start, end) in zip(chart.tracks, columns, strict=True):
            _write(sheet, track, year, start, end, y + _SPACE, words)
        y += height
    return y


def _years(chart: Timeline) -> list[int]:
    return sorted({moment.year for track in chart.tracks for moment in track.moments})


def _of(track: Track, year: int) -> list[Moment]:
    """Return what happens in a year, in the author's order: what has no month may lie between others that have one."""
    return [moment for moment in track.moments if moment.year == year]


def _date(moment: Moment, words: Wording) -> str:
    month = words.months.split()[moment.month - 1] if moment.month else ""
    return f"{moment.day} {month}" if moment.day else month


def _indents(track: Track, words: Wording) -> tuple[float, float]:
    """Return where dates and words begin, counted from the edge of the column."""
    dates = widest(tuple(_date(moment, words) for moment in track.moments), Font.BOLD)
    return _MARK + 22, _MARK + 22 + (dates + 16 if dates else 0)


def _lines(track: Track, moment: Moment, start: float, end: float, words: Wording) -> tuple[str, ...]:
    return wrap(plain_text(moment.what), end - start - _indents(track, words)[1] - 8)


def _height(track: Track, year: int, start: float, end: float, words: Wording) -> float:
    moments = _of(track, year)
    lines = sum(len(_lines(track, moment, start, end, words)) for moment in moments)
    return lines * leading_of(SMALL) + max(0, len(moments) - 1) * _SPACE


def _write(sheet: Sheet, track: Track, year: int, start: float, end: float, y: float, words: Wording) -> None:
    dated, told = _indents(track, words)
    for moment in _of(track, year):
        _mark(sheet, start + 8, y + leading_of(SMALL) / 2 - _MARK / 2, _certainty(moment))
        sheet.write(_date(moment, words), start + dated, y + 0.8 * leading_of(SMALL), Font.BOLD)
        y = sheet.write_lines(_lines(track, moment, start, end, words), start + told, y) + _SPACE


def _certainty(moment: Moment) -> str:
    """Return how sure the least sure of the facts is that a moment cites; empty where it cites none."""
    cited = [node.certainty for node in descend(moment.what) if isinstance(node, Citation) and node.certainty in _CERTAINTIES]
    return max(cited, key=_CERTAINTIES.index, default="")


def _mark(sheet: Sheet, x: float, y: float, certainty: str) -> None:
    """Draw the sign that the text has: a disc for what is sure, half a one for one source, a ring where sources differ; else a dash."""
    middle, radius = (x + _MARK / 2, y + _MARK / 2), _MARK / 2
    if not certainty:
        sheet.add(Plate(x, middle[1] - 4, _MARK, 8, Paint.INK))
        return
    sheet.add(Disc(*middle, radius - 2, Paint.INK if certainty == "verified" else Paint.PAPER, Paint.INK, 4))
    if certainty == "one-source":
        turns = (pi / 2 + pi * step / 16 for step in range(17))
        sheet.shape([(middle[0] + radius * cos(turn), middle[1] + radius * sin(turn)) for turn in turns], Paint.INK)


def _key(sheet: Sheet, chart: Timeline, y: float, words: Wording) -> float:
    """Say what the marks mean, those that are there."""
    there = {_certainty(moment) for track in chart.tracks for moment in track.moments}
    told = {"verified": words.verified, "one-source": words.one_source, "disputed": words.disputed, "": words.unsourced}
    shown: Sequence[str] = [certainty for certainty in told if certainty in there]
    if len(shown) < 2:
        return y - 18
    x = 8.0
    for certainty in shown:
        width = measure(told[certainty], Font.SANS, PLAIN) + 90
        if x > 8 and x + width > sheet.width:
            x, y = 8.0, y + 48
        _mark(sheet, x, y + 4, certainty)
        sheet.write(told[certainty], x + _MARK + 18, y + 27, Font.SANS, PLAIN)
        x += width
    return y + 42
