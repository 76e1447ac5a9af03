"""The report: the targets, every measurement, and the machine."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from benchmarks.ways import (
    ALL_PDFS,
    COLD,
    COLD_TWO,
    EDITED,
    EPUB,
    ONE_PIECE,
    PANDOC_EPUB,
    SAME_EPUBS,
    SAME_PDFS,
    TEACHER,
    TYPST,
    Result,
    Way,
)

Results = Mapping[str, Mapping[Way, Result]]
"""By the name of the book."""

_LIBRARIES = ("weasyprint", "pikepdf", "fonttools", "typst", "pypandoc_binary")
_NOTES = """\
Student edition for A4 on two workers unless the row says otherwise. Every measurement is a new process; cold builds start with an
empty cache, but with fonts that are built. WeasyPrint in one piece is an unpatched WeasyPrint with the documents of the student
edition joined, with their page numbers, styles and fonts. pandoc gets plain Markdown: of a generated book the same words, tables,
notes and figures; of the guide all its Markdown files, without fences and cross-references. Both are set in pandoc's own plain form,
without numbered lines or room for answers, hence on fewer pages. Memory is that of the largest process.
"""


@dataclass(frozen=True, slots=True)
class Target:
    """A limit for one number: the seconds of a way, or its ratio to another way.

    Attributes:
        book: the book, by name.
        way: the way.
        limit: the greatest value that reaches the target.
        other: the way that it is compared with; None for seconds.
        quantity: the seconds, the peak memory or the file size.
        other_book: the book of the other way, if it is another one.
    """

    book: str
    way: Way
    limit: float
    other: Way | None = None
    quantity: str = "seconds"
    other_book: str = ""

    def row(self, results: Results) -> str:
        """Return a row of the table of targets."""
        name = self.way.name + (f" : {self.other.name}" if self.other else "")
        quantity = "" if self.quantity == "seconds" else f"{self.quantity}, "
        book = f"{self.book} : {self.other_book}" if self.other_book else self.book
        value, unit = _quantity(results[self.book][self.way], self.quantity), " s"
        if self.other:
            value, unit = value / _quantity(results[self.other_book or self.book][self.other], self.quantity), ""
        verdict = "reached" if value <= self.limit else "**missed**"
        return f"| {quantity}{name}, {book} | {value:.2f}{unit} | ≤ {self.limit:.2f}{unit} | {verdict} |"


SHORT, LONG, GUIDE = "100 pages", "500 pages", "the guide"
TARGETS = (
    Target(SHORT, COLD, 0.95, ONE_PIECE),
    Target(LONG, COLD, 0.95, ONE_PIECE),
    Target(LONG, COLD_TWO, 0.62, COLD),
    Target(GUIDE, COLD_TWO, 0.50, ONE_PIECE),
    Target(GUIDE, ALL_PDFS, 3.20, COLD_TWO),
    Target(GUIDE, EDITED, 1.50, TYPST),
    Target(SHORT, SAME_PDFS, 0.35),
    Target(LONG, SAME_PDFS, 0.35),
    Target(SHORT, SAME_EPUBS, 0.35),
    Target(LONG, SAME_EPUBS, 0.35),
    Target(SHORT, EDITED, 1.40, TYPST),
    Target(LONG, EDITED, 0.50, TYPST),
    Target(SHORT, ALL_PDFS, 1.25, TEACHER),
    Target(LONG, ALL_PDFS, 1.25, TEACHER),
    Target(SHORT, EPUB, 1.25, PANDOC_EPUB),
    Target(LONG, EPUB, 1.25, PANDOC_EPUB),
    Target(LONG, COLD, 5.00, COLD, other_book=SHORT),
    Target(LONG, COLD, 0.45, ONE_PIECE, "peak memory"),
    Target(SHORT, COLD, 0.90, ONE_PIECE, "file size"),
    Target(LONG, COLD, 0.90, ONE_PIECE, "file size"),
)


def _quantity(result: Result, name: str) -> float:
    return {"seconds": result.cost.seconds, "peak memory": result.cost.memory, "file size": float(result.size)}[name]


def report(results: Results, rounds: Mapping[str, int]) -> str:
    """Return the report on the books that were measured, as Markdown."""
    measured = ", ".join(f"{rounds[book]} of {book}" for book in results)
    lines = [
        "# Benchmarks",
        "",
        f"{datetime.now(UTC).date().isoformat()}, by `make bench`. Medians of rounds in which every way runs once; rounds: {measured}.",
        "",
        "| target | measured | limit | |",
        "|---|---:|---:|---|",
        *(target.row(results) for target in TARGETS if {target.book, target.other_book or target.book} <= results.keys()),
        "",
    ]
    for book, of_book in results.items():
        lines += [
            f"## {book.capitalize()}",
            "",
            "| way | seconds | CPU seconds | peak memory | pages | file size |",
            "|---|---:|---:|---:|---:|---:|",
            *(_row(way, result) for way, result in of_book.items()),
            "",
        ]
    return "\n".join([*lines, _NOTES, "## Machine", "", *(f"- {line}" for line in _machine()), ""])


def _row(way: Way, result: Result) -> str:
    cost, pages, size = result
    memory = f"{cost.memory / 1e6:.0f} MB"
    return f"| {way.name} | {cost.seconds:.2f} | {cost.cpu:.2f} | {memory} | {pages or '–'} | {size / 1e3:.0f} kB |"


def _machine() -> Iterator[str]:
    """Yield a description of the machine, without its name, and the versions of the libraries."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / (1 << 30)
    yield f"{platform.system()} on {_processor()}, {os.cpu_count()} cores, {memory:.0f} GB of memory"
    yield f"Python {platform.python_version()}, {', '.join(f'{name} {version(name)}' for name in _LIBRARIES)}"


def _processor() -> str:
    file = Path("/proc/cpuinfo")
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    return next((line.partition(": ")[2] for line in lines if line.startswith("model name")), platform.machine())
