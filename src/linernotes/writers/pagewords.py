"""The letters of a PDF's pages, as a reader's viewer finds them; pages that were read before need not be read again."""

from __future__ import annotations

import hashlib
import json
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
_PASSED_OVER = frozenset(("/FontFile2", "/Parent", "/P"))
"""What decides nothing about letters: the outlines of a face, and the ways back up."""


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
    with pikepdf.open(file) as pdf:
        digests = list(_digests(pdf))
    key = key_of([b"letters", version_of("pypdfium2").encode(), *_CODE, name.encode()])
    told = shelf.take(key) if shelf else None
    known = {digest: PageLetters(*each) for digest, each in json.loads(told).items()} if told else {}
    missing = [number for number, digest in enumerate(digests) if digest not in known]
    found = known | {digests[number]: each for number, each in zip(missing, _read(file, missing), strict=True)}
    if shelf and missing:
        shelf.keep(key, json.dumps({digest: astuple(found[digest]) for digest in digests}).encode())
    return [found[digest] for digest in digests]


def _read(file: Path, numbers: list[int]) -> Iterator[PageLetters]:
    if not numbers:
        return
    _, bottom, _, _ = TEXT_BLOCK.points()
    with pypdfium2.PdfDocument(file) as document:
        for number in numbers:
            page = document[number].get_textpage()
            yield PageLetters(letters_of(page.get_text_range()), letters_of(page.get_text_bounded(bottom=bottom)))


def _digests(pdf: Pdf) -> Iterator[str]:
    """Yield a hash for each page of what it draws, and of all that this draws on."""
    known: dict[tuple[int, int], bytes] = {}
    for page in pdf.pages:
        digest = hashlib.sha256()
        for part in (page.obj.get("/Contents"), page.Resources, page.obj.get("/MediaBox"), page.obj.get("/CropBox")):
            digest.update(_digest(part, known))
        yield digest.hexdigest()


def _digest(value: object, known: dict[tuple[int, int], bytes]) -> bytes:
    if not isinstance(value, Object):
        return hashlib.sha256(repr(value).encode()).digest()
    if value.is_indirect and value.objgen in known:
        return known[value.objgen]
    if value.is_indirect:
        known[value.objgen] = b"a circle"
    digest = hashlib.sha256()
    if isinstance(value, Array):
        for each in value:
            digest.update(_digest(each, known))
    elif isinstance(value, (Dictionary, pikepdf.Stream)):
        for name, each in sorted(value.items()):
            if name not in _PASSED_OVER:
                digest.update(name.encode() + b"\0" + _digest(each, known))
        if isinstance(value, pikepdf.Stream):
            digest.update(value.read_raw_bytes())
    else:
        digest.update(value.unparse())
    if value.is_indirect:
        known[value.objgen] = digest.digest()
    return digest.digest()
