"""The words above a title, and the number of a question: the same wherever they are printed."""

from __future__ import annotations

import pytest

from linernotes.assets import built_in_templates
from linernotes.editing import edit
from linernotes.html.medium import Medium, Paged, Reflowable
from linernotes.html.pages import Pages
from linernotes.html.templates import Templates
from linernotes.model.data import GuideData, Theme
from tests.sample import STUDENT, book_of, section_of

MEDIA = [Paged(), Reflowable({})]


def printed(text: str, medium: Medium) -> str:
    book = book_of(section_of(text), data=GuideData(themes=(Theme("NT", "Night", ()),)))
    book = edit(book, STUDENT)
    return str(Pages(book, STUDENT, medium, Templates(built_in_templates())).render(book.sections[0]).body)


@pytest.mark.parametrize("medium", MEDIA)
def test_code_of_a_theme_has_the_word_for_themes_before_it(medium: Medium) -> None:
    assert '<span class="tag">Theme NT</span>' in printed("# What the night asks {label=NT}\n\nText.\n", medium)
    assert '<span class="tag">Part 1</span>' in printed('# The storm {label="Part 1"}\n\nText.\n', medium)


@pytest.mark.parametrize("medium", MEDIA)
def test_question_of_a_worksheet_has_the_number_that_its_answer_has(medium: Medium) -> None:
    sheet = "# Before {role=worksheet label=W2}\n\n::: question {#q-a}\nWhy?\n:::\n"
    assert "Question W2.1" in printed(sheet, medium)
