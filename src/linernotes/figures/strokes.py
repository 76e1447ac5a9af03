"""Dashes, hatching, arrowheads and zigzags as plain lines, because e-readers support neither dash patterns nor clipping."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import atan2, ceil, cos, hypot, pi, sin

Line = tuple[tuple[float, float], ...]


def hatch(x: float, y: float, width: float, height: float, gap: float, *, falling: bool = False) -> Iterator[Line]:
    """Yield slanting lines that fill a rectangle, clipped at its edges; ``gap`` is their distance along x."""
    for number in range(1, ceil((width + height) / gap)):
        at = number * gap
        start = (x + min(at, width), y + max(0.0, at - width))
        end = (x + max(0.0, at - height), y + min(at, height))
        if falling:
            start, end = (2 * x + width - start[0], start[1]), (2 * x + width - end[0], end[1])
        yield (start, end)


def dashes(line: Sequence[tuple[float, float]], on: float, off: float) -> Iterator[Line]:
    """Yield the dashes of a line; a dash may turn corners."""
    left, drawing, stroke = on, True, [line[0]]
    for (ax, ay), (bx, by) in pairwise(line):
        length, walked = hypot(bx - ax, by - ay), 0.0
        while length - walked > left:
            walked += left
            point = (ax + (bx - ax) * walked / length, ay + (by - ay) * walked / length)
            if drawing:
                yield (*stroke, point)
            drawing, left, stroke = not drawing, off if drawing else on, [point]
        left -= length - walked
        stroke.append((bx, by))
    if drawing and len(stroke) > 1:
        yield tuple(stroke)


def arrowhead(tip: tuple[float, float], angle: float, size: float) -> Line:
    """Return the outline of an arrowhead that points along an angle (radians, clockwise from the right)."""
    reach = ((0.0, 0.0), (size, pi - 0.42), (size * 0.72, pi), (size, pi + 0.42))
    return tuple((tip[0] + far * cos(angle + turn), tip[1] + far * sin(angle + turn)) for far, turn in reach)


def angle_of(line: Sequence[tuple[float, float]]) -> float:
    """Return the angle at which a line ends."""
    (ax, ay), (bx, by) = line[-2], line[-1]
    return atan2(by - ay, bx - ax)


def beside(line: Sequence[tuple[float, float]], distance: float) -> Line:
    """Return a line moved to its right by a distance, point for point."""
    moved = []
    for number, (x, y) in enumerate(line):
        (ax, ay), (bx, by) = line[max(0, number - 1)], line[min(len(line) - 1, number + 1)]
        length = hypot(bx - ax, by - ay) or 1
        moved.append((x - (by - ay) / length * distance, y + (bx - ax) / length * distance))
    return tuple(moved)


def zigzag(line: Sequence[tuple[float, float]], swing: float, step: float) -> Line:
    """Return a zigzag around a line, which returns to the line at its corners."""
    points = [line[0]]
    for (ax, ay), (bx, by) in pairwise(line):
        length = hypot(bx - ax, by - ay) or 1
        count = max(2, round(length / step))
        ux, uy = (bx - ax) / length, (by - ay) / length
        for number in range(1, count):
            far, side = number / count * length, swing if number % 2 else -swing
            points.append((ax + ux * far - uy * side, ay + uy * far + ux * side))
        points.append((bx, by))
    return tuple(points)
