"""Figures that are drawn from data: the fence, and the data of a chart by its fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from markdown_it.tree import SyntaxTreeNode

from linernotes.manuscript.attributes import Attributes, yes_or_no
from linernotes.manuscript.datatables import SELECTION, Selection, as_text, read_selection, selection_table
from linernotes.manuscript.inlines import read_inline_text
from linernotes.manuscript.markdown import BlockReader
from linernotes.model.charts import Words
from linernotes.model.data import DataRow, Datum, Number
from linernotes.model.document import Chart, Diagram, Inline
from linernotes.model.findings import Code, Place, did_you_mean
from linernotes.model.walking import plain_text

DIAGRAM: Mapping[str, str] = {
    "chart": "the kind of diagram",
    "alt": "one sentence that says what a reader who cannot see the drawing must know. Without it, screen readers read the table "
    "instead",
    "table": "`no`: the table of the data is not printed below the drawing",
    **SELECTION,
}
"""The attributes of a figure that is drawn from a data file."""

_FIGURE_ATTRIBUTES = ("title",)
"""Attributes of every figure; for a chart they are not the name of a column."""


@dataclass(frozen=True, slots=True)
class ChartForm:
    """A kind of diagram.

    Attributes:
        read: returns its chart; None if the data are invalid.
        shows: what it shows, in Markdown, for the manual.
        columns: the meaning of each column of the data file that it reads. An attribute of the same name names another column.
        attributes: the meaning of each further attribute of the figure.
    """

    read: Callable[[ChartData], Chart | None]
    shows: str
    columns: Mapping[str, str]
    attributes: Mapping[str, str] = field(default_factory=dict)


class ChartData:
    """The selected rows of a data file as the fields of a chart.

    The field ``name`` of a row is its value in the column ``name``, or in the column that the attribute ``name=`` of the fence
    names. Values that do not fit are reported, and then ``valid`` is false.
    """

    def __init__(self, reader: BlockReader, attributes: Attributes, selection: Selection) -> None:
        self.reader, self.attributes, self.selection = reader, attributes, selection
        self.rows, self.valid = selection.rows, True
        self.names: dict[str, Mapping[str, tuple[Inline, ...]]] = {}
        self._columns: dict[str, str] = {}

    def column(self, field: str) -> str:
        """Return the name of the column for a field."""
        if field not in self._columns:
            self._columns[field] = field if field in _FIGURE_ATTRIBUTES else self.attributes.take(field, str, field)
            if self._is_lost(field):
                self.report(
                    self.attributes.place(field),
                    f"data/{self.selection.table.name}.toml has no column called '{self._columns[field]}'",
                    did_you_mean(self._columns[field], self.selection.table.columns),
                )
        return self._columns[field]

    def _is_lost(self, field: str) -> bool:
        """Return whether an attribute names a column for this field that does not exist."""
        named = field in self.attributes.given and field not in _FIGURE_ATTRIBUTES
        return named and self._columns[field] not in self.selection.table.columns

    def report(self, place: Place, message: str, hint: str = "") -> None:
        """Report an error in the data."""
        self.valid = False
        self.reader.source.report(Code.CHART_DATA, place, message, hint)

    def report_value(self, row: DataRow, field: str, message: str, hint: str = "") -> None:
        """Report an error in a value, unless its whole column is missing, which is reported once."""
        column = self.column(field)
        if self._is_lost(field):
            self.valid = False
            return
        cell = row.cell(column)
        self.report(cell.place if cell else row.place, f"[{row.id}]: {message}", hint)

    def report_missing(self, row: DataRow, field: str) -> None:
        """Report that a row has no value for a field."""
        hint = f"write {self.column(field)} = … below [{row.id}], or name another column with {field}="
        self.report_value(row, field, f"the chart needs a value of '{self.column(field)}'", hint)

    def words(self, row: DataRow, field: str, *, needed: bool = True) -> Words:
        """Return a value as inlines; report an empty one if it is needed."""
        cell = row.cell(self.column(field))
        if cell is not None and plain_text(cell.children).strip():
            return cell.children
        if needed:
            self.report_missing(row, field)
        return ()

    def datum(self, row: DataRow, field: str) -> Datum | None:
        """Return a value as it is in the file."""
        cell = row.cell(self.column(field))
        return cell.value if cell else None

    def number(self, row: DataRow, field: str, low: float, high: float) -> Number:
        """Return a number between bounds; report any other value and return the lower bound."""
        value = self.datum(row, field)
        if isinstance(value, (int, Decimal)) and low <= value <= high:
            return value
        message = f"'{self.column(field)}' is {_shown(value)}; the chart needs a number from {low:g} to {high:g}"
        hint = "correct the number" if isinstance(value, (int, Decimal)) else "write a number without quotes"
        self.report_value(row, field, message, hint)
        return int(low)

    def whole_number(self, row: DataRow, field: str, low: int, high: int) -> int:
        """Return a whole number between bounds."""
        value = self.number(row, field, low, high)
        if value != int(value):
            message = f"'{self.column(field)}' is {value}; the chart needs a whole number"
            self.report_value(row, field, message, f"write for instance {int(value)}")
        return int(value)

    def name_values(self, field: str, names: Mapping[str, tuple[Inline, ...]]) -> None:
        """Print words for the values of a column, in the table of the chart as in its drawing."""
        self.names[self.column(field)] = names

    def inlines(self, text: str) -> tuple[Inline, ...]:
        """Return text from an attribute as inlines."""
        return read_inline_text(text, self.reader.source, self.attributes.line)

    def expect_rows(self, low: int, high: int) -> None:
        """Report fewer or more rows than the chart can show."""
        if not low <= len(self.rows) <= high:
            message = f"the chart can show {low} to {high} rows, but {len(self.rows)} are selected"
            self.report(self.attributes.place("data"), message, "select rows with rows= or where=")


def _shown(value: Datum | None) -> str:
    if value is None:
        return "missing"
    return f"'{value}'" if isinstance(value, str) else "a list" if isinstance(value, tuple) else as_text(value)


def read_diagram(
    reader: BlockReader, node: SyntaxTreeNode, attributes: Attributes, charts: Mapping[str, ChartForm]
) -> Diagram | None:
    """Return the figure of a fence with ``chart=``; its caption is the paragraph in the fence."""

    def chosen(name: str) -> ChartForm:
        if name not in charts:
            raise ValueError(did_you_mean(name, charts) or f"charts are: {', '.join(charts)}")
        return charts[name]

    anchor = attributes.anchor(needed=True)
    form = attributes.take("chart", chosen, None)
    alternative = plain_text(read_inline_text(attributes.take("alt", str, ""), reader.source, attributes.line))
    printed = attributes.take("table", yes_or_no, True)
    caption: tuple[Inline, ...] = ()
    place = reader.place(node)
    for child in node.children:
        if child.type == "paragraph" and not caption:
            caption = reader.inlines(child)
        else:
            hint = "write one paragraph, the caption, in a figure with a chart; move anything else below its closing line"
            reader.source.report(Code.FENCE_MISPLACED, reader.place(child), "this does not belong in a figure", hint)
    if not caption:
        hint = "write the caption as a paragraph in the fence"
        reader.source.report(Code.FIGURE_INCOMPLETE, place, "this figure has no caption", hint)
    selection = read_selection(reader, attributes)
    if form is None or selection is None:
        attributes.known |= attributes.given  # without the chart, its attributes are unknown
        return None
    data = ChartData(reader, attributes, selection)
    attributes.known |= {**form.attributes, **form.columns}
    chart = form.read(data)
    if chart is None or not data.valid:
        return None
    table = selection_table(reader, attributes, selection, place, row_heads=True, names=data.names)
    return Diagram(anchor, chart, caption, table, alternative, printed, place=place)
