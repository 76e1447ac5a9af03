from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from linernotes.epub.census import Census, take_census
from linernotes.epub.claims import STANDARD, claims
from linernotes.epub.reader import Package, open_package
from linernotes.model.problems import ProofError, reject
from linernotes.model.wording import Wording
from linernotes.proofing.ebooks import proofread
from linernotes.proofing.finished import faults_of

HEAD = '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="en"><body><h1>S</h1>'
NAV = HEAD + (
    '<nav epub:type="toc"><ol><li><a href="s.xhtml">S</a></li></ol></nav>'
    '<nav epub:type="page-list"><ol><li><a href="s.xhtml#page-1">1</a></li></ol></nav></body></html>'
)
MARK = '<span id="page-1" role="doc-pagebreak" aria-label=" page 1. "></span>'
SVG = '<svg xmlns="http://www.w3.org/2000/svg" '
LAMP = SVG + 'viewBox="0 0 9 9" role="img" aria-labelledby="t"><title id="t">A lamp</title><rect width="9" height="9"/></svg>'
TABLE = '<table><caption>C</caption><tr><th scope="col">H</th></tr><tr><td>1</td></tr></table>'


def package(body: str = "", sheet: str = "", nav: str = NAV, more: Mapping[str, bytes] | None = None) -> Package:
    files = {"nav.xhtml": nav, "s.xhtml": f"{HEAD}{MARK}{body}</body></html>", "book.css": sheet}
    return Package({name: text.encode() for name, text in files.items()} | dict(more or {}), ("nav.xhtml", "s.xhtml"))


def test_a_sound_book_has_no_fault() -> None:
    assert proofread(package(f'<img src="a.png" alt="A dot"/>{LAMP}{TABLE}<p>a<br/>b</p>')) == []


BROKEN = {
    "picture-alternative": '<p id="near"><img src="a.png" alt=""/></p>',
    "drawing-alternative": f'{SVG}viewBox="0 0 9 9"><title>A lamp</title></svg>',
    "drawing-portable": LAMP.replace("<rect ", '<rect fill="url(#g)" '),
    "table-caption": TABLE.replace("C<", "<"),
    "table-heads": TABLE.replace(' scope="col"', ""),
    "details-hidden": "<details><summary>Answer</summary><p>It is.</p></details>",
    "self-closed": '<p>a <span class="x"/> b</p>',
    "heading-level": "<h3>T</h3>",
    "heading-words": "<h2></h2>",
    "link-dead": '<p><a href="nav.xhtml#nowhere">there</a></p>',
    "link-words": '<p><a href="nav.xhtml"></a></p>',
    "reference-dead": '<img src="a.png" alt="A dot" aria-describedby="nowhere"/>',
    "id-twice": '<p id="a">b</p><p id="a">c</p>',
    "page-list": '<span id="page-2" role="doc-pagebreak" aria-label=" page 2. "></span>',
    "answer-back": '<div class="question" id="q"><p class="to-answer"><a href="#a">Answer</a></p></div><p id="a">It is.</p>',
}


@pytest.mark.parametrize("rule", BROKEN)
def test_what_shuts_readers_out_is_found(rule: str) -> None:
    assert {fault.rule for fault in proofread(package(BROKEN[rule]))} == {rule}


def test_a_fault_is_placed_at_the_nearest_id() -> None:
    [fault] = proofread(package(BROKEN["picture-alternative"]))
    assert fault.place == "s.xhtml#near"


def test_sheets_faces_and_contents_are_read_too() -> None:
    assert [fault.rule for fault in proofread(package(sheet="ol { display: flex }"))] == ["css-portable"]
    assert [fault.rule for fault in proofread(package(more={"a.woff2": b""}))] == ["font-portable"]
    assert "contents-order" in {
        fault.rule for fault in proofread(package(nav=NAV.replace('<li><a href="s.xhtml">S</a></li>', "")))
    }


def test_a_fault_keeps_a_file_from_its_name() -> None:
    with pytest.raises(ProofError, match=r"book\.epub would shut readers out.*\n.*s\.xhtml"):
        reject("book.epub", proofread(package(BROKEN["details-hidden"])))
    reject("book.epub", [])


def test_what_is_no_such_file_is_said_to_be_none() -> None:
    for name in ("a.epub", "a.pdf"):
        with pytest.raises(ProofError):
            faults_of(name, b"nonsense")


def said(census: Census, printed: str = "", certified_by: str = "") -> list[tuple[str, str]]:
    return [
        (claim.name.partition(":")[2] or claim.name, claim.value) for claim in claims(census, Wording(), printed, certified_by)
    ]


def test_nothing_is_claimed_that_was_not_counted() -> None:
    bare = said(take_census(Package({}, ())))
    assert ("accessMode", "visual") not in bare
    assert not {"alternativeText", "longDescription", "pageBreakMarkers", "ARIA"} & {value for _, value in bare}
    rich = take_census(package(f"{LAMP}{TABLE}", sheet="p { color: inherit; margin: 1em }"))
    assert (rich.pictures, rich.told, rich.described, rich.tables, rich.heard, rich.pages) == (1, 1, 0, 1, 1, 1)
    told = said(rich, "The book, PDF 1")
    assert {"alternativeText", "pageNavigation", "displayTransformability", "ARIA"} <= {value for _, value in told}
    assert ("accessModeSufficient", "textual") in told
    assert "longDescription" not in {value for _, value in told}


def test_a_picture_without_words_takes_the_claims_away() -> None:
    told = said(take_census(package(BROKEN["picture-alternative"] + LAMP)))
    assert ("accessModeSufficient", "textual") not in told
    assert "alternativeText" not in {value for _, value in told}


@pytest.mark.parametrize("sheet", ["p { font-size: 12px }", "body { color: black }", "a { margin: 0 !important }"])
def test_a_sheet_that_does_not_yield_takes_a_claim_away(sheet: str) -> None:
    assert not take_census(package(sheet=sheet)).adaptable


def test_what_moves_is_no_longer_harmless() -> None:
    moving = take_census(package('<video src="a.mp4"></video>'))
    assert ("accessibilityHazard", "unknown") in said(moving)
    assert ("accessibilityHazard", "none") in said(replace(moving, moving=False))


def test_conformance_is_claimed_only_where_somebody_answers_for_it() -> None:
    census = take_census(package())
    assert "conformsTo" not in dict(said(census))
    told = dict(said(census, certified_by="Ada Example"))
    assert (told["conformsTo"], told["certifiedBy"]) == (STANDARD, "Ada Example")
    assert Wording().access_certified in told["accessibilitySummary"]


def test_a_pdf_without_words_for_a_picture_or_without_tags_is_found(sample: Path) -> None:
    file = sample / "the-lighthouse-student-a4.pdf"
    assert faults_of(file.name, file.read_bytes()) == []
    with pikepdf.open(file) as pdf:
        figure = pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.Figure, P=pdf.Root.StructTreeRoot, Pg=pdf.pages[1].obj))
        pdf.Root.StructTreeRoot.K = pikepdf.Array([figure])
        del pdf.Root.Lang
        changed = io.BytesIO()
        pdf.save(changed)
    found = [(fault.place, fault.rule) for fault in faults_of(file.name, changed.getvalue())]
    assert found == [("", "language"), ("page 2", "picture-alternative")]


def test_the_sample_is_read_back_as_it_was_made(sample: Path) -> None:
    census = take_census(open_package((sample / "the-lighthouse-teacher.epub").read_bytes()))
    assert (census.questions, census.answered, census.tables, census.heard) == (2, 2, 1, 1)
