"""The accessibility report for the teacher: which readers the files reach, which validators passed them, what is left to check."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import astuple, dataclass
from itertools import product
from typing import assert_never

from linernotes.build.context import BuildContext
from linernotes.build.output import Drafts
from linernotes.build.plan import file_names
from linernotes.epub.census import Census, take_census
from linernotes.epub.reader import open_package
from linernotes.model.book import Book, Edition
from linernotes.model.formats import Format
from linernotes.model.guide import Question
from linernotes.model.lines import NumberedLine
from linernotes.model.memoize import Memoize
from linernotes.model.papers import Paper
from linernotes.model.problems import ProofError
from linernotes.model.walking import descend
from linernotes.proofing.pdfs import page_count
from linernotes.proofing.verdicts import show_verdicts

MAX_BYTES = 300 << 20
"""The maximum size of a file that is described; a guide of a hundred pages takes a hundredth of it."""

_TEMPLATE = "reports/accessibility.html.j2"


@dataclass(frozen=True, slots=True)
class Described:
    """A finished file in the report.

    Attributes:
        name: its name.
        edition: the title of its edition.
        format: its format.
        pages: the number of its pages; None for a format without pages.
        folded: whether it is a booklet, which is not tagged.
        census: for an e-book, the counts of its elements.
    """

    name: str
    edition: str
    format: Format
    pages: int | None = None
    folded: bool = False
    census: Census | None = None


def accessibility_report(context: BuildContext, drafts: Drafts) -> bytes:
    """Return the report on the files of this build and of earlier builds, as HTML that is well-formed XML.

    A file that is not a valid file of its kind is left out.
    """
    book = context.book
    files = []
    for name, (edition, each) in _names(book).items():
        with suppress(ProofError):
            if described := _describe(drafts, name, edition, each, context.memoize):
                files.append(described)
    filled = context.templates.fill(
        _TEMPLATE,
        book=book.metadata,
        files=files,
        tagged=any(file.format is Format.PDF and not file.folded for file in files),
        counts=_counts(book),
        grade=book.rules.grade,
        ungraded=len(book.rules.ungraded),
        certified_by=book.metadata.accessibility_certified_by,
    )
    return show_verdicts(f"{filled}\n".encode(), drafts.to, drafts.names)


def _names(book: Book) -> dict[str, tuple[Edition, Format]]:
    """Return the names that finished files of a guide may have, each with its edition and format."""
    names: dict[str, tuple[Edition, Format]] = {}
    kinds = ("", "-marks", "-booklet", "-marks-booklet")
    for edition, each, paper, kind in product(book.editions, Format, Paper, kinds):
        names |= dict.fromkeys(file_names(book, edition, each, (paper,), kind), (edition, each))
    return names


def _describe(drafts: Drafts, name: str, edition: Edition, format: Format, memoize: Memoize) -> Described | None:
    file = drafts.path(name)
    if file is None or file.stat().st_size > MAX_BYTES:
        return None
    content = file.read_bytes()

    def look() -> tuple[int | None, tuple[object, ...] | None]:
        match format:
            case Format.PDF:
                return page_count(content), None
            case Format.EPUB:
                return None, astuple(take_census(open_package(content)))
            case other:
                assert_never(other)

    pages, counted = memoize([b"described", content], look)
    census = Census(*counted) if counted else None  # type: ignore[arg-type]  # the fields of a Census, in order
    return Described(name, edition.title, format, pages, file.stem.endswith("-booklet"), census)


def _counts(book: Book) -> dict[str, int]:
    questions, lines = list(descend(book.sections, Question)), descend(book.sections, NumberedLine)
    return {
        "lines": sum(not line.series for line in lines),
        "terms": len(book.data.terms),
        "questions": len(questions),
        "stems": sum(bool(question.stem) for question in questions),
        "timed": sum(bool(question.minutes) for question in questions),
    }
