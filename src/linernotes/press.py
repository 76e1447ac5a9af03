"""The whole run: a project's manuscript becomes the files of its editions, formats and papers."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from linernotes.checks import check
from linernotes.editing import edit
from linernotes.faces import DEFAULT_REPERTOIRE
from linernotes.ledger import enter, key_of_run, unchanged
from linernotes.manuscript.reader import read_book
from linernotes.model.book import Book, Edition, Format, Paper
from linernotes.model.findings import Finding, ProjectError, Severity, did_you_mean, in_order
from linernotes.pressroom import Pressroom, Report
from linernotes.printing import Printing
from linernotes.writers.files import write_whole
from linernotes.writers.leakgate import Secret, pass_gate, secrets_of
from linernotes.writers.shelf import Shelf, default_folder


@dataclass(frozen=True, slots=True)
class Request:
    """What to make; an empty choice means all that book.toml lists.

    Attributes:
        to: the folder for the files.
        strict: warnings stop the build too.
        shelf: the folder of kept gatherings; None means that of this person.
        fresh: gatherings on the shelf are ignored, and made again.
        workers: typesetters at a time; 0 means one for each core.
        marks: PDFs are for a print shop, with bleed and crop marks.
        booklet: PDFs are sheets for folding, two pages on each side.
    """

    to: Path
    editions: tuple[str, ...] = ()
    formats: tuple[Format, ...] = ()
    papers: tuple[Paper, ...] = ()
    strict: bool = False
    shelf: Path | None = None
    fresh: bool = False
    workers: int = 0
    marks: bool = False
    booklet: bool = False


@dataclass(frozen=True, slots=True)
class Product:
    """A file that was made; pages are None for what has none, seconds are those it took beside what it shares.

    A file that only the press itself needs is of no edition.
    """

    file: Path
    edition: str
    pages: int | None
    size: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run found and made, and what was passed over."""

    findings: tuple[Finding, ...]
    products: tuple[Product, ...] = ()
    complaints: tuple[str, ...] = ()

    def stopped(self, *, strict: bool) -> bool:
        """Return whether the findings are such that nothing is made."""
        return any(strict or finding.severity is Severity.ERROR for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Project:
    """A guide as it was read: the book, the book of each edition by name, and what is wrong with them."""

    book: Book
    editions: Mapping[str, Book]
    findings: tuple[Finding, ...]


def read(project: Path) -> Project:
    """Read, edit and check a project.

    Raises:
        ProjectError: if there is no guide in that folder.
    """
    book, findings = read_book(project)
    book = replace(book, repertoire=book.repertoire | DEFAULT_REPERTOIRE)
    whole = {edition.name: edit(book, edition) for edition in book.editions if not edition.sections}
    parts = {edition.name: _edit_part(book, edition, whole) for edition in book.editions if edition.sections}
    return Project(book, whole | parts, in_order((*findings, *check(book, whole))))


def _edit_part(book: Book, edition: Edition, whole: Mapping[str, Book]) -> Book:
    """Return the book that a part is taken from: another edition's, if that holds the same text."""
    of = book.whole_of(edition)
    if of and of.teacher_text is edition.teacher_text:
        return replace(whole[of.name], editions=(edition,))
    return edit(book, edition)


def build(project: Path, request: Request, report: Report) -> Outcome:
    """Read, check and make what is asked for; ``report`` is told, in a few words, what is being done.

    Raises:
        PressError: if the run cannot go on; what an earlier run made still stands.
    """
    shelf = Shelf(request.shelf or default_folder(), fresh=request.fresh)
    key = key_of_run(project, repr(replace(request, to=request.to.absolute(), shelf=None, fresh=False, workers=0)))
    noted = unchanged(shelf, key)
    if noted is not None:
        return Outcome((), tuple(_recall(entry) for entry in noted if entry["edition"]))
    report("reading the manuscript")
    guide = read(project)
    editions = _chosen(guide.book, request)
    outcome = Outcome(guide.findings)
    if outcome.stopped(strict=request.strict):
        return outcome
    room = Pressroom(project, guide.book, report, shelf, workers=request.workers)
    printings = {each.name: Printing(room, guide.editions[each.name], each) for each in guide.book.editions if not each.sections}
    for edition in editions:
        if whole := guide.book.whole_of(edition) if edition.sections else None:
            printings[edition.name] = Printing(room, guide.editions[edition.name], edition, printings[whole.name])
    made = tuple(product for edition in editions for product in _make(printings[edition.name], request))
    if not guide.findings and not room.complaints:
        enter(shelf, key, [_note(product) for product in made])
    shelf.tidy()
    return Outcome(guide.findings, tuple(product for product in made if product.edition), room.complaints)


def _note(product: Product) -> dict[str, object]:
    return {"file": str(product.file.absolute()), "edition": product.edition, "pages": product.pages, "size": product.size}


def _recall(entry: dict[str, object]) -> Product:
    pages = entry["pages"]
    return Product(
        Path(str(entry["file"])), str(entry["edition"]), pages if isinstance(pages, int) else None, int(str(entry["size"])), 0.0
    )


def _chosen(book: Book, request: Request) -> tuple[Edition, ...]:
    known = {edition.name: edition for edition in book.editions}
    for name in request.editions:
        if known and name not in known:
            raise ProjectError(f"the guide has no edition '{name}'", hint=did_you_mean(name, known))
    return tuple(edition for edition in book.editions if not request.editions or edition.name in request.editions)


def _make(printing: Printing, request: Request) -> Iterator[Product]:
    """Make the files of one edition."""
    room, edition = printing.room, printing.edition
    name = f"{room.book.metadata.slug}-{edition.name}"
    # A teacher edition may hold everything, so it needs no gate.
    secrets = () if edition.teacher_text else secrets_of(room.book, printing.book)

    def place(file: str, make: Callable[[], bytes], pages: int | None = None, gate: tuple[Secret, ...] = secrets) -> Product:
        started = time.monotonic()
        content = make()
        path = request.to / file
        write_whole(path, content, partial(pass_gate, shown=file, secrets=gate) if gate else None)
        return Product(path, edition.name, pages, len(content), time.monotonic() - started)

    wanted = [
        kind for kind in (Format.PDF, Format.EPUB) if kind in edition.formats and (not request.formats or kind in request.formats)
    ]
    papers = [paper for paper in edition.papers if not request.papers or paper in request.papers]
    if Format.PDF in wanted and papers:
        kind = ("-marks" if request.marks else "") + ("-booklet" if request.booklet else "")
        for paper in papers:
            room.report(f"printing {name} for {paper.value}")
            printed = partial(printing.bind, paper, marks=request.marks, booklet=request.booklet)
            product = place(f"{name}-{paper.value}{kind}.pdf", printed)
            yield replace(product, pages=printing.pages)
        # Of no edition, since the closing table need not name it; a part's pages are in the map of the whole.
        if not edition.sections:
            yield replace(place(f"{name}.pages.json", printing.record, gate=()), edition="")
    if Format.EPUB in wanted:
        from linernotes.ebook import EBook

        room.report(f"writing the e-book of {name}")
        yield place(f"{name}.epub", EBook(printing).write)
