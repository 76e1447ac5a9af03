"""Checks of a finished PDF for the requirements of accessibility: tags, language, title, tab order and alternative texts.

Full conformance to PDF/UA is for veraPDF to judge.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager

import pikepdf

from linernotes.model.problems import Problem, ProofError


def proofread_pdf(content: bytes) -> list[Problem]:
    """Return the problems of a PDF file.

    Raises:
        ProofError: if it is not a PDF file.
    """
    with _opened(content) as pdf:
        return [*_catalogue(pdf), *_tab_order(pdf), *_alternatives(pdf)]


def page_count(content: bytes) -> int:
    """Return the number of pages of a PDF file.

    Raises:
        ProofError: if it is not a PDF file.
    """
    with _opened(content) as pdf:
        return len(pdf.pages)


@contextmanager
def _opened(content: bytes) -> Iterator[pikepdf.Pdf]:
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            yield pdf
    except (
        pikepdf.PdfError,
        pikepdf.PasswordError,
        RuntimeError,
        ValueError,
        TypeError,
    ) as error:  # whatever qpdf says of damage
        raise ProofError(f"this PDF file cannot be read: {error}") from error


def _catalogue(pdf: pikepdf.Pdf) -> Iterator[Problem]:
    root = pdf.Root
    if not root.get("/Lang"):
        yield Problem("", "language", "the file does not state its language")
    if not _is_set(pdf, "/MarkInfo", "/Marked") or "/StructTreeRoot" not in root:
        yield Problem("", "tags", "the file is not tagged, so screen readers have to guess headings and reading order")
    if not _is_set(pdf, "/ViewerPreferences", "/DisplayDocTitle"):
        yield Problem("", "title", "the window title would be the file name, not the title of the book")
    metadata = pdf.open_metadata()  # a with statement would write the metadata again
    if not metadata.get("dc:title"):
        yield Problem("", "title", "the file has no title")
    if metadata.get("pdfuaid:part") != "1":
        yield Problem("", "conformance", "the file does not declare PDF/UA-1")


def _is_set(pdf: pikepdf.Pdf, group: str, switch: str) -> bool:
    return group in pdf.Root and bool(pdf.Root[group].get(switch, False))


def _tab_order(pdf: pikepdf.Pdf) -> Iterator[Problem]:
    """Yield pages where the tab key does not follow the tag tree from link to link."""
    for number, page in enumerate(pdf.pages, 1):
        if page.obj.get("/Tabs") != pikepdf.Name.S and page.obj.get("/Annots"):
            yield Problem(f"page {number}", "tab-order", "the tab key does not follow the links in reading order")


def _alternatives(pdf: pikepdf.Pdf) -> Iterator[Problem]:
    """Yield figures with neither an alternative text nor a replacement text."""
    silent = [each for each in _figures(pdf) if not str(each.get("/Alt", "")).strip() and "/ActualText" not in each]
    numbers: dict[object, int] = {page.objgen: number for number, page in enumerate(pdf.pages, 1)} if silent else {}
    for figure in silent:
        number = numbers.get(figure.Pg.objgen) if "/Pg" in figure else None
        yield Problem(f"page {number}" if number else "", "picture-alternative", "a picture has no alternative text")


def _figures(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Yield the figures in the tag tree, in reading order."""
    if "/StructTreeRoot" not in pdf.Root:
        return
    waiting, seen = [pdf.Root.StructTreeRoot], set[tuple[int, int]]()
    while waiting:
        element = waiting.pop()
        if element.is_indirect:
            if element.objgen in seen:  # a damaged tree can have a cycle
                continue
            seen.add(element.objgen)
        if element.get("/S") == pikepdf.Name.Figure:
            yield element
        kids = element.get("/K")
        if isinstance(kids, pikepdf.Array):
            waiting += [kid for kid in reversed(list(kids)) if isinstance(kid, pikepdf.Dictionary)]
        elif isinstance(kids, pikepdf.Dictionary):
            waiting.append(kids)
