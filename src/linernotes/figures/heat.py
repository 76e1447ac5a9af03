"""The heat map: a grid of numbers; the higher the number, the darker its cell."""

from __future__ import annotations

from linernotes.figures.drawing import PAGE_WIDTH, Canvas, Drawing, Paint, Rectangle, leading
from linernotes.figures.stages import column_heads, list_names
from linernotes.figures.strokes import hatch
from linernotes.figures.text import LARGE, PLAIN, Anchor, Font, fits, text_width, wrap
from linernotes.model.charts import HeatMap
from linernotes.model.walking import plain_text

_TONES = {1: "", 2: "c", 3: "sc", 4: "scx"}
"""The patterns between white and black for each highest number: sparse (s), close (c) and crossed (x) hatching."""

_NAMES, _NAMES_NARROW, _TAG = 560.0, 300.0, 90.0


def draw_heat_map(chart: HeatMap, width: int) -> Drawing:
    """Draw rows of cells below the names of the stages, and a key of the numbers.

    Where a word of a row's name is wider than the column of names, all of these are above their rows.
    """
    canvas = Canvas(width)
    names = _NAMES_NARROW if width < PAGE_WIDTH else _NAMES
    share = (width - names) / len(chart.stages)
    heads, listed = column_heads([plain_text(stage) for stage in chart.stages], share - 20)
    y = max(map(len, heads)) * leading(LARGE) + 10
    for number, lines in enumerate(heads):
        x = names + share * (number + 0.5)
        canvas.write_lines(lines, x, y - 10 - len(lines) * leading(LARGE), Font.NARROW, LARGE, Anchor.MIDDLE)
    tagged = any(row.tag for row in chart.series)
    room = names - (_TAG if tagged else 0) - 24
    above = not all(fits(plain_text(row.name), room, Font.SANS, 34) for row in chart.series)
    for row in chart.series:
        left = _TAG if tagged else 0
        if above:
            y = canvas.write_lines(wrap(plain_text(row.name), width - 8, Font.SANS, 34), 0, y + 14, Font.SANS, 34) + 4
        lines = () if above else wrap(plain_text(row.name), room, Font.SANS, 34)
        height = max(86.0, len(lines) * leading(34) + 20)
        middle = y + height / 2
        if row.tag:
            canvas.add(Rectangle(2, middle - 25, 70, 50, Paint.PAPER, Paint.INK, 4))
            canvas.write(plain_text(row.tag), 37, middle + 12, Font.BOLD, PLAIN, Anchor.MIDDLE)
        canvas.write_lines(lines, left, middle - len(lines) * leading(34) / 2, Font.SANS, 34)
        for number, value in enumerate(row.values):
            _cell(canvas, names + share * number, y, share, height, int(value), chart.top)
        y += height
    left = 4 if width < PAGE_WIDTH else names
    y = list_names(canvas, listed, y + 14, left) if listed else y
    y = _key(canvas, chart, left, y + 26) if chart.meanings else y
    return canvas.drawing(y + 4)


def _cell(canvas: Canvas, x: float, y: float, width: float, height: float, value: int, top: int) -> None:
    _swatch(canvas, x, y, width, height, value, top)
    plate = max(52.0, text_width(str(value), Font.BOLD, LARGE) + 26)
    canvas.add(Rectangle(x + (width - plate) / 2, y + height / 2 - 26, plate, 52, Paint.PAPER, Paint.INK, 3, 10))
    canvas.write(str(value), x + width / 2, y + height / 2 + 14, Font.BOLD, LARGE, Anchor.MIDDLE)


def _swatch(canvas: Canvas, x: float, y: float, width: float, height: float, value: int, top: int) -> None:
    tone = "" if value in (0, top) else _TONES[top][value - 1]
    canvas.add(Rectangle(x, y, width, height, Paint.INK if value == top else Paint.PAPER))
    if tone:
        gap, pen = (34.0, 3.0) if tone == "s" else (15.0, 4.5)
        canvas.lines(hatch(x, y, width, height, gap), pen)
        if tone == "x":
            canvas.lines(hatch(x, y, width, height, gap, falling=True), pen)
    canvas.add(Rectangle(x, y, width, height, Paint.NONE, Paint.INK, 3))


def _key(canvas: Canvas, chart: HeatMap, left: float, y: float) -> float:
    """Draw a swatch of each number with its meaning, and return the lower edge."""
    x = left
    for value, meaning in enumerate(chart.meanings):
        words = f"{value} {plain_text(meaning)}"
        width = 66 + text_width(words, Font.SANS, PLAIN) + 34
        if x > left and x + width > canvas.width:
            x, y = left, y + 52
        _swatch(canvas, x, y, 54, 36, value, chart.top)
        canvas.write(words, x + 66, y + 29, Font.SANS, PLAIN)
        x += width
    return y + 40
