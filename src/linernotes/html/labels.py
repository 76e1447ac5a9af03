"""The small symbols and labels of question cards: depth, theme, minutes, grouping. Each symbol comes with words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from linernotes.model.book import Book, Section
from linernotes.model.data import Theme
from linernotes.model.guide import Depth, Grouping, Question
from linernotes.model.wording import Wording

SYMBOLS: Mapping[str, str] = {
    "verified": "●",
    "one-source": "◐",
    "disputed": "○",
    "box": "☐",
    "filled": "▮",
    "empty": "▯",
    "film": "▣",
    "clock": "◷",
    "person": "♙",
    "back": "↩",
}
"""Characters of the symbol font; the text fonts lack them."""


@dataclass(frozen=True, slots=True)
class QuestionLabels:
    """The labels above a question; empty ones are not printed."""

    meter: str
    depth: str
    theme: str
    theme_name: str
    minutes: str
    people: str
    grouping: str
    film: str
    needs: str


def labels_of(question: Question, theme: Theme | None, words: Wording) -> QuestionLabels:
    """Return the labels of a question."""
    depth = int(question.depth or 0)
    return QuestionLabels(
        SYMBOLS["filled"] * depth + SYMBOLS["empty"] * (len(Depth) - depth) if depth else "",
        f"{words.depth} {depth}" if depth else "",
        theme.id if theme else "",
        theme.name if theme else "",
        f"{question.minutes} {words.minutes}" if question.minutes else "",
        people_of(question.grouping),
        grouping_words(question.grouping, words),
        SYMBOLS["film"] if question.needs == "film" else "",
        words.needs.format(what=question.needs) if question.needs else "",
    )


def people_of(grouping: Grouping | None) -> str:
    """Return one person symbol for each student who works together; three stand for a group, four for a class."""
    return SYMBOLS["person"] * (list(Grouping).index(grouping) + 1 if grouping else 0)


def grouping_words(grouping: Grouping | None, words: Wording) -> str:
    """Return who works together, in words; empty for None."""
    match grouping:
        case None:
            return ""
        case Grouping.ALONE:
            return words.alone
        case Grouping.PAIRS:
            return words.pairs
        case Grouping.GROUPS:
            return words.groups
        case Grouping.CLASS:
            return words.whole_class


def section_label(section: Section, book: Book) -> str:
    """Return the words above a section's title; before the id of a theme stands the word for it."""
    is_theme = any(theme.id == section.label for theme in book.data.themes)
    return f"{book.wording.theme} {section.label}" if is_theme else section.label
