"""The question bank keeps its measure: how many questions, how deep, how long, and what each of them brings."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from linernotes.model.document import List
from linernotes.model.guide import Question
from linernotes.model.walking import descend, plain_text
from linernotes.project import read

CHECKOUT = Path(__file__).parents[2]
BANK = ("discussion/02-questions-by-theme.md", "discussion/03-big-questions.md")


@pytest.fixture(scope="module")
def by_theme() -> list[Question]:
    return _questions(BANK[0])


@pytest.fixture(scope="module")
def big() -> list[Question]:
    return _questions(BANK[1])


def _questions(source: str) -> list[Question]:
    section = next(section for section in read(CHECKOUT).book.sections if section.source == source)
    return [node for node in descend(section.blocks) if isinstance(node, Question)]


def test_five_questions_for_each_theme_and_six_across_them(by_theme: list[Question], big: list[Question]) -> None:
    assert Counter(question.theme for question in by_theme) == dict.fromkeys(("IM", "PW", "FR", "GN", "FM", "VO"), 5)
    assert len(big) == 6


def test_the_depths_are_shared_out_as_planned(by_theme: list[Question], big: list[Question]) -> None:
    assert Counter(int(question.depth or 0) for question in (*by_theme, *big)) == {1: 4, 2: 12, 3: 16, 4: 4}


def test_depth_rises_within_a_theme(by_theme: list[Question], big: list[Question]) -> None:
    for theme in {question.theme for question in by_theme}:
        depths = [int(question.depth or 0) for question in by_theme if question.theme == theme]
        assert depths == sorted(depths), theme
    assert [question.depth for question in big] == sorted(question.depth for question in big if question.depth)


def test_a_class_without_the_film_misses_five_at_most(by_theme: list[Question], big: list[Question]) -> None:
    assert sum(question.needs == "film" for question in (*by_theme, *big)) <= 5


def test_prompts_are_short_and_answers_leave_things_to_look_for(by_theme: list[Question], big: list[Question]) -> None:
    for question in (*by_theme, *big):
        assert len(plain_text(question.prompt).split()) <= 35, question.anchor
        assert question.room.lines == 0, question.anchor
        assert question.answer, question.anchor
        (looked_for,) = question.answer.look_fors
        assert isinstance(looked_for, List), question.anchor
        assert len(looked_for.items) == 3, question.anchor


def test_the_last_worksheet_asks_again_what_the_first_one_asked() -> None:
    first, last = (CHECKOUT / "manuscript" / "worksheets" / file for file in ("w1-before.md", "w5-after.md"))
    asked = re.findall(r"^\| \d \| (.+?) \|", first.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(asked) == 8
    assert asked == re.findall(r"^\d\. (.+)$", last.read_text(encoding="utf-8"), re.MULTILINE)
