"""A hash for each page of a PDF of what decides its letters, so that a page which was read before need not be read again."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cached_property

from linernotes.leaks.objects import STRING, Objects, UnknownShapeError

Maps = dict[str, dict[str, str]]
"""What glyphs stand for, by the names of fonts: both in figures of base 16."""

_NO_LETTERS = (
    rb"/FontBBox \[[^\]]*\]",
    rb"/W \[(?:[^\[\]]|\[[^\[\]]*\])*\]",
    rb"/(?:FontFile2|Parent|P) \d+ 0 R\b",
)
"""What decides nothing about letters: the outlines of a font and how wide they are, and the ways back up."""

_PART = re.compile(rb"(" + STRING + rb")|(\d+) 0 R\b| (?:" + rb"|".join(_NO_LETTERS) + rb")", re.DOTALL)
"""A string, a reference, or what decides nothing."""

_NO_LETTERS_OF_PAGES = (
    rb"/Parent \d+ 0 R\b",
    rb"/(?:Kids|Annots) \[[ 0-9R]*\]",
    rb"/(?:StructParents|Count) \d+",
    rb"/(?:Media|Crop|Bleed|Trim|Art)Box (?:\d+ 0 R\b|\[[^\]]*\])",
)
"""What decides nothing about letters in a page and in the nodes above it: links, tags, and the edges of the paper."""

_PAGE_PART = re.compile(rb"(" + STRING + rb")|(\d+) 0 R\b| (?:" + rb"|".join(_NO_LETTERS_OF_PAGES) + rb")", re.DOTALL)
"""A string, a reference, or what decides nothing."""

_NAMED = re.compile(rb"/BaseFont (/[^\s/<>\[\]()]+)")
_MAPPED = re.compile(rb"/ToUnicode (\d+) 0 R\b")
_MAP = re.compile(
    rb".*begincodespacerange\n<0000> <ffff>\nendcodespacerange\n(?:\d+ beginbfchar\n(?:<[^>]*> <[^>]*>\n)*endbfchar\n)*endcmap.*",
    re.DOTALL,
)
"""A map from glyphs to text as the binder writes it: of single glyphs (ISO 32000-1, 9.10.3)."""
_PAIR = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]+)>\n")

_SHORT = 400
"""Bytes of a part of a page that shows no more than the number of the page, and of a number in glyphs of four figures."""
_DIGITS = 4 * 4
_FIGURES = frozenset(f"{ord(figure):04x}" for figure in "0123456789")
_CODES = re.compile(rb"<([0-9a-f]*)>")
_FONT = re.compile(rb"/(\w+) [\d.]+ Tf")


@dataclass(frozen=True)
class PageSums:
    """The hashes of a file's pages; what glyphs stand for is no part of them, but told apart.

    A map of a font grows with the book, by glyphs that only other pages show. Hashes of two files can be compared where their maps
    say the same of every glyph that both know.
    """

    objects: Objects

    @cached_property
    def maps(self) -> Maps:
        """What glyphs stand for."""
        return dict(self._told.values())

    @cached_property
    def _told(self) -> dict[int, tuple[str, dict[str, str]]]:
        """The maps of fonts by the numbers of their objects, where they say nothing but that; the first of each name."""
        told: dict[int, tuple[str, dict[str, str]]] = {}
        names: set[str] = set()
        for written in self.objects.written.values():
            found = _MAPPED.search(written) if b"/ToUnicode" in written else None
            named = _NAMED.search(written) if found else None
            if not found or not named or named[1].decode("latin-1") in names:
                continue
            content = self.objects.unpacked(int(found[1]))
            if _MAP.fullmatch(content):
                name = named[1].decode("latin-1")
                names.add(name)
                pairs = _PAIR.findall(content, content.index(b"endcodespacerange"))
                told[int(found[1])] = name, {glyph.decode(): text.decode() for glyph, text in pairs}
        return told

    @cached_property
    def _figures(self) -> dict[bytes, frozenset[str]]:
        """The glyphs of figures by the tags of fonts, by which pages call them (ISO 32000-1, 9.6.4)."""
        return {
            name[1:].partition("+")[0].encode("latin-1"): frozenset(glyph for glyph, text in pairs.items() if text in _FIGURES)
            for name, pairs in self.maps.items()
        }

    def pages(self) -> list[str]:
        """Return a hash for each page of what it and the nodes above it say, and of all that this draws on.

        Of a part that shows nothing but a number it only matters that there is one: a page whose number alone changes is the same.

        Raises:
            UnknownShapeError: if something is referred to and is not there.
        """
        objects, told_maps = self.objects, self._told
        known: dict[int, bytes] = {}

        def digest(number: int, part: re.Pattern[bytes] = _PART) -> bytes:
            if number in known:
                return known[number]
            if number not in objects.written:
                raise UnknownShapeError(f"there is no object {number}")
            known[number] = b"a circle"
            told = hashlib.sha256()
            end = 0
            for found in part.finditer(written := objects.written[number]):
                told.update(written[end : found.start()])
                if found[1]:
                    told.update(found[1])
                elif found[2]:
                    told.update(b"\0" + referred(int(found[2])))
                end = found.end()
            told.update(written[end:])
            if number in objects.streams:
                told.update(b"\0stream\0" + objects.streams[number])
            known[number] = told.digest()
            return known[number]

        def referred(number: int) -> bytes:
            if number in told_maps:
                return b"a map"
            if number not in known and self._is_number(number):
                known[number] = b"a number"
            return digest(number)

        return [hashlib.sha256(b"".join(digest(number, _PAGE_PART) for number in path)).hexdigest() for path in objects.pages]

    def _is_number(self, number: int) -> bool:
        """Return whether the stream of an object shows a number, and nothing else."""
        if not 0 < len(self.objects.streams.get(number, b"")) <= _SHORT:
            return False
        drawn = self.objects.unpacked(number)
        shown = b"".join(_CODES.findall(drawn)).decode()
        fonts = set(_FONT.findall(drawn))
        if not 0 < len(shown) <= _DIGITS or len(fonts) != 1 or b"(" in drawn or b" Do" in drawn:
            return False
        return {shown[start : start + 4] for start in range(0, len(shown), 4)} <= self._figures.get(fonts.pop(), frozenset())
