"""The globe on paper: great circles, windows on it, and the outlines of the land.

``land.txt`` holds one outline a line, in degrees east and north, simplified to an eighth of a degree from Natural Earth's land at
1:50 million, which is in the public domain (https://www.naturalearthdata.com/about/terms-of-use/).
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
    """A part of the globe as a rectangle of the sheet: the degrees of its upper left corner, and tenths of a millimetre to each."""

    box: Box
    west: float
    north: float
    across: float
    down: float

    def spot(self, east: float, north: float) -> tuple[float, float]:
        """Return where a spot of the globe lies on the sheet."""
        return self.box.left + (east - self.west) * self.across, self.box.top + (self.north - north) * self.down


def unwrapped(spots: Sequence[Degrees]) -> list[Degrees]:
    """Return the spots with each reached the short way round from the one before, so that degrees may pass 180."""
    found: list[Degrees] = []
    for east, north in spots:
        last = found[-1][0] if found else east
        found.append((last + (east - last + 180) % 360 - 180, north))
    return found


def great_circle(start: Degrees, end: Degrees, steps: int = 48) -> tuple[Degrees, ...]:
    """Return the shortest way over the globe, spot by spot."""
    (ax, ay, az), (bx, by, bz) = _vector(start), _vector(end)
    angle = acos(max(-1.0, min(1.0, ax * bx + ay * by + az * bz)))
    if angle < 1e-6 or angle > 3.14:  # the same place, or opposite ones, which every great circle joins
        return (start, end)
    spots = []
    for number in range(steps + 1):
        a, b = sin((1 - number / steps) * angle) / sin(angle), sin(number / steps * angle) / sin(angle)
        x, y, z = a * ax + b * bx, a * ay + b * by, a * az + b * bz
        spots.append((degrees(atan2(y, x)), degrees(asin(max(-1.0, min(1.0, z))))))
    turned = unwrapped([start, *spots])
    return tuple(turned[1:])


def _vector(spot: Degrees) -> tuple[float, float, float]:
    east, north = map(radians, spot)
    return cos(north) * cos(east), cos(north) * sin(east), sin(north)


def fitted(spots: Iterable[Degrees], box: Box, *, margin: float, snug: bool) -> Window:
    """Return a window that shows all the spots with a margin (a part of its width) around them.

    It is true to scale in its middle. A snug one is as high as it must be; another fills its box.
    """
    seen = list(spots)
    west, east = min(spot[0] for spot in seen), max(spot[0] for spot in seen)
    south, north = min(spot[1] for spot in seen), max(spot[1] for spot in seen)
    squeeze = max(0.25, cos(radians((south + north) / 2)))
    wide, high = max((east - west) * squeeze, 0.5), max(north - south, 0.5)
    scale = min(box.width * (1 - 2 * margin) / wide, (box.height - 2 * margin * min(box.width, box.height)) / high)
    across, down = scale * squeeze, scale
    height = min(box.height, high * down + 2 * margin * box.width) if snug else box.height
    shown = Box(box.left, box.top, box.right, box.top + height)
    return Window(shown, (west + east) / 2 - box.width / 2 / across, (south + north) / 2 + height / 2 / down, across, down)


def land_in(window: Window) -> Iterator[tuple[tuple[float, float], ...]]:
    """Yield the outlines of the land in a window, cut at its frame."""
    east, south = window.west + window.box.width / window.across, window.north - window.box.height / window.down
    for outline in _land():
        for turn in (-360.0, 0.0, 360.0):
            beside = outline.west + turn > east or outline.east + turn < window.west
            if beside or outline.south > window.north or outline.north < south:
                continue
            cut = _cut([window.spot(x + turn, y) for x, y in outline.spots], window.box)
            if len(cut) > 2:
                yield tuple(cut)


@dataclass(frozen=True, slots=True)
class _Outline:
    """The outline of a piece of land, and the degrees that it lies between."""

    spots: tuple[Degrees, ...]
    west: float
    east: float
    south: float
    north: float


@cache
def _land() -> tuple[_Outline, ...]:
    outlines = []
    for line in _LAND.read_text(encoding="ascii").splitlines():
        spots = tuple((float(east), float(north)) for east, north in (pair.split(",") for pair in line.split()))
        easts, norths = [spot[0] for spot in spots], [spot[1] for spot in spots]
        outlines.append(_Outline(spots, min(easts), max(easts), min(norths), max(norths)))
    return tuple(outlines)


def _cut(outline: list[tuple[float, float]], box: Box) -> list[tuple[float, float]]:
    """Cut an outline at the four edges of a box, one after the other (Sutherland and Hodgman, 1974)."""
    for axis, edge, sign in ((0, box.left, 1), (0, box.right, -1), (1, box.top, 1), (1, box.bottom, -1)):
        kept: list[tuple[float, float]] = []
        for before, spot in zip(outline[-1:] + outline[:-1], outline, strict=True):
            inside, was = sign * (spot[axis] - edge) >= 0, sign * (before[axis] - edge) >= 0
            if inside != was:
                part = (edge - before[axis]) / (spot[axis] - before[axis])
                kept.append((before[0] + (spot[0] - before[0]) * part, before[1] + (spot[1] - before[1]) * part))
            if inside:
                kept.append(spot)
        outline = kept
        if not outline:
            break
    return outline
