"""A drawing as a value: shapes and letters, in tenths of a millimetre of the printed page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple, TypeAlias

from linernotes.figures.lettering import SMALL, Anchor, Font, Lettering, wrap

WIDTH: Final = 1680
"""On paper a drawing is as wide as the text block: 168 mm."""

NARROW: Final = 840
"""On the screen of a telephone: half as wide, and arranged anew, so that the same letters are as large as words there."""

BROAD: Final = 960
"""A narrow drawing may be so much wider where it would else be higher than a page, and its letters smaller for it."""


class Paint(StrEnum):
    """Colours by their names; templates know their values."""

    NONE = "none"
    INK = "ink"
    PAPER = "paper"
    CREAM = "cream"
    KRAFT = "kraft"
    AMBER = "amber"
    CHERRY = "cherry"
    GREY = "grey"


class Spot(NamedTuple):
    """A point; y goes down."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Plate:
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
class Disc:
    """A circle."""

    x: float
    y: float
    radius: float
    fill: Paint = Paint.PAPER
    stroke: Paint = Paint.NONE
    weight: float = 0


@dataclass(frozen=True, slots=True)
class Trace:
    """Lines from spot to spot: open ones, dashes that are strokes of their own, or outlines that are filled."""

    strokes: tuple[tuple[Spot, ...], ...]
    stroke: Paint = Paint.INK
    weight: float = 0
    fill: Paint = Paint.NONE
    closed: bool = False


Shape: TypeAlias = Plate | Disc | Trace


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes, the first one lowest, and above them the letters."""

    width: int
    height: int
    shapes: tuple[Shape, ...]
    letters: tuple[Lettering, ...]


class Sheet:
    """A drawing in the making."""

    def __init__(self, width: int = WIDTH) -> None:
        """Begin with nothing drawn."""
        self.width = width
        self.shapes: list[Shape] = []
        self.letters: list[Lettering] = []

    def add(self, *shapes: Shape) -> None:
        """Lay shapes over what is there."""
        self.shapes += shapes

    def line(self, spots: Sequence[tuple[float, float]], weight: float, stroke: Paint = Paint.INK) -> None:
        """Draw an open line."""
        self.add(Trace((tuple(Spot(*spot) for spot in spots),), stroke, weight))

    def strokes(self, strokes: Iterable[Sequence[tuple[float, float]]], weight: float, stroke: Paint = Paint.INK) -> None:
        """Draw many short lines with one pen, such as dashes or a hatch."""
        drawn = tuple(tuple(Spot(*spot) for spot in each) for each in strokes)
        if drawn:
            self.add(Trace(drawn, stroke, weight))

    def shape(self, outline: Sequence[tuple[float, float]], fill: Paint, stroke: Paint = Paint.NONE, weight: float = 0) -> None:
        """Fill an outline."""
        self.add(Trace((tuple(Spot(*spot) for spot in outline),), stroke, weight, fill, closed=True))

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
            self.letters.append(Lettering(x, y, text, font, size, anchor, paint.value))

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
        """Write lines below each other from a top edge on, and return the lower edge."""
        leading = leading_of(size)
        for number, line in enumerate(lines):
            self.write(line, x, y + leading * (number + 0.8), font, size, anchor, paint)
        return y + leading * len(lines)

    def drawing(self, height: float) -> Drawing:
        """Return what was drawn, on a sheet of that height."""
        return Drawing(self.width, round(height + 0.49), tuple(self.shapes), tuple(self.letters))


def leading_of(size: float) -> float:
    """Return the distance of lines of that size."""
    return size * 1.22


def height_of(text: str, width: float, font: Font = Font.SANS, size: float = SMALL) -> float:
    """Return how high a text stands in a column of that width."""
    return leading_of(size) * len(wrap(text, width, font, size))
