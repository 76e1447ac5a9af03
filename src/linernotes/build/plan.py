"""The plan of a build: the files to make and the editions to typeset for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from linernotes.build.request import Request
from linernotes.model.book import Book, Edition
from linernotes.model.findings import ProjectError
from linernotes.model.formats import Format
from linernotes.model.papers import Paper


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """A file to make; ``paper`` is None for a format without pages."""

    name: str
    edition: Edition
    format: Format
    paper: Paper | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """The work of a build.

    Attributes:
        typeset: the editions to typeset, in an order in which each comes after those that it depends on.
        files: the files to make, in order.
    """

    typeset: tuple[Edition, ...]
    files: tuple[PlannedFile, ...]


def make_plan(book: Book, edited: Mapping[str, Book], request: Request) -> Plan:
    """Return the plan for a request.

    Args:
        book: the book as it was read.
        edited: the book of each edition that may be needed, by name.
        request: the choice of editions, formats and papers.

    Raises:
        ProjectError: if the choice leaves no file to make.
    """
    wanted = [edition for edition in book.editions if edition.name in edited and request.wants(edition)]
    files = tuple(file for edition in wanted for file in _files(book, edition, request))
    if not files:
        raise ProjectError(
            "no edition of this guide comes in that format or on that paper", hint="see the tables [editions] in book.toml"
        )
    needed = {edition.name for edition in wanted}
    for edition in wanted:
        others = (book.standard_of(edition), book.whole_of(edition) if edition.sections else None)
        needed |= {other.name for other in others if other}
    dependent = [edition for edition in book.editions if edition.sections or edition.pages_of]
    ordered = [*(edition for edition in book.editions if edition not in dependent), *dependent]
    return Plan(tuple(edition for edition in ordered if edition.name in needed), files)


def file_names(book: Book, edition: Edition, format: Format, papers: Iterable[Paper], kind: str = "") -> dict[str, Paper | None]:
    """Return the names of the files of an edition in a format, each with its paper; a format without pages has one file.

    Args:
        book: the book.
        edition: the edition.
        format: the format.
        papers: the papers, for a format with pages.
        kind: for a format with pages, the end of the names: "-marks", "-booklet", or both.
    """
    name = f"{book.metadata.slug}-{edition.name}"
    if format.on_paper:
        return {f"{name}-{paper.value}{kind}{format.suffix}": paper for paper in papers}
    return {f"{name}{format.suffix}": None}


def _files(book: Book, edition: Edition, request: Request) -> list[PlannedFile]:
    kind = ("-marks" if request.marks else "") + ("-booklet" if request.booklet else "")
    return [
        PlannedFile(name, edition, each, paper)
        for each in request.formats_of(edition)
        for name, paper in file_names(book, edition, each, request.papers_of(edition), kind).items()
    ]
