"""The ways to make a book that are compared, and their measurement in turn."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pypandoc

from benchmarks.books import Book
from benchmarks.measure import Command, Measurement, measure, median_of

_LINERNOTES = (sys.executable, "-m", "linernotes", "build", "--project", "project", "--to", "dist", "--cache", "cache")
_TWO, _ONE = ("--workers", "2"), ("--workers", "1")
_STUDENT = (*_LINERNOTES, "--edition", "student", "--paper", "a4", "--format", "pdf")
_TEACHER = (*_LINERNOTES, "--edition", "teacher", "--paper", "a4", "--format", "pdf")
_EBOOK = (*_LINERNOTES, "--edition", "student", "--format", "epub")
_JOIN = (sys.executable, Path(__file__).with_name("one_piece.py"), "project", "cache")
_WEASYPRINT = (sys.executable, "-m", "weasyprint", "--quiet", "--pdf-tags")
PANDOC = (pypandoc.get_pandoc_path(), "--standalone", "--toc", "--from", "markdown-citations", "--resource-path", "plain")
_TYPST = (sys.executable, "-c", "import typst; typst.compile('plain/book.typ', output='plain/typst.pdf')")
_COUNT_PAGES = "import sys, pikepdf; print(len(pikepdf.open(sys.argv[1]).pages))"


@dataclass(frozen=True, slots=True)
class Way:
    """A way to make a book.

    Attributes:
        name: in the words of the report.
        start: the state of the book's folder at the start: "new" has no cache and no files of an earlier build, "printed" has those of
            the student edition for A4, "published" those of all editions, and "edited" is "printed" with an edit.
        commands: the commands, run in that folder.
        output: a pattern for the file that they make.
    """

    name: str
    start: str
    commands: tuple[Command, ...]
    output: str


COLD = Way("cold build, one worker", "new", ((*_STUDENT, *_ONE),), "dist/*-student-a4.pdf")
COLD_TWO = Way("cold build, two workers", "new", ((*_STUDENT, *_TWO),), "dist/*-student-a4.pdf")
EDITED = Way("one section edited", "edited", ((*_STUDENT, *_TWO),), "dist/*-student-a4.pdf")
SAME_PDFS = Way("nothing changed, PDF", "published", ((*_LINERNOTES, "--format", "pdf"),), "dist/*-student-a4.pdf")
SAME_EPUBS = Way("nothing changed, EPUB", "published", ((*_LINERNOTES, "--format", "epub"),), "dist/*-student.epub")
ALL_PDFS = Way("all PDFs, cold", "new", ((*_LINERNOTES, "--format", "pdf", *_TWO),), "dist/*-teacher-a4.pdf")
TEACHER = Way("teacher A4 alone, cold", "new", ((*_TEACHER, *_TWO),), "dist/*-teacher-a4.pdf")
EPUB = Way("EPUB with a recorded page map", "printed", ((*_EBOOK, *_TWO),), "dist/*-student.epub")
ONE_PIECE = Way("WeasyPrint in one piece", "printed", ((*_WEASYPRINT, "../piece/book.html", "piece.pdf"),), "piece.pdf")
TYPST = Way(
    "pandoc → Typst",
    "new",
    ((*PANDOC, "--to", "typst", "plain/book.md", "--output", "plain/book.typ"), _TYPST),
    "plain/typst.pdf",
)
PANDOC_EPUB = Way(
    "pandoc → EPUB", "new", ((*PANDOC, "--to", "epub3", "plain/book.md", "--output", "pandoc.epub"),), "pandoc.epub"
)
WAYS = (COLD, COLD_TWO, EDITED, SAME_PDFS, SAME_EPUBS, ALL_PDFS, TEACHER, EPUB, ONE_PIECE, TYPST, PANDOC_EPUB)


class Result(NamedTuple):
    """The cost of a way, and its file: the number of pages, 0 for an e-book, and the size in bytes."""

    cost: Measurement
    pages: int
    size: int


def run_ways(book: Book, folder: Path, rounds: int) -> Mapping[Way, Result]:
    """Run every way in turn, round after round, and return the medians.

    Args:
        book: the book.
        folder: an empty folder.
        rounds: how many times each way is run.
    """
    _prepare(book, folder)
    work = folder / "work"
    costs: dict[Way, list[Measurement]] = {way: [] for way in WAYS}
    files: dict[Way, tuple[int, int]] = {}
    for number in range(rounds):
        for way in WAYS:
            shutil.copytree(folder / way.start, work)
            cost = measure(way.commands, work)
            (file,) = work.glob(way.output)
            costs[way].append(cost)
            files[way] = _count_pages(file), file.stat().st_size
            shutil.rmtree(work)
            sys.stderr.write(f"{book.name}, {number + 1}/{rounds} {way.name}: {cost.seconds:.2f} s, {cost.cpu:.2f} s of CPU\n")
    return {way: Result(median_of(costs[way]), *files[way]) for way in WAYS}


def _prepare(book: Book, folder: Path) -> None:
    """Make the folders in which ways start, and the book in one piece. This also builds the fonts, which the user's cache keeps."""
    work = folder / "work"  # builds record where their files are, so they run where they will be measured
    _write(book.files, work)
    shutil.copytree(work, folder / "new")
    measure([_STUDENT, (*_JOIN, folder / "piece")], work)
    shutil.copytree(work, folder / "printed")
    shutil.copytree(work, folder / "edited")
    _write(book.edited, folder / "edited")
    measure([(*_LINERNOTES, "--format", "pdf"), (*_LINERNOTES, "--format", "epub")], work)
    work.rename(folder / "published")


def _count_pages(file: Path) -> int:
    if file.suffix != ".pdf":
        return 0
    return int(subprocess.check_output((sys.executable, "-c", _COUNT_PAGES, file)))  # this process loads no large library


def _write(files: Mapping[str, bytes], folder: Path) -> None:
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
