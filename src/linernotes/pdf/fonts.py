"""The fonts of a bound PDF: one copy of each, shared by all gatherings."""

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
"""The greatest number of lines in a bfchar block (Adobe Technical Note 5411)."""


class SharedFonts:
    """The fonts of a PDF that is being bound.

    A glyph has the same number in every gathering, since the typesetter does not subset fonts.

    Args:
        pdf: the file.
        font_files: by SHA-256.
    """

    def __init__(self, pdf: Pdf, font_files: Mapping[str, bytes]) -> None:
        self.pdf, self.font_files = pdf, font_files
        self.fonts: dict[str, Object] = {}
        self.uses: dict[str, FontUse] = {}
        self.seen: set[tuple[int, int]] = set()

    def share(self, resources: Object, uses: Mapping[str, FontUse]) -> None:
        """Replace the fonts in the resources of a gathering by the shared ones, and record the glyphs that it uses."""
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
            else:
                entries[key] = self.fonts[name]
            self._record(name, use)

    def add_overlay(self, resources: Object, overlay: Object, uses: Mapping[str, FontUse]) -> None:
        """Add the fonts of an overlay, which is a page of another file, to the resources of a page."""
        for key, font in overlay.Font.items():
            name = key[1:]
            if name not in self.fonts:
                self.fonts[name] = self.pdf.copy_foreign(font)
            self._record(name, uses[name])
            if key not in resources.Font:
                resources.Font[key] = self.fonts[name]

    def _record(self, name: str, use: FontUse) -> None:
        old = self.uses.setdefault(name, use)
        if not (use.widths.keys() <= old.widths.keys() and use.text.keys() <= old.text.keys()):
            self.uses[name] = FontUse(old.font, {**use.widths, **old.widths}, {**use.text, **old.text})

    def finish(self) -> None:
        """Write widths, Unicode maps and font files."""
        files: dict[str, Object] = {}
        glyphs: dict[str, set[int]] = {}
        for use in self.uses.values():
            glyphs.setdefault(use.font, set()).update(map(int, use.widths))
        for name, font in self.fonts.items():
            use = self.uses[name]
            if use.font not in files:
                content = reduce_font(self.font_files[use.font], glyphs[use.font])
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
    """Return the widths array of a CID font: a first glyph, then the widths of it and of those after it (ISO 32000-1, 9.7.4.3)."""
    runs: list[tuple[int, list[float]]] = []
    for glyph in sorted(widths):
        if not runs or glyph != runs[-1][0] + len(runs[-1][1]):
            runs.append((glyph, []))
        runs[-1][1].append(widths[glyph])
    return Array([each for first, run in runs for each in (first, Array(run))])


def _unicode_map(text: Mapping[str, str]) -> bytes:
    """Return the ToUnicode map, from glyphs to text (ISO 32000-1, 9.10.3)."""
    lines = [
        f"<{int(glyph):04x}> <{words.encode('utf-16-be').hex()}>".encode()
        for glyph, words in sorted(text.items(), key=lambda item: int(item[0]))
    ]
    blocks = (lines[start : start + _BATCH] for start in range(0, len(lines), _BATCH))
    body = b"".join(b"%d beginbfchar\n%b\nendbfchar\n" % (len(block), b"\n".join(block)) for block in blocks)
    return _CMAP_HEAD + body + _CMAP_TAIL
