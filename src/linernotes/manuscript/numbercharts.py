"""Rows of data → the values of charts of numbers, one small reader for each kind."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from linernotes.manuscript.datatables import ID, Pairs, Selection, column_headings
from linernotes.manuscript.diagrams import ChartReader, Source
from linernotes.manuscript.reading import whole_number
from linernotes.model.charts import SLOPE_STAGES, Arc, Chart, HeatMap, LineUp, Series, Slopes, Stay, Step, Words
from linernotes.model.data import Number

_YEARS = (1, 9999)


def _arc(source: Source) -> Chart:
    source.count(2, 12)
    top = source.attributes.take("top", whole_number(1, 1000), 10)
    steps = tuple(
        Step(
            source.words(row, "name"),
            source.number(row, "value", 0, top),
            source.words(row, "below", needed=False),
            place=row.place,
        )
        for row in source.rows
    )
    return Arc(steps, top)


def _stages(source: Source, selection: Selection, most: int) -> list[tuple[str, str]]:
    """Return the columns of numbers that are shown, with their headings."""
    stages = [
        (column, heading)
        for column, heading in selection.columns
        if column != ID and all(isinstance(cell.value, (int, Decimal)) for row in source.rows if (cell := row.cell(column)))
    ]
    if not 2 <= len(stages) <= most:
        message = f"the chart needs 2 to {most} columns of numbers, and here are {len(stages)}"
        source.complain(source.attributes.place("columns"), message, 'pick and head them: columns="name=Name; one=I; two=II"')
    return stages


def _series(source: Source, stages: list[tuple[str, str]], top: int) -> tuple[Series, ...]:
    found = []
    for row in source.rows:
        values: list[Number] = []
        for column, _ in stages:
            cell = row.cell(column)
            value = cell.value if cell else None
            if not isinstance(value, (int, Decimal)) or not 0 <= value <= top:
                shown = "missing" if value is None else str(value)
                message = f"[{row.id}] '{column}' is {shown}; the chart needs a number from 0 to {top}"
                source.complain(cell.place if cell else row.place, message, "top= raises the bound")
                value = 0
            values.append(value)
        name, tag = source.words(row, "name"), source.words(row, "tag", needed=False)
        found.append(Series(name, tuple(values), tag, place=row.place))
    return tuple(found)


def _headings(source: Source, stages: list[tuple[str, str]]) -> tuple[Words, ...]:
    return tuple(source.inlines(heading) for _, heading in stages)


def _slopes(source: Source) -> Chart:
    source.count(1, 4)
    top = source.attributes.take("top", whole_number(1, 1000), 10)
    stages = _stages(source, source.selection, SLOPE_STAGES)
    return Slopes(_headings(source, stages), _series(source, stages, top), top)


def _heat_map(source: Source) -> Chart:
    source.count(1, 24)
    top = source.attributes.take("top", whole_number(1, 4), 3)
    stages = _stages(source, source.selection, 12)
    series = _series(source, stages, top)
    for row, each in zip(source.rows, series, strict=True):
        if any(value != int(value) for value in each.values):
            source.complain(row.place, f"[{row.id}] has a number that is not whole; a cell shows whole numbers")
    key: Pairs = source.attributes.take("key", column_headings, ())
    meanings = dict(key)
    told = tuple(source.inlines(meanings[str(value)]) for value in range(top + 1) if str(value) in meanings)
    if meanings and len(told) != top + 1:
        source.complain(source.attributes.place("key"), f"the key must say what each number from 0 to {top} means", "0=none; 1=…")
        told = ()
    return HeatMap(_headings(source, stages), series, top, told)


def _line_up(source: Source) -> Chart:
    source.count(1, 30)
    stays = []
    for row in source.rows:
        first, last = source.whole_number(row, "from", *_YEARS), source.whole_number(row, "to", *_YEARS)
        if last < first:
            source.fault(row, "to", f"ends in {last}, before it begins in {first}")
        words = (source.words(row, "name"), source.words(row, "part"))
        stays.append(Stay(*words, first, last, source.words(row, "stands", needed=False), place=row.place))
    if source.whole and max(stay.last for stay in stays) - min(stay.first for stay in stays) > 19:
        source.complain(source.attributes.place("data"), "the chart can show at most 20 years")
    heading = source.selection.heading(source.column("stands"))
    return LineUp(tuple(stays), source.inlines(heading) if any(stay.stands for stay in stays) else ())


NUMBER_CHARTS: Mapping[str, ChartReader] = {
    "arc": _arc,
    "slopes": _slopes,
    "heat-map": _heat_map,
    "line-up": _line_up,
}
"""Charts of numbers by the names that authors give them."""
