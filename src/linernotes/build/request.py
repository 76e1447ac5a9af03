"""The request for a build and its outcome."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from linernotes.model.findings import Finding, stops
from linernotes.model.formats import Format
from linernotes.model.papers import Paper

if TYPE_CHECKING:
    from linernotes.model.book import Edition  # takes 0.05 s to load, and an unchanged build needs no book


@dataclass(frozen=True, slots=True)
class Request:
    """The files to make; an empty choice means all that book.toml lists.

    Attributes:
        to: the folder for the files.
        strict: whether warnings stop the build too.
        cache: the folder of the cache; None means that of the user.
        fresh: whether cached values of earlier runs are ignored.
        workers: the number of worker processes; 0 means one for each core.
        marks: whether PDFs are for a print shop, with bleed and crop marks.
        booklet: whether PDFs are booklets: two pages on each side of a sheet for folding.
        trust: whether the templates of the project may do whatever Python can do.
    """

    to: Path
    editions: tuple[str, ...] = ()
    formats: tuple[Format, ...] = ()
    papers: tuple[Paper, ...] = ()
    strict: bool = False
    cache: Path | None = None
    fresh: bool = False
    workers: int = 0
    marks: bool = False
    booklet: bool = False
    trust: bool = False

    def wants(self, edition: Edition) -> bool:
        """Return whether an edition is asked for."""
        return not self.editions or edition.name in self.editions

    def formats_of(self, edition: Edition) -> tuple[Format, ...]:
        """Return the formats of an edition that are asked for, in the order of `Format`."""
        return tuple(each for each in Format if each in edition.formats and (not self.formats or each in self.formats))

    def papers_of(self, edition: Edition) -> tuple[Paper, ...]:
        """Return the papers of an edition that are asked for."""
        return tuple(each for each in edition.papers if not self.papers or each in self.papers)

    def serialized(self) -> bytes:
        """Return everything that decides about the files and their names, for a cache key."""
        choices = (
            self.to.absolute(),
            self.editions,
            self.formats,
            self.papers,
            self.strict,
            self.marks,
            self.booklet,
            self.trust,
        )
        return repr(choices).encode()


@dataclass(frozen=True, slots=True)
class Product:
    """A file that was made; ``pages`` is None for an e-book."""

    file: Path
    edition: str
    pages: int | None
    size: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of a build.

    Attributes:
        findings: the problems in the manuscript.
        products: the files for readers, in order; none if the findings stopped the build.
        complaints: problems that did not stop the build, as sentences.
    """

    findings: tuple[Finding, ...]
    products: tuple[Product, ...] = ()
    complaints: tuple[str, ...] = ()

    def stopped(self, *, strict: bool) -> bool:
        """Return whether the findings stopped the build."""
        return stops(self.findings, strict=strict)
