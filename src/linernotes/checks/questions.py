"""Checks of the guide's own rules for questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from linernotes.model.book import Book, Matter, Section
from linernotes.model.document import Block, List
from linernotes.model.findings import Code, Finding, Place, did_you_mean
from linernotes.model.guide import Question
from linernotes.model.walking import descend, plain_text

LOOK_FORS = 3
"""The number of look-fors that a teacher can remember while listening."""


def _of(sections: Iterable[Section]) -> Iterator[Question]:
    for section in sections:
        yield from descend(section.blocks, Question)


def question_incomplete(book: Book) -> Iterator[Finding]:
    """Report questions without all fields that the guide requires, and prompts in the bank that are too long."""
    rules = book.rules.questions
    for question in _of(book.sections):
        missing = list(_missing(question)) if rules.complete else []
        if missing:
            message = f"question '{question.anchor}' lacks {', '.join(missing)}"
            yield Finding(
                question.place, Code.QUESTION_INCOMPLETE, message, "[checks.questions] of book.toml asks for all of them"
            )
    for question in _of(_bank(book)):
        words = len(plain_text(question.prompt).split())
        if rules.prompt_words and words > rules.prompt_words:
            message = f"the prompt of question '{question.anchor}' has {words} words"
            hint = f"[checks.questions] of book.toml allows {rules.prompt_words}"
            yield Finding(question.place, Code.QUESTION_INCOMPLETE, message, hint)


def _bank(book: Book) -> Iterator[Section]:
    """Yield the sections of the question bank."""
    named = book.rules.questions.sections
    return (each for each in book.sections if (each.entry in named if named else each.matter is not Matter.TEACHER))


def _missing(question: Question) -> Iterator[str]:
    answer = question.answer
    fields = {
        "stem": question.stem,
        "answer": answer and (answer.model or answer.key),
        "three look-fors": answer and _items(answer.look_fors) >= LOOK_FORS,
        "misreading": answer and answer.misreading,
        "suggestion": answer and answer.suggestion,
        "bloom": question.bloom,
        "dok": question.depth,
        "minutes": question.minutes,
        "grouping": question.grouping,
        "standards": question.standards,
        "lines": question.lines,
    }
    yield from (name for name, value in fields.items() if not value)


def _items(blocks: tuple[Block, ...]) -> int:
    return sum(len(block.items) for block in blocks if isinstance(block, List))


def question_count(book: Book) -> Iterator[Finding]:
    """Report numbers of questions, by depth and theme, that differ from the guide's rules."""
    rules = book.rules.questions
    entries = [section.entry for section in book.sections]
    for name in rules.sections:
        if name not in entries:
            message = f"the question bank holds '{name}', which is not in the book"
            yield Finding(rules.place, Code.QUESTION_COUNT, message, did_you_mean(name, entries))
    questions = list(_of(_bank(book)))
    wanted = [("questions", len(questions), rules.total)]
    depths = Counter(int(question.depth or 0) for question in questions)
    wanted += [(f"questions of depth {depth}", depths[depth], count) for depth, count in rules.dok.items()]
    themes = Counter(question.theme for question in questions)
    wanted += [(f"questions on {theme.id}", themes[theme.id], rules.per_theme) for theme in book.data.themes]
    yield from (_count(rules.place, what, has, count) for what, has, count in wanted if count is not None and has != count)
    needing = [question.anchor for question in questions if question.needs]
    if rules.needs_at_most is not None and len(needing) > rules.needs_at_most:
        message = f"questions that need the work itself: the bank has {len(needing)}, at most {rules.needs_at_most} may"
        yield Finding(rules.place, Code.QUESTION_COUNT, message, f"they are: {', '.join(needing)}")


def _count(place: Place, what: str, has: int, wanted: int) -> Finding:
    return Finding(place, Code.QUESTION_COUNT, f"{what}: the bank has {has}, {wanted} are wanted")
