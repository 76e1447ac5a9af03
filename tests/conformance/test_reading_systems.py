"""The e-books open in real reading systems: every section whole, every picture, every font, every place of the contents."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.conformance.conftest import DAMAGED, EBOOKS, TORN, Asked
from tests.conformance.damage import SECTION
from tests.end_to_end.reading import XHTML, documents, listed_in, package_of, spine_of, words_of

SYSTEMS = ["foliate", "epubjs", "readium"]
DC = "{http://purl.org/dc/elements/1.1/}"


def fonts_of(book: Path) -> set[str]:
    """Return family, weight and style of each font that a book brings."""
    with zipfile.ZipFile(book) as package:
        sheet = package.read("EPUB/styles/fonts.css").decode()
    rules = [dict(re.findall(r"font-(\w+): \"?([^\";]+)", rule)) for rule in sheet.split("@font-face")[1:]]
    return {f"{rule['family']} {rule['weight']} {rule['style']}" for rule in rules}


def wants(told: Mapping[str, Any], book: Path) -> Iterator[str]:
    """Yield what a reading system does not show of a book."""
    yield from told["complaints"]
    yield from (f"{href} leads out of the book" for href in told.get("lost", ()))
    roots, fonts = documents(book), fonts_of(book)
    shown = {f"EPUB/{Path(section['section']).name}": section for section in told.get("sections", ())}
    yield from (f"{name} is not shown" for name in spine_of(book) if name not in shown)
    for name, section in shown.items():
        yield from (f"{name}: {fault}" for fault in section["faults"])
        yield from (f"{name}: {font} does not load" for font in fonts if section["fonts"].get(font) != "loaded")
        [body] = roots[name].iter(f"{XHTML}body")
        letters, pictures = len(re.sub(r"\s", "", words_of(body))), len(list(body.iter(f"{XHTML}img")))
        if (section["letters"], section["pictures"]) != (letters, pictures):
            yield f"{name}: not all of its {letters} letters and {pictures} pictures are there"


@pytest.mark.parametrize("book", EBOOKS)
@pytest.mark.parametrize("system", SYSTEMS)
def test_every_section_is_shown_whole_and_every_entry_leads_somewhere(
    asked: Asked, ebooks: dict[str, Path], system: str, book: str
) -> None:
    told, file = asked(system)[book], ebooks[book]
    assert list(wants(told, file)) == []
    assert told["title"] == package_of(file).findtext(f".//{DC}title")
    assert [Path(section["section"]).name for section in told["sections"]] == [Path(name).name for name in spine_of(file)]
    assert (told["contents"], told["pages"]) == (len(listed_in(file, "toc")), len(listed_in(file, "page-list")))


@pytest.mark.parametrize("system", SYSTEMS)
def test_what_is_damaged_is_noticed(asked: Asked, ebooks: dict[str, Path], system: str) -> None:
    found = "\n".join(wants(asked(system)[DAMAGED], ebooks[DAMAGED]))
    assert "EPUB/forms.xhtml: a picture does not load" in found
    assert "Liner Sans 900 normal does not load" in found
    assert "there is no place: nowhere" in found
    assert "absent.xhtml#page--T1 leads out of the book" in found


@pytest.mark.parametrize("system", SYSTEMS)
def test_a_section_that_is_not_there_is_missed(asked: Asked, ebooks: dict[str, Path], system: str) -> None:
    assert SECTION in "\n".join(wants(asked(system)[TORN], ebooks["the-lighthouse-teacher.epub"]))
