"""The geometry of printed pages in millimetres: the page as it is typeset, its text block, and the trim of each paper.

All papers are bound from one typesetting, so that lines and pages break alike on them: a paper's trim is a part of the typeset
page, and has to hold the text block.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

MM = 72 / 25.4
"""Points per millimetre."""


class Paper(StrEnum):
    """A paper size that the typeset pages are bound for."""

    A4 = "a4"
    LETTER = "letter"


DEFAULT_PAPERS = (Paper.A4, Paper.LETTER)
"""The papers of an edition that names none."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the typeset page, in millimetres from its lower left corner."""

    left: float
    bottom: float
    right: float
    top: float

    def __str__(self) -> str:
        """Return the size: "168 × 232.8 mm"."""
        return f"{self.right - self.left:g} × {self.top - self.bottom:g} mm"

    def holds(self, other: Box) -> bool:
        """Return whether another rectangle lies inside this one."""
        return self.left <= other.left and self.bottom <= other.bottom and self.right >= other.right and self.top >= other.top

    def grown(self, by: float) -> Box:
        """Return the rectangle with a margin added on each side."""
        return Box(self.left - by, self.bottom - by, self.right + by, self.top + by)

    def points(self) -> tuple[float, float, float, float]:
        """Return the rectangle in points: left, bottom, right, top, as in PDF page boxes (ISO 32000-1, 14.11.2)."""
        left, bottom, right, top = (round(value * MM, 3) for value in (self.left, self.bottom, self.right, self.top))
        return left, bottom, right, top


TYPESET_PAGE = Box(0, 0, 216, 297)
"""The page size of ``styles/print/pages.css``."""

TEXT_BLOCK = Box(27, 35.4, 195, 268.2)
"""The area inside the margins of ``styles/print/pages.css``. The running foot is below it."""


def trim_box(paper: Paper) -> Box:
    """Return the part of the typeset page that is printed on a paper."""
    match paper:
        case Paper.A4:
            return Box(3, 0, 213, 297)
        case Paper.LETTER:
            return Box(0, 8.8, 215.9, 288.2)
        case other:
            assert_never(other)


def paper_name(paper: Paper) -> str:
    """Return the name of a paper that readers know."""
    match paper:
        case Paper.A4:
            return "A4"
        case Paper.LETTER:
            return "US Letter"
        case other:
            assert_never(other)
