"""The course that one book runs: each way to make it, in turn, round after round."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from benchmarks.manuscripts import Manuscript, Section, lengthened, manuscript, path_of, reworded
from benchmarks.stopwatch import Command, Lap, dismiss, kin_of, median, taken_by, time_of

RIVALS = Path(__file__).with_name("rivals.py")
STUDENT = ("--edition", "student", "--paper", "a4", "--format", "pdf")
EBOOK = ("--edition", "student", "--format", "epub")
TEACHER = ("--edition", "teacher", "--paper", "a4", "--format", "pdf")


@dataclass(frozen=True, slots=True)
class Row:
    """A way to make a book.

    Attributes:
        name: the words of the table.
        made: the file whose pages and size are told; its suffix says what it is.
        commands: what is timed.
        before: what is done first, given the number of the round; it is not timed.
        after: what is undone.
        folder: where the commands run; None where it makes no difference.
        laps: what each round took.
        made_of: pages and bytes of the file that each round gave.
    """

    name: str
    made: Path
    commands: tuple[Command, ...]
    before: Callable[[int], object] = lambda _: None
    after: Callable[[], object] = lambda: None
    folder: Path | None = None
    laps: list[Lap] = field(default_factory=list)
    made_of: list[tuple[int, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Result:
    """What a way took: medians; what has no pages has 0."""

    seconds: float
    processor: float
    memory: int
    pages: int
    size: int


def _result(row: Row) -> Result:
    middle = median(row.laps)
    return Result(middle.seconds, middle.processor, middle.memory, *row.made_of[-1])


class Course:
    """One book, written into a folder of its own, with a shelf that holds it and one that is emptied."""

    def __init__(self, pages: int, folder: Path, cache: Path, note: Callable[[str], None]) -> None:
        """Write the book."""
        self.book: Manuscript = manuscript(pages)
        self.folder, self.note = folder, note
        folder.mkdir(parents=True)
        self.project, self.plain = self.book.write(folder)
        self.environment: Mapping[str, str] = {**_without_choice(), "XDG_CACHE_HOME": str(cache)}
        self.pandoc = self._tell("pandoc").strip()

    def run(self, rounds: int, wanted: str = "") -> dict[str, Result]:
        """Return the medians of so many rounds, by row; of those rows alone of which the pattern finds the name."""
        self.note("making ready")
        self._make_ready()
        rows = tuple(row for row in self._rows() if re.search(wanted, row.name))
        for number in range(rounds):
            for row in rows:
                row.before(number)
                lap = self._lap(row)
                row.after()
                row.laps.append(lap)
                row.made_of.append((self._pages(row.made), row.made.stat().st_size))
                self.note(f"{number + 1}/{rounds} {row.name}: {lap.seconds:.2f} s, {lap.memory >> 20} MB")
        return {row.name: _result(row) for row in rows}

    def _lap(self, row: Row) -> Lap:
        """Time a way; what a press on standby did for it counts as its own."""
        before, _ = taken_by(self._standing_by())
        lap = time_of(row.commands, self.environment, row.folder or self.folder)
        after, memory = taken_by(self._standing_by()) if before else (0.0, 0)
        return replace(lap, processor=lap.processor + max(0.0, after - before), memory=max(lap.memory, memory))

    def _leave_press(self, command: Command) -> None:
        """Make a build that leaves a press behind, and wait until that rests; nobody edits a section in less time."""
        self._do(command)
        taken = -1.0
        while taken < (taken := taken_by(self._standing_by())[0]) or not taken:
            time.sleep(0.5)

    def _standing_by(self) -> list[Path]:
        return list(kin_of(f"XDG_CACHE_HOME={self.environment['XDG_CACHE_HOME']}"))

    def _tell(self, *words: str | Path) -> str:
        command = [sys.executable, RIVALS, *words]
        return subprocess.run(command, check=True, capture_output=True, text=True, env={**self.environment}).stdout

    def _pages(self, made: Path) -> int:
        return int(self._tell("pages", made)) if made.suffix == ".pdf" else 0

    def _press(self, shelf: str, to: str, *choice: str, workers: int = 0, stays: bool = False) -> Command:
        hands = (*(("--workers", str(workers)) if workers else ()), *(() if stays else ("--alone",)))
        places = ("--project", self.project, "--to", self.folder / to, "--shelf", self.folder / shelf)
        return (sys.executable, "-m", "linernotes", "build", *places, *choice, *hands)

    def _do(self, *commands: Command) -> None:
        time_of(commands, self.environment, self.folder)

    def _empty(self, *names: str) -> Callable[[int], None]:
        def empty(_: int) -> None:
            for name in names:
                shutil.rmtree(self.folder / name, ignore_errors=True)

        return empty

    def _copy(self, pairs: Mapping[str, str]) -> Callable[[int], None]:
        def copy(number: int) -> None:
            self._empty(*pairs.values())(number)
            for source, copied in pairs.items():
                shutil.copytree(self.folder / source, self.folder / copied)

        return copy

    def _make_ready(self) -> None:
        """Fill a shelf with the printed book (and then a second one with the e-book), and join the book in one piece."""
        self._do(self._press("printed", "kept", *STUDENT))
        self._tell("join", self.project, self.folder / "printed", self.folder / "piece.pickle")
        self._copy({"printed": "full", "kept": "all-kept"})(0)
        self._do(self._press("full", "all-kept", *STUDENT), self._press("full", "all-kept", *EBOOK))

    def _rows(self) -> Iterator[Row]:
        yield from self._ours()
        yield from self._edits()
        yield from self._theirs()

    def _ours(self) -> Iterator[Row]:
        student, ebook, teacher = "measured-student-a4.pdf", "measured-student.epub", "measured-teacher-a4.pdf"
        cold = self._empty("new", "made")
        made, kept = self.folder / "made", self.folder / "all-kept"
        yield Row("cold, 1 worker", made / student, (self._press("new", "made", *STUDENT, workers=1),), cold)
        yield Row("cold, 2 workers", made / student, (self._press("new", "made", *STUDENT, workers=2),), cold)
        yield Row("nothing changed, PDF", kept / student, (self._press("full", "all-kept", *STUDENT),))
        yield Row("nothing changed, EPUB", kept / ebook, (self._press("full", "all-kept", *EBOOK),))
        yield Row("four PDFs, cold", made / teacher, (self._press("new", "made", "--format", "pdf"),), cold)
        yield Row("teacher A4 alone, cold", made / teacher, (self._press("new", "made", *TEACHER),), cold)
        mapped = self._copy({"printed": "new", "kept": "made"})
        yield Row("EPUB, page map at hand, by itself", made / ebook, (self._press("new", "made", *EBOOK),), mapped)

        def print_first(number: int) -> None:
            """Leave a press on standby that has made the PDF, and has seen no e-book."""
            dismiss(self._standing_by())
            mapped(number)
            self._leave_press(self._press("new", "made", *STUDENT, stays=True))

        by_press = (self._press("new", "made", *EBOOK, stays=True),)
        yield Row(
            "EPUB, page map at hand, after the PDF", made / ebook, by_press, print_first, lambda: dismiss(self._standing_by())
        )
        yield Row("EPUB, empty shelf", made / ebook, (self._press("new", "made", *EBOOK),), cold)

    def _edits(self) -> Iterator[Row]:
        """Yield builds after one section was edited; the words are other ones each time, and are taken back."""
        kept = self.folder / "kept" / "measured-student-a4.pdf"
        edited = self.folder / "edited" / kept.name
        command, by_press = (self._press("worn", "edited", *STUDENT, stays=stays) for stays in (False, True))
        fresh = self._copy({"printed": "worn", "kept": "edited"})
        pages = self._pages(kept)

        def write(section: Section, change: Callable[[Section, int], Section] | None, number: int) -> None:
            words = (change(section, number) if change else section).ours()
            (self.folder / path_of(section)).write_text(words, encoding="utf-8")

        def fitting(start: int, change: Callable[[Section, int], Section], more: int) -> Section:
            """Return the first section from there on of which the change adds so many pages."""
            for section in self.book.sections[start:]:
                fresh(0)
                write(section, change, 0)
                self._do(command)
                write(section, None, 0)
                if self._pages(edited) == pages + more:
                    return section
            raise RuntimeError("no section of the book can be edited so")

        kinds = (
            ("one section edited, pages stay", len(self.book.sections) // 2, reworded, 0),
            ("one section edited, a page more", 1, lengthened, 1),
        )
        for name, start, change, more in kinds:
            section = fitting(start, change, more)

            def alone(number: int, section: Section = section, change: Callable[[Section, int], Section] = change) -> None:
                fresh(number)
                write(section, change, number)

            def stayed(number: int, section: Section = section, change: Callable[[Section, int], Section] = change) -> None:
                """Leave a press on standby that has made the book as it was before the edit."""
                fresh(number)
                self._leave_press(by_press)
                write(section, change, number + 100)  # words that it has not seen

            def after(section: Section = section) -> None:
                write(section, None, 0)
                dismiss(self._standing_by())

            made = self.folder / "edits" / f"{change.__name__}.pdf"
            back = _then(after, edited, change.__name__)
            yield Row(name, made, (by_press,), stayed, back)
            yield Row(f"{name}, by a new process", made, (command,), alone, back)

    def _theirs(self) -> Iterator[Row]:
        folder, python = self.plain.parent, sys.executable
        pandoc = (self.pandoc, "--standalone", "--toc", self.plain.name)
        made = folder / "one-piece.pdf"
        yield Row("WeasyPrint, in one piece", made, ((python, RIVALS, "onepiece", self.folder / "piece.pickle", made),))
        html, made = folder / "book.html", folder / "weasyprint.pdf"
        yield Row(
            "pandoc → WeasyPrint",
            made,
            ((*pandoc, "-t", "html", "-o", html), (python, "-m", "weasyprint", "-q", html, made)),
            folder=folder,
        )
        source, made = folder / "book.typ", folder / "typst.pdf"
        yield Row(
            "pandoc → Typst",
            made,
            ((*pandoc, "-t", "typst", "-o", source), (python, RIVALS, "typst", source, made)),
            folder=folder,
        )
        made = folder / "pandoc.epub"
        yield Row("pandoc → EPUB", made, ((*pandoc, "-t", "epub3", "-o", made),), folder=folder)


def _without_choice() -> Mapping[str, str]:
    """Return the variables that we were started with, but for those that keep a press from staying."""
    return {name: value for name, value in os.environ.items() if name not in {"CI", "LINERNOTES_STAY"}}


def _then(after: Callable[[], object], made: Path, name: str) -> Callable[[], None]:
    """Return what undoes an edit and keeps the file that it gave under a name of its own."""

    def both() -> None:
        after()
        kept = made.parent.parent / "edits"
        kept.mkdir(exist_ok=True)
        shutil.copy(made, kept / f"{name}.pdf")

    return both
