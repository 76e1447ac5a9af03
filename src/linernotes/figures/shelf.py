"""The record shelf: sleeves one behind the other, each later one higher, with blank fronts and lettered edges."""

from __future__ import annotations

from linernotes.figures.drawing import WIDTH, Drawing, Paint, Plate, Sheet, leading_of
from linernotes.figures.lettering import LARGE, PLAIN, Font, wrap
from linernotes.figures.pen import hatch
from linernotes.model.charts import Shelf
from linernotes.model.walking import plain_text

_SHIFT, _SHIFT_NARROW, _YEAR, _LIP, _FRONT = 26.0, 12.0, 130.0, 20.0, 118.0


def draw_shelf(chart: Shelf, width: int) -> Drawing:
    """Draw the last record first, behind all others; what shows of each is a strip with year, title and singers."""
    sheet = Sheet(width)
    count, narrow = len(chart.sleeves), width < WIDTH
    shift = _SHIFT_NARROW if narrow else _SHIFT
    across = width - 40 - shift * (count - 1)
    title_width, singers_width = across * 0.44 - _YEAR, across * 0.56 - 60
    if narrow:  # below each other
        title_width = singers_width = across - _YEAR - 20
    rows = []
    for sleeve in chart.sleeves:
        title = wrap(plain_text(sleeve.title), title_width, Font.NARROW, LARGE)
        singers = wrap(plain_text(sleeve.singers), singers_width, Font.SANS, PLAIN)
        heights = (len(title) * leading_of(LARGE), len(singers) * leading_of(PLAIN))
        rows.append((title, singers, (sum(heights) if narrow else max(heights)) + 2 * _LIP))
    foot = 8 + sum(height for _, _, height in rows) + _FRONT
    y = 8.0
    for number in reversed(range(count)):
        sleeve, (title, singers, height) = chart.sleeves[number], rows[number]
        x = 20 + shift * number
        sheet.add(Plate(x, y, across, foot - y, Paint.CREAM if number % 2 else Paint.PAPER, Paint.INK, 5))
        middle = y + height / 2
        sheet.write(str(sleeve.year), x + 24, middle + 14, Font.NARROW, 42)
        if narrow:
            below = sheet.write_lines(title, x + _YEAR, y + _LIP, Font.NARROW, LARGE)
            sheet.write_lines(singers, x + _YEAR, below, Font.SANS, PLAIN)
        else:
            sheet.write_lines(title, x + _YEAR, middle - len(title) * leading_of(LARGE) / 2, Font.NARROW, LARGE)
            left = x + across - singers_width - 20
            sheet.write_lines(singers, left, middle - len(singers) * leading_of(PLAIN) / 2, Font.SANS, PLAIN)
        y += height
    x = 20.0
    sheet.line([(x, y), (x + across, y)], 2.4, Paint.GREY)
    for number, pen in enumerate((14.0, 10.0, 7.0, 5.0, 3.0)):
        sheet.line([(x + 60, y + 24 + number * 18), (x + across - 60 - number * 60, y + 24 + number * 18)], pen)
    sheet.add(Plate(0, foot, width, 22, Paint.INK))
    sheet.strokes(hatch(30, foot + 22, width - 60, 22, 22), 4)
    return sheet.drawing(foot + 48)
