"""One copy of each font in a bound file, whatever number of gatherings use it."""

from __future__ import annotations

from collections.abc import Mapping

from pikepdf import Array, Object, Pdf, Stream

from linernotes.fonts.truetype import reduce_font
from linernotes.typeset.gathering import FontUse

_CMAP_HEAD = (
    b"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
    b"/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
    b"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
)
_CMAP_TAIL = b"endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
_BATCH = 100
"""Lines that one bfchar block may hold (Adobe Technical Note 5411)."""


class SharedFonts:
    """The fonts of a file being bound: glyphs have the same numbers in every gathering, since fonts are never subset again."""

    def __init__(self, pdf: Pdf, font_files: Mapping[str, bytes]) -> None:
        """Begin with the file and the font files by their SHA-256."""
        self.pdf, self.font_files = pdf, font_files
        self.fonts: dict[str, Object] = {}
        self.uses: dict[str, FontUse] = {}
        self.seen: set[tuple[int, int]] = set()

    def share(self, resources: Object, uses: Mapping[str, FontUse]) -> None:
        """Let the resources of a gathering use the shared fonts; note what it needs of them."""
        entries = resources.get("/Font")
        if entries is None or entries.objgen in self.seen:
            return
        if entries.objgen != (0, 0):
            self.seen.add(entries.objgen)
        for name, use in uses.items():
            key = f"/{name}"
            if key not in entries:
                continue
            if name not in self.fonts:
                self.fonts[name] = entries[key]
                self.uses[name] = use
            else:
                entries[key] = self.fonts[name]
                old = self.uses[name]
                self.uses[name] = FontUse(old.font, {**use.widths, **old.widths}, {**use.text, **old.text})

    def lend(self, resources: Object, strip: Object, uses: Mapping[str, FontUse]) -> None:
        """Let a page use the fonts of another file's page too, whose content is to be laid over it."""
        for name, font in strip.Font.items():
            plain = name[1:]
            if plain not in self.fonts:
                self.fonts[plain] = self.pdf.copy_foreign(font)
            old, use = self.uses.get(plain), uses[plain]
            if old is None:
                self.uses[plain] = use
            # Folios of another style bring letters of their own, such as the T of teacher pages.
            elif not (use.widths.keys() <= old.widths.keys() and use.text.keys() <= old.text.keys()):
                self.uses[plain] = FontUse(use.font, {**use.widths, **old.widths}, {**use.text, **old.text})
            if name not in resources.Font:
                resources.Font[name] = self.fonts[plain]

    def finish(self) -> None:
        """Write widths, Unicode maps and font files."""
        files: dict[str, Object] = {}
        drawn: dict[str, set[int]] = {}
        for use in self.uses.values():
            drawn.setdefault(use.font, set()).update(map(int, use.widths))
        for name, font in self.fonts.items():
            use = self.uses[name]
            if use.font not in files:
                content = reduce_font(self.font_files[use.font], drawn[use.font])
                stream = Stream(self.pdf, content)
                stream.Length1 = len(content)
                files[use.font] = self.pdf.make_indirect(stream)
            descendant = font.DescendantFonts[0]
            widths = {int(glyph): width for glyph, width in use.widths.items()}
            descendant.W = _runs(widths)
            descendant.FontDescriptor.FontFile2 = files[use.font]
            descendant.FontDescriptor.FontBBox[2] = max(widths.values(), default=0)
            font.ToUnicode = self.pdf.make_indirect(Stream(self.pdf, _unicode_map(use.text)))


def _runs(widths: Mapping[int, float]) -> Array:
    """Return widths as CID fonts list them: a first glyph, then those of it and its neighbours (ISO 32000-1, 9.7.4.3)."""
    runs: list[tuple[int, list[float]]] = []
    for glyph in sorted(widths):
        if not runs or glyph != runs[-1][0] + len(runs[-1][1]):
            runs.append((glyph, []))
        runs[-1][1].append(widths[glyph])
    return Array([each for first, run in runs for each in (first, Array(run))])


def _unicode_map(text: Mapping[str, str]) -> bytes:
    """Return the map from glyphs to the text that they stand for (ISO 32000-1, 9.10.3)."""
    lines = [
        f"<{int(glyph):04x}> <{words.encode('utf-16-be').hex()}>".encode()
        for glyph, words in sorted(text.items(), key=lambda item: int(item[0]))
    ]
    blocks = (lines[start : start + _BATCH] for start in range(0, len(lines), _BATCH))
    body = b"".join(b"%d beginbfchar\n%b\nendbfchar\n" % (len(block), b"\n".join(block)) for block in blocks)
    return _CMAP_HEAD + body + _CMAP_TAIL
