"""The checks of closed and short questions whose form gives the answer away."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from linernotes.model.book import Book
from linernotes.model.document import Citation, Emphasis, Link, Node, NoteCall, Span, Strong
from linernotes.model.document import Code as CodeSpan
from linernotes.model.findings import Code, Finding, Severity
from linernotes.model.guide import Option, Question, QuestionKind, letter
from linernotes.model.walking import descend, plain_text

_MARKS: Mapping[type[Node], str] = {
    Strong: "bold type",
    Emphasis: "italics",
    CodeSpan: "the type of code",
    Link: "a link",
    NoteCall: "a note",
    Citation: "a source",
    Span: "a layer or language",
}

_WORD = re.compile(r"[^\W_]+")
_SHORTEST = 4
"""Letters of a word that is not in an id by chance."""


def answer_shown(book: Book) -> Iterator[Finding]:
    """Report a choice that only its form tells from the wrong ones, and an id that contains the answer."""
    for question in descend(book.sections, Question):
        right = _right_choices(question)
        wrong = [option for option in question.options if option not in right]
        if right and wrong and (mark := _mark(right, wrong)):
            message = f"only the right choice has {mark}, so students see which it is"
            hint = "give all choices the same form"
            yield Finding(right[0].place, Code.QUESTION_KEY, message, hint, Severity.WARNING)
        if words := _answer_in_id(question):
            message = f"the id '{question.anchor}' contains the answer '{words}', and ids can be read in files for students"
            yield Finding(question.place, Code.QUESTION_KEY, message, "choose an id that does not name it", Severity.WARNING)


def _right_choices(question: Question) -> list[Option]:
    """Return the right options of a choice question; none of other questions."""
    key = question.answer.key if question.answer and question.kind is QuestionKind.CHOICE else ()
    return [option for n, option in enumerate(question.options) if letter(n) in key]


def _mark(right: Sequence[Option], wrong: Sequence[Option]) -> str:
    """Return a form that all right options have and no wrong one has; empty if there is none."""
    for kind, name in _MARKS.items():
        if all(any(descend(option, kind)) for option in right) and not any(any(descend(option, kind)) for option in wrong):
            return name
    capitals = [plain_text(option).isupper() and len(plain_text(option)) >= _SHORTEST for option in (*right, *wrong)]
    return "capital letters" if all(capitals[: len(right)]) and not any(capitals[len(right) :]) else ""


def _answer_in_id(question: Question) -> str:
    if not question.answer:
        return ""
    named = set(_WORD.findall(question.anchor.casefold()))
    answers = [plain_text(option) for option in _right_choices(question)] or [plain_text(question.answer.model)]
    for answer in answers:
        words = _WORD.findall(answer.casefold())
        if words and len("".join(words)) >= _SHORTEST and named.issuperset(words):
            return answer.strip()
    return ""
