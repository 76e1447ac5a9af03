"""The built-in symbols: outlines, side bearings and sets."""

from itertools import pairwise

import pytest
from fontTools.pens.areaPen import AreaPen
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont

from linernotes.fonts.instances import Font
from linernotes.fonts.symbols import SYMBOLS


def test_each_symbol_has_an_outline_between_its_side_bearings(symbol_font: Font) -> None:
    ttf = TTFont(symbol_font.file)
    glyphs, cmap = ttf.getGlyphSet(), ttf.getBestCmap()
    assert set(cmap) - SYMBOLS == {0x20, 0x2009, 0x202F}
    for point in SYMBOLS:
        pen = BoundsPen(glyphs)
        glyphs[cmap[point]].draw(pen)
        left, bottom, right, top = pen.bounds
        assert left >= 40, chr(point)
        assert right <= glyphs[cmap[point]].width - 35, chr(point)
        assert -20 <= bottom <= 125, chr(point)
        assert 430 <= top <= 740, chr(point)


def test_open_symbols_are_white_inside(symbol_font: Font) -> None:
    ttf = TTFont(symbol_font.file)
    glyphs, cmap = ttf.getGlyphSet(), ttf.getBestCmap()

    def ink(symbol: str) -> float:
        pen = AreaPen(glyphs)
        glyphs[cmap[ord(symbol)]].draw(pen)
        return -float(pen.value)

    assert all(ink(chr(point)) > 0 for point in SYMBOLS), "clockwise is black"
    assert ink("◐") > 1.5 * ink("○")
    assert ink("●") > 1.35 * ink("◐")
    assert ink("▮") > 1.5 * ink("▯") > 0
    assert ink("☑") > 1.1 * ink("☐") > 0
    assert ink("●") > 2 * ink("◷") > ink("○"), "the clock has hands"
    pips = [ink(die) for die in "⚀⚁⚂⚃⚄⚅"]
    assert all(more - fewer == pytest.approx(pips[1] - pips[0], rel=0.02) for fewer, more in pairwise(pips))


@pytest.mark.parametrize("group", ["●◐○", "☐☑", "▮▯", "⚀⚁⚂⚃⚄⚅", "←→", "↑↓"])
def test_symbols_of_a_set_have_the_same_width(symbol_font: Font, group: str) -> None:
    ttf = TTFont(symbol_font.file)
    assert len({ttf["hmtx"][ttf.getBestCmap()[ord(symbol)]][0] for symbol in group}) == 1
