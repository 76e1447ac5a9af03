"""Every text of a bound PDF: that of its gatherings, which was extracted when they were typeset, and that of the file itself."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import pikepdf
from pikepdf import Array, Dictionary, Object, Pdf, Stream, String

from linernotes.typeset.pagination import PlacedSection

_REACH = 400
"""Characters on each side of a page break; a phrase of six words is shorter."""

_NUMBER = re.compile(r"(?<!\S)[A-Z]{0,3}\d{1,4}(?!\S)")
"""The number of a line, as 8 or E8: it may stand in the middle of a phrase."""

_PAGES = ("/Pages", "/StructTreeRoot")
"""Entries of the catalogue that hold nothing but the pages and tag trees of gatherings."""


def pdf_texts(content: bytes, sections: Sequence[PlacedSection]) -> Iterator[tuple[str, str]]:
    """Yield every text of a PDF file with its place.

    Args:
        content: the bound file.
        sections: the sections that it was bound from.
    """
    for section in sections:
        for folio, text in zip(section.folios(), section.gathering.texts, strict=True):
            yield f"page {folio}", text.block
            yield f"page {folio}", _NUMBER.sub("", text.block)
            yield f"the head of page {folio}", text.head
            yield f"the foot of page {folio}", text.foot
        for key, string in section.gathering.strings:
            yield f"an entry {key} of the section '{section.section.slug}'", string
    blocks = [
        (folio, text.block) for section in sections for folio, text in zip(section.folios(), section.gathering.texts, strict=True)
    ]
    for (folio, block), (next_folio, next_block) in pairwise(blocks):
        yield f"pages {folio} and {next_folio}", f"{block[-_REACH:]} {next_block[:_REACH]}"
    with Pdf.open(io.BytesIO(content)) as pdf:
        seen: set[tuple[int, int]] = set()
        for entry in ("/Root", "/Info"):
            if entry in pdf.trailer:
                yield from _strings(entry, pdf.trailer[entry], seen)


def _strings(key: str, value: Object, seen: set[tuple[int, int]]) -> Iterator[tuple[str, str]]:
    """Yield the strings and text streams below an object; a page or an element of a gathering ends the walk.

    The walk has a list of its own and is not recursive: each entry of an outline refers to the next.
    """
    found = [(key, value)]
    while found:
        key, value = found.pop()
        if isinstance(value, Dictionary | Array | Stream) and value.is_indirect:
            if value.objgen in seen:
                continue
            seen.add(value.objgen)
        if isinstance(value, String):
            yield f"an entry {key.lstrip('/')}", str(value)
        elif isinstance(value, Stream):
            if value.get("/Type") in (pikepdf.Name.Metadata, pikepdf.Name.EmbeddedFile):
                yield f"an entry {key.lstrip('/')}", value.read_bytes().decode("utf-8", "ignore")
            found += value.items()
        elif isinstance(value, Dictionary):
            if value.get("/Type") != pikepdf.Name.Page:
                found += ((name, each) for name, each in value.items() if name not in _PAGES)
        elif isinstance(value, Array):
            found += ((key, each) for each in value)
