"""What a run makes once it is known that there is something to do: the files of the editions, papers and formats asked for.

What renders and looks for leaks is imported when typesetters and engravers have been given what they can begin with.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from linernotes.build.context import Pressroom
from linernotes.build.cover import begin_cover
from linernotes.build.project import Project, read
from linernotes.build.run import Outcome, Product, Report, Request
from linernotes.cache.atomic import write_whole
from linernotes.cache.memo import Standing
from linernotes.cache.store import Shelf
from linernotes.model.book import Book, Edition
from linernotes.model.formats import REPORT, Format
from linernotes.model.problems import reject
from linernotes.proofing.finished import proofread
from linernotes.raster.engravers import Engravers
from linernotes.typeset.pool import Crew

if TYPE_CHECKING:
    from linernotes.build.printed import Printing
    from linernotes.leaks.gate import Secret


def produce(project: Path, request: Request, report: Report, shelf: Shelf, crew: Crew, inputs: bytes) -> Outcome:
    """Read a project, make what is asked for, and check it in between; ``inputs`` is the key of the project.

    Raises:
        LinerNotesError: if the run cannot go on.
    """
    with Engravers() as engravers:
        if Format.EPUB in request.formats:
            engravers.call()
        report("reading the manuscript")
        rooms: list[Pressroom] = []

        def prepare(book: Book) -> None:
            variants = {each.variant for each in book.editions if not request.editions or each.name in request.editions}
            rooms.append(Pressroom(project, book, report, shelf, crew, variants, engravers))
            rooms[0].make_ready()
            for edition in book.editions:
                if (not request.editions or edition.name in request.editions) and Format.EPUB in _kinds(edition, request):
                    # What is wrong with it is met again when the e-book is made, unless the faults of the book are told first.
                    with suppress(Exception):
                        begin_cover(rooms[0], edition)

        guide = read(project, request.editions, prepare, Standing(shelf), inputs)

        def approve() -> None:
            if Outcome(guide.findings).stopped(strict=request.strict):
                raise _FaultyError

        try:
            if Outcome(guide.misread).stopped(strict=request.strict):
                raise _FaultyError
            made = tuple(_make_all(rooms[0], guide, request, approve))
        except Exception:
            # Checks run while pages are being set; whatever a faulty book leads to until then, its faults are what to mend.
            if Outcome(guide.findings).stopped(strict=request.strict):
                return Outcome(guide.findings)
            raise
        return Outcome(guide.findings, made, rooms[0].complaints)


class _FaultyError(Exception):
    """The book is not to be printed as it is."""


def _make_all(room: Pressroom, guide: Project, request: Request, approve: Callable[[], None]) -> Iterator[Product]:
    """Make the files that are asked for, once the book is approved of, which is asked as late as may be."""
    editions = _editions(guide, request)
    printings = _printings(room, guide, editions)
    made = tuple(product for edition in editions for product in _make(printings[edition.name], request, approve))
    yield from made
    approve()
    if made:
        yield _report(room, made, request)


def _editions(guide: Project, request: Request) -> tuple[Edition, ...]:
    """Return the editions that are asked for."""
    return tuple(
        edition
        for edition in guide.book.editions
        if edition.name in guide.editions and (not request.editions or edition.name in request.editions)
    )


def _report(room: Pressroom, made: Sequence[Product], request: Request) -> Product:
    """Write the report on what lies in the folder; like what only the press needs it is of no edition."""
    from linernotes.build.report import report

    content = report(room, request.to, {each.file: each.pages for each in made if each.pages})
    write_whole(request.to / REPORT, content, lasting=False)
    return Product(request.to / REPORT, "", None, len(content), 0.0)


def _printings(room: Pressroom, guide: Project, editions: tuple[Edition, ...]) -> dict[str, Printing]:
    from linernotes.build.printed import Printing

    edited = [each for each in guide.book.editions if each.name in guide.editions]
    found = {
        each.name: Printing(room, guide.editions[each.name], each) for each in edited if not each.sections and not each.pages_of
    }
    for edition in editions:
        if standard := guide.book.standard_of(edition):
            found[edition.name] = Printing(room, guide.editions[edition.name], edition, standard=found[standard.name])
        elif whole := guide.book.whole_of(edition) if edition.sections else None:
            found[edition.name] = Printing(room, guide.editions[edition.name], edition, found[whole.name])
    return found


def _kinds(edition: Edition, request: Request) -> list[Format]:
    """Return the formats that are asked for of an edition."""
    formats = (Format.PDF, Format.EPUB)
    return [kind for kind in formats if kind in edition.formats and (not request.formats or kind in request.formats)]


def _make(printing: Printing, request: Request, approve: Callable[[], None]) -> Iterator[Product]:
    """Make the files of one edition."""
    from linernotes.leaks.gate import pass_gate, secrets_of

    room, edition = printing.room, printing.edition
    name = f"{room.book.metadata.slug}-{edition.name}"

    @cache
    def secrets() -> tuple[Secret, ...]:
        # A teacher edition may hold everything, so it needs no gate.
        return () if edition.teacher_text else secrets_of(room.book, printing.book, room.memoize, printing.serialized)

    def place(file: str, make: Callable[[], bytes], *, gate: bool = True, tagged: bool = True) -> Product:
        started = time.monotonic()
        content = make()
        approve()
        path = request.to / file
        kind = Format.of_file(path)
        if kind and tagged:
            reject(file, proofread(kind, content))
        through = (
            partial(pass_gate, shown=file, secrets=secrets(), shelf=room.shelf, readers=room.crew.workers, text=name)
            if gate and secrets()
            else None
        )
        write_whole(path, content, through, lasting=gate)
        return Product(path, edition.name, None, len(content), time.monotonic() - started)

    wanted = _kinds(edition, request)
    papers = [paper for paper in edition.papers if not request.papers or paper in request.papers]

    def meanwhile() -> None:
        approve()
        secrets()
        pdf = Format.PDF in wanted
        for module in ("pdf.binder", "leaks.page_text", "build.report") if pdf else ("proofing.ebooks", "build.report"):
            import_module(f"linernotes.{module}")

    if wanted:
        room.meanwhile = meanwhile
    if Format.PDF in wanted and papers:
        kind = ("-marks" if request.marks else "") + ("-booklet" if request.booklet else "")
        for paper in papers:
            room.report(f"printing {name} for {paper.value}")
            printed = partial(printing.bind, paper, marks=request.marks, booklet=request.booklet)
            product = place(f"{name}-{paper.value}{kind}.pdf", printed, tagged=not request.booklet)
            yield replace(product, pages=printing.pages)
        # Of no edition, since the closing table need not name it; a part's pages are in the map of the whole.
        if not edition.sections:
            yield replace(place(f"{name}.pages.json", printing.record, gate=False), edition="")
    if Format.EPUB in wanted:
        from linernotes.build.ebook import EBook

        room.report(f"writing the e-book of {name}")
        yield place(f"{name}.epub", EBook(printing).write)
