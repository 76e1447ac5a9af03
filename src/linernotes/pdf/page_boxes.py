"""The page boxes of a PDF, and crop marks."""

from __future__ import annotations

from collections.abc import Mapping

from linernotes.model.papers import MM, Box

_BLEED = 3.0
"""Millimetres by which art extends beyond the trim."""

_SLUG = 12.0
"""Millimetres between the trim and the edge of a print shop's page, on each side."""


def page_boxes(trim: Box, *, marks: bool) -> Mapping[str, tuple[float, float, float, float]]:
    """Return the page boxes in points by name: all equal to the trim, or with room for bleed and crop marks."""
    if not marks:
        return dict.fromkeys(("/MediaBox", "/CropBox", "/TrimBox", "/BleedBox"), trim.points())
    media = trim.grown(_SLUG).points()
    return {"/MediaBox": media, "/CropBox": media, "/TrimBox": trim.points(), "/BleedBox": trim.grown(_BLEED).points()}


def crop_marks(trim: Box) -> bytes:
    """Return content that draws crop marks outside the bleed, as an artifact (ISO 32000-1, 14.11.3)."""
    left, bottom, right, top = trim.points()
    near, far = (_BLEED + 1) * MM, (_SLUG - 1) * MM
    lines = [
        f"{x:.3f} {y + near * up:.3f} m {x:.3f} {y + far * up:.3f} l" for x in (left, right) for y, up in ((bottom, -1), (top, 1))
    ] + [
        f"{x + near * out:.3f} {y:.3f} m {x + far * out:.3f} {y:.3f} l"
        for y in (bottom, top)
        for x, out in ((left, -1), (right, 1))
    ]
    path = " ".join(lines)
    return f"/Artifact <</Type /Page>> BDC q 0 G 0.25 w {path} S Q EMC\n".encode()
