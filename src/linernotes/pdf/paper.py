"""The sheet that pages are set on, and the papers that are cut out of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from linernotes.model.formats import Paper

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

    def grown(self, by: float) -> Box:
        """Return the rectangle with that much more on each side."""
        return Box(self.left - by, self.bottom - by, self.right + by, self.top + by)


SHEET = Box(0, 0, 216, 297)
"""As ``styles/print/pages.css`` sets it."""

TEXT_BLOCK = Box(27, 35.4, 195, 268.2)
"""168 × 232.8 mm: what lies below it is the running foot."""

PAPERS: Mapping[Paper, Box] = {Paper.A4: Box(3, 0, 213, 297), Paper.LETTER: Box(0, 8.8, 215.9, 288.2)}
"""Both papers hold the text block, so that lines and pages break alike on them."""

BLEED, SLUG = 3.0, 12.0
"""Millimetres that art runs over the trim, and that a print shop's sheet is larger than the trim on each side."""


def page_boxes(trim: Box, *, marks: bool) -> Mapping[str, tuple[float, float, float, float]]:
    """Return the page boxes by name: the trim alone, or, for a print shop, with bleed and room for marks."""
    if not marks:
        return dict.fromkeys(("/MediaBox", "/CropBox", "/TrimBox", "/BleedBox"), trim.points())
    media = trim.grown(SLUG).points()
    return {"/MediaBox": media, "/CropBox": media, "/TrimBox": trim.points(), "/BleedBox": trim.grown(BLEED).points()}


def draw_marks(trim: Box) -> bytes:
    """Return content that draws crop marks outside the bleed, as an artifact (ISO 32000-1, 14.11.3)."""
    left, bottom, right, top = trim.points()
    near, far = (BLEED + 1) * MM, (SLUG - 1) * MM
    lines = [
        f"{x:.3f} {y + near * up:.3f} m {x:.3f} {y + far * up:.3f} l" for x in (left, right) for y, up in ((bottom, -1), (top, 1))
    ] + [
        f"{x + near * out:.3f} {y:.3f} m {x + far * out:.3f} {y:.3f} l"
        for y in (bottom, top)
        for x, out in ((left, -1), (right, 1))
    ]
    drawn = " ".join(lines)
    return f"/Artifact <</Type /Page>> BDC q 0 G 0.25 w {drawn} S Q EMC\n".encode()
