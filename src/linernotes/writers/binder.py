"""Pages → one PDF for a paper: page boxes, page labels, metadata, identical bytes for an identical book."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from linernotes.model.book import Edition, Metadata, Paper
from linernotes.writers.sheet import PAPERS

_BINARY = ("/FontFile2", "/ToUnicode", "/CIDToGIDMap", "/CIDSet", "/ID")
"""Entries that hold bytes, not words."""


@dataclass(frozen=True, slots=True)
class Folios:
    """A run of pages with folios of one kind: it begins on that page (first is 0), its folios with the prefix and 1."""

    start: int
    prefix: str = ""
    first: int = 1


def bind(pages: bytes, paper: Paper, folios: Sequence[Folios], metadata: Metadata, edition: Edition) -> bytes:
    """Return the PDF file for a paper, from pages that were typeset on the sheet.

    The same typesetting serves every paper: only the page boxes differ (ISO 32000-1, 14.11.2).
    """
    box = Array([*PAPERS[paper].points()])
    with Pdf.open(io.BytesIO(pages)) as pdf:
        for page in pdf.pages:
            for name in (Name.MediaBox, Name.CropBox, Name.TrimBox, Name.BleedBox):
                page.obj[name] = box
        numbers = Array()
        for run in folios:
            numbers.append(run.start)
            label = Dictionary(S=Name.D, St=run.first)
            if run.prefix:
                label.P = String(run.prefix)
            numbers.append(label)
        pdf.Root.PageLabels = Dictionary(Nums=numbers)
        pdf.Root.Lang = String(metadata.language)
        pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        pdf.docinfo[Name.Title] = String(f"{metadata.title} · {edition.title}")
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return out.getvalue()


def read_strings(file: Path) -> Iterator[tuple[str, str]]:
    """Yield every text of a PDF that is no page content, and where it is: outline, metadata, alternatives, attachments.

    Every object of the file is looked at, whether anything refers to it or not.
    """
    with Pdf.open(file) as pdf:
        for item in pdf.objects:
            yield from _strings(item, "object")


def _strings(item: Object, where: str) -> Iterator[tuple[str, str]]:
    if isinstance(item, String):
        yield where, str(item)
    elif isinstance(item, Array):
        for each in item:
            if isinstance(each, Object) and not each.is_indirect:
                yield from _strings(each, where)
    elif isinstance(item, (Dictionary, Stream)):
        kind = str(item.get(Name.Type, item.get(Name.S, ""))).strip("/") or where
        if isinstance(item, Stream) and kind in ("Metadata", "EmbeddedFile"):
            yield kind, item.read_bytes().decode("utf-8", "ignore")
        for key, value in item.items():
            if isinstance(value, Object) and not value.is_indirect and key not in _BINARY:
                yield from _strings(value, f"{kind}, {key.strip('/')}")
