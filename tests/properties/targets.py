"""The inputs that fuzzing changes: each function reads bytes, whatever they are, and may not end with an exception."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import fromstring

from linernotes.assets import Design, read_design
from linernotes.checks.design import check_design
from linernotes.editing import edit
from linernotes.epub.reader import open_package
from linernotes.html.medium import Paged, Reflowable
from linernotes.html.pages import Pages
from linernotes.html.templates import Templates
from linernotes.leaks.epub_texts import epub_texts
from linernotes.leaks.regions import split_regions
from linernotes.look.applied import apply_look
from linernotes.manuscript.rasters import BrokenPictureError, read_raster
from linernotes.manuscript.svg import read_svg
from linernotes.model.book import Book
from linernotes.model.findings import LinerNotesError, Severity
from linernotes.model.look import Look
from linernotes.model.problems import ProofError
from linernotes.model.walking import plain_text
from linernotes.proofing.ebooks import proofread_package
from linernotes.proofing.pdfs import page_count, proofread_pdf
from tests.sample import FORM_DATA, STUDENT, TEACHER, book_of, read_guide, section_and_findings

SECRET = "Because the mechanism must be wound by hand"
"""Words that a case about teacher text has in a teacher's fence."""


def _read(name: str, content: bytes) -> Book | None:
    """Read the sample guide with another file; return it if it has no errors."""
    try:
        with tempfile.TemporaryDirectory() as folder:
            book, findings = read_guide(Path(folder), {**FORM_DATA, name: content})
    except LinerNotesError as error:
        assert error.place  # noqa: PT017  # both outcomes are right
        return None
    assert all(finding.place.file for finding in findings)
    return None if any(finding.severity is Severity.ERROR for finding in findings) else book


@cache
def _templates(look: Look) -> Templates:
    applied = apply_look(read_design(Path("/nowhere")), look)
    return Templates(applied.design.templates, theme=applied.theme)


def _render(book: Book) -> None:
    """Render all sections for both media and editions; the XHTML is well-formed."""
    for edition in (STUDENT, TEACHER):
        for medium in (Paged(), Reflowable()):
            pages = Pages(edit(book, edition), edition, medium, _templates(book.look))
            for section in pages.book.sections:
                pages.renderer.slug = section.slug
                fromstring(f'<x xmlns:epub="a" xmlns:xlink="b">{pages.renderer.blocks(section.blocks)}</x>')


def read_text(content: bytes) -> None:
    """Read a section, and render it if it has no errors; students never see ``SECRET``. The leak gate reads it, too."""
    text = content.decode("utf-8", "replace")
    split_regions(text)
    section, findings = section_and_findings(text)
    if not any(finding.severity is Severity.ERROR for finding in findings):
        assert SECRET not in plain_text(edit(book_of(section), STUDENT).sections), text


def read_guide_with_text(content: bytes) -> None:
    """Read the sample guide with another chapter, and render it if it has no errors."""
    if book := _read("story.md", content):
        _render(book)


def read_toml(content: bytes) -> None:
    """Read the sample guide with another book.toml, and with the same file as data."""
    if book := _read("book.toml", content):
        _render(book)
    _read("data/tides.toml", content)
    _read("data/terms.toml", content)


def read_drawing(content: bytes) -> None:
    """Read an SVG drawing."""
    try:
        read_svg(content)
    except BrokenPictureError as error:
        assert error.hint  # noqa: PT017  # both outcomes are right


def read_picture(content: bytes) -> None:
    """Read a photograph; without its metadata it is the same picture."""
    kind = "JPEG" if content.startswith(b"\xff\xd8") else "PNG"
    try:
        clean, width, height = read_raster(content, kind)
    except BrokenPictureError as error:
        assert error.hint  # noqa: PT017  # both outcomes are right
    else:
        assert read_raster(clean, kind) == (clean, width, height)


def read_sheet(content: bytes) -> None:
    """Check a style sheet."""
    check_design(Design({}, {}, {"styles/type.css": content.decode("utf-8", "replace").encode()}, frozenset(["styles/type.css"])))


def read_ebook(content: bytes) -> None:
    """Open an e-book and proofread it."""
    try:
        proofread_package(open_package(content))
        list(epub_texts(content))
    except ProofError as error:
        assert error.message  # noqa: PT017  # both outcomes are right


def read_pdf(content: bytes) -> None:
    """Proofread a PDF file."""
    try:
        proofread_pdf(content)
        page_count(content)
    except ProofError as error:
        assert error.message  # noqa: PT017  # both outcomes are right


def read_template(content: bytes) -> None:
    """Fill a template of a stranger."""
    try:
        Templates({"a.html.j2": content.decode("utf-8", "replace").encode()}, trusted=False).fill("a.html.j2", words=["a", 1])
    except LinerNotesError as error:
        assert str(error)  # noqa: PT017  # both outcomes are right
