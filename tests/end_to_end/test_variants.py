"""Editions in a theme variant: another look, the same pages."""

from __future__ import annotations

import json
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from linernotes.build.request import Request
from linernotes.build.run import build
from linernotes.model.findings import ProjectError
from tests.end_to_end.laid_out import read_pages
from tests.end_to_end.reading import page_texts
from tests.sample import BOOK, write_guide

INK = 0.085
"""The largest share of a page for the copier that may be inked, since toner is expensive."""

OPENERS = {"8": 0.14, "18": 0.14, "26": 0.15, "38": 0.14}
SPREAD = {"32": 0.19, "33": 0.19}
MORE = {**OPENERS, **SPREAD, "12": 0.09, "47": 0.115}
"""The share of pages that need more: pictures that open chapters, a picture over two pages, which no task needs, and the strips of film,
whose frames have outlines that a copy keeps."""


def ink_of(file: Path, dpi: int = 100) -> dict[str, float]:
    """Return how much of each page is ink, by folio: the mean of one less its luminance."""
    with pikepdf.open(file) as pdf:
        labels = [page.label for page in pdf.pages]
    found = {}
    with pypdfium2.PdfDocument(file) as document:
        for label, page in zip(labels, document, strict=True):
            counts = page.render(scale=dpi / 72, grayscale=True).to_pil().histogram()
            found[label] = sum(count * (255 - value) for value, count in enumerate(counts)) / 255 / sum(counts)
    return found


def test_copy_edition_needs_little_ink(guide: Path) -> None:
    heavy = {folio: round(ink, 3) for folio, ink in ink_of(guide / "the-runaways-copy-a4.pdf").items()}
    heavy = {folio: ink for folio, ink in heavy.items() if ink > MORE.get(folio, INK)}
    assert heavy == {}


def test_copy_edition_has_the_pages_of_the_student_edition(guide: Path) -> None:
    maps = [
        json.loads((guide / f"the-runaways-{edition}.pages.json").read_text(encoding="utf-8")) for edition in ("copy", "student")
    ]
    assert maps[0]["folios"] == maps[1]["folios"]
    assert maps[0]["pages"] == maps[1]["pages"]
    for paper in ("a4", "letter"):
        copied, whole = (page_texts(guide / f"the-runaways-{edition}-{paper}.pdf") for edition in ("copy", "student"))
        # The reader of the file ends lines of small labels in different places.
        assert [text.split() for text in copied[1:]] == [text.split() for text in whole[1:]]


def project_with_variant(folder: Path, variant: str) -> Path:
    edition = f'\n[editions.other]\ntitle = "Other"\nformats = ["pdf"]\npapers = ["a4"]\nvariant = "{variant}"\n'
    project = write_guide(folder, {"book.toml": BOOK + edition})
    (project / "styles" / "variants").mkdir(parents=True)
    (project / "styles" / "variants" / "loud.css").write_text("p { color: #C2142F; }\n", encoding="utf-8")
    pages = project / "templates" / "variants" / "loud" / "pages"
    pages.mkdir(parents=True)
    title = '<section id="{{ section.slug }}"><h1 id="{{ section.slug }}--title">{{ book.title }}!</h1></section>\n'
    (pages / "title-page.html.j2").write_text(title, encoding="utf-8")
    return project


def test_project_can_define_a_variant(tmp_path: Path) -> None:
    project = project_with_variant(tmp_path, "loud")
    build(project, Request(project / "dist", editions=("student", "other"), cache=tmp_path / "cache"), lambda _: None)
    other, student = (project / "dist" / f"the-lighthouse-{name}-a4.pdf" for name in ("other", "student"))
    assert "The Lighthouse!" in page_texts(other)[0]
    assert "The Lighthouse!" not in page_texts(student)[0]
    red = [
        any(piece.colour == (0xC2, 0x14, 0x2F) for page in read_pages(file) for piece in page.pieces) for file in (other, student)
    ]
    assert red == [True, False]


def test_missing_variant_is_reported_with_its_place(tmp_path: Path) -> None:
    project = project_with_variant(tmp_path, "lowd")
    with pytest.raises(ProjectError, match=r"no styles/variants/lowd\.css") as raised:
        build(project, Request(project / "dist", cache=tmp_path / "cache"), lambda _: None)
    assert raised.value.place is not None
    assert raised.value.place.file.endswith("book.toml")
    assert "loud" in raised.value.hint
