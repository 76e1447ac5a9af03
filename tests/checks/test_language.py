"""The reading grade of a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linernotes.checks.language import grade, syllables


@pytest.mark.parametrize(
    ("word", "count"),
    [
        *(("the", 1), ("make", 1), ("whole", 1), ("played", 1), ("wanted", 2), ("times", 1), ("changes", 2), ("table", 2)),
        *(("tables", 2), ("people", 2), ("video", 3), ("radio", 3), ("nation", 2), ("carried", 2), ("rhythm", 1), ("we’d", 1)),
    ],
)
def test_syllables_are_vowel_groups_without_silent_endings(word: str, count: int) -> None:
    assert syllables(word) == count
    assert syllables(word.upper()) == count


def test_grade_follows_the_formula_of_kincaid() -> None:
    assert grade([["The", "cat", "sat", "on", "the", "mat"]]) == pytest.approx(0.39 * 6 + 11.8 - 15.59)
    assert grade([["Australian", "platypus"], ["No"]]) == pytest.approx(0.39 * 3 / 2 + 11.8 * 8 / 3 - 15.59)


@given(st.lists(st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=9), min_size=1, max_size=5))
def test_any_text_has_a_grade_and_every_word_a_syllable(sentences: list[list[str]]) -> None:
    assert all(syllables(word) >= 1 for sentence in sentences for word in sentence)
    assert grade(sentences) > -4
