"""The question bank as it stands on its pages; its measure, in numbers, is kept by ``[checks.questions]`` of book.toml."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from linernotes.model.book import Book
from linernotes.model.guide import Question
from linernotes.model.walking import descend
from linernotes.project import read

CHECKOUT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def book() -> Book:
    return read(CHECKOUT).book


def bank(book: Book) -> list[list[Question]]:
    """Return the questions of each section of the bank."""
    entries = book.rules.questions.sections
    sections = [section for section in book.sections if section.entry in entries]
    return [[node for node in descend(section.blocks) if isinstance(node, Question)] for section in sections]


def test_book_toml_holds_the_bank_to_its_measure(book: Book) -> None:
    rules = book.rules.questions
    assert (rules.complete, rules.prompt_words, rules.total, rules.per_theme, rules.needs_at_most) == (True, 35, 36, 5, 5)
    assert dict(rules.dok) == {1: 4, 2: 12, 3: 16, 4: 4}


def test_depth_rises_within_a_theme_and_through_the_big_questions(book: Book) -> None:
    by_theme, big = bank(book)
    for theme in {question.theme for question in by_theme}:
        depths = [int(question.depth or 0) for question in by_theme if question.theme == theme]
        assert depths == sorted(depths), theme
    assert [question.depth for question in big] == sorted(question.depth for question in big if question.depth)


def test_the_bank_has_no_room_to_write_which_the_worksheets_have(book: Book) -> None:
    assert not [question.anchor for section in bank(book) for question in section if question.room.lines]


def test_the_last_worksheet_asks_again_what_the_first_one_asked() -> None:
    first, last = (CHECKOUT / "manuscript" / "worksheets" / file for file in ("w1-before.md", "w5-after.md"))
    asked = re.findall(r"^\| \d \| (.+?) \|", first.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(asked) == 8
    assert asked == re.findall(r"^\d\. (.+)$", last.read_text(encoding="utf-8"), re.MULTILINE)
