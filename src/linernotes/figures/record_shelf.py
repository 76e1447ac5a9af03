"""The record shelf: record sleeves one behind the other, later ones higher, with blank fronts and titles on their edges."""

from __future__ import annotations

from linernotes.figures.drawing import PAGE_WIDTH, Canvas, Drawing, Paint, Rectangle, leading
from linernotes.figures.strokes import hatch
from linernotes.figures.text import LARGE, PLAIN, Font, wrap
from linernotes.model.charts import RecordShelf
from linernotes.model.walking import plain_text

_SHIFT, _SHIFT_NARROW, _YEAR, _LIP, _FRONT = 26.0, 12.0, 130.0, 20.0, 118.0


def draw_record_shelf(chart: RecordShelf, width: int) -> Drawing:
    """Draw the last record first, behind all others; the visible edge of each holds year, title and singers."""
    canvas = Canvas(width)
    count, narrow = len(chart.sleeves), width < PAGE_WIDTH
    shift = _SHIFT_NARROW if narrow else _SHIFT
    across = width - 40 - shift * (count - 1)
    title_width, singers_width = across * 0.44 - _YEAR, across * 0.56 - 60
    if narrow:  # below each other
        title_width = singers_width = across - _YEAR - 20
    rows = []
    for sleeve in chart.sleeves:
        title = wrap(plain_text(sleeve.title), title_width, Font.NARROW, LARGE)
        singers = wrap(plain_text(sleeve.singers), singers_width, Font.SANS, PLAIN)
        heights = (len(title) * leading(LARGE), len(singers) * leading(PLAIN))
        rows.append((title, singers, (sum(heights) if narrow else max(heights)) + 2 * _LIP))
    foot = 8 + sum(height for _, _, height in rows) + _FRONT
    y = 8.0
    for number in reversed(range(count)):
        sleeve, (title, singers, height) = chart.sleeves[number], rows[number]
        x = 20 + shift * number
        canvas.add(Rectangle(x, y, across, foot - y, Paint.TINT if number % 2 else Paint.PAPER, Paint.INK, 5))
        middle = y + height / 2
        canvas.write(str(sleeve.year), x + 24, middle + 14, Font.NARROW, 42)
        if narrow:
            below = canvas.write_lines(title, x + _YEAR, y + _LIP, Font.NARROW, LARGE)
            canvas.write_lines(singers, x + _YEAR, below, Font.SANS, PLAIN)
        else:
            canvas.write_lines(title, x + _YEAR, middle - len(title) * leading(LARGE) / 2, Font.NARROW, LARGE)
            left = x + across - singers_width - 20
            canvas.write_lines(singers, left, middle - len(singers) * leading(PLAIN) / 2, Font.SANS, PLAIN)
        y += height
    x = 20.0
    canvas.line([(x, y), (x + across, y)], 2.4, Paint.RULE)
    for number, pen in enumerate((14.0, 10.0, 7.0, 5.0, 3.0)):
        canvas.line([(x + 60, y + 24 + number * 18), (x + across - 60 - number * 60, y + 24 + number * 18)], pen)
    canvas.add(Rectangle(0, foot, width, 22, Paint.INK))
    canvas.lines(hatch(30, foot + 22, width - 60, 22, 22), 4)
    return canvas.drawing(foot + 48)
