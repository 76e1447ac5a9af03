"""What a person reads at the terminal: results on standard output, what went wrong on standard error, what is being done."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from linernotes.model.findings import Finding, Severity

if TYPE_CHECKING:
    from rich.console import Console


@cache
def out() -> Console:
    """Return what writes to standard output; it takes longer to load than to find that there is nothing to do."""
    from rich.console import Console

    return Console(highlight=False, width=None if sys.stdout.isatty() else 200)


@cache
def err() -> Console:
    """Return what writes to standard error."""
    from rich.console import Console

    return Console(stderr=True, highlight=False)


def shown(file: Path) -> str:
    """Return a path as a person would type it."""
    return str(file.resolve().relative_to(Path.cwd())) if file.resolve().is_relative_to(Path.cwd()) else str(file)


def print_table(heads: Sequence[str], rows: Iterable[Sequence[str]], figures: int = 0) -> None:
    """Write a table to standard output; so many of its last columns hold figures. The first, a file, is broken rather than cut."""
    from rich.table import Table

    table = Table(*heads, box=None, pad_edge=False)
    for column in table.columns[len(heads) - figures :]:
        column.justify = "right"
    table.columns[0].overflow = "fold"
    for row in rows:
        table.add_row(*row)
    out().print(table)


def print_findings(findings: Sequence[Finding]) -> None:
    """Write findings to standard error, and how many they are."""
    for finding in findings:
        err().print(str(finding), markup=False, soft_wrap=True)
    if findings:
        errors = sum(finding.severity is Severity.ERROR for finding in findings)
        warnings = len(findings) - errors
        told = [f"{n} {word}{'s' if n != 1 else ''}" for n, word in ((errors, "error"), (warnings, "warning")) if n]
        err().print(" and ".join(told), soft_wrap=True)


def progress() -> AbstractContextManager[Callable[[str], None]]:
    """Return a line that says what is being done, on a terminal; nothing elsewhere."""
    if not err().is_terminal:
        return nullcontext(lambda _: None)
    return _Spinner()


class _Spinner(AbstractContextManager[Callable[[str], None]]):
    def __enter__(self) -> Callable[[str], None]:
        self._status = err().status("starting")
        self._status.start()
        return lambda words: self._status.update(words)

    def __exit__(self, *exception: object) -> None:
        self._status.stop()
