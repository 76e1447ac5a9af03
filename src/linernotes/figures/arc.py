"""The arc: a sound wave whose amplitude is the value of each stage."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, pi

from linernotes.figures.drawing import Canvas, Circle, Drawing, Paint, Rectangle
from linernotes.figures.strokes import dashes
from linernotes.figures.text import LARGE, PLAIN, Anchor, Font, fits, text_width, wrap
from linernotes.model.charts import Arc, Step
from linernotes.model.walking import plain_text

_LEFT, _SWING, _BAR = 84.0, 190.0, 13.5


def draw_arc(arc: Arc, width: int) -> Drawing:
    """Draw stages side by side: bars around a middle line, and a line through the values.

    Where a word is wider than its stage, the stages have numbers, and their names are below the wave.
    """
    canvas = Canvas(width)
    share = (width - _LEFT) / len(arc.steps)
    room = share - 24
    numbered = not all(
        fits(plain_text(step.name), room, Font.NARROW, LARGE) and fits(plain_text(step.below), room) for step in arc.steps
    )
    shown = [str(number + 1) if numbered else plain_text(step.name) for number, step in enumerate(arc.steps)]
    names = [wrap(name, room, Font.NARROW, LARGE) for name in shown]
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
    radius = max(32.0, *(text_width(str(step.value), Font.BOLD, 36) / 2 + 10 for step in arc.steps))
    for step, x, swing in zip(arc.steps, xs, swings, strict=True):
        canvas.add(Circle(x, middle - swing, radius, Paint.PAPER, Paint.INK, 5))
        canvas.write(str(step.value), x, middle - swing + 13, Font.BOLD, 36, Anchor.MIDDLE)
    if numbered:
        return canvas.drawing(_key(canvas, arc.steps, foot + 18) + 6)
    belows = [wrap(plain_text(step.below), room) for step in arc.steps]
    feet = [canvas.write_lines(lines, x, foot + 10, anchor=Anchor.MIDDLE) for lines, x in zip(belows, xs, strict=True)]
    return canvas.drawing(max(foot, *feet) + 6)


def _key(canvas: Canvas, steps: Sequence[Step], top: float) -> float:
    """Write the number and the name of each stage, and what is below it, and return the lower edge."""
    for number, step in enumerate(steps, start=1):
        canvas.write_lines((f"{number}",), _LEFT - 14, top, Font.NARROW, LARGE, Anchor.END)
        name = wrap(plain_text(step.name), canvas.width - _LEFT, Font.NARROW, LARGE)
        top = canvas.write_lines(name, _LEFT, top, Font.NARROW, LARGE)
        top = canvas.write_lines(wrap(plain_text(step.below), canvas.width - _LEFT), _LEFT, top - 2) + 6
    return top


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
