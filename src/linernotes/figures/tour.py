"""The tour: great circles from leg to leg over the world, and a close look at each leg, its stops numbered in their order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from math import hypot

from linernotes.figures.drawing import WIDTH, Disc, Drawing, Paint, Plate, Sheet, leading_of
from linernotes.figures.globe import Window, fitted, great_circle, land_in, unwrapped
from linernotes.figures.labels import Box, Labels
from linernotes.figures.lettering import LARGE, SMALL, Anchor, Font, measure, wrap
from linernotes.figures.pen import angle_of, arrowhead
from linernotes.model.charts import Stop, Tour
from linernotes.model.walking import plain_text

_SPACE, _MARK = 24.0, 25.0


@dataclass(frozen=True, slots=True)
class _Leg:
    """Neighbouring stops of one leg, with the number of the first and their spots in degrees."""

    name: str
    first: int
    stops: tuple[Stop, ...]
    spots: tuple[tuple[float, float], ...]


def draw_tour(chart: Tour, width: int) -> Drawing:
    """Draw the world, and below it the legs that have more than one stop."""
    sheet = Sheet(width)
    degrees = unwrapped([(float(stop.longitude), float(stop.latitude)) for stop in chart.stops])
    legs = []
    for name, numbers in groupby(range(len(chart.stops)), key=lambda number: plain_text(chart.stops[number].leg)):
        run = list(numbers)
        legs.append(_Leg(name, run[0], tuple(chart.stops[n] for n in run), tuple(degrees[n] for n in run)))
    foot = _world(sheet, legs, degrees)
    close = [leg for leg in legs if len(leg.stops) > 1]
    across = min(1 if width < WIDTH else 3, len(close))
    for start in range(0, len(close), across or 1):
        row = close[start : start + across]
        share = (width - _SPACE * (across - 1)) / across
        bottoms = [_leg(sheet, leg, (share + _SPACE) * place, foot + _SPACE, share) for place, leg in enumerate(row)]
        foot = max(bottoms)
    return sheet.drawing(foot + 6)


def _world(sheet: Sheet, legs: Sequence[_Leg], degrees: Sequence[tuple[float, float]]) -> float:
    """Draw land, the arcs from stop to stop and the name of each leg; return the lower edge."""
    arcs = [great_circle(one, other) for one, other in pairwise(degrees)]
    window = fitted([*degrees, *(spot for arc in arcs for spot in arc)], Box(0, 0, sheet.width, 470), margin=0.06, snug=True)
    _ground(sheet, window)
    edge = window.box
    labels = Labels([], Box(edge.left + 8, edge.top + 8, edge.right - 8, edge.bottom - 8))
    for arc in arcs:
        line = tuple(window.spot(*spot) for spot in arc)
        labels.lines.append(line)
        sheet.line(line, 9, Paint.PAPER)
        sheet.line(line, 5, Paint.CHERRY)
        if hypot(line[0][0] - line[-1][0], line[0][1] - line[-1][1]) > 150:
            half = line[: len(line) // 2 + 1]
            sheet.shape(arrowhead(half[-1], angle_of(half), 38), Paint.CHERRY, Paint.PAPER, 2)
    for x, y in (window.spot(*spot) for spot in degrees):
        sheet.add(Disc(x, y, 11, Paint.PAPER, Paint.INK, 5))
        labels.taken.append(Box(x - 24, y - 24, x + 24, y + 24))
    for leg in legs:
        spots = [window.spot(*spot) for spot in leg.spots]
        x, y = sum(spot[0] for spot in spots) / len(spots), sum(spot[1] for spot in spots) / len(spots)
        numbers = f"{leg.first + 1}–{leg.first + len(spots)}" if len(spots) > 1 else f"{leg.first + 1}"
        name = leg.name if len(spots) > 1 else plain_text(leg.stops[0].name)
        labels.write(sheet, f"{numbers} {name}", ((x - 1, y), (x + 1, y)), plate=True)
    return window.box.bottom


def _leg(sheet: Sheet, leg: _Leg, left: float, top: float, width: float) -> float:
    """Draw a leg close by, and list its stops below; return the lower edge."""
    y = sheet.write_lines(wrap(leg.name, width, Font.NARROW, LARGE), left, top, Font.NARROW, LARGE) + 6
    beside = sheet.width < WIDTH
    frame = width * 0.46 if beside else width
    window = fitted(leg.spots, Box(left, y, left + frame, y + 250), margin=0.28, snug=False)
    _ground(sheet, window)
    spots = _apart([window.spot(*spot) for spot in leg.spots], window.box)
    for one, other in pairwise(spots):
        sheet.line([one, other], 9, Paint.PAPER)
        sheet.line([one, other], 5, Paint.CHERRY)
    for (x, y), spot in zip(spots, leg.spots, strict=True):
        exact = window.spot(*spot)
        if hypot(exact[0] - x, exact[1] - y) > 2:
            sheet.line([exact, (x, y)], 3)
            sheet.add(Disc(*exact, 6, Paint.INK))
        sheet.add(Disc(x, y, _MARK, Paint.PAPER, Paint.INK, 5))
    y = window.box.top if beside else window.box.bottom + 10
    listed = left + frame if beside else left
    for number, ((x, spot_y), stop) in enumerate(zip(spots, leg.stops, strict=True), leg.first + 1):
        sheet.write(str(number), x, spot_y + 12, Font.BOLD, 34, Anchor.MIDDLE)
        sheet.write(str(number), listed + 40, y + 0.8 * leading_of(SMALL), Font.BOLD, SMALL, Anchor.END)
        y = _listed(sheet, stop, listed + 54, y, left + width - listed - 56) + 3
    return max(y, window.box.bottom)


def _listed(sheet: Sheet, stop: Stop, x: float, y: float, width: float) -> float:
    """Write name and date, on one line where it holds both; return the lower edge."""
    name, when = plain_text(stop.name), plain_text(stop.when)
    start = measure(f"{name}  ", Font.BOLD, SMALL)
    if start + measure(when, Font.SANS, SMALL) <= width:
        sheet.write(when, x + start, y + 0.8 * leading_of(SMALL))
        return sheet.write_lines((name,), x, y, Font.BOLD)
    y = sheet.write_lines(wrap(name, width, Font.BOLD), x, y, Font.BOLD)
    return sheet.write_lines(wrap(when, width), x, y)


def _ground(sheet: Sheet, window: Window) -> None:
    """Draw the land within a frame."""
    box = window.box
    sheet.add(Plate(box.left, box.top, box.width, box.height))
    for outline in land_in(window):
        sheet.shape(outline, Paint.KRAFT, Paint.GREY, 3.2)
    sheet.add(Plate(box.left, box.top, box.width, box.height, Paint.NONE, Paint.INK, 4))


def _apart(spots: Sequence[tuple[float, float]], box: Box) -> list[tuple[float, float]]:
    """Return the spots moved until the marks on them do not cover each other, and inside the frame."""
    moved = list(spots)
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
