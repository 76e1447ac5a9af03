"""Labels beside lines: finds a position that is free of boxes, other labels and lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import dist
from typing import NamedTuple

from linernotes.figures.drawing import Canvas, Paint, Rectangle, leading
from linernotes.figures.strokes import Line
from linernotes.figures.text import SMALL, Anchor, Font, widest, wrap


class Box(NamedTuple):
    """A rectangle, given by its edges."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """The distance from left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """The distance from top to bottom."""
        return self.bottom - self.top

    @property
    def middle(self) -> tuple[float, float]:
        """The centre."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


def overlap(one: Box, other: Box) -> bool:
    """Return whether two boxes overlap."""
    return one.left < other.right and other.left < one.right and one.top < other.bottom and other.top < one.bottom


def touches(box: Box, line: Line) -> bool:
    """Return whether a line passes through a box (sampled in steps smaller than any label)."""
    for (ax, ay), (bx, by) in pairwise(line):
        if max(ax, bx) < box.left or min(ax, bx) > box.right or max(ay, by) < box.top or min(ay, by) > box.bottom:
            continue
        steps = max(2, int(max(abs(bx - ax), abs(by - ay)) / 8))
        for number in range(steps + 1):
            x, y = ax + (bx - ax) * number / steps, ay + (by - ay) * number / steps
            if box.left < x < box.right and box.top < y < box.bottom:
                return True
    return False


class Labels:
    """Places labels one after the other.

    Args:
        taken: the boxes that labels must not cover; each new label becomes one of them.
        within: the box that labels should not leave.
    """

    def __init__(self, taken: Sequence[Box], within: Box) -> None:
        self.taken, self.within = list(taken), within
        self.lines: list[Line] = []

    def write(
        self, canvas: Canvas, text: str, line: Line, widths: Sequence[float] = (400, 150, 110), *, plate: bool = False
    ) -> None:
        """Write a label near the middle of the longest part of a line, at the position with the fewest collisions.

        A plate keeps it legible on top of anything.
        """
        longest = max(pairwise(line), key=lambda part: dist(*part))
        positions = [each for width in widths for each in _positions(text, longest, width)]
        positions += [each for width in widths for each in _positions(text, longest, width, steep=True)]
        lines, box = min(positions, key=lambda position: self._penalty(position[1]))
        self.taken.append(box)
        if plate:
            canvas.add(Rectangle(box.left - 6, box.top - 2, box.width + 12, box.height + 4, Paint.PAPER, Paint.INK, 3))
        canvas.write_lines(lines, box.middle[0], box.top + 2, Font.BOLD, SMALL, Anchor.MIDDLE)

    def _penalty(self, box: Box) -> int:
        room = self.within
        off = box.left < room.left or box.top < room.top or box.right > room.right or box.bottom > room.bottom
        return 100 * off + 10 * sum(overlap(box, other) for other in self.taken) + sum(touches(box, line) for line in self.lines)


def _positions(text: str, line: Line, width: float, *, steep: bool = False) -> Iterator[tuple[tuple[str, ...], Box]]:
    """Yield positions for a label, beginning at the middle of a line: above or below it if it is flat, otherwise right or left of it.

    A short slanting line between two boxes may have room only at its sides: ``steep`` gives these positions for any line.
    """
    lines = wrap(text, width, Font.BOLD, SMALL)
    half, height = widest(lines, Font.BOLD, SMALL) / 2 + 5, len(lines) * leading(SMALL) + 4
    (ax, ay), (bx, by) = line[0], line[-1]
    flat = abs(bx - ax) >= abs(by - ay) and not steep
    steep = steep or abs(bx - ax) < abs(by - ay) or abs(bx - ax) < half
    for part in (0.5, 0.4, 0.6, 0.3, 0.7):
        x, y = ax + (bx - ax) * part, ay + (by - ay) * part
        for away in (18.0, 40.0, 70.0):
            if flat:
                yield lines, Box(x - half, y - away - height, x + half, y - away)
                yield lines, Box(x - half, y + away, x + half, y + away + height)
            if steep:
                side = away + 10  # a zigzag is as wide as that
                yield lines, Box(x + side, y - height / 2, x + side + 2 * half, y + height / 2)
                yield lines, Box(x - side - 2 * half, y - height / 2, x - side, y + height / 2)
