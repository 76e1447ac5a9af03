"""The optional checks of a guide: ``[checks]`` in book.toml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from linernotes.model.findings import NOWHERE, Place


@dataclass(frozen=True, slots=True)
class QuestionRules:
    """The rules for questions. None or 0 means no rule.

    Attributes:
        sections: the question bank, as entries of the contents; empty: all sections that students see.
        complete: whether every question of the book must have all its fields.
        prompt_words: the highest number of words in a prompt of the bank.
        total: the number of questions in the bank.
        dok: the number of questions of each depth.
        per_theme: the number of questions on each theme.
        needs_at_most: the highest number of questions that need the work itself.
    """

    sections: tuple[str, ...] = ()
    complete: bool = False
    prompt_words: int = 0
    total: int | None = None
    dok: Mapping[int, int] = field(default_factory=dict)
    per_theme: int | None = None
    needs_at_most: int | None = None
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Rules:
    """The optional rules of a guide; by default there are none.

    Attributes:
        grade: the highest Flesch-Kincaid grade of a section that students read; None: no limit.
        ungraded: entries of the contents without this limit.
        terms_used: whether the text must use every term of the glossary.
        curled_marks: whether to report straight quotation marks and apostrophes.
    """

    questions: QuestionRules = QuestionRules()
    grade: Decimal | None = None
    ungraded: tuple[str, ...] = ()
    terms_used: bool = False
    curled_marks: bool = False
