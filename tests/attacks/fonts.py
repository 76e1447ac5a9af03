"""Attacks by the font files of a manuscript."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

from tests.attacks.attack import Attack
from tests.fonts.made import LICENCE, made_font
from tests.sample import BOOK

FILE = "fonts/x.ttf"


def titled(font: bytes = b"", path: str = FILE) -> dict[str, bytes | str]:
    """Return a guide whose titles are set in a font file."""
    files: dict[str, bytes | str] = {FILE: font} if font else {}
    return {"book.toml": f'{BOOK}\n[look.fonts]\ntitle = "{path}"\n', "fonts/OFL.txt": LICENCE, **files}


def circular() -> bytes:
    """Return a font with a glyph that consists of itself."""
    font = TTFont(BytesIO(made_font()), recalcBBoxes=False)
    pen = TTGlyphPen(font.getGlyphSet())
    pen.addComponent("box", (1, 0, 0, 1, 0, 0))
    glyph = pen.glyph()
    glyph.xMin, glyph.yMin, glyph.xMax, glyph.yMax = 50, 0, 450, 600
    font["glyf"]["box"] = glyph
    file = BytesIO()
    font.save(file)
    return file.getvalue()


def bomb() -> bytes:
    """Return a WOFF file of 100 kB with a table of 2 GB (https://www.w3.org/TR/WOFF/, 4 and 5)."""
    size, packer = 2 << 30, zlib.compressobj(9)
    table = b"".join(packer.compress(bytes(1 << 20)) for _ in range(100)) + packer.flush()
    entry = struct.pack(">4sIIII", b"name", 64, len(table), size, 0)
    head = struct.pack(">4sIIHHIHHIIIII", b"wOFF", 0x00010000, 64 + len(table), 1, 0, size, 1, 0, 0, 0, 0, 0, 0)
    return head + entry + table


def counted() -> bytes:
    """Return a font that says that it has 65535 characters of the size of a page, and has none of them."""
    font = bytearray(made_font())
    at = font.index(b"maxp")
    start = struct.unpack(">I", font[at + 8 : at + 12])[0]
    font[start + 4 : start + 6] = b"\xff\xff"
    return bytes(font)


FONTS = (
    Attack("font-from-above", "a font is named by a path with ../", "no font file", titled(path="../../../../etc/x.ttf")),
    Attack("font-from-the-root", "a font is named by an absolute path", "no font file", titled(path="/etc/fonts/x.ttf")),
    Attack("font-from-the-web", "a font is named by a web address", "no font file", titled(path="https://example.org/x.ttf")),
    Attack("text-as-font", "a font is a text", "font-broken", titled(b"no font" * 1000)),
    Attack("font-bomb", "a compressed font of 100 kB that unpacks to 2 GB", "font-broken", titled(bomb())),
    Attack("circular-font", "a letter of a font consists of itself", "font-broken", titled(circular())),
    Attack("font-with-wrong-counts", "a font says that it has 65535 letters, and has three", "font-broken", titled(counted())),
)
