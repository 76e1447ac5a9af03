"""Terminal output: results on standard output; findings, errors and progress on standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import cache
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from linernotes.model.findings import Finding, Severity, printable


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


def print_line(text: str) -> None:
    """Print a text to standard error as it is, without markup, and with escapes for characters that a terminal would obey."""
    err().print(Text("\n".join(map(printable, text.split("\n")))), soft_wrap=True)


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
    out().print(table)


def print_findings(findings: Sequence[Finding]) -> None:
    """Print findings, and their number, to standard error."""
    for finding in findings:
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
