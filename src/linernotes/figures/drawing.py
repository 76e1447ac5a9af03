"""A drawing: shapes and lines of text, in tenths of a millimetre of the printed page. Colours are names, not values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple, TypeAlias

from linernotes.figures.text import SMALL, Anchor, Font, TextLine

PAGE_WIDTH: Final = 1680
"""The width of a drawing on paper, which is that of the text block: 168 mm."""

NARROW_WIDTH: Final = 840
"""The width of a drawing for phones: half of the page width, with another arrangement, so that its text is as large as body text."""

NARROW_WIDTH_LIMIT: Final = 960
"""The maximum width of a narrow drawing that would otherwise be higher than a page; its text is smaller there."""


class Paint(StrEnum):
    """Colours by name; the template ``figures/paints.j2`` has their values."""

    NONE = "none"
    INK = "ink"
    PAPER = "paper"
    TINT = "tint"
    DEEP = "deep"
    HIGHLIGHT = "highlight"
    ACCENT = "accent"
    RULE = "rule"
    DISC = "disc"
    GROOVE = "groove"
    LABEL = "label"


class Point(NamedTuple):
    """A point; y points down."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float
    fill: Paint = Paint.PAPER
    stroke: Paint = Paint.NONE
    weight: float = 0
    corner: float = 0


@dataclass(frozen=True, slots=True)
class Circle:
    """A circle."""

    x: float
    y: float
    radius: float
    fill: Paint = Paint.PAPER
    stroke: Paint = Paint.NONE
    weight: float = 0


@dataclass(frozen=True, slots=True)
class Lines:
    """Polylines: open lines, separate dashes, or filled outlines."""

    lines: tuple[tuple[Point, ...], ...]
    stroke: Paint = Paint.INK
    weight: float = 0
    fill: Paint = Paint.NONE
    closed: bool = False


Shape: TypeAlias = Rectangle | Circle | Lines


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes in painting order, and the text above them."""

    width: int
    height: int
    shapes: tuple[Shape, ...]
    text_lines: tuple[TextLine, ...]


class Canvas:
    """A drawing under construction, of the given width."""

    def __init__(self, width: int = PAGE_WIDTH) -> None:
        self.width = width
        self.shapes: list[Shape] = []
        self.text_lines: list[TextLine] = []

    def add(self, *shapes: Shape) -> None:
        """Add shapes on top."""
        self.shapes += shapes

    def line(self, points: Sequence[tuple[float, float]], weight: float, stroke: Paint = Paint.INK) -> None:
        """Draw an open line."""
        self.add(Lines((tuple(Point(*point) for point in points),), stroke, weight))

    def lines(self, lines: Iterable[Sequence[tuple[float, float]]], weight: float, stroke: Paint = Paint.INK) -> None:
        """Draw open lines of one weight, such as dashes or hatching."""
        drawn = tuple(tuple(Point(*point) for point in line) for line in lines)
        if drawn:
            self.add(Lines(drawn, stroke, weight))

    def polygon(self, outline: Sequence[tuple[float, float]], fill: Paint, stroke: Paint = Paint.NONE, weight: float = 0) -> None:
        """Draw a filled outline."""
        self.add(Lines((tuple(Point(*point) for point in outline),), stroke, weight, fill, closed=True))

    def write(
        self,
        text: str,
        x: float,
        y: float,
        font: Font = Font.SANS,
        size: float = SMALL,
        anchor: Anchor = Anchor.START,
        paint: Paint = Paint.INK,
    ) -> None:
        """Write one line; y is its baseline."""
        if text:
            self.text_lines.append(TextLine(x, y, text, font, size, anchor, paint.value))

    def write_lines(
        self,
        lines: Sequence[str],
        x: float,
        y: float,
        font: Font = Font.SANS,
        size: float = SMALL,
        anchor: Anchor = Anchor.START,
        paint: Paint = Paint.INK,
    ) -> float:
        """Write lines below each other, starting at the top edge y, and return the lower edge."""
        step = leading(size)
        for number, line in enumerate(lines):
            self.write(line, x, y + step * (number + 0.8), font, size, anchor, paint)
        return y + step * len(lines)

    def drawing(self, height: float) -> Drawing:
        """Return the drawing with the given height."""
        return Drawing(self.width, round(height + 0.49), tuple(self.shapes), tuple(self.text_lines))


def leading(size: float) -> float:
    """Return the line spacing of a text size."""
    return size * 1.22
