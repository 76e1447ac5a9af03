"""The letters of a PDF's pages, as a reader's viewer finds them; pages that were read before need not be read again."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from pathlib import Path

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Object, Pdf

from linernotes.engines import version_of
from linernotes.writers.letters import letters_of
from linernotes.writers.sheet import TEXT_BLOCK
from linernotes.writers.shelf import Shelf, key_of

_CODE = tuple(Path(__file__).with_name(f"{module}.py").read_bytes() for module in ("pagewords", "letters"))
_PASSED_OVER = frozenset(("/FontBBox", "/FontFile2", "/W", "/Parent", "/P"))
"""What decides nothing about letters: the outlines of a face and how wide they are, and the ways back up."""

_MAPPED = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]+)>\n")
_MAP = re.compile(
    rb".*begincodespacerange\n<0000> <ffff>\nendcodespacerange\n(?:\d+ beginbfchar\n(?:<[^>]*> <[^>]*>\n)*endbfchar\n)*endcmap.*",
    re.DOTALL,
)
"""A map from glyphs to text as the binder writes it: of single glyphs (ISO 32000-1, 9.10.3)."""

Maps = dict[str, dict[str, str]]
"""What glyphs stand for, by the names of fonts."""

_SHORT = 400
"""Bytes of a part of a page's content that shows no more than the number of the page."""

_A_NUMBER = b"a number"
_FIGURES = frozenset(f"{ord(figure):04x}" for figure in "0123456789")
_CODES = re.compile(rb"<([0-9a-f]*)>")
_FONT = re.compile(rb"(/[^\s/]+) [\d.]+ Tf")


@dataclass(frozen=True, slots=True)
class PageLetters:
    """The letters of a whole page, and those of its text block alone, which go on on the next page."""

    page: str
    block: str


def read_pages(file: Path, shelf: Shelf | None = None, name: str = "") -> list[PageLetters]:
    """Return the letters of every page.

    Args:
        file: the PDF file.
        shelf: where letters are kept, by a hash of all that decides them; None for nowhere.
        name: what the file is called there, so that the next one of that name replaces it.
    """
    maps: Maps = {}
    with pikepdf.open(file) as pdf:
        digests = list(_digests(pdf, maps))
    key = key_of([b"letters", version_of("pypdfium2").encode(), *_CODE, name.encode()])
    told = shelf.take(key) if shelf else None
    kept, spoken = json.loads(told) if told else ({}, {})
    # The map of a font grows with the book; what it said of a glyph when pages were read, it must still say.
    faithful = all(maps.get(font, {}).get(glyph, text) == text for font, each in spoken.items() for glyph, text in each.items())
    known = {digest: PageLetters(*each) for digest, each in kept.items()} if faithful else {}
    missing = [number for number, digest in enumerate(digests) if digest not in known]
    found = known | {digests[number]: each for number, each in zip(missing, _read(file, missing), strict=True)}
    if shelf and missing:
        for font, each in spoken.items() if faithful else ():
            maps[font] = each | maps.get(font, {})
        shelf.keep(key, json.dumps(({digest: astuple(found[digest]) for digest in digests}, maps)).encode())
    return [found[digest] for digest in digests]


def _read(file: Path, numbers: list[int]) -> Iterator[PageLetters]:
    if not numbers:
        return
    _, bottom, _, _ = TEXT_BLOCK.points()
    with pypdfium2.PdfDocument(file) as document:
        for number in numbers:
            page = document[number].get_textpage()
            yield PageLetters(letters_of(page.get_text_range()), letters_of(page.get_text_bounded(bottom=bottom)))


def _digests(pdf: Pdf, maps: Maps) -> Iterator[str]:
    """Yield a hash for each page of what it draws, and of all that this draws on, but for what glyphs stand for: that goes into maps."""
    known: dict[tuple[int, int], bytes] = {}
    for page in pdf.pages:
        digest = hashlib.sha256()
        for box in (page.Resources, page.obj.get("/MediaBox"), page.obj.get("/CropBox")):
            digest.update(_digest(box, known, maps))
        contents = page.obj.get("/Contents")
        for part in contents if isinstance(contents, Array) else [contents]:
            digest.update(_A_NUMBER if _is_number(part, page.Resources, maps) else _digest(part, known, maps))
        yield digest.hexdigest()


def _is_number(part: object, resources: Object, maps: Maps) -> bool:
    """Return whether a part of a page shows nothing but a number, so that a page whose number alone changes is the same page."""
    if not isinstance(part, pikepdf.Stream) or int(part.get("/Length", 0)) > _SHORT:
        return False
    drawn = part.read_bytes()
    known: Object = resources.get("/Font", Dictionary())
    fonts = {str(known[name].get("/BaseFont", "")) for name in map(bytes.decode, _FONT.findall(drawn)) if name in known}
    shown = [codes.decode() for codes in _CODES.findall(drawn)]
    glyphs = {codes[start : start + 4] for codes in shown for start in range(0, len(codes), 4)}
    if not glyphs or len(fonts) != 1 or b"(" in drawn or b" Do" in drawn:
        return False
    told = maps.get(fonts.pop(), {})
    return all(told.get(glyph) in _FIGURES for glyph in glyphs)


def _digest(value: object, known: dict[tuple[int, int], bytes], maps: Maps) -> bytes:
    if not isinstance(value, Object):
        return hashlib.sha256(repr(value).encode()).digest()
    if value.is_indirect and value.objgen in known:
        return known[value.objgen]
    if value.is_indirect:
        known[value.objgen] = b"a circle"
    digest = hashlib.sha256()
    if isinstance(value, Array):
        for each in value:
            digest.update(_digest(each, known, maps))
    elif isinstance(value, (Dictionary, pikepdf.Stream)):
        for name, each in sorted(value.items()):
            if name == "/ToUnicode" and _is_told(value, each, maps):
                continue
            if name not in _PASSED_OVER:
                digest.update(name.encode() + b"\0" + _digest(each, known, maps))
        if isinstance(value, pikepdf.Stream):
            digest.update(value.read_raw_bytes())
    else:
        digest.update(value.unparse())
    if value.is_indirect:
        known[value.objgen] = digest.digest()
    return digest.digest()


def _is_told(font: Dictionary | pikepdf.Stream, stream: Object, maps: Maps) -> bool:
    """Put what a font's glyphs stand for into the maps; False if there is more to it than that."""
    name, content = str(font.get("/BaseFont", "")), stream.read_bytes()
    if name in maps or not _MAP.fullmatch(content):
        return False
    start = content.index(b"endcodespacerange")
    maps[name] = {glyph.decode(): text.decode() for glyph, text in _MAPPED.findall(content, start)}
    return True
