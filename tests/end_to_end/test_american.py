"""The American edition of the guide: its words, its tags and metadata, and the pages of the student edition."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from linernotes.manuscript.reader import read_book
from linernotes.model.spelling import Spelling
from linernotes.snapshot import Snapshot
from tests.end_to_end.conftest import CHECKOUT

BRITISH = re.compile(
    r"\b(?:\w*(?:[cf]ol|lab|hon|hum|rum|fav|flav|harb|neighb|behavi|endeav)our\w*|\w*(?:organ|recogn|real|emphas|critic|apolog|summar|special|"
    r"general|final|memor|symbol|analy)[iy]s(?:e|es|ed|ing|ation)|theatres?|centres?|metres?|programmes?|practis\w+|licences?|"
    r"(?:de|of|pre)fences?|jewellery|grey|judgements?|\w*(?:trav|canc|lab|mod|quarr|riv)ell(?:ed|ing|er|ers)|maths|"
    r"mum|autumn|whilst|learnt|burnt|spelt|towards|rubbish)\b",
    re.IGNORECASE,
)
"""Words that look British."""


@pytest.fixture(scope="session")
def spelling() -> Spelling:
    book, _ = read_book(Snapshot(CHECKOUT / "manuscript"))
    [found] = [edition.spelling for edition in book.editions if edition.name == "american" and edition.spelling]
    return found


def words_of_pdf(file: Path) -> str:
    with pypdfium2.PdfDocument(file) as document:
        return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in document).split())


def words_of_epub(file: Path) -> str:
    with zipfile.ZipFile(file) as package:
        texts = [package.read(name).decode() for name in package.namelist() if name.endswith((".xhtml", ".ncx", ".svg"))]
    return " ".join(re.sub(r"<[^>]+>", " ", " ".join(texts)).split())


def test_files_are_in_american_english(guide: Path, spelling: Spelling) -> None:
    pdf, ebook = guide / "the-runaways-american-letter.pdf", guide / "the-runaways-american.epub"
    single = [entry for entry in spelling.words if " " not in entry.written]
    for words in (words_of_pdf(pdf), words_of_epub(ebook)):
        assert [each.written for each in single if re.search(rf"\b{each.written}\b", words, re.IGNORECASE)] == []
        assert len([each for each in single if re.search(rf"\b{each.printed}\b", words, re.IGNORECASE)]) > len(single) // 2
        assert "color" in words
        assert "November 23, 2026" in words
    with pikepdf.open(pdf) as document:
        assert str(document.Root.Lang) == "en-US"
        assert "en-US" in document.Root.Metadata.read_bytes().decode()
    with zipfile.ZipFile(ebook) as package:
        [opf] = [package.read(name).decode() for name in package.namelist() if name.endswith(".opf")]
        assert "<dc:language>en-US</dc:language>" in opf
        pages = [package.read(name).decode() for name in package.namelist() if name.endswith(".xhtml")]
    assert all('lang="en-US"' in page and 'lang="en-GB"' not in page for page in pages)


def test_list_of_spellings_has_all_british_words_of_the_text(guide: Path) -> None:
    words = words_of_epub(guide / "the-runaways-american.epub")
    assert sorted({found[0] for found in BRITISH.finditer(words)}) == []


def test_every_page_and_line_has_the_number_of_the_student_edition(guide: Path) -> None:
    american, student = (
        json.loads((guide / f"the-runaways-{edition}.pages.json").read_text(encoding="utf-8"))
        for edition in ("american", "student")
    )
    assert (american["pages"], american["folios"]) == (student["pages"], student["folios"])
    lines = [
        re.findall(r'id="(line--[^"]+)"', " ".join(_documents(guide / f"the-runaways-{edition}.epub")))
        for edition in ("american", "student")
    ]
    assert lines[0] == lines[1] != []


def _documents(file: Path) -> list[str]:
    with zipfile.ZipFile(file) as package:
        return [package.read(name).decode() for name in sorted(package.namelist()) if name.endswith(".xhtml")]
