"""Small font files for tests: every character is a rectangle."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen

from linernotes.fonts.instances import DEFAULT_REPERTOIRE
from linernotes.fonts.symbols import SYMBOLS

LICENCE = "Copyright 2026 Ada Example\n\nEverybody may use this font for tests.\n"


def made_font(
    characters: Iterable[int] = DEFAULT_REPERTOIRE - SYMBOLS,
    *,
    weight: int = 400,
    italic: bool = False,
    embedding: int = 0,
    notice: str = "Copyright 2026 Ada Example",
    width: int = 500,
    cubic: bool = False,
    flavor: str | None = None,
) -> bytes:
    """Return a font file.

    Args:
        characters: its code points.
        weight: the weight that it declares.
        italic: whether it says that it is italic.
        embedding: the bits of its embedding rights (fsType).
        notice: its copyright.
        width: the width of its characters, in thousandths of the size.
        cubic: whether its outlines are cubic (an OpenType font) or quadratic (a TrueType font).
        flavor: ``woff`` or ``woff2`` for a compressed file.
    """
    builder = FontBuilder(unitsPerEm=1000, isTTF=not cubic)
    builder.setupGlyphOrder([".notdef", "space", "box"])
    builder.setupCharacterMap({point: "space" if chr(point).isspace() else "box" for point in characters})
    pens = {}
    for name in (".notdef", "space", "box"):
        pen = pens[name] = T2CharStringPen(width, None) if cubic else TTGlyphPen(None)
        if name == "box":
            pen.moveTo((50, 0))
            for point in ((50, 600), (width - 50, 600), (width - 50, 0)):
                pen.lineTo(point)
            pen.closePath()
    if cubic:
        builder.setupCFF("Made", {"FullName": "Made"}, {name: pen.getCharString() for name, pen in pens.items()}, {})
    else:
        builder.setupGlyf({name: pen.glyph() for name, pen in pens.items()})
    builder.setupHorizontalMetrics({name: (width, 50 if name == "box" else 0) for name in pens})
    builder.setupHorizontalHeader(ascent=900, descent=-250)
    builder.setupNameTable({0: notice, 1: "Made", 2: "Regular"}, mac=False)
    builder.setupOS2(usWeightClass=weight, fsType=embedding, fsSelection=int(italic), sxHeight=500, sCapHeight=600)
    builder.setupPost()
    file = BytesIO()
    builder.font.flavor = flavor
    builder.font.recalcTimestamp = False
    builder.font.save(file)
    return file.getvalue()
