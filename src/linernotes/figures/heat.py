"""The heat map: a cell is the darker the higher its number, and the number stands in it."""

from __future__ import annotations

from linernotes.figures.drawing import WIDTH, Drawing, Paint, Plate, Sheet, leading_of
from linernotes.figures.lettering import LARGE, PLAIN, Anchor, Font, measure, wrap
from linernotes.figures.pen import hatch
from linernotes.model.charts import HeatMap
from linernotes.model.walking import plain_text

_TONES = {1: "", 2: "c", 3: "sc", 4: "scx"}
"""What lies between white and black up to each top: a sparse hatch, a close one, a crossed one."""

_NAMES, _NAMES_NARROW, _TAG = 560.0, 300.0, 90.0


def draw_heat_map(chart: HeatMap, width: int) -> Drawing:
    """Draw rows of cells below the stages, and what the numbers mean below them."""
    sheet = Sheet(width)
    names = _NAMES_NARROW if width < WIDTH else _NAMES
    share = (width - names) / len(chart.stages)
    heads = [wrap(plain_text(stage), share - 20, Font.NARROW, LARGE) for stage in chart.stages]
    y = max(map(len, heads)) * leading_of(LARGE) + 10
    for number, lines in enumerate(heads):
        x = names + share * (number + 0.5)
        sheet.write_lines(lines, x, y - 10 - len(lines) * leading_of(LARGE), Font.NARROW, LARGE, Anchor.MIDDLE)
    tagged = any(row.tag for row in chart.series)
    for row in chart.series:
        left = _TAG if tagged else 0
        lines = wrap(plain_text(row.name), names - left - 24, Font.SANS, 34)
        height = max(86.0, len(lines) * leading_of(34) + 20)
        middle = y + height / 2
        if row.tag:
            sheet.add(Plate(2, middle - 25, 70, 50, Paint.PAPER, Paint.INK, 4))
            sheet.write(plain_text(row.tag), 37, middle + 12, Font.BOLD, PLAIN, Anchor.MIDDLE)
        sheet.write_lines(lines, left, middle - len(lines) * leading_of(34) / 2, Font.SANS, 34)
        for number, value in enumerate(row.values):
            _cell(sheet, names + share * number, y, share, height, int(value), chart.top)
        y += height
    y = _key(sheet, chart, 4 if width < WIDTH else names, y + 26) if chart.meanings else y
    return sheet.drawing(y + 4)


def _cell(sheet: Sheet, x: float, y: float, width: float, height: float, value: int, top: int) -> None:
    _swatch(sheet, x, y, width, height, value, top)
    plate = max(52.0, measure(str(value), Font.BOLD, LARGE) + 26)
    sheet.add(Plate(x + (width - plate) / 2, y + height / 2 - 26, plate, 52, Paint.PAPER, Paint.INK, 3, 10))
    sheet.write(str(value), x + width / 2, y + height / 2 + 14, Font.BOLD, LARGE, Anchor.MIDDLE)


def _swatch(sheet: Sheet, x: float, y: float, width: float, height: float, value: int, top: int) -> None:
    tone = "" if value in (0, top) else _TONES[top][value - 1]
    sheet.add(Plate(x, y, width, height, Paint.INK if value == top else Paint.PAPER))
    if tone:
        gap, pen = (34.0, 3.0) if tone == "s" else (15.0, 4.5)
        sheet.strokes(hatch(x, y, width, height, gap), pen)
        if tone == "x":
            sheet.strokes(hatch(x, y, width, height, gap, falling=True), pen)
    sheet.add(Plate(x, y, width, height, Paint.NONE, Paint.INK, 3))


def _key(sheet: Sheet, chart: HeatMap, left: float, y: float) -> float:
    """Draw a row of swatches with what they mean, in as many lines as it takes."""
    x = left
    for value, meaning in enumerate(chart.meanings):
        words = f"{value} {plain_text(meaning)}"
        width = 66 + measure(words, Font.SANS, PLAIN) + 34
        if x > left and x + width > sheet.width:
            x, y = left, y + 52
        _swatch(sheet, x, y, 54, 36, value, chart.top)
        sheet.write(words, x + 66, y + 29, Font.SANS, PLAIN)
        x += width
    return y + 40
