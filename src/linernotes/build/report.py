"""The report for the teacher: whom the files of a build reach, what was checked by what, and what is left to a person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import astuple, dataclass
from pathlib import Path

from linernotes.build.context import Pressroom
from linernotes.epub.census import Census, take_census
from linernotes.epub.reader import open_package
from linernotes.model.book import Book
from linernotes.model.guide import NumberedLine, Question
from linernotes.model.memoize import Memoize
from linernotes.model.papers import Paper
from linernotes.model.problems import ProofError
from linernotes.model.walking import descend
from linernotes.proofing.pdfs import page_count
from linernotes.proofing.verdicts import show_verdicts

_TEMPLATE = "reports/accessibility.html.j2"


@dataclass(frozen=True, slots=True)
class Described:
    """A finished file: an e-book, of which there is a census, or a PDF; ``folded`` ones are not tagged."""

    name: str
    edition: str
    pages: int | None = None
    folded: bool = False
    census: Census | None = None


def describe(file: Path, edition: str, memoize: Memoize, pages: int | None = None) -> Described:
    """Look at a finished file, of which it may be known how many pages it has.

    Raises:
        ProofError: if it is not what its name says.
    """
    content = file.read_bytes()

    def look() -> tuple[int | None, tuple[object, ...] | None]:
        if pages is not None:
            return pages, None
        if file.suffix == ".epub":
            return None, astuple(take_census(open_package(content)))
        return page_count(content), None

    pages, counted = memoize([b"described", content], look)
    census = Census(*counted) if counted else None  # type: ignore[arg-type]  # as they were taken apart
    return Described(file.name, edition, pages, file.stem.endswith("-booklet"), census)


def lying(folder: Path, book: Book) -> Iterator[tuple[Path, str]]:
    """Yield the finished files of a guide that lie in a folder, in the order of its editions, each with its edition's title.

    A build makes what it is asked for; what earlier ones made is handed out, too.
    """
    for edition in book.editions:
        name = f"{book.metadata.slug}-{edition.name}"
        printed = (f"{name}-{paper.value}{kind}.pdf" for paper in Paper for kind in ("", "-marks", "-booklet", "-marks-booklet"))
        for each in (*printed, f"{name}.epub"):
            if (folder / each).is_file():
                yield folder / each, edition.title


def report(room: Pressroom, folder: Path, pages: Mapping[Path, int]) -> bytes:
    """Return the report on what lies in a folder, as HTML that is XML too; a file that is not what its name says is left out.

    Args:
        room: the book.
        folder: where the files lie.
        pages: how many pages files have that were just made.
    """
    book = room.book
    files = []
    for file, edition in lying(folder, book):
        with suppress(ProofError):
            files.append(describe(file, edition, room.memoize, pages.get(file)))
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
    return show_verdicts(f"{filled}\n".encode(), folder)


def _counts(book: Book) -> dict[str, int]:
    asked = list(descend(book.sections, Question, NumberedLine))
    questions = [each for each in asked if isinstance(each, Question)]
    return {
        "lines": len(asked) - len(questions),
        "terms": len(book.data.terms),
        "questions": len(questions),
        "stems": sum(bool(question.stem) for question in questions),
        "timed": sum(bool(question.minutes) for question in questions),
    }
