"""One font for tests that set pages, so that they need none of the system's."""

from __future__ import annotations

from functools import cache

from linernotes.fonts.instances import DEFAULT_REPERTOIRE, build_fonts

SPEC = 'fonts = [{ family = "Plain", style = "normal", weight = 400, source = "Archivo", axes = { wdth = 100, wght = 430 } }]'
SHEET = b"@page { size: 216mm 297mm } @font-face { font-family: Plain; src: url(/plain.ttf) } html { font: 12pt Plain }\n"
FAMILIES = frozenset({"Plain"})


@cache
def plain() -> bytes:
    """Return the font file."""
    [font] = build_fonts(SPEC, DEFAULT_REPERTOIRE)
    return font.file.read_bytes()
