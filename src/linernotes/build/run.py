"""The whole run: a project's manuscript becomes the files of its editions, formats and papers.

What reads, edits and writes is imported once something is to be done: a run that has nothing to do shall cost next to nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from linernotes.build.manifest import Entry, enter, key_of_project, key_of_run, note_set, recall, were_set
from linernotes.cache.store import Shelf, default_folder
from linernotes.model.findings import Finding, Severity
from linernotes.model.formats import REPORT, Format
from linernotes.model.papers import Paper
from linernotes.typeset.pool import Crew

Report = Callable[[str], None]


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


def build(project: Path, request: Request, report: Report) -> Outcome:
    """Read, check and make what is asked for.

    Args:
        project: the folder of the guide.
        request: what to make.
        report: is told, in a few words, what is being done.

    Raises:
        LinerNotesError: if the run cannot go on; what an earlier run made still stands.
    """
    shelf = Shelf(request.shelf or default_folder(), fresh=request.fresh)
    inputs = key_of_project(project)
    key = key_of_run(inputs, repr(replace(request, to=request.to.absolute(), shelf=None, fresh=False, workers=0)))
    noted = recall(shelf, key)
    if noted and all(entry.stands(shelf) for entry in noted):
        told = tuple(Product(Path(each.file), each.edition, each.pages, each.size, 0.0) for each in noted if each.edition)
        return Outcome((), told)
    with Crew(request.workers) as crew:
        if noted is None and not were_set(shelf, inputs):
            # Something has changed, so that something will be set; everything, where there is nothing on the shelf.
            crew.call(1 if shelf.holds_any() else crew.workers)
        from linernotes.build.production import produce

        outcome = produce(project, request, report, shelf, crew, inputs)
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
