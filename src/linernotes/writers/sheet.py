"""The sheet that pages are set on, and the papers that are cut out of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from linernotes.model.book import Paper

MM = 72 / 25.4
"""Points in a millimetre."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the sheet, in millimetres from its lower left corner."""

    left: float
    bottom: float
    right: float
    top: float

    def points(self) -> tuple[float, float, float, float]:
        """Return the rectangle in points, as PDF page boxes are written (ISO 32000-1, 14.11.2)."""
        left, bottom, right, top = (round(value * MM, 3) for value in (self.left, self.bottom, self.right, self.top))
        return left, bottom, right, top


SHEET = Box(0, 0, 216, 297)
"""As ``styles/print/pages.css`` sets it."""

TEXT_BLOCK = Box(27, 35.4, 195, 268.2)
"""168 × 232.8 mm: what lies below it is the running foot."""

PAPERS: Mapping[Paper, Box] = {Paper.A4: Box(3, 0, 213, 297), Paper.LETTER: Box(0, 8.8, 215.9, 288.2)}
"""Both papers hold the text block, so that lines and pages break alike on them."""
