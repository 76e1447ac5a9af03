"""Words that only paper or only the e-book shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from linernotes.assets import read_templates
from linernotes.editing import edit
from linernotes.html.medium import Medium, Paged, Reflowable
from linernotes.html.pages import Pages
from linernotes.html.templates import Templates
from linernotes.leaks.phrases import hidden_from_students, teacher_phrases
from tests.sample import BOOK, KEY, STUDENT, read_guide

TEXT = """# The storm {#storm}

Every [fifth]{.print} line has its number.

[Cut out the cards.]{.print}

- [Fold the sheet.]{.print}
- [Turn the page, *please*.]{.epub}

::: question {#q-a}
Why?

::: answer
Because the keeper must wind it [by hand on paper]{.print}[by touch on screens]{.epub} before midnight comes.
:::
:::
"""


def shown(project: Path, medium: Medium) -> str:
    book, findings = read_guide(project, {"story.md": TEXT, "book.toml": BOOK, "key.md": KEY})
    assert [finding for finding in findings if not finding.code.endswith("-unused")] == []
    pages = Pages(edit(book, STUDENT), STUDENT, medium, Templates(read_templates(project)))
    return str(next(pages.render(section).body for section in pages.book.sections if section.slug == "storm"))


@pytest.mark.parametrize(
    ("medium", "words", "others"),
    [
        (Paged(), ["Every fifth line", "Cut out the cards.", "Fold the sheet."], ["Turn the page"]),
        (Reflowable(), ["Every  line", "Turn the page, <em>please</em>."], ["Cut out", "Fold the sheet", "fifth"]),
    ],
    ids=["print", "epub"],
)
def test_words_are_shown_in_their_medium(tmp_path: Path, medium: Medium, words: list[str], others: list[str]) -> None:
    text = shown(tmp_path, medium)
    assert all(each in text for each in words)
    assert not any(each in text for each in others)
    assert text.count("<li>") == 1
    assert "<p></p>" not in text


def test_leak_gate_knows_the_answers_of_both_media(tmp_path: Path) -> None:
    book, _ = read_guide(tmp_path, {"story.md": TEXT, "book.toml": BOOK, "key.md": KEY})
    phrases = {phrase.words for phrase in hidden_from_students(teacher_phrases(book), edit(book, STUDENT))}
    assert "by hand on paper before midnight" in phrases
    assert "by touch on screens before midnight" in phrases
