"""Glyphs that the foundry adds to what it is given: our drawings, and digits of equal width that stand for page numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linernotes.fonts import symbols

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont
    from fontTools.ttLib.tables._g_l_y_f import Glyph


def outline(drawing: symbols.Drawing) -> Glyph:
    """Turn a drawing into a glyph."""
    from fontTools.pens.ttGlyphPen import TTGlyphPointPen

    pen = TTGlyphPointPen(None)
    for contour in drawing.contours:
        pen.beginPath()
        for before, spot in zip(contour[-1:] + contour[:-1], contour, strict=True):
            pen.addPoint((int(spot.x), int(spot.y)), segmentType=("line" if before.on else "qcurve") if spot.on else None)
        pen.endPath()
    return pen.glyph()


def add_placeholder_digits(font: TTFont) -> None:
    """Give the font ten glyphs more, the last of all and in order: its lining digits, on equal widths, under private code points.

    They can be told from all other digits in a page, and exchanged without moving anything.
    """
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    digits = [font.getBestCmap().get(ord(digit), "") for digit in "0123456789"]
    if not all(digits):
        return
    for feature in ("lnum", "tnum"):
        substitutes = _substitutes(font, feature)
        digits = [substitutes.get(name, name) for name in digits]
    metrics, glyphs = font["hmtx"], font["glyf"]
    widest = max(metrics[name][0] for name in digits)
    for number, (point, digit) in enumerate(zip(symbols.PLACEHOLDER_DIGITS, digits, strict=True)):
        advance, bearing = metrics[digit]
        shift = (widest - advance) // 2
        pen = TTGlyphPen(glyphs)
        pen.addComponent(digit, (1, 0, 0, 1, shift, 0))
        name = f"placeholder.{number}"
        glyphs[name] = pen.glyph()
        metrics[name] = (widest, bearing + shift)
        for table in font["cmap"].tables:
            if table.isUnicode():
                table.cmap[point] = name


def _substitutes(font: TTFont, feature: str) -> dict[str, str]:
    """Return which glyph a feature puts in the stead of which, one for one."""
    if "GSUB" not in font:
        return {}
    table = font["GSUB"].table
    numbers = {
        each
        for record in table.FeatureList.FeatureRecord
        if record.FeatureTag == feature
        for each in record.Feature.LookupListIndex
    }
    found: dict[str, str] = {}
    for number in sorted(numbers):
        for part in table.LookupList.Lookup[number].SubTable:
            inner = getattr(part, "ExtSubTable", part)
            if inner.LookupType == 1:
                found |= inner.mapping
    return found
