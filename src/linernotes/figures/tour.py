"""The tour: a world map with great circles between stops, and a detail map of each leg with numbered stops."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from math import hypot

from linernotes.figures.drawing import PAGE_WIDTH, Canvas, Circle, Drawing, Paint, Rectangle, leading
from linernotes.figures.globe import Window, fit_window, great_circle, land_in, unwrap
from linernotes.figures.labels import Box, Labels
from linernotes.figures.strokes import angle_of, arrowhead
from linernotes.figures.text import LARGE, SMALL, Anchor, Font, text_width, wrap
from linernotes.model.charts import Stop, Tour
from linernotes.model.walking import plain_text

_SPACE, _MARK = 24.0, 25.0


@dataclass(frozen=True, slots=True)
class _Leg:
    """Consecutive stops of one leg, the number of the first, and their points in degrees."""

    name: str
    first: int
    stops: tuple[Stop, ...]
    points: tuple[tuple[float, float], ...]


def draw_tour(chart: Tour, width: int) -> Drawing:
    """Draw the world map, and below it a map of each leg with more than one stop."""
    canvas = Canvas(width)
    degrees = unwrap([(float(stop.longitude), float(stop.latitude)) for stop in chart.stops])
    legs = []
    for name, numbers in groupby(range(len(chart.stops)), key=lambda number: plain_text(chart.stops[number].leg)):
        run = list(numbers)
        legs.append(_Leg(name, run[0], tuple(chart.stops[n] for n in run), tuple(degrees[n] for n in run)))
    foot = _world(canvas, legs, degrees)
    close = [leg for leg in legs if len(leg.stops) > 1]
    across = min(1 if width < PAGE_WIDTH else 3, len(close))
    for start in range(0, len(close), across or 1):
        row = close[start : start + across]
        share = (width - _SPACE * (across - 1)) / across
        bottoms = [_leg(canvas, leg, (share + _SPACE) * place, foot + _SPACE, share) for place, leg in enumerate(row)]
        foot = max(bottoms)
    return canvas.drawing(foot + 6)


def _world(canvas: Canvas, legs: Sequence[_Leg], degrees: Sequence[tuple[float, float]]) -> float:
    """Draw land, arcs from stop to stop and the names of legs; return the lower edge.

    A narrow map has no room for names beside the stops. It has their numbers, and below it a line for each stop without a detail map.
    """
    narrow = canvas.width < PAGE_WIDTH
    arcs = [great_circle(one, other) for one, other in pairwise(degrees)]
    window = fit_window(
        [*degrees, *(point for arc in arcs for point in arc)], Box(0, 0, canvas.width, 470), margin=0.06, snug=True
    )
    _ground(canvas, window)
    edge = window.box
    labels = Labels([], Box(edge.left + 8, edge.top + 8, edge.right - 8, edge.bottom - 8))
    for arc in arcs:
        line = tuple(window.point(*point) for point in arc)
        labels.lines.append(line)
        canvas.line(line, 9, Paint.PAPER)
        canvas.line(line, 5, Paint.ACCENT)
        if hypot(line[0][0] - line[-1][0], line[0][1] - line[-1][1]) > 150:
            half = line[: len(line) // 2 + 1]
            canvas.polygon(arrowhead(half[-1], angle_of(half), 38), Paint.ACCENT, Paint.PAPER, 2)
    for x, y in (window.point(*point) for point in degrees):
        canvas.add(Circle(x, y, 11, Paint.PAPER, Paint.INK, 5))
        labels.taken.append(Box(x - 32, y - 32, x + 32, y + 32))
    for leg in legs:
        points = [window.point(*point) for point in leg.points]
        x, y = sum(point[0] for point in points) / len(points), sum(point[1] for point in points) / len(points)
        numbers = f"{leg.first + 1}–{leg.first + len(points)}" if len(points) > 1 else f"{leg.first + 1}"
        name = "" if narrow else f" {_name(leg)}"
        labels.write(canvas, f"{numbers}{name}", ((x - 1, y), (x + 1, y)), plate=True)
    bottom = window.box.bottom
    for leg in (leg for leg in legs if narrow and len(leg.stops) == 1):
        bottom = _numbered(canvas, leg.first + 1, leg.stops[0], 0, bottom + 14, canvas.width)
    return bottom


def _name(leg: _Leg) -> str:
    return leg.name if len(leg.stops) > 1 else plain_text(leg.stops[0].name)


def _leg(canvas: Canvas, leg: _Leg, left: float, top: float, width: float) -> float:
    """Draw a detail map of a leg and a list of its stops; return the lower edge."""
    y = canvas.write_lines(wrap(leg.name, width, Font.NARROW, LARGE), left, top, Font.NARROW, LARGE) + 6
    beside = canvas.width < PAGE_WIDTH
    frame = width * 0.46 if beside else width
    window = fit_window(leg.points, Box(left, y, left + frame, y + (200 if beside else 250)), margin=0.28, snug=False)
    _ground(canvas, window)
    points = _apart([window.point(*point) for point in leg.points], window.box)
    for one, other in pairwise(points):
        canvas.line([one, other], 9, Paint.PAPER)
        canvas.line([one, other], 5, Paint.ACCENT)
    for (x, y), point in zip(points, leg.points, strict=True):
        exact = window.point(*point)
        if hypot(exact[0] - x, exact[1] - y) > 2:
            canvas.line([exact, (x, y)], 3)
            canvas.add(Circle(*exact, 6, Paint.INK))
        canvas.add(Circle(x, y, _MARK, Paint.PAPER, Paint.INK, 5))
    y = window.box.top if beside else window.box.bottom + 10
    listed = left + frame + 16 if beside else left
    for number, ((x, point_y), stop) in enumerate(zip(points, leg.stops, strict=True), leg.first + 1):
        canvas.write(str(number), x, point_y + 12, Font.BOLD, 34, Anchor.MIDDLE)
        y = _numbered(canvas, number, stop, listed, y, left + width - listed) + 3
    return max(y, window.box.bottom)


def _numbered(canvas: Canvas, number: int, stop: Stop, x: float, y: float, width: float) -> float:
    """Write the number of a stop, its name and date; return the lower edge."""
    canvas.write(str(number), x + 40, y + 0.8 * leading(SMALL), Font.BOLD, SMALL, Anchor.END)
    return _listed(canvas, stop, x + 54, y, width - 56)


def _listed(canvas: Canvas, stop: Stop, x: float, y: float, width: float) -> float:
    """Write name and date, on one line if both fit; return the lower edge."""
    name, when = plain_text(stop.name), plain_text(stop.when)
    start = text_width(f"{name}  ", Font.BOLD, SMALL)
    if start + text_width(when, Font.SANS, SMALL) <= width:
        canvas.write(when, x + start, y + 0.8 * leading(SMALL))
        return canvas.write_lines((name,), x, y, Font.BOLD)
    y = canvas.write_lines(wrap(name, width, Font.BOLD), x, y, Font.BOLD)
    return canvas.write_lines(wrap(when, width), x, y)


def _ground(canvas: Canvas, window: Window) -> None:
    """Draw the land in a window, and its frame."""
    box = window.box
    canvas.add(Rectangle(box.left, box.top, box.width, box.height))
    for outline in land_in(window):
        canvas.polygon(outline, Paint.DEEP, Paint.RULE, 3.2)
    canvas.add(Rectangle(box.left, box.top, box.width, box.height, Paint.NONE, Paint.INK, 4))


def _apart(points: Sequence[tuple[float, float]], box: Box) -> list[tuple[float, float]]:
    """Return points moved apart until their marks no longer overlap, within a frame."""
    moved = list(points)
    for _ in range(60):
        for one in range(len(moved)):
            for other in range(one):
                (ax, ay), (bx, by) = moved[one], moved[other]
                dx, dy = (ax - bx or 0.5), ay - by
                lacking = 2 * _MARK + 8 - hypot(dx, dy)
                if lacking > 0:
                    ux, uy = dx / hypot(dx, dy) * lacking / 2, dy / hypot(dx, dy) * lacking / 2
                    moved[one], moved[other] = (ax + ux, ay + uy), (bx - ux, by - uy)
        edge = _MARK + 6
        moved = [
            (min(max(x, box.left + edge), box.right - edge), min(max(y, box.top + edge), box.bottom - edge)) for x, y in moved
        ]
    return moved
