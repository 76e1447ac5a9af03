"""The arc: a sound wave whose amplitude is the value of each stage."""

from __future__ import annotations

from math import cos, pi

from linernotes.figures.drawing import Canvas, Circle, Drawing, Paint, Rectangle
from linernotes.figures.strokes import dashes
from linernotes.figures.text import LARGE, PLAIN, SMALL, Anchor, Font, text_width, wrap
from linernotes.model.charts import Arc
from linernotes.model.walking import plain_text

_LEFT, _SWING, _BAR = 84.0, 190.0, 13.5


def draw_arc(arc: Arc, width: int) -> Drawing:
    """Draw stages side by side: bars around a middle line, and a line through the values."""
    canvas = Canvas(width)
    share = (width - _LEFT) / len(arc.steps)
    names = [wrap(plain_text(step.name), share - 24, Font.NARROW, LARGE) for step in arc.steps]
    head = max(map(len, names)) * LARGE * 1.22 + 14
    middle, foot = head + _SWING + 40, head + 2 * _SWING + 80
    xs = [_LEFT + share * (number + 0.5) for number in range(len(arc.steps))]
    for number, (x, lines) in enumerate(zip(xs, names, strict=True)):
        if number % 2 == 0:
            canvas.add(Rectangle(_LEFT + share * number, head, share, foot - head, Paint.TINT))
        canvas.write_lines(lines, x, head - 14 - len(lines) * LARGE * 1.22, Font.NARROW, LARGE, Anchor.MIDDLE)
    for part in (0.5, 1.0):
        for side in (-1, 1):
            y = middle + side * part * _SWING
            canvas.lines(dashes(((_LEFT, y), (width, y)), 3, 9), 2.4, Paint.RULE)
    for value, y in ((arc.top, middle - _SWING), (0, middle), (arc.top, middle + _SWING)):
        canvas.write(str(value), _LEFT - 14, y + 11, Font.SANS, PLAIN, Anchor.END)
    swings = [float(step.value) / arc.top * _SWING for step in arc.steps]
    _bars(canvas, xs, swings, middle)
    canvas.line([(_LEFT, middle), (width, middle)], 3)
    canvas.line([(_LEFT, head), (_LEFT, foot), (width, foot)], 3)
    for side in (1, -1):
        wave = _through(xs, [middle - side * swing for swing in swings])
        canvas.line([(_LEFT, wave[0][1]), *wave, (width, wave[-1][1])], 7, Paint.ACCENT)
    lowest = foot
    radius = max(32.0, *(text_width(str(step.value), Font.BOLD, 36) / 2 + 10 for step in arc.steps))
    for step, x, swing in zip(arc.steps, xs, swings, strict=True):
        canvas.add(Circle(x, middle - swing, radius, Paint.PAPER, Paint.INK, 5))
        canvas.write(str(step.value), x, middle - swing + 13, Font.BOLD, 36, Anchor.MIDDLE)
        below = wrap(plain_text(step.below), share - 24, Font.SANS, SMALL)
        lowest = max(lowest, canvas.write_lines(below, x, foot + 10, Font.SANS, SMALL, Anchor.MIDDLE))
    return canvas.drawing(lowest + 6)


def _bars(canvas: Canvas, xs: list[float], swings: list[float], middle: float) -> None:
    """Fill the wave with bars; every second one is shorter, and none crosses the line through the values."""
    count = round((canvas.width - _LEFT) / _BAR)
    gap = (canvas.width - _LEFT) / count
    bars = []
    for number in range(count):
        x = _LEFT + gap * (number + 0.5)
        swing = max(8.0, _at(x, xs, swings) * (0.94 if number % 2 else 0.6))
        bars.append(((x, middle - swing), (x, middle + swing)))
    canvas.lines(bars, gap * 0.54)


def _at(x: float, xs: list[float], values: list[float]) -> float:
    """Return the value at x, eased between stages and constant before the first and after the last."""
    if x <= xs[0] or x >= xs[-1]:
        return values[0] if x <= xs[0] else values[-1]
    after = next(number for number, each in enumerate(xs) if each >= x)
    t = (x - xs[after - 1]) / (xs[after] - xs[after - 1])
    return values[after - 1] + (values[after] - values[after - 1]) * (1 - cos(pi * t)) / 2


def _through(xs: list[float], ys: list[float]) -> list[tuple[float, float]]:
    steps = 80
    points = [xs[0] + (xs[-1] - xs[0]) * number / steps for number in range(steps + 1)]
    return [(x, _at(x, xs, ys)) for x in points]
