"""Checks: a book and its edited editions go in, findings come out. A check changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from linernotes.checks.answers import answer_in_text
from linernotes.checks.characters import character_outside_fonts
from linernotes.checks.choices import answer_shown
from linernotes.checks.contents import (
    break_ignored,
    edition_broken,
    id_duplicate,
    list_twice,
    table_shape,
    teacher_text_misplaced,
)
from linernotes.checks.language import mark_straight, reading_grade, term_unused
from linernotes.checks.lengths import text_too_long
from linernotes.checks.papers import paper_too_small
from linernotes.checks.questions import question_count, question_incomplete
from linernotes.checks.references import (
    character_unknown,
    fact_unknown,
    fact_unlisted,
    line_reference,
    line_sentences,
    link_unresolved,
    standard_unknown,
    theme_unknown,
)
from linernotes.checks.spellings import spelling_unused
from linernotes.model.book import Book
from linernotes.model.findings import Finding, in_order

Check = Callable[[Book], Iterable[Finding]]

BOOK_CHECKS: Sequence[Check] = (
    id_duplicate,
    break_ignored,
    list_twice,
    line_sentences,
    table_shape,
    teacher_text_misplaced,
    answer_in_text,
    answer_shown,
    character_outside_fonts,
    text_too_long,
    edition_broken,
    paper_too_small,
    theme_unknown,
    standard_unknown,
    fact_unknown,
    character_unknown,
    question_incomplete,
    question_count,
    reading_grade,
    mark_straight,
    spelling_unused,
)
"""Checks of the book as it was read."""

EDITION_CHECKS: Sequence[Check] = (link_unresolved, line_reference, fact_unlisted, term_unused)
"""Checks of the book as an edition prints it."""


def check(book: Book, editions: Mapping[str, Book]) -> tuple[Finding, ...]:
    """Return the findings of all checks, sorted by place.

    Args:
        book: the book as it was read.
        editions: the edited book of each edition, by the name of the edition.

    A finding that not all editions have names the editions that have it.
    """
    findings = [finding for each in BOOK_CHECKS for finding in each(book)]
    met: dict[Finding, list[str]] = {}
    for name, edited in editions.items():
        for finding in {finding for each in EDITION_CHECKS for finding in each(edited)}:
            met.setdefault(finding, []).append(name)
    for finding, names in met.items():
        everywhere = len(names) == len(editions)
        findings.append(finding if everywhere else replace(finding, message=f"{finding.message} (edition {', '.join(names)})"))
    return in_order(findings)
