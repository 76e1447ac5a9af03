"""What shuts readers out of a PDF: tags, language, title and words for pictures, looked for in every one that is made.

That the whole conforms to PDF/UA is for veraPDF to say; these are what a file must never be without.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf

from linernotes.proofing.faults import Fault, ProofError


def proofread_pdf(content: bytes) -> list[Fault]:
    """Return what is wrong with a PDF file.

    Raises:
        ProofError: if it is none.
    """
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            return [*_catalogue(pdf), *_pages(pdf), *_structure(pdf)]
    except (pikepdf.PdfError, pikepdf.PasswordError) as fault:
        raise ProofError(f"this PDF file cannot be read: {fault}") from fault


def pages_of(content: bytes) -> int:
    """Return how many pages a PDF file has.

    Raises:
        ProofError: if it is none.
    """
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            return len(pdf.pages)
    except (pikepdf.PdfError, pikepdf.PasswordError) as fault:
        raise ProofError(f"this PDF file cannot be read: {fault}") from fault


def _catalogue(pdf: pikepdf.Pdf) -> Iterator[Fault]:
    root = pdf.Root
    if not root.get("/Lang"):
        yield Fault("", "language", "the file does not say its language")
    if not _is_set(pdf, "/MarkInfo", "/Marked") or "/StructTreeRoot" not in root:
        yield Fault(
            "", "tags", "the file is not tagged, so that a screen reader must guess what is a heading and what comes next"
        )
    if not _is_set(pdf, "/ViewerPreferences", "/DisplayDocTitle"):
        yield Fault("", "title", "windows would show the name of the file, not the title of the book")
    metadata = pdf.open_metadata()  # not as a context: that would write it anew
    if not metadata.get("dc:title"):
        yield Fault("", "title", "the file has no title")
    if metadata.get("pdfuaid:part") != "1":
        yield Fault("", "conformance", "the file does not say that it follows PDF/UA-1")


def _is_set(pdf: pikepdf.Pdf, group: str, switch: str) -> bool:
    return group in pdf.Root and bool(pdf.Root[group].get(switch, False))


def _pages(pdf: pikepdf.Pdf) -> Iterator[Fault]:
    for number, page in enumerate(pdf.pages, 1):
        if page.get("/Annots") and page.get("/Tabs") != pikepdf.Name.S:
            yield Fault(
                f"page {number}", "tab-order", "the tab key would follow the links in another order than they are read in"
            )


def _structure(pdf: pikepdf.Pdf) -> Iterator[Fault]:
    """Yield pictures without words, found in the objects of the file, whose order does not matter."""
    pages: dict[object, int] = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
    for each in pdf.objects:
        if not isinstance(each, pikepdf.Dictionary) or each.get("/S") != pikepdf.Name.Figure or "/P" not in each:
            continue
        if not str(each.get("/Alt", "")).strip() and "/ActualText" not in each:
            number = pages.get(each.Pg.objgen) if "/Pg" in each else None
            yield Fault(f"page {number}" if number else "", "picture-alternative", "a picture has no alternative text")
