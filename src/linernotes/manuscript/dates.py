"""Dates in data files, and how tables print them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from linernotes.model.data import DataCell, DataRow
from linernotes.model.document import Text
from linernotes.model.wording import Wording

WHEN = "when"
"""The name of a column that always contains dates, which may lack day and month."""

_DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?")


def read_date(text: str) -> tuple[int, int, int] | None:
    """Return year, month and day of ``1975``, ``1975-08`` or ``1975-08-12``, with 0 for those that it lacks; None for other text."""
    found = _DATE.fullmatch(text)
    if not found:
        return None
    year, month, day = (int(number or 0) for number in found.groups())
    return year, month, day


def with_dates(rows: Iterable[DataRow], words: Wording) -> tuple[DataRow, ...]:
    """Return rows with the texts of columns of dates as readers write them: 12 August 1975, August 1975.

    A column contains dates if it is called ``when``, or if all its values are dates and one of them has a day: 2007-08 alone can
    be a season.
    """
    rows = tuple(rows)
    columns: dict[str, list[str]] = {}
    for cell in (cell for row in rows for cell in row.cells):
        columns.setdefault(cell.column, []).append(cell.value if isinstance(cell.value, str) else "")
    shown = {
        column: {text: words.date_in_words(*date) for text in texts if (date := read_date(text))}
        for column, texts in columns.items()
        if column == WHEN or (all(map(read_date, texts)) and any(date[2] for text in texts if (date := read_date(text))))
    }
    return tuple(replace(row, cells=tuple(_shown(cell, shown.get(cell.column, {})) for cell in row.cells)) for row in rows)


def _shown(cell: DataCell, dates: Mapping[str, str]) -> DataCell:
    text = dates.get(cell.value) if isinstance(cell.value, str) else None
    return replace(cell, children=(Text(unbroken(text), place=cell.place),)) if text else cell


def unbroken(date: str) -> str:
    """Return a date with no-break spaces, since columns of dates are narrow."""
    return date.replace(" ", "\N{NO-BREAK SPACE}")
