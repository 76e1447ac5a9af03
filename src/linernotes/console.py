"""Terminal output: results on standard output; findings, errors and progress on standard error."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import cache
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from linernotes.model.findings import Finding, Severity, WritingError, printable


def open_streams() -> None:
    """Make sure that input, output and errors go somewhere, and that every character can be printed in some form.

    A closed stream would give its number to the next file that is opened, and messages would go into that file.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # gets the lowest free number
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            stream = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123  # open until the process ends
            setattr(sys, name, stream)
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


@cache
def out() -> Console:
    """Return the console for standard output."""
    return Console(highlight=False, emoji=False, width=None if sys.stdout.isatty() else 200)


@cache
def err() -> Console:
    """Return the console for standard error."""
    return Console(stderr=True, highlight=False, emoji=False)


def shown(file: Path) -> str:
    """Return a path as a person would type it: relative to the current folder if it lies below it."""
    return str(file.resolve().relative_to(Path.cwd())) if file.resolve().is_relative_to(Path.cwd()) else str(file)


def print_text(text: str) -> None:
    """Print a line to standard output."""
    _print(out(), Text(printable(text)))


def print_data(text: str) -> None:
    """Print a text for another program to standard output: lines keep their length, and an empty text prints nothing."""
    if text:
        _print(out(), Text(text), soft_wrap=True)


def _print(console: Console, content: Text | Table, *, soft_wrap: bool = False) -> None:
    """Print to a console; an error stream that is closed or full is ignored.

    Raises:
        WritingError: if standard output cannot be written.
    """
    try:
        console.print(content, soft_wrap=soft_wrap)
    except OSError as fault:
        if not console.stderr:
            raise WritingError(f"the output cannot be written: {(fault.strerror or str(fault)).lower()}") from fault


def print_line(text: str) -> None:
    """Print a text to standard error as it is, without markup, and with escapes for characters that a terminal would obey."""
    _print(err(), Text("\n".join(map(printable, text.split("\n")))), soft_wrap=True)


def print_table(heads: Sequence[str], rows: Iterable[Sequence[str]], numbers: int = 0) -> None:
    """Print a table to standard output.

    Args:
        heads: the column heads; a long value in the first column, a file name, is wrapped.
        rows: the rows.
        numbers: the number of columns at the end that hold numbers.
    """
    table = Table(*heads, box=None, pad_edge=False)
    for column in table.columns[len(heads) - numbers :]:
        column.justify = "right"
    table.columns[0].overflow = "fold"
    for row in rows:
        table.add_row(*(Text(printable(value)) for value in row))
    _print(out(), table)


def print_findings(findings: Sequence[Finding]) -> None:
    """Print findings, and their number, to standard error: warnings first, so that many of them do not hide the errors."""
    for finding in sorted(findings, key=lambda each: each.severity is Severity.ERROR):
        print_line(str(finding))
    if findings:
        errors = sum(finding.severity is Severity.ERROR for finding in findings)
        counts = ((errors, "error"), (len(findings) - errors, "warning"))
        print_line(" and ".join(f"{n} {word}{'s' if n != 1 else ''}" for n, word in counts if n))


def progress() -> AbstractContextManager[Callable[[str], None]]:
    """Return a context with a progress line on a terminal, and with nothing elsewhere; it gives a function that sets the words."""
    return _Spinner() if err().is_terminal else nullcontext(lambda _: None)


class _Spinner(AbstractContextManager[Callable[[str], None]]):
    def __enter__(self) -> Callable[[str], None]:
        self._status = err().status("starting")
        self._status.start()
        return lambda words: self._status.update(Text(printable(words)))

    def __exit__(self, *exception: object) -> None:
        self._status.stop()
