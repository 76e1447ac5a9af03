"""The accessibility report for the teacher, in the language of the guide: which readers the files reach, which validators passed them, what is left to check."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
from linernotes.model.languages import ENGLISH, find_language, read_language
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
        kind: its format in words.
        tagged: whether it is a tagged PDF file.
        counted: for an e-book, what was counted in it, in words.
        adaptable: for an e-book, how it adapts to the reader, in words; else empty.
    """

    name: str
    edition: str
    kind: str
    tagged: bool = False
    counted: tuple[str, ...] = ()
    adaptable: str = ""


def accessibility_report(context: BuildContext, drafts: Drafts) -> bytes:
    """Return the report on the files of this build and of earlier builds, as HTML that is well-formed XML.

    A file that is not a valid file of its kind is left out.
    """
    book = context.book
    language = find_language(book.metadata.language) or read_language(ENGLISH)
    words = language.report
    files = []
    for name, (edition, each) in _names(book).items():
        with suppress(ProofError):
            if described := _describe(drafts, name, edition, each, context.memoize, words):
                files.append(described)
    filled = context.templates.fill(
        _TEMPLATE,
        book=book.metadata,
        files=files,
        language=language.tag,
        words=words,
        intro=words["intro"].format(version=book.metadata.version),
        counted=list(_counted_in_book(book, words)),
        verify=words["verify"].format(command="linernotes verify"),
        certified=_certified(book, words),
        sign="" if book.metadata.accessibility_certified_by else words["sign"].format(key="accessibility_certified_by"),
    )
    return show_verdicts(f"{filled}\n".encode(), drafts.to, drafts.names)


def _names(book: Book) -> dict[str, tuple[Edition, Format]]:
    """Return the names that finished files of a guide may have, each with its edition and format."""
    names: dict[str, tuple[Edition, Format]] = {}
    kinds = ("", "-marks", "-booklet", "-marks-booklet")
    for edition, each, paper, kind in product(book.editions, Format, Paper, kinds):
        names |= dict.fromkeys(file_names(book, edition, each, (paper,), kind), (edition, each))
    return names


def _describe(
    drafts: Drafts, name: str, edition: Edition, format: Format, memoize: Memoize, words: Mapping[str, str]
) -> Described | None:
    file = drafts.path(name)
    if file is None or file.stat().st_size > MAX_BYTES:
        return None
    content = file.read_bytes()
    key = [b"described", content]
    match format:
        case Format.PDF:
            pages = memoize(key, lambda: page_count(content))
            if file.stem.endswith("-booklet"):
                return Described(name, edition.title, words["booklet"])
            return Described(name, edition.title, words["pdf"].format(count=pages), tagged=True)
        case Format.EPUB:
            census = Census(*memoize(key, lambda: astuple(take_census(open_package(content)))))
            adaptable = words["adaptable" if census.adaptable else "fixed"]
            return Described(name, edition.title, words["ebook"], counted=tuple(_counted(census, words)), adaptable=adaptable)
        case other:
            assert_never(other)


def _counted(census: Census, words: Mapping[str, str]) -> Iterator[str]:
    """Yield what was counted in an e-book, in words. No sentence depends on a number, so no language needs plural forms."""
    if census.pictures:
        yield words["alternatives"].format(some=census.alternatives, all=census.pictures)
        yield words["descriptions"].format(some=census.descriptions, all=census.pictures)
    if census.tables:
        yield words["tables"].format(some=census.accessible_tables, all=census.tables)
    if census.answered:
        yield words["answers"].format(some=census.answered, all=census.questions)
    if census.page_marks:
        yield words["page_marks"].format(count=census.page_marks)
    yield words["entries"].format(count=census.contents_entries)


def _certified(book: Book, words: Mapping[str, str]) -> str:
    name = book.metadata.accessibility_certified_by
    return words["certified"].format(name=name) if name else words["uncertified"]


def _counted_in_book(book: Book, words: Mapping[str, str]) -> Iterator[str]:
    """Yield what helps readers who read with difficulty, in words."""
    questions = list(descend(book.sections, Question))
    lines = sum(not line.series for line in descend(book.sections, NumberedLine))
    stems, timed = sum(bool(each.stem) for each in questions), sum(bool(each.minutes) for each in questions)
    if lines:
        yield words["lines"].format(count=lines)
    if book.data.terms:
        yield words["terms"].format(count=len(book.data.terms))
    if stems:
        yield words["stems"].format(some=stems, all=len(questions))
    if timed:
        yield words["timed"].format(some=timed, all=len(questions))
    if book.rules.grade is not None:
        yield words["grade"].format(grade=book.rules.grade, count=len(book.rules.ungraded))
    yield words["aloud"]
