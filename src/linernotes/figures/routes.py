"""Lines from box to box, straight where nothing is in the way, and otherwise around the boxes in the way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, permutations
from math import dist

from linernotes.figures.labels import Box, touches
from linernotes.figures.strokes import Line

END, _CLEAR = 12.0, 30.0
"""The distance of a line from the boxes that it joins, and of its corners from a box that it passes."""


def route(one: Box, other: Box, others: Sequence[Box], width: float) -> Line:
    """Return the shortest line from box to box that passes no other box, with at most two corners.

    If there is none on a canvas of this width, the line is straight.
    """
    straight = _through(one, other)
    in_the_way = [box for box in others if touches(_grown(box, END), straight)]
    if not in_the_way:
        return straight
    corners = [point for box in in_the_way for point in _corners(_grown(box, _CLEAR)) if END <= point[0] <= width - END]
    lines = [_through(one, other, *turns) for count in (1, 2) for turns in permutations(corners, count)]
    boxes = [*(_grown(box, END) for box in others), _grown(one, 0), _grown(other, 0)]
    free = [line for line in lines if not any(touches(box, line) for box in boxes)]
    return min(free, key=_length, default=straight)


def _through(one: Box, other: Box, *turns: tuple[float, float]) -> Line:
    first, last = (turns[0], turns[-1]) if turns else (other.middle, one.middle)
    return (_edge(one, first), *turns, _edge(other, last))


def _edge(box: Box, towards: tuple[float, float]) -> tuple[float, float]:
    """Return the point where a ray from the centre of a box leaves it, with a small distance."""
    x, y = box.middle
    dx, dy = towards[0] - x, towards[1] - y
    reach = min((box.width / 2 + END) / abs(dx) if dx else 9.0, (box.height / 2 + END) / abs(dy) if dy else 9.0)
    return x + dx * reach, y + dy * reach


def _grown(box: Box, by: float) -> Box:
    return Box(box.left - by, box.top - by, box.right + by, box.bottom + by)


def _corners(box: Box) -> Iterator[tuple[float, float]]:
    yield from ((x, y) for x in (box.left, box.right) for y in (box.top, box.bottom))


def _length(line: Line) -> float:
    return sum(dist(one, other) for one, other in pairwise(line))
