"""Glyphs that the font builder adds to fonts: the built-in symbols, and the placeholder digits of page numbers."""

from __future__ import annotations

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen, TTGlyphPointPen
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._g_l_y_f import Glyph

from linernotes.fonts.symbols import PLACEHOLDER_DIGITS, Drawing


def outline(drawing: Drawing) -> Glyph:
    """Convert a drawing to a TrueType glyph."""
    pen = TTGlyphPointPen(None)
    for contour in drawing.contours:
        pen.beginPath()
        for before, point in zip(contour[-1:] + contour[:-1], contour, strict=True):
            pen.addPoint((int(point.x), int(point.y)), segmentType=("line" if before.on else "qcurve") if point.on else None)
        pen.endPath()
    return pen.glyph()


def to_truetype(font: TTFont) -> None:
    """Replace the cubic outlines of an OpenType font (CFF) by quadratic ones; a font that has these stays as it is.

    The curves differ from the original by a thousandth of the size at most.
    """
    if "glyf" in font:
        return
    drawings, order = font.getGlyphSet(), font.getGlyphOrder()
    error = font["head"].unitsPerEm / 1000
    outlines: dict[str, Glyph] = {}
    for name in order:
        pen = TTGlyphPen(None)
        drawings[name].draw(Cu2QuPen(pen, error, reverse_direction=True))
        outlines[name] = pen.glyph()
    glyf, metrics, maxp = newTable("glyf"), font["hmtx"].metrics, font["maxp"]
    glyf.glyphOrder, glyf.glyphs = order, outlines
    font["loca"], font["glyf"] = newTable("loca"), glyf
    for name in order:
        outlines[name].recalcBounds(glyf)
        metrics[name] = metrics[name][0], getattr(outlines[name], "xMin", 0)
    maxp.tableVersion = 0x00010000
    for field in ("maxZones", "maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs", "maxStackElements"):
        setattr(maxp, field, 0)
    maxp.maxZones, maxp.maxSizeOfInstructions, maxp.maxComponentElements = 1, 0, 0
    font["post"].formatType = 3.0
    for tag in ("CFF ", "CFF2", "VORG"):
        if tag in font:
            del font[tag]
    font.sfntVersion = "\0\1\0\0"


def add_placeholder_digits(font: TTFont) -> None:
    """Append ten glyphs to a font, from 0 to 9: its lining digits on equal widths, under private code points.

    The binder can tell them from all other digits of a page, and exchange them without moving anything. A font that lacks a
    digit stays as it is.
    """
    digits = [font.getBestCmap().get(ord(digit), "") for digit in "0123456789"]
    if not all(digits):
        return
    for feature in ("lnum", "tnum"):
        substitutes = _substitutes(font, feature)
        digits = [substitutes.get(name, name) for name in digits]
    metrics, glyphs = font["hmtx"], font["glyf"]
    widest = max(metrics[name][0] for name in digits)
    for number, (code_point, digit) in enumerate(zip(PLACEHOLDER_DIGITS, digits, strict=True)):
        advance, bearing = metrics[digit]
        shift = (widest - advance) // 2
        pen = TTGlyphPen(glyphs)
        pen.addComponent(digit, (1, 0, 0, 1, shift, 0))
        name = f"placeholder.{number}"
        glyphs[name] = pen.glyph()
        metrics[name] = (widest, bearing + shift)
        for table in font["cmap"].tables:
            if table.isUnicode():
                table.cmap[code_point] = name


def _substitutes(font: TTFont, feature: str) -> dict[str, str]:
    """Return the glyphs that a feature substitutes one for one, by the glyphs that they replace."""
    if "GSUB" not in font:
        return {}
    table = font["GSUB"].table
    features = [record.Feature for record in table.FeatureList.FeatureRecord if record.FeatureTag == feature]
    found: dict[str, str] = {}
    for index in sorted({index for each in features for index in each.LookupListIndex}):
        for subtable in table.LookupList.Lookup[index].SubTable:
            inner = getattr(subtable, "ExtSubTable", subtable)
            if inner.LookupType == 1:
                found |= inner.mapping
    return found
