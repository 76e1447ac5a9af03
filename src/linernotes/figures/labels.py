"""Labels beside lines: the first spot that is free of boxes, of other labels and of lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from linernotes.figures.drawing import Paint, Plate, Sheet, leading_of
from linernotes.figures.lettering import SMALL, Anchor, Font, widest, wrap
from linernotes.figures.pen import Line


class Box(NamedTuple):
    """A rectangle by its edges."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    @property
    def middle(self) -> tuple[float, float]:
        """The spot in the middle."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


def crosses(one: Box, other: Box) -> bool:
    """Return whether two boxes share any ground."""
    return one.left < other.right and other.left < one.right and one.top < other.bottom and other.top < one.bottom


def meets(box: Box, line: Line) -> bool:
    """Return whether a line passes through a box (sampled finer than any label)."""
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
    """Where labels may not stand, and the labels as they are placed."""

    def __init__(self, taken: Sequence[Box], within: Box) -> None:
        """Begin with the boxes that are taken, and the one that no label shall leave."""
        self.taken, self.within = list(taken), within
        self.lines: list[Line] = []

    def write(
        self, sheet: Sheet, text: str, line: Line, widths: Sequence[float] = (400, 150, 110), *, plate: bool = False
    ) -> None:
        """Write a label near the middle of a straight line; where no spot is free, where it meets the fewest others.

        With a plate it can be read above anything.
        """
        spots = [(lines, box) for width in widths for lines, box in _spots(text, line, width)]
        lines, box = min(spots, key=lambda spot: self._trouble(spot[1]))
        self.taken.append(box)
        if plate:
            sheet.add(Plate(box.left - 6, box.top - 2, box.width + 12, box.height + 4, Paint.PAPER, Paint.INK, 3))
        sheet.write_lines(lines, box.middle[0], box.top + 2, Font.BOLD, SMALL, Anchor.MIDDLE)

    def _trouble(self, box: Box) -> int:
        room = self.within
        off = box.left < room.left or box.top < room.top or box.right > room.right or box.bottom > room.bottom
        return 100 * off + 10 * sum(crosses(box, other) for other in self.taken) + sum(meets(box, line) for line in self.lines)


def _spots(text: str, line: Line, width: float) -> Iterator[tuple[tuple[str, ...], Box]]:
    """Yield where a label can stand: above or below the line, or right or left of it, at its middle first."""
    lines = wrap(text, width, Font.BOLD, SMALL)
    half, height = widest(lines, Font.BOLD, SMALL) / 2 + 5, len(lines) * leading_of(SMALL) + 4
    (ax, ay), (bx, by) = line[0], line[-1]
    flat, steep = abs(bx - ax) >= abs(by - ay), abs(bx - ax) < abs(by - ay) or abs(bx - ax) < half
    for part in (0.5, 0.4, 0.6, 0.3, 0.7):
        x, y = ax + (bx - ax) * part, ay + (by - ay) * part
        for away in (18.0, 40.0, 70.0):
            if flat:
                yield lines, Box(x - half, y - away - height, x + half, y - away)
                yield lines, Box(x - half, y + away, x + half, y + away + height)
            if steep:
                yield lines, Box(x + away, y - height / 2, x + away + 2 * half, y + height / 2)
                yield lines, Box(x - away - 2 * half, y - height / 2, x - away, y + height / 2)
