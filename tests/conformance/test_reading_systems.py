"""The e-books open in real reading systems with every section, picture, font and entry of the contents."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.conformance.conftest import DAMAGED, IN_BROWSER, INCOMPLETE, ReportsOf
from tests.conformance.damage import SECTION
from tests.end_to_end.reading import XHTML, documents, listed_in, package_of, spine_of, words_of

SYSTEMS = ["foliate", "epubjs", "readium"]
DC = "{http://purl.org/dc/elements/1.1/}"


def fonts_of(book: Path) -> set[str]:
    """Return family, weight and style of each embedded font."""
    with zipfile.ZipFile(book) as package:
        sheet = package.read("EPUB/styles/fonts.css").decode()
    rules = [dict(re.findall(r"font-(\w+): \"?([^\";]+)", rule)) for rule in sheet.split("@font-face")[1:]]
    return {f"{rule['family']} {rule['weight']} {rule['style']}" for rule in rules}


def missing_content(report: Mapping[str, Any], book: Path) -> Iterator[str]:
    """Yield what a reading system does not show of an e-book."""
    yield from report["complaints"]
    yield from (f"{href} leads out of the e-book" for href in report.get("lost", ()))
    roots, fonts = documents(book), fonts_of(book)
    shown = {f"EPUB/{Path(section['section']).name}": section for section in report.get("sections", ())}
    yield from (f"{name} is not shown" for name in spine_of(book) if name not in shown)
    for name, section in shown.items():
        yield from (f"{name}: {fault}" for fault in section["faults"])
        yield from (f"{name}: {font} does not load" for font in fonts if section["fonts"].get(font) != "loaded")
        [body] = roots[name].iter(f"{XHTML}body")
        letters, pictures = len(re.sub(r"\s", "", words_of(body))), len(list(body.iter(f"{XHTML}img")))
        if (section["letters"], section["pictures"]) != (letters, pictures):
            yield f"{name}: not all of its {letters} letters and {pictures} pictures are there"


@pytest.mark.parametrize("book", IN_BROWSER)
@pytest.mark.parametrize("system", SYSTEMS)
def test_every_section_is_shown_and_every_entry_resolves(
    reports: ReportsOf, ebooks: dict[str, Path], system: str, book: str
) -> None:
    report, file = reports(system)[book], ebooks[book]
    assert list(missing_content(report, file)) == []
    assert report["title"] == package_of(file).findtext(f".//{DC}title")
    assert [Path(section["section"]).name for section in report["sections"]] == [Path(name).name for name in spine_of(file)]
    assert (report["contents"], report["pages"]) == (len(listed_in(file, "toc")), len(listed_in(file, "page-list")))


@pytest.mark.parametrize("system", SYSTEMS)
def test_damage_is_found(reports: ReportsOf, ebooks: dict[str, Path], system: str) -> None:
    found = "\n".join(missing_content(reports(system)[DAMAGED], ebooks[DAMAGED]))
    assert "EPUB/forms.xhtml: a picture does not load" in found
    assert "Liner Sans 700 normal does not load" in found
    assert "there is no id: nowhere" in found
    assert "absent.xhtml#page--T1 leads out of the e-book" in found


@pytest.mark.parametrize("system", SYSTEMS)
def test_missing_section_is_found(reports: ReportsOf, ebooks: dict[str, Path], system: str) -> None:
    assert SECTION in "\n".join(missing_content(reports(system)[INCOMPLETE], ebooks["the-lighthouse-teacher.epub"]))
