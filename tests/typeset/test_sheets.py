"""Rules and values that the typesetter leaves out are reported at their lines, with a similar word that it knows."""

from __future__ import annotations

from pathlib import Path

import pytest

from linernotes.model.findings import Severity
from linernotes.typeset.sheets import check_sheets
from tests.sample import read_guide

SHEET = "styles/themes/own/print.css"
MISTAKES = [
    ("p::befor { content: none }", 2, "the selector 'p::befor' is not understood", "did you mean 'before'?"),
    ("p:nth-chld(2) { color: red }", 2, "the selector 'p:nth-chld(2)' is not understood", "did you mean 'nth-child'?"),
    ("p { color: red;\n  display: gird }", 3, "'gird' is no value of 'display'", "did you mean 'grid'?"),
    ("@page { margin: 2mn }", 2, "'2mn' is no value of 'margin'", "check its spelling"),
    ("@media print {\n  p { float: rihgt }\n}", 3, "'rihgt' is no value of 'float'", "did you mean 'right'?"),
    ("@page { @top-lfet { content: none } }", 2, "a page has no part '@top-lfet'", "did you mean 'top-left'?"),
    ("@page :frist { margin: 0 }", 2, "':frist' names no pages", "did you mean 'first'?"),
    ("@pgae { margin: 0 }", 2, "there is no rule '@pgae'", "did you mean 'page'?"),
    ("p { color: }", 2, "'color' has no value", "check its spelling"),
    ("p { gap 3mm; }", 2, "this is no declaration", "check its spelling"),
    ("p { color: #12 }", 2, "'#12' is no value of 'color'", "check its spelling"),
]


@pytest.mark.parametrize(("rule", "line", "message", "hint"), MISTAKES)
def test_what_is_left_out_is_reported_at_its_line(rule: str, line: int, message: str, hint: str) -> None:
    findings = list(check_sheets({SHEET: f"/* a remark */\n{rule}\nq {{ color: red }}\n"}))
    assert [(each.place.file, each.place.line) for each in findings[:1]] == [(SHEET, line)]
    assert message in findings[0].message
    assert hint in findings[0].hint
    assert findings[0].severity is Severity.WARNING


@pytest.mark.parametrize(
    "rule",
    [
        "p { color: var(--accent); width: calc(1mm + var(--inset)) } p:is(.a, .b) > q::after { content: 'x' }",
        "@page worksheet:first { margin: 0; @top-left { content: string(book) } }",
        "@media screen { p { color: red } } p { transition: none; -webkit-hyphens: auto }",
        '@font-face { font-family: "Mine"; src: url(/styles/a.ttf) } @counter-style x { symbols: "a"; suffix: " " }',
        ".a { & .b { color: red } } @layer one { p { color: red } }",
        "@import 'other.css'; p { colour: red }",
    ],
)
def test_right_rules_and_what_others_check_are_not_reported(rule: str) -> None:
    assert not [*check_sheets({SHEET: rule})]


def test_no_similar_words_are_tried_in_a_long_rule() -> None:
    words = " ".join(f"wrod{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(600))
    findings = list(check_sheets({SHEET: f"@pgae {words} {{}} p {{ margin: {words} }} {words}::befor {{ color: red }}"}))
    assert len(findings) == 3
    assert not [each for each in findings if each.hint.startswith("did you mean")]


def test_sheet_of_an_ebook_may_have_rules_of_e_readers() -> None:
    sheet = "@media (prefers-color-scheme: dark) { p { color: white } } p::selection { width: fit-content } p { display: gird }"
    [finding] = check_sheets({"styles/epub/book.css": sheet}, {"styles/epub/book.css"})
    assert finding.message == "'gird' is no value of 'display'"


def test_check_of_a_guide_reports_values_of_its_style_sheets(tmp_path: Path) -> None:
    _, findings = read_guide(tmp_path, {"../styles/print/theme.css": "p { display: gird }\n"})
    assert "styles/print/theme.css:1:5: warning[style-syntax]: 'gird' is no value of 'display'" in str(findings[-1])
