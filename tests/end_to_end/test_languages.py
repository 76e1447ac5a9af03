"""Guides in all languages with a word file: no file, title, tag or metadata field has an English word.

Two guides are made in each language: one with every form that the program adds words to, whose own text is German in all of
them, and the sample guide of `linernotes new`.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.etree import ElementTree

import pikepdf
import pypdfium2
import pytest

from linernotes.build.request import Request
from linernotes.build.run import build
from linernotes.epub.reader import text_of
from linernotes.model.formats import REPORT, Format
from linernotes.model.languages import language_tags, read_language
from linernotes.model.papers import Paper
from linernotes.starter.guide import new_guide
from linernotes.starter.words import Kind
from tests.sample import write_guide

BOOK = """\
[book]
title = "Der Leuchtturm"
subtitle = "Eine Unterrichtshilfe"
slug = "leuchtturm"
language = "de"
version = "1.0"
issued = 2026-11-01
identifier = "urn:uuid:6f1c2a34-58a5-4b31-9c0e-0f8e6a2d9b11"
authors = ["Ada Beispiel"]
publisher = "Schulverlag"
description = "Eine kurze Probe."
rights = "Alle Rechte vorbehalten."
isbn = "978-3-16-148410-0"
subjects = ["Deutsch"]

[[contents]]
matter = "front"
sections = ["title-page", "imprint", "contents"]

[[contents]]
matter = "body"
sections = ["sturm.md", "blatt.md"]

[[contents]]
matter = "back"
sections = ["glossar.md"]

[[contents]]
matter = "teacher"
sections = ["contents", "schluessel.md"]

[pages.contents]
shows = ["theme-key", "figure-list"]

[editions.klasse]
title = "Ausgabe für die Klasse"

[editions.lehrkraft]
title = "Ausgabe für Lehrkräfte"
teacher_text = true

[editions.gross]
title = "Großdruck"
variant = "large"
formats = ["pdf"]
pages_of = "klasse"
"""

STURM = """\
# Der Sturm {#sturm label="Kapitel 1" minutes=20}

Die Lampe erlischt.[^n] [@lampe] Siehe [](#q-eins), [](#tab-lampen) und [](#abb-kurve){.page}. "Warum?" [Im Film brennt sie.]{.film}

[^n]: Das geschah oft.

::: retelling
Der Wind steigt.
Die Wärterin klettert, wie Zeile 1 ahnen lässt.
:::

::: look-for
Wer hilft ihr (Zeile 2)?
:::

::: margin-note {title="Lampe"}
Sie brennt mit Öl.
:::

::: content-note {title="Vorab"}
Ein Schiff geht unter.
:::

::: activity {#spiel minutes=5 grouping=class}
Zeichnet den Felsen.
:::

::: character {of=anna}
:::

::: table {#tab-lampen caption="Lampen" row-heads=yes}
| Lampe | Licht |
|---|---:|
| groß | 100 |
:::

::: figure {#abb-kurve chart=arc data=spannung value=spannung below=zeilen columns="name=Teil; spannung=Spannung" alt="Eine Welle."}
**Das zeigt es:** wie stark die Spannung ist.
:::

::: figure {#abb-zeit chart=timeline data=ereignisse columns="when=Wann; what=Was" tracks="film=Im Film; record=Belegt" alt="Zwei Reihen."}
Zwei Erzählungen.
:::

::: teacher-note
Erst in der zweiten Stunde.
:::
"""

BLATT = """\
# Vor dem Lesen {#blatt role=worksheet label="AB1"}

::: question {#q-eins theme=NA dok=3 bloom=evaluate minutes=5 grouping=pairs standards="D.1" lines="1-2" room="lines 2" needs=Film}
Warum klettert sie?

::: stem
Zeile ___ zeigt, dass …
:::

::: answer
Weil das Uhrwerk aufgezogen werden muss.
:::

::: look-fors
- nennt zwei Zeilen
:::

::: misreading
Sie wird bezahlt.
:::

::: suggestion
Gib den Anfang vor.
:::
:::

::: question {#q-zwei kind=choice dok=1 minutes=1 grouping=alone bloom=remember}
Welche Lampe erlischt?

- [ ] die kleine
- [x] die große
:::

::: question {#q-drei kind=truth key=false dok=1 bloom=apply grouping=groups}
Sie wartet.
:::

::: question {#q-vier kind=matching dok=2 bloom=analyse}
Ordne zu.

| | |
|---|---|
| der Wind | steigt |
| die Lampe | erlischt |
| die Wärterin | klettert |
:::

::: question {#q-sechs kind=short dok=1 bloom=understand}
Wann?

::: answer
Um Mitternacht.
:::
:::

::: question {#q-neun bloom=create}
Schreibe weiter.
:::
"""

GLOSSAR = "# Wörter {#woerter role=glossary}\n\n::: glossary\n:::\n\n## Belege\n\n::: sources\n:::\n\n::: theme-matrix\n:::\n"
SCHLUESSEL = "# Lösungen {#loesungen role=key}\n\n::: answer-key\n:::\n\n::: teacher-notes\n:::\n\n::: standards-matrix\n:::\n"

FILES = {
    "book.toml": BOOK,
    "sturm.md": STURM,
    "blatt.md": BLATT,
    "glossar.md": GLOSSAR,
    "schluessel.md": SCHLUESSEL,
    "data/characters.toml": '[anna]\nname = "Anna"\nrole = "Wärterin"\ntraits = { Ziel = "Licht" }\n',
    "data/themes.toml": '[NA]\nname = "Nacht"\nstatement = "Im Dunkeln zeigt sich, wer man ist."\n',
    "data/terms.toml": '[wind]\nterm = "Wind"\ndefinition = "Bewegte Luft."\n',
    "data/standards.toml": '["D.1"]\nsays = "Deutungen belegen."\n',
    "data/facts.toml": '[lampe]\nstatement = "Lampen brannten mit Öl."\ncertainty = "verified"\nsource = "Museum"\n\n[bark]\nstatement = "Sie sank."\ncertainty = "disputed"\nsource = "Zwei Bücher"\n',
    "data/spannung.toml": '[i]\nname = "Wind"\nspannung = 4\nzeilen = "1"\n\n[ii]\nname = "Lampe"\nspannung = 9\nzeilen = "2"\n',
    "data/ereignisse.toml": '[a]\nwhen = "1871-03"\ntrack = "film"\nwhat = "Anna kommt."\n\n[b]\nwhen = "1871-12"\ntrack = "record"\nwhat = "Eine Bark sinkt. [@bark]"\n',
    "story.md": None,
    "words.md": None,
    "key.md": None,
}

WORD = re.compile(r"[^\W\d_]{2,}")
COMMON = (
    "a about above activity all an and answer are as at by can chapter class contents cover each edition for from guide has help "
    "here if into is it its learning line list lines more no not of on one or other our page pages part question questions see "
    "sections sources start student students table task teacher teachers text that the their there these this to what when which "
    "with worksheet worksheets work you your book education educational figure file image notes resource title untitled"
)
TAGS = [tag for tag in language_tags() if not tag.startswith("en")]
LICENCE = "by"  # CC BY 4.0
OF_GERMAN = "an in am so war art was die min pdf isbn text film name standard form"
SHARED = {"de": "will", "fr": "as minutes", "es": "has no", "it": "all do it", "nl": "is hand", "pl": "to", "sv": "in"}
"""English words that are also words of these languages, as far as the sample guides have them."""


def words_of(texts: Iterable[str]) -> set[str]:
    return {word.lower() for text in texts for word in WORD.findall(text)}


def english_only(tag: str, shared: str) -> set[str]:
    """Return the English words of the word file and of the report, and common ones, that are no words of a language."""
    english, own = read_language("en-GB"), read_language(tag)
    added = words_of((*english.words.values(), *english.report.values())) | set(COMMON.split())
    return added - words_of((*own.words.values(), *own.report.values())) - set(shared.split())


_WRITTEN = re.compile(
    r":root \{.*\} *|[a-z-]+\.(?:pdf|epub)|[\w-]+-a4\.pdf|linernotes verify|accessibility_certified_by|book\.toml", re.DOTALL
)
"""What is no word of the report: its styles, and names of files, commands and keys."""

_VOCABULARIES = ("schema:", "a11y:", "dcterms:conformsTo", "dcterms:audience", "dcterms:type")
"""Properties whose values are terms that programs read."""

ATTRIBUTES = ("alt", "title", "aria-label", "aria-description", "aria-roledescription", "summary", "label", "content")


def texts_of_ebook(file: Path) -> Iterator[tuple[str, str]]:
    with zipfile.ZipFile(file) as package:
        for name in package.namelist():
            if name.endswith((".xhtml", ".opf", ".ncx", ".svg")):
                root = ElementTree.fromstring(package.read(name))
                for element in root.iter():
                    name_of = element.get("property", "")
                    if name_of.startswith(_VOCABULARIES) and not name_of.endswith("Summary"):
                        continue
                    own = f"{element.text or ''} {' '.join(child.tail or '' for child in element)}"
                    skip = element.get("property") in (
                        "role",
                        "identifier-type",
                        "title-type",
                        "authority",
                        "term",
                    ) or element.tag.endswith(("style", "}type", "}identifier", "}format"))
                    yield f"{name} {element.tag.rpartition('}')[2]} {element.get('property', '')}", "" if skip else own
                    for attribute in ATTRIBUTES:
                        if attribute != "content" or element.get("name") not in ("cover", "viewport"):
                            yield f"{name} @{attribute}", element.get(attribute, "")


def texts_of_pdf(file: Path) -> Iterator[tuple[str, str]]:
    document = pypdfium2.PdfDocument(file)
    for page in document:
        yield f"page {page.get_label() if hasattr(page, 'get_label') else ''}", page.get_textpage().get_text_bounded()
    with pikepdf.open(file) as pdf:
        for key, value in pdf.docinfo.items():
            if key not in ("/Producer", "/Creator", "/CreationDate", "/ModDate"):
                yield f"info {key}", str(value)
        with pdf.open_metadata() as metadata:
            for key, value in metadata.items():
                if key.startswith("{http://purl.org/dc/") and not key.endswith(("}format", "}type")):
                    yield f"xmp {key}", str(value)
        with pdf.open_outline() as outline:
            waiting = list(outline.root)
            while waiting:
                item = waiting.pop()
                waiting += item.children
                yield "outline", item.title
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Dictionary):
                for key in ("/Alt", "/ActualText", "/E", "/T", "/Contents", "/Summary", "/Desc"):
                    if isinstance(thing.get(key), pikepdf.String):
                        yield f"tag {key}", str(thing.get(key))


def built(project: Path, *editions: str) -> list[Path]:
    request = Request(project.parent / "dist", editions, (Format.PDF, Format.EPUB), (Paper.A4,), strict=True)
    outcome = build(project, request, lambda _: None)
    assert outcome.complaints == ()
    return [*(product.file for product in outcome.products), request.to / REPORT]


def texts_of(file: Path) -> Iterator[tuple[str, str]]:
    """Yield every text of a file that a reader could find, with its place."""
    match file.suffix:
        case ".pdf":
            yield from texts_of_pdf(file)
        case ".epub":
            yield from texts_of_ebook(file)
        case _:
            yield "report", _WRITTEN.sub("", text_of(ElementTree.parse(file).getroot()))


def english_in(files: list[Path], wrong: set[str]) -> str:
    """Return the places of these words in the files, one per line."""
    assert {file.suffix for file in files} == {".pdf", ".epub", ".html"}
    found = {
        (file.name, where, " ".join(text.split())[:80], word)
        for file in files
        for where, text in texts_of(file)
        if not text.startswith("urn:uuid:")  # its hexadecimal digits can spell a word
        for word in WORD.findall(text)
        if word.lower() in wrong
    }
    return "\n".join(map(str, sorted(found)))


@pytest.mark.parametrize("tag", TAGS)
def test_no_text_title_tag_or_metadata_has_an_english_word(tag: str, tmp_path: Path) -> None:
    files = {**FILES, "book.toml": BOOK.replace('language = "de"', f'language = "{tag}"')}
    made = built(write_guide(tmp_path / "project", files), "klasse", "lehrkraft", "gross")
    assert english_in(made, english_only(tag, f"{OF_GERMAN} {SHARED.get(tag, '')}")) == ""


@pytest.mark.parametrize("tag", TAGS)
def test_sample_guide_has_no_english_word(tag: str, tmp_path: Path) -> None:
    new_guide(tmp_path / "leuchtturm", Kind.NOVEL, tag)
    assert english_in(built(tmp_path / "leuchtturm"), english_only(tag, f"{LICENCE} {SHARED.get(tag, '')}")) == ""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return built(write_guide(tmp_path_factory.mktemp("german") / "project", FILES), "klasse", "lehrkraft", "gross")


def test_german_words_marks_and_dates_are_printed(files: list[Path]) -> None:
    [paper] = [file for file in files if file.name == "leuchtturm-lehrkraft-a4.pdf"]
    words = " ".join(" ".join(text for _, text in texts_of_pdf(paper)).split())
    for expected in (
        "Abbildung 1",
        "Aufgabe AB1.1",
        "Zeile 2",
        "1. November 2026",
        "Inhalt",
        "„Warum?“",
        "zu zweit",
        "Klasse",
        "beurteilen",
        "Dez.",
    ):
        assert expected in words, expected
