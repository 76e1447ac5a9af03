"""The search of student editions for short answers, in projects with templates or styles of their own.

Without them it is not needed: the built-in templates get a book without answers, and print nothing that depends on a key.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from linernotes.assets import Design, built_in_templates
from linernotes.editing.editions import printed_sections
from linernotes.editing.spelling import respell
from linernotes.html.medium import Paged, Reflowable
from linernotes.html.pages import Pages
from linernotes.html.placeholders import Placeholders
from linernotes.html.templates import Templates
from linernotes.leaks.answers import ShortAnswer, listed, short_answers, words_of
from linernotes.leaks.questions import check_answers
from linernotes.model.book import Book, Edition, Section
from linernotes.model.findings import LeakError, Place
from linernotes.model.guide import Question
from linernotes.model.walking import descend, plain_text

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_CONTENT = re.compile(r"\bcontent\s*:([^;]*)")
_POSITION = re.compile(r":(?:nth-|first-|last-)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class StudentBook:
    """The book as an edition for students prints it.

    Attributes:
        edition: the edition.
        book: its book.
        templates: its templates.
        folios: the page numbers that its text names; none if they are not known yet.
    """

    edition: Edition
    book: Book
    templates: Templates
    folios: Mapping[str, str] = field(default_factory=dict)

    def documents(self, section: Section, templates: Templates | None = None) -> tuple[str, str]:
        """Return the documents of a section on paper and in an e-book, as these templates make them or else its own."""
        templates = templates or self.templates
        printed = Pages(self.book, self.edition, Paged(self.folios, Placeholders()), templates)
        pages = Pages(self.book, self.edition, Reflowable({}), templates)
        shown = pages.fill("section.xhtml.j2", page=pages.render(section), page_break="", sheets=[])
        return str(printed.gathering([section])), str(shown)


def pass_key_gate(book: Book, student: StudentBook, design: Design) -> None:
    """Check that a student edition gives no key or short answer away.

    Args:
        book: the book as its author wrote it.
        student: the book as the edition prints it.
        design: the templates and styles of the project.

    Raises:
        LeakError: if it prints an answer at its question, or lists several keys.
    """
    edition = student.edition
    answers = short_answers(respell(book, edition), student.book)
    for section in printed_sections(student.book, edition):
        if found := listed(answers, words_of(plain_text(section))):
            message = f"the text for students lists the keys of questions {', '.join(found)}"
            raise LeakError(message, section.place, "move the list into teacher matter")
    if design.has_own_templates:
        check_answers(f"the edition '{edition.name}'", answers, _documents(student))
    for path, content in design.own.items():
        if path.endswith(".css"):
            check_sheet(path, content.decode("utf-8"), answers)


def _documents(student: StudentBook) -> Iterator[tuple[str, str]]:
    """Yield the documents with questions, as the project's templates and as the built-in ones make them."""
    theme, variant = student.templates.theme, student.edition.variant
    plain = Templates(built_in_templates(), theme=theme, trusted=True).for_variant(variant)
    for section in printed_sections(student.book, student.edition):
        if any(descend(section.blocks, Question)):
            yield from zip(student.documents(section), student.documents(section, plain), strict=True)


def check_sheet(path: str, sheet: str, answers: tuple[ShortAnswer, ...]) -> None:
    """Reject rules for single questions that print the answer or treat options differently."""
    for selector, declarations in _RULE.findall(_COMMENT.sub("", sheet)):
        for answer in answers:
            if not re.search(rf"#{re.escape(answer.anchor)}(?![\w-])|=\s*['\"]?{re.escape(answer.anchor)}\b", selector):
                continue
            printed = {word for value in _CONTENT.findall(declarations) for word in words_of(value)}
            if any(set(form) <= printed for form in answer.forms) or (answer.right and _POSITION.search(selector)):
                message = f"a rule for question {answer.name} alone gives its answer away: {' '.join(selector.split())}"
                raise LeakError(message, Place(path), "delete the rule")
