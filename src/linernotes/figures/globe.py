"""Maps: great circles, map windows, and the outlines of land.

``land.txt`` holds one outline per line, in degrees east and north, simplified to an eighth of a degree from Natural Earth's land
at 1:50 million, which is in the public domain (https://www.naturalearthdata.com/about/terms-of-use/).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import acos, asin, atan2, cos, degrees, radians, sin
from pathlib import Path

from linernotes.figures.labels import Box

Degrees = tuple[float, float]
"""East and north."""

_LAND = Path(__file__).with_name("land.txt")


@dataclass(frozen=True, slots=True)
class Window:
    """A rectangle of the canvas that shows a part of the globe.

    ``west`` and ``north`` are the degrees of its upper left corner, ``across`` and ``down`` the tenths of a millimetre per degree.
    """

    box: Box
    west: float
    north: float
    across: float
    down: float

    def point(self, east: float, north: float) -> tuple[float, float]:
        """Return the position of a point of the globe on the canvas."""
        return self.box.left + (east - self.west) * self.across, self.box.top + (self.north - north) * self.down


def unwrap(points: Sequence[Degrees]) -> list[Degrees]:
    """Return points whose longitudes continue past 180 degrees, so that each is reached the short way round from the last."""
    found: list[Degrees] = []
    for east, north in points:
        last = found[-1][0] if found else east
        found.append((last + (east - last + 180) % 360 - 180, north))
    return found


def great_circle(start: Degrees, end: Degrees, steps: int = 48) -> tuple[Degrees, ...]:
    """Return the points of the shortest route over the globe."""
    (ax, ay, az), (bx, by, bz) = _vector(start), _vector(end)
    angle = acos(max(-1.0, min(1.0, ax * bx + ay * by + az * bz)))
    if angle < 1e-6 or angle > 3.14:  # the same place, or opposite places, which any great circle joins
        return (start, end)
    points = []
    for number in range(steps + 1):
        a, b = sin((1 - number / steps) * angle) / sin(angle), sin(number / steps * angle) / sin(angle)
        x, y, z = a * ax + b * bx, a * ay + b * by, a * az + b * bz
        points.append((degrees(atan2(y, x)), degrees(asin(max(-1.0, min(1.0, z))))))
    turned = unwrap([start, *points])
    return tuple(turned[1:])


def _vector(point: Degrees) -> tuple[float, float, float]:
    east, north = map(radians, point)
    return cos(north) * cos(east), cos(north) * sin(east), sin(north)


def fit_window(points: Iterable[Degrees], box: Box, *, margin: float, snug: bool) -> Window:
    """Return a window that shows all points, with a margin (a fraction of its width) around them.

    It is true to scale in the middle. A snug window is only as high as needed; others fill the box.
    """
    seen = list(points)
    west, east = min(point[0] for point in seen), max(point[0] for point in seen)
    south, north = min(point[1] for point in seen), max(point[1] for point in seen)
    squeeze = max(0.25, cos(radians((south + north) / 2)))
    wide, high = max((east - west) * squeeze, 0.5), max(north - south, 0.5)
    scale = min(box.width * (1 - 2 * margin) / wide, (box.height - 2 * margin * min(box.width, box.height)) / high)
    across, down = scale * squeeze, scale
    height = min(box.height, high * down + 2 * margin * box.width) if snug else box.height
    shown = Box(box.left, box.top, box.right, box.top + height)
    return Window(shown, (west + east) / 2 - box.width / 2 / across, (south + north) / 2 + height / 2 / down, across, down)


def land_in(window: Window) -> Iterator[tuple[tuple[float, float], ...]]:
    """Yield the outlines of the land in a window, clipped at its frame."""
    east, south = window.west + window.box.width / window.across, window.north - window.box.height / window.down
    for outline in _land():
        for turn in (-360.0, 0.0, 360.0):
            beside = outline.west + turn > east or outline.east + turn < window.west
            if beside or outline.south > window.north or outline.north < south:
                continue
            clipped = _clip([window.point(x + turn, y) for x, y in outline.points], window.box)
            if len(clipped) > 2:
                yield tuple(clipped)


@dataclass(frozen=True, slots=True)
class _Outline:
    """The outline of a land mass, and its bounds in degrees."""

    points: tuple[Degrees, ...]
    west: float
    east: float
    south: float
    north: float


@cache
def _land() -> tuple[_Outline, ...]:
    outlines = []
    for line in _LAND.read_text(encoding="ascii").splitlines():
        points = tuple((float(east), float(north)) for east, north in (pair.split(",") for pair in line.split()))
        easts, norths = [point[0] for point in points], [point[1] for point in points]
        outlines.append(_Outline(points, min(easts), max(easts), min(norths), max(norths)))
    return tuple(outlines)


def _clip(outline: list[tuple[float, float]], box: Box) -> list[tuple[float, float]]:
    """Clip an outline at the four edges of a box, one after the other (Sutherland and Hodgman, 1974)."""
    for axis, edge, sign in ((0, box.left, 1), (0, box.right, -1), (1, box.top, 1), (1, box.bottom, -1)):
        kept: list[tuple[float, float]] = []
        for before, point in zip(outline[-1:] + outline[:-1], outline, strict=True):
            inside, was = sign * (point[axis] - edge) >= 0, sign * (before[axis] - edge) >= 0
            if inside != was:
                part = (edge - before[axis]) / (point[axis] - before[axis])
                kept.append((before[0] + (point[0] - before[0]) * part, before[1] + (point[1] - before[1]) * part))
            if inside:
                kept.append(point)
        outline = kept
        if not outline:
            break
    return outline
