from __future__ import annotations

import pytest

from linernotes.model.problems import ProofError, reject
from linernotes.proofing.ebooks import proofread_package
from tests.epub.packages import LAMP, NAV, SILENT_PICTURE, SVG, TABLE, package

BROKEN = {
    "picture-alternative": SILENT_PICTURE,
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


def test_sound_book_has_no_problems() -> None:
    assert proofread_package(package(f'<img src="a.png" alt="A dot"/>{LAMP}{TABLE}<p>a<br/>b</p>')) == []


@pytest.mark.parametrize("rule", BROKEN)
def test_each_problem_is_found_by_its_rule_only(rule: str) -> None:
    assert {problem.rule for problem in proofread_package(package(BROKEN[rule]))} == {rule}


def test_place_of_a_problem_is_the_nearest_id() -> None:
    [problem] = proofread_package(package(SILENT_PICTURE))
    assert problem.place == "s.xhtml#near"


def test_unportable_styles_and_fonts_are_found() -> None:
    assert [problem.rule for problem in proofread_package(package(sheet="ol { display: flex }"))] == ["css-portable"]
    assert [problem.rule for problem in proofread_package(package(more={"a.woff2": b""}))] == ["font-portable"]


def test_empty_table_of_contents_is_found() -> None:
    problems = proofread_package(package(nav=NAV.replace('<li><a href="s.xhtml">S</a></li>', "")))
    assert [problem.rule for problem in problems] == ["contents-order"]


def test_rejection_lists_the_problems_with_their_places() -> None:
    with pytest.raises(ProofError, match=r"book\.epub would shut readers out.*\n.*s\.xhtml"):
        reject("book.epub", proofread_package(package(BROKEN["details-hidden"])))
    reject("book.epub", [])
