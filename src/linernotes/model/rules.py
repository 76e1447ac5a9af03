"""What a guide demands of its own text, beyond what any guide must keep: ``[checks]`` of book.toml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from linernotes.model.findings import NOWHERE, Place


@dataclass(frozen=True, slots=True)
class QuestionRules:
    """What questions must be.

    Attributes:
        sections: the question bank: entries of the contents whose questions are counted and measured; empty: all that students see.
        complete: whether every question of the book must have all its fields.
        prompt_words: the longest prompt in the bank; 0: any.
        total: how many the bank holds; None: any number. So for the others.
        dok: how many of each depth.
        per_theme: how many for each theme.
        needs_at_most: how many may need the work itself.
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
    """The demands of a guide; by default there are none.

    Attributes:
        grade: the highest Flesch-Kincaid grade of a section that students read; None: any.
        ungraded: entries of the contents that are not graded.
        terms_used: whether the text must use every term of the glossary.
        curled_marks: whether straight quotation marks and apostrophes are faults.
    """

    questions: QuestionRules = QuestionRules()
    grade: Decimal | None = None
    ungraded: tuple[str, ...] = ()
    terms_used: bool = False
    curled_marks: bool = False
