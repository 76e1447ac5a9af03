"""The whole run: a project's manuscript becomes the files of its editions, formats and papers.

What reads, edits and writes is imported once something is to be done: a run that has nothing to do shall cost next to nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path

from linernotes.ledger import Entry, enter, key_of_project, key_of_run, note_set, recall, were_set
from linernotes.model.findings import Finding, Severity
from linernotes.model.formats import REPORT, Format, Paper
from linernotes.writers.shelf import Memory, Shelf, default_folder
from linernotes.writers.typesetter import Crew

Report = Callable[[str], None]

_STAYING = 2


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
    """What a run found and made, and what was passed over.

    Attributes:
        ahead: does what the next run may want, if there is time before it.
    """

    findings: tuple[Finding, ...]
    products: tuple[Product, ...] = ()
    complaints: tuple[str, ...] = ()
    ahead: Callable[[], object] = lambda: None

    def stopped(self, *, strict: bool) -> bool:
        """Return whether the findings are such that nothing is made."""
        return any(strict or finding.severity is Severity.ERROR for finding in self.findings)


class Kept:
    """What a process keeps from one build to the next: values that it has read, and who sets pages.

    Attributes:
        made: whether anything was made, so that there is something which the next build can use.
        ahead: does what the next build may want, and leaves it on the shelf.
    """

    def __init__(self) -> None:
        """Begin with nothing and nobody."""
        self.memory = Memory()
        self.crew = Crew()
        self.made = False
        self.ahead: Callable[[], object] = lambda: None

    def crew_of(self, workers: int) -> Crew:
        """Return those who set pages, so many at a time."""
        self.crew.engage(workers)
        return self.crew

    def rest(self) -> None:
        """Keep as many children as a build after an edit needs, which sets a section or two."""
        self.crew.rest(_STAYING)

    def make_ready(self) -> None:
        """See to it, while nobody waits, that the next build finds a child with the styles read, and all our code loaded."""
        self.crew.make_ready()
        for module in ("ebook", "checks", "writers.binder", "writers.pagewords", "writers.rasters"):
            import_module(f"linernotes.{module}")

    def work_ahead(self) -> None:
        """Do what the next build may want, in a process of its own."""
        self.ahead()

    def dismiss(self) -> None:
        """Send everybody away."""
        self.crew.dismiss()


def build(project: Path, request: Request, report: Report, kept: Kept | None = None) -> Outcome:
    """Read, check and make what is asked for.

    Args:
        project: the folder of the guide.
        request: what to make.
        report: is told, in a few words, what is being done.
        kept: what this process keeps from one build to the next; None if this is its only one.

    Raises:
        PressError: if the run cannot go on; what an earlier run made still stands.
    """
    shelf = Shelf(request.shelf or default_folder(), fresh=request.fresh, memory=kept.memory if kept else None)
    inputs = key_of_project(project)
    key = key_of_run(inputs, repr(replace(request, to=request.to.absolute(), shelf=None, fresh=False, workers=0)))
    noted = recall(shelf, key)
    if noted and all(entry.stands(shelf) for entry in noted):
        told = tuple(Product(Path(each.file), each.edition, each.pages, each.size, 0.0) for each in noted if each.edition)
        return Outcome((), told)
    with nullcontext(kept.crew_of(request.workers)) if kept else Crew(request.workers) as crew:
        if kept:
            kept.made = True
        if noted is None and not were_set(shelf, inputs):
            # Something has changed, so that something will be set; everything, where there is nothing on the shelf.
            crew.call(1 if shelf.holds_any() else crew.workers)
        from linernotes.production import produce

        outcome = produce(project, request, report, shelf, crew, inputs)
        if kept and outcome.products:
            kept.ahead = outcome.ahead
    if outcome.products and not outcome.findings and not outcome.complaints:
        enter(
            shelf,
            key,
            [
                Entry.of(each.file.absolute(), each.edition, each.pages, each.size, shared=each.file.name == REPORT)
                for each in outcome.products
            ],
        )
    if outcome.products:
        note_set(shelf, inputs)
    shelf.tidy()
    return replace(outcome, products=tuple(product for product in outcome.products if product.edition))
