"""What the guide says about real people, standards and help lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from linernotes.model.book import Book
from linernotes.model.document import Citation, Diagram, Emphasis, Figure, Node, Paragraph, Row, Span, Text
from linernotes.model.guide import Question
from linernotes.model.lines import NumberedLine
from linernotes.model.walking import descend, plain_text
from tests.sample import read_checkout

CHECKOUT = Path(__file__).parents[2]

BAND = "Jett|Currie|West|Ford|Fox|Fowley|Krome|Steele|Foster|McAllister|Harrison|Fuchs|Laguna|Bingenheimer"
MAKERS = "Sigismondi|Linson|Pohlad|Debie|Chew|Caballero|Beadle|Drakoulias|Shusterman|O’Neill|Tischler-Blue"
CAST = "Stewart|Fanning|Shannon|Maeve|Taylor-Compton|Shawkat|Keough|O’Neal|Cullen|Merrill|Hooker"
IN_FULL = "Vicki Blue|Brian Young|Lillian Berlin|Juliette Lewis|Steve Jones|Paul Cook"
"""People whose surnames are also common words."""

SURNAME = re.compile(rf"\b(?:{BAND}|{MAKERS}|{CAST}|{IN_FULL})\b")
FIRST_NAME = re.compile(r"\b(?:Joan|Cherie|Kim|Lita|Sandy|Jackie|Marie)\b(?!,? [A-Z])")
CODE = re.compile(r"\b(?:RL|RI|RH|SL|WHST|W|L)\.\d+(?:-\d+)?\.\d+(?:\.[A-F])?\b")

ALLOWED = {
    *(f"RL.9-10.{n}" for n in (1, 2, 3, 4, 5, 7, 9)),
    *(f"RH.9-10.{n}" for n in (1, 3, 6, 8, 9)),
    *(f"SL.9-10.{n}" for n in (1, 2, 3, 4, 5)),
    *(f"SL.9-10.1.{part}" for part in "ABCD"),
    *(f"W.9-10.{n}" for n in (1, 2, 3, 7, 8, 9)),
    *(f"W.9-10.1.{part}" for part in "ABCDE"),
    *("RI.9-10.7", "W.9-10.9.A", "W.9-10.9.B", "L.9-10.4.C", "L.9-10.5", "L.9-10.6", "RL.11-12.7"),
}
"""Codes whose wording was checked. RL.9-10.6 is about works from outside the United States, RL.9-10.8 not about literature."""


@pytest.fixture(scope="module")
def book() -> Book:
    return read_checkout().book


def unmarked_surnames(root: Node) -> Iterator[Text]:
    """Yield texts with the surname of a real person that are outside layers, cited facts and examples."""
    marked: set[int] = set()
    for node in descend(root):
        layer = isinstance(node, Span) and node.layer is not None
        cited = isinstance(node, (Paragraph, NumberedLine, Row, Figure, Diagram)) and any(
            isinstance(each, Citation) for each in descend(node)
        )
        example = isinstance(node, Emphasis) and SURNAME.fullmatch(plain_text(node))
        if layer or cited or example:
            marked.update(id(each) for each in descend(node))
    for node in descend(root):
        if isinstance(node, Text) and id(node) not in marked and SURNAME.search(node.value):
            yield node


def test_surnames_are_only_used_of_real_people(book: Book) -> None:
    for section in book.sections:
        for text in unmarked_surnames(section):
            # Data files hold facts, and their tables name the sources.
            assert text.place.file.startswith("manuscript/data/"), f"{text.place}: {text.value}"


def test_real_people_are_not_called_by_first_name(book: Book) -> None:
    for node in descend(book.sections):
        if isinstance(node, Span) and node.layer and node.layer.value == "record":
            assert not FIRST_NAME.search(plain_text(node)), f"{node.place}: {plain_text(node)}"


def test_surname_outside_the_record_is_detected() -> None:
    def paragraph(*children: Text | Span | Citation) -> Paragraph:
        return Paragraph(children)

    breach = Text("Then Currie’s line is cut.")
    assert list(unmarked_surnames(paragraph(breach))) == [breach]
    assert not list(unmarked_surnames(paragraph(Text("Then Cherie’s line is cut, in the west of a fox."))))
    assert not list(unmarked_surnames(paragraph(breach, Citation("band-founders"))))


def test_only_checked_standards_are_used(book: Book) -> None:
    assert {standard.id for standard in book.data.standards} <= ALLOWED
    for node in descend(book.sections):
        if isinstance(node, Question):
            assert set(node.standards) <= ALLOWED, node.anchor
        elif isinstance(node, Text):
            assert set(CODE.findall(node.value)) <= ALLOWED, f"{node.place}: {node.value}"


def test_help_lines_were_checked_within_a_year_of_the_edition(book: Book) -> None:
    lines = book.data.table("help-lines")
    assert lines is not None
    assert lines.rows
    issued = book.metadata.issued
    for row in lines.rows:
        checked = row.cell("checked")
        assert checked is not None, f"[{row.id}] does not say when it was checked"
        assert isinstance(checked.value, date), f"{checked.place}: write checked = 2026-11-01, without quotes"
        assert issued - timedelta(days=365) <= checked.value <= issued, f"{checked.place}: check it again"
