"""The report for the teacher: whom the files of a build reach, what was checked by what, and what is left to a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from linernotes.model.book import Book
from linernotes.model.guide import NumberedLine, Question
from linernotes.model.walking import descend
from linernotes.pressroom import Pressroom
from linernotes.proofing.census import Census, take_census
from linernotes.proofing.packages import open_package

NAME = "accessibility.html"
_TEMPLATE = "reports/accessibility.html.j2"


@dataclass(frozen=True, slots=True)
class Described:
    """A file that a build made: an e-book, of which there is a census, or a PDF; ``folded`` ones are not tagged."""

    name: str
    edition: str
    pages: int | None = None
    folded: bool = False
    census: Census | None = None


def describe(file: Path, edition: str, pages: int | None, *, folded: bool) -> Described:
    """Look at a finished file."""
    if file.suffix != ".epub":
        return Described(file.name, edition, pages, folded)
    return Described(file.name, edition, census=take_census(open_package(file.read_bytes())))


def report(room: Pressroom, files: Sequence[Described]) -> bytes:
    """Return the report, as HTML that is XML too."""
    book = room.book
    filled = room.templates.fill(
        _TEMPLATE,
        book=book.metadata,
        files=files,
        tagged=any(not file.census and not file.folded for file in files),
        counts=_counts(book),
        grade=book.rules.grade,
        ungraded=len(book.rules.ungraded),
        certified_by=book.metadata.accessibility_certified_by,
    )
    return f"{filled}\n".encode()


def _counts(book: Book) -> dict[str, int]:
    questions = list(descend(book.sections, Question))
    return {
        "lines": sum(1 for _ in descend(book.sections, NumberedLine)),
        "terms": len(book.data.terms),
        "questions": len(questions),
        "stems": sum(bool(question.stem) for question in questions),
        "timed": sum(bool(question.minutes) for question in questions),
    }
