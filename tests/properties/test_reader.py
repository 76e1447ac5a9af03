"""The reader accepts every text and gives every node a place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import example, given
from hypothesis import strategies as st

from linernotes.checks import check
from linernotes.editing import edit
from linernotes.manuscript.data import read_data
from linernotes.manuscript.datatables import DATA_FENCES
from linernotes.manuscript.fences import FENCES
from linernotes.manuscript.keys import DATA_FILES
from linernotes.manuscript.questions import QUESTION_FENCES
from linernotes.manuscript.source import SourceFile
from linernotes.model.findings import NOWHERE, Code
from linernotes.model.rules import QuestionRules, Rules
from linernotes.model.walking import descend, plain_text, rewrite
from linernotes.model.wording import Wording
from tests.properties.examples import examples
from tests.sample import STUDENT, TEACHER, book_of, section_and_findings

NAMES = [fence.name for fence in (*FENCES, *DATA_FENCES, *QUESTION_FENCES)]
ATTRIBUTES = [
    "#q-1",
    "#Q",
    "kind=choice",
    "kind=truth",
    "kind=matching",
    "key=true",
    "dok=9",
    'lines="1-2"',
    "theme=NT",
    ".film",
    "of=x",
    "data=tension",
    'columns="name=Movement; id"',
    'rows="ii i"',
    'where="name=*One*"',
    'where="="',
    "{",
    '"',
]
PIECES = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        [
            "# Title {#a}",
            "## B {#a}",
            "> q",
            "- [x] a",
            "- [ ] b",
            "1. n",
            "| a | b |\n|---|---|\n| c | d |",
            "Term\n: definition",
        ]
    ),
    st.sampled_from(
        [
            "[^1]",
            "[^1]: note [^1]",
            "^[inline *note*]",
            "[@fact]",
            "[a](#b){.page}",
            "[b](x.md#c)",
            "![p](q.svg)",
            "[s]{.film lang=ja}",
        ]
    ),
    st.sampled_from(
        ["```", "    code", "<!-- c -->", "<b>", "***", "---", "\\", "&amp;", "\t", "\0", "\r", "\u2028", ":::", "::::", ""]
    ),
    st.builds(
        lambda name, given: f"::: {name} {{{' '.join(given)}}}",
        st.sampled_from(NAMES),
        st.lists(st.sampled_from(ATTRIBUTES), max_size=4),
    ),
    st.sampled_from(["![alt](art/a.svg)", "A line. Two lines.", "- - - - a", "> > > > b", "One.\nTwo.\nThree."]),
)
RULES = Rules(QuestionRules(("section.md",), True, 2, 1, {1: 1}, 1, 0), Decimal("0.1"), terms_used=True, curled_marks=True)
TEXTS = st.lists(PIECES, max_size=14).map("\n".join)


@given(TEXTS)
@examples(300)
def test_reader_accepts_any_text_and_gives_every_node_a_place(text: str) -> None:
    section, findings = section_and_findings(text)
    lines = text.count("\n") + text.count("\r") + 1
    for node in descend(section):
        assert node.place is not NOWHERE
        assert node.place.file == "section.md"
        assert 1 <= node.place.line <= lines
    for finding in findings:
        assert finding.place.file == "section.md"


@given(TEXTS)
@example(":::retelling\n:::0\n:::\n![]()")  # a retelling without a line
@examples(150)
def test_editing_and_checks_accept_any_section(text: str) -> None:
    section, _ = section_and_findings("# T\n\n" + text)
    book = replace(book_of(section), rules=RULES)
    student, teacher = edit(book, STUDENT), edit(book, TEACHER)
    check(book, {"student": student, "teacher": teacher})
    assert student.sections == teacher.sections
    assert rewrite(section, lambda node: node) is section


@given(
    st.sampled_from((*DATA_FILES, "tension")),
    st.text(max_size=80)
    | st.sampled_from(
        [
            "[a]\nname=1",
            "[a]\n[a]",
            "a=1",
            "[a.b]\nx=[]",
            '["R.1"]\nsays="*x*"',
            "[[a]]",
            "[a]\nx=1e9999999\ny=[[1]]\nz={}\nt=12:00:00",
        ]
    ),
)
@examples(200)
def test_reader_accepts_any_data_file(name: str, text: str) -> None:
    source = SourceFile(f"{name}.toml", text, "en")
    read_data({name: source}, Wording())
    assert all(finding.place.file == f"{name}.toml" for finding in source.findings)


VALUES = st.one_of(
    st.integers(-(10**15) + 1, 10**15 - 1),
    st.decimals(-10000, 10000, allow_nan=False, places=3),
    st.dates(),
    st.text("abc *[]@_`", max_size=8),
    st.lists(st.integers(-99, 99), max_size=4),
)


@given(st.lists(st.dictionaries(st.sampled_from("pqr"), VALUES, min_size=1), min_size=1, max_size=4))
@examples(150)
def test_free_file_keeps_every_value(rows: list[dict[str, object]]) -> None:
    def as_toml(value: object) -> str:
        if isinstance(value, list):
            return f"[{', '.join(map(str, value))}]"
        return f'"{value}"' if isinstance(value, str) else str(value)

    lines = [line for n, row in enumerate(rows) for line in (f"[r{n}]", *(f"{key} = {as_toml(row[key])}" for key in row))]
    source = SourceFile("free.toml", "\n".join(lines), "en")
    (table,) = read_data({"free": source}, Wording()).tables
    assert all(finding.code is Code.MARKUP_UNKNOWN for finding in source.findings)
    assert [row.id for row in table.rows] == [f"r{n}" for n in range(len(rows))]
    for row, wanted in zip(table.rows, rows, strict=True):
        for key, value in wanted.items():
            cell = row.cell(key)
            assert cell is not None
            assert cell.value == (tuple(value) if isinstance(value, list) else value)
            assert cell.place.line == lines.index(f"[{row.id}]") + 2 + list(wanted).index(key)
            if isinstance(value, date):
                assert plain_text(cell.children) == Wording().date_in_words(value.year, value.month, value.day).replace(
                    " ", "\N{NO-BREAK SPACE}"
                )
            elif not isinstance(value, (list, str)):
                assert plain_text(cell.children) == as_toml(value)
