"""What was measured, as a page of Markdown: what was reached, what each way took, on which machine."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from benchmarks.course import Result
from benchmarks.stopwatch import Lap

Measured = Mapping[int, Mapping[str, Result]]

COLD, TWO, PIECE = "cold, 1 worker", "cold, 2 workers", "WeasyPrint, in one piece"
SAME, MORE = "one section edited, pages stay", "one section edited, a page more"
TYPST, PANDOC = "pandoc → Typst", "pandoc → EPUB"
MAPPED = "EPUB, page map at hand, after the PDF"
BY_ITSELF = "EPUB, page map at hand, by itself"
IDLE = ("nothing changed, PDF", "nothing changed, EPUB")


@dataclass(frozen=True, slots=True)
class Goal:
    """A number that shall not be exceeded, or for comparison alone; the value is None where its books were not measured."""

    words: str
    value: float | None
    bound: float | None
    unit: str = ""

    def line(self) -> str:
        """Return a row of the table."""
        if self.bound is None:
            return f"| {self.words} | {'not measured' if self.value is None else f'{self.value:.2f}{self.unit}'} | – | |"
        if self.value is None:
            return f"| {self.words} | not measured | ≤ {self.bound:.2f}{self.unit} | |"
        verdict = "reached" if self.value <= self.bound else "**not reached**"
        return f"| {self.words} | {self.value:.2f}{self.unit} | ≤ {self.bound:.2f}{self.unit} | {verdict} |"


def goals(measured: Measured) -> Iterator[Goal]:
    """Yield every goal, for each length of book that it speaks of."""

    def ratio(size: int, row: str, other: str, what: str = "seconds", other_size: int = 0) -> float | None:
        mine, theirs = measured.get(size, {}).get(row), measured.get(other_size or size, {}).get(other)
        if mine is None or theirs is None:
            return None
        return float(getattr(mine, what)) / float(getattr(theirs, what))

    for size in measured:
        yield Goal(f"cold build, one worker : WeasyPrint in one piece, {size} pages", ratio(size, COLD, PIECE), 1.10)
    yield Goal("two workers : one, 500 pages", ratio(500, TWO, COLD), 0.62)
    for row in IDLE:
        seconds = measured[100][row].seconds if row in measured.get(100, {}) else None
        yield Goal(f"{row}, 100 pages", seconds, 0.6, " s")
        yield Goal(f"{row} : cold build, one worker, 100 pages", ratio(100, row, COLD), 0.10)
    for size, bound in ((100, 0.75), (500, 0.40)):
        for row in (SAME, MORE):
            yield Goal(f"{row}, press on standby : pandoc → Typst, {size} pages", ratio(size, row, TYPST), bound)
            alone = f"{row}, by a new process"
            yield Goal(f"{alone} : pandoc → Typst, {size} pages", ratio(size, alone, TYPST), None)
    for size in measured:
        yield Goal(f"four PDFs : teacher A4 alone, {size} pages", ratio(size, "four PDFs, cold", "teacher A4 alone, cold"), 1.25)
    yield Goal(f"{MAPPED}, press on standby : pandoc → EPUB, 100 pages", ratio(100, MAPPED, PANDOC), 0.8)
    yield Goal(f"{BY_ITSELF} : pandoc → EPUB, 100 pages", ratio(100, BY_ITSELF, PANDOC), None)
    yield Goal("cold build, one worker, 500 : 100 pages", ratio(500, COLD, COLD, other_size=100), 5.5)
    for row in (COLD, TWO):
        yield Goal(f"peak memory, {row} : WeasyPrint in one piece, 500 pages", ratio(500, row, PIECE, "memory"), 0.5)
    for size in measured:
        yield Goal(f"size of the PDF : WeasyPrint in one piece, {size} pages", ratio(size, COLD, PIECE, "size"), 1.10)


def report(measured: Measured, fonts: Lap, rounds: Mapping[int, int], note: str) -> str:
    """Return the page."""
    told = ", ".join(f"{rounds[size]} of {size} pages" for size in measured)
    lines = [
        "# What was measured",
        "",
        f"{datetime.now(UTC).date().isoformat()}, by `make bench`. Medians of whole processes, run in turn; rounds: {told}. {note}".strip(),
        "",
        "| ratio | is | shall be | |",
        "|---|---:|---:|---|",
        *(goal.line() for goal in goals(measured)),
        "",
        f"Building the fonts, once on each machine: {fonts.seconds:.1f} s, {fonts.memory / 1e6:.0f} MB.",
        "",
    ]
    for size, rows in measured.items():
        lines += [
            f"## A book of about {size} pages",
            "",
            "| way | seconds | of processors | largest process | pages | file |",
            "|---|---:|---:|---:|---:|---:|",
            *(
                f"| {name} | {row.seconds:.2f} | {row.processor:.2f} | {row.memory / 1e6:.0f} MB | {row.pages or '–'} | {row.size / 1e3:.0f} kB |"
                for name, row in rows.items()
            ),
            "",
        ]
    lines += [
        "Student edition for A4 unless the row says otherwise; rows without a number of workers have one for each core. Cold builds begin",
        "with an empty shelf and fonts that are built; the file of “four PDFs” is the teacher's for A4. The ways through pandoc set the same",
        "words, tables, notes and figures in its own plain form, without ruled lines, line numbers or marks, hence on fewer pages.",
        "",
        "On Linux the press stays for ten minutes after a build. So an edit is measured as an author meets it: the book has been built, a",
        "section is edited, the book is built again; and once more “by a new process”, which loads and reads everything. The e-book “after",
        "the PDF” is the first that a press makes which has made the PDF. Every other row is a new process that leaves nothing behind",
        "(`--alone`). What the standing press takes of processors and memory is counted in its rows, with what it does ahead while it waits.",
        "",
        "## Where",
        "",
        *(f"- {line}" for line in _machine()),
        "",
    ]
    return "\n".join(lines)


def _machine() -> Iterator[str]:
    """Describe the machine, but do not name it."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / (1 << 30)
    yield f"{platform.system()} on {_processor()}, {os.cpu_count()} cores, {memory:.0f} GB of memory"
    versions = ", ".join(f"{name} {version(name)}" for name in ("weasyprint", "pikepdf", "fonttools", "typst", "pypandoc_binary"))
    yield f"Python {platform.python_version()}, {versions}"


def _processor() -> str:
    file = Path("/proc/cpuinfo")
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    return next((line.partition(": ")[2] for line in lines if line.startswith("model name")), platform.machine())
