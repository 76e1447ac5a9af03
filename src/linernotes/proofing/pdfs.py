"""What shuts readers out of a PDF: tags, language, title and words for pictures, looked for in every one that is made.

That the whole conforms to PDF/UA is for veraPDF to say; these are what a file must never be without.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator

import pikepdf

from linernotes.leaks.objects import UnknownShapeError, read_objects
from linernotes.model.problems import Problem, ProofError

_TOLD = re.compile(rb"/Alt \([^\s\\)]")
"""The beginning of an alternative text that is not empty, which stands in no string: there the parenthesis would be escaped."""


def make_ready() -> None:
    """Let the reader of metadata be loaded, which takes longer than reading them, while there is time."""
    with pikepdf.new() as pdf:
        pdf.open_metadata().get("dc:title")


def proofread_pdf(content: bytes) -> list[Problem]:
    """Return what is wrong with a PDF file.

    Raises:
        ProofError: if it is none.
    """
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            return [*_catalogue(pdf), *_pages(pdf), *_structure(pdf, content)]
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


def _catalogue(pdf: pikepdf.Pdf) -> Iterator[Problem]:
    root = pdf.Root
    if not root.get("/Lang"):
        yield Problem("", "language", "the file does not say its language")
    if not _is_set(pdf, "/MarkInfo", "/Marked") or "/StructTreeRoot" not in root:
        yield Problem(
            "", "tags", "the file is not tagged, so that a screen reader must guess what is a heading and what comes next"
        )
    if not _is_set(pdf, "/ViewerPreferences", "/DisplayDocTitle"):
        yield Problem("", "title", "windows would show the name of the file, not the title of the book")
    metadata = pdf.open_metadata()  # not as a context: that would write it anew
    if not metadata.get("dc:title"):
        yield Problem("", "title", "the file has no title")
    if metadata.get("pdfuaid:part") != "1":
        yield Problem("", "conformance", "the file does not say that it follows PDF/UA-1")


def _is_set(pdf: pikepdf.Pdf, group: str, switch: str) -> bool:
    return group in pdf.Root and bool(pdf.Root[group].get(switch, False))


def _pages(pdf: pikepdf.Pdf) -> Iterator[Problem]:
    structural = pikepdf.Name.S
    for number, page in enumerate(pdf.pages, 1):
        if page.obj.get("/Tabs") != structural and page.obj.get("/Annots"):
            yield Problem(
                f"page {number}", "tab-order", "the tab key would follow the links in another order than they are read in"
            )


def _structure(pdf: pikepdf.Pdf, content: bytes) -> Iterator[Problem]:
    """Yield pictures without words, found in the objects of the file, whose order does not matter."""
    silent = [each for each in _pictures(pdf, content) if not str(each.get("/Alt", "")).strip() and "/ActualText" not in each]
    pages: dict[object, int] = {page.objgen: number for number, page in enumerate(pdf.pages, 1)} if silent else {}
    for each in silent:
        number = pages.get(each.Pg.objgen) if "/Pg" in each else None
        yield Problem(f"page {number}" if number else "", "picture-alternative", "a picture has no alternative text")


def _pictures(pdf: pikepdf.Pdf, content: bytes) -> Iterator[pikepdf.Object]:
    """Yield the elements that are pictures and may have no words; only what is not written as we do it must all be parsed."""
    try:
        written = read_objects(content).written
    except UnknownShapeError:
        objects: Iterable[pikepdf.Object] = pdf.objects
    else:
        figures = (number for number, each in written.items() if b"/S /Figure" in each and not _TOLD.search(each))
        objects = [pdf.get_object(number, 0) for number in figures]
    for each in objects:
        if isinstance(each, pikepdf.Dictionary) and each.get("/S") == pikepdf.Name.Figure and "/P" in each:
            yield each
