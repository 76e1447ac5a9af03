"""Readers of charts that show numbers: the rows of a data file → the chart, one function for each kind."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from linernotes.manuscript.attributes import whole_number
from linernotes.manuscript.datatables import ID, Pairs, column_headings
from linernotes.manuscript.diagrams import ChartData, ChartForm
from linernotes.model.charts import SLOPE_STAGES, Arc, HeatMap, LineUp, Series, Slopes, Stay, Step, Words
from linernotes.model.data import Number
from linernotes.model.document import Chart

_YEARS = (1, 9999)


def _arc(data: ChartData) -> Chart:
    data.expect_rows(2, 12)
    top = data.attributes.take("top", whole_number(1, 1000), 10)
    steps = tuple(
        Step(
            data.words(row, "name"),
            data.number(row, "value", 0, top),
            data.words(row, "below", needed=False),
            place=row.place,
        )
        for row in data.rows
    )
    return Arc(steps, top)


def _stages(data: ChartData, most: int) -> list[tuple[str, str]]:
    """Return the selected columns that contain only numbers, each with its heading."""
    stages = [
        (column, heading)
        for column, heading in data.selection.columns
        if column != ID and all(isinstance(cell.value, (int, Decimal)) for row in data.rows if (cell := row.cell(column)))
    ]
    if not 2 <= len(stages) <= most:
        message = f"the chart needs 2 to {most} columns of numbers, but has {len(stages)}"
        hint = 'select columns and their headings: columns="name=Name; one=I; two=II"'
        data.report(data.attributes.place("columns"), message, hint)
    return stages


def _series(data: ChartData, stages: list[tuple[str, str]], top: int) -> tuple[Series, ...]:
    series = []
    for row in data.rows:
        values: list[Number] = []
        for column, _ in stages:
            cell = row.cell(column)
            value = cell.value if cell else None
            if not isinstance(value, (int, Decimal)) or not 0 <= value <= top:
                actual = "missing" if value is None else str(value)
                message = f"[{row.id}]: '{column}' is {actual}; the chart needs a number from 0 to {top}"
                data.report(cell.place if cell else row.place, message, "write such a number, or set a higher limit with top=")
                value = 0
            values.append(value)
        name, tag = data.words(row, "name"), data.words(row, "tag", needed=False)
        series.append(Series(name, tuple(values), tag, place=row.place))
    return tuple(series)


def _headings(data: ChartData, stages: list[tuple[str, str]]) -> tuple[Words, ...]:
    return tuple(data.inlines(heading) for _, heading in stages)


def _slopes(data: ChartData) -> Chart:
    data.expect_rows(1, 4)
    top = data.attributes.take("top", whole_number(1, 1000), 10)
    stages = _stages(data, SLOPE_STAGES)
    return Slopes(_headings(data, stages), _series(data, stages, top), top)


def _heat_map(data: ChartData) -> Chart:
    data.expect_rows(1, 24)
    top = data.attributes.take("top", whole_number(1, 4), 3)
    stages = _stages(data, 12)
    series = _series(data, stages, top)
    for row, each in zip(data.rows, series, strict=True):
        if any(value != int(value) for value in each.values):
            data.report(row.place, f"[{row.id}]: a number is not whole", "a heat map shows whole numbers only: round it")
    key: Pairs = data.attributes.take("key", column_headings, ())
    meanings = dict(key)
    legend = tuple(data.inlines(meanings[str(value)]) for value in range(top + 1) if str(value) in meanings)
    if meanings and len(legend) != top + 1:
        message = f"the key does not explain every number from 0 to {top}"
        data.report(data.attributes.place("key"), message, 'write for instance key="0=none; 1=weak; 2=strong"')
        legend = ()
    return HeatMap(_headings(data, stages), series, top, legend)


def _line_up(data: ChartData) -> Chart:
    data.expect_rows(1, 30)
    stays = []
    for row in data.rows:
        first, last = data.whole_number(row, "from", *_YEARS), data.whole_number(row, "to", *_YEARS)
        if last < first:
            data.report_value(row, "to", f"it ends in {last}, before it begins in {first}", "correct one of the two years")
        words = (data.words(row, "name"), data.words(row, "part"))
        stays.append(Stay(*words, first, last, data.words(row, "stands", needed=False), place=row.place))
    if data.valid and max(stay.last for stay in stays) - min(stay.first for stay in stays) > 19:
        message = "the rows span more than 20 years, which is the most that the chart can show"
        data.report(data.attributes.place("data"), message, "select rows with rows= or where=")
    heading = data.selection.heading(data.column("stands"))
    return LineUp(tuple(stays), data.inlines(heading) if any(stay.stands for stay in stays) else ())


_STAGES = "every column of numbers in `columns` is a stage, under its heading"

NUMBER_CHARTS: Mapping[str, ChartForm] = {
    "arc": ChartForm(
        _arc,
        "the stages of a story as a sound wave; 2 to 12 rows",
        {"name": "", "value": "0 to `top`", "below": "words below the name; optional"},
        {"top": "the highest value; 10"},
    ),
    "slopes": ChartForm(
        _slopes,
        f"up to four rows of numbers as lines, in up to {SLOPE_STAGES} stages",
        {"name": _STAGES, "tag": "a short label before the name; optional"},
        {"top": "the highest value; 10"},
    ),
    "heat-map": ChartForm(
        _heat_map,
        "up to 24 rows of whole numbers as cells, in up to 12 stages",
        {"name": _STAGES, "tag": "a short label before the name; optional"},
        {"top": "the highest value; 3, at most 4", "key": "the meaning of each number: `0=none; 1=weak; …`"},
    ),
    "line-up": ChartForm(
        _line_up,
        "who was there in which years, of at most 20; up to 30 rows",
        {"name": "", "part": "", "from": "a year", "to": "a year", "stands": "who takes this place in the work; optional"},
    ),
}
"""The kinds of diagrams by the value of ``chart=``."""
