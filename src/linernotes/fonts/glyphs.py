"""Glyphs that the foundry adds to what it is given: our drawings, and figures of equal widths that stand for page numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linernotes.fonts import symbols as signs

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont
    from fontTools.ttLib.tables._g_l_y_f import Glyph


def outline(drawing: signs.Drawing) -> Glyph:
    """Turn a drawing into a glyph."""
    from fontTools.pens.ttGlyphPen import TTGlyphPointPen

    pen = TTGlyphPointPen(None)
    for contour in drawing.contours:
        pen.beginPath()
        for before, spot in zip(contour[-1:] + contour[:-1], contour, strict=True):
            pen.addPoint((int(spot.x), int(spot.y)), segmentType=("line" if before.on else "qcurve") if spot.on else None)
        pen.endPath()
    return pen.glyph()


def add_blank_figures(font: TTFont) -> None:
    """Give the face ten glyphs more, the last of all and in order: its lining figures, on equal widths, under code points of ours.

    What is set in them can be told from every other figure, and exchanged without moving a thing.
    """
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    figures = [font.getBestCmap().get(ord(digit), "") for digit in "0123456789"]
    if not all(figures):
        return
    for feature in ("lnum", "tnum"):
        substitutes = _substitutes(font, feature)
        figures = [substitutes.get(figure, figure) for figure in figures]
    metrics, glyphs = font["hmtx"], font["glyf"]
    widest = max(metrics[figure][0] for figure in figures)
    for digit, (point, figure) in enumerate(zip(signs.BLANK_FIGURES, figures, strict=True)):
        advance, bearing = metrics[figure]
        shift = (widest - advance) // 2
        pen = TTGlyphPen(glyphs)
        pen.addComponent(figure, (1, 0, 0, 1, shift, 0))
        name = f"blank.{digit}"
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
