"""Short answers: too short for the search for phrases, so they are searched for only where their question is printed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from linernotes.leaks.normalise import visible
from linernotes.model.book import Book
from linernotes.model.guide import Option, Question, QuestionKind, letter
from linernotes.model.walking import descend, plain_text

WORDS = 5
"""The length of a short answer in words; longer ones are phrases."""

Words = tuple[str, ...]

_WORD = re.compile(r"\w+")
_SIGN = re.compile(r"[^\w\s]")


@dataclass(frozen=True, slots=True)
class ShortAnswer:
    """The key or the short answer of a question.

    Attributes:
        anchor: the id of the question.
        name: the shown number of the question.
        kind: its kind.
        key: the letters of the key, in lower case; of a question without options, nothing.
        forms: the ways to write the answer.
        choices: for each form, everything that students choose from; empty if they write an answer.
        options: the number of options.
        right: the positions of the right options, from 0.
    """

    anchor: str
    name: str
    kind: QuestionKind
    key: Words
    forms: tuple[Words, ...]
    choices: tuple[tuple[Words, ...], ...] = ()
    options: int = 0
    right: tuple[int, ...] = ()


def words_of(text: str) -> Words:
    """Return the words and the symbols of a text, without regard to case, ligatures and invisible characters."""
    folded = visible(text).casefold()
    symbols = (sign for sign in _SIGN.findall(folded) if unicodedata.category(sign) in ("So", "Sm", "Co"))
    return (*_WORD.findall(folded), *symbols)


def short_answers(book: Book, student: Book) -> tuple[ShortAnswer, ...]:
    """Return the keys and short answers of the questions that a student edition prints.

    Args:
        book: the book as its author wrote it.
        student: the book as the edition prints it.
    """
    asked = {question.anchor: question for question in descend(student.sections, Question)}
    wording = {"true": student.wording.true, "false": student.wording.false}
    found = (
        _answer(question, shown.name, wording)
        for question in descend(book.sections, Question)
        if question.answer and (shown := asked.get(question.anchor))
    )
    return tuple(filter(None, found))


def _answer(question: Question, name: str, wording: dict[str, str]) -> ShortAnswer | None:
    """Return the key or the short answer of a question; None if its answer is long, or it has none."""
    written = question.answer.key if question.answer else ()
    key, kind = tuple(each.casefold() for each in written), question.kind
    match kind:
        case QuestionKind.TRUTH:
            forms = tuple(words_of(wording[each]) for each in key)
            return ShortAnswer(question.anchor, name, kind, (), forms, (tuple(map(words_of, wording.values())),))
        case QuestionKind.CHOICE:
            letters = tuple((letter(n).casefold(),) for n in range(len(question.options)))
            texts = tuple(map(_text, question.options))
            right = tuple(n for n, each in enumerate(letters) if each[0] in key)
            forms = (key, sum((texts[n] for n in right), ()))
            return ShortAnswer(question.anchor, name, kind, key, forms, (letters, texts), len(texts), right)
        case QuestionKind.MATCHING:
            return ShortAnswer(question.anchor, name, kind, key, (key,))
        case QuestionKind.OPEN | QuestionKind.SHORT:
            answer = words_of(plain_text(question.answer.model)) if question.answer else ()
            return ShortAnswer(question.anchor, name, kind, (), (answer,)) if 0 < len(answer) <= WORDS else None


def _text(option: Option) -> Words:
    return words_of(plain_text(option.children))


def listed(answers: Sequence[ShortAnswer], words: Words) -> tuple[str, ...]:
    """Return the names of questions if a text lists at least three of them in a row, each with its key; or else nothing.

    Args:
        answers: the keys.
        words: the text.
    """
    keys = {(answer.name.casefold(), *answer.key) for answer in answers if answer.key and answer.kind is QuestionKind.CHOICE}
    lengths = sorted({len(key) for key in keys})
    run: list[str] = []
    at = 0
    while at < len(words) and len(run) < 3:
        length = next((length for length in lengths if words[at : at + length] in keys), 0)
        run = [*run, words[at]] if length else []
        at += length or 1
    return tuple(run) if len(run) >= 3 else ()
