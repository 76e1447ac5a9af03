"""Figures that are drawn from data: the fence, and the values of rows as charts ask for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from markdown_it.tree import SyntaxTreeNode

from linernotes.manuscript.datatables import Selection, print_selection, read_selection, spell
from linernotes.manuscript.inlines import read_inline_text
from linernotes.manuscript.markdown import BlockReader
from linernotes.manuscript.reading import Attributes, yes_or_no
from linernotes.model.charts import Chart, Words
from linernotes.model.data import DataRow, Datum, Number
from linernotes.model.document import Diagram, Inline
from linernotes.model.findings import Code, Place, did_you_mean
from linernotes.model.walking import plain_text

FIGURE = ("title",)
"""Attributes that a figure has with a chart or without one; no chart takes the name of a column from them."""


class Source:
    """The rows that a chart is drawn from; values are taken by the part that they play, and what does not fit is reported.

    A value of the part ``name`` stands in the column ``name``, or in that which the attribute ``name=`` of the fence names.
    """

    def __init__(self, reader: BlockReader, attributes: Attributes, selection: Selection) -> None:
        """Begin with the fence's attributes and what they pick."""
        self.reader, self.attributes, self.selection = reader, attributes, selection
        self.rows, self.whole = selection.rows, True
        self._columns: dict[str, str] = {}

    def column(self, part: str) -> str:
        """Return the column in which a part stands."""
        if part not in self._columns:
            self._columns[part] = part if part in FIGURE else self.attributes.take(part, str, part)
            written = part in self.attributes.given and part not in FIGURE
            if written and self._columns[part] not in self.selection.table.columns:
                self.complain(
                    self.attributes.place(part),
                    f"data/{self.selection.table.name}.toml has no column called '{self._columns[part]}'",
                    did_you_mean(self._columns[part], self.selection.table.columns),
                )
        return self._columns[part]

    def complain(self, place: Place, message: str, hint: str = "") -> None:
        """Report what cannot be drawn."""
        self.whole = False
        self.reader.reading.report(Code.CHART_DATA, place, message, hint)

    def fault(self, row: DataRow, part: str, message: str, hint: str = "") -> None:
        """Report what is wrong with a value of a row; that a column is not there has been told."""
        if part in self.attributes.given and part not in FIGURE and self.column(part) not in self.selection.table.columns:
            self.whole = False
            return
        cell = row.cell(self.column(part))
        self.complain(cell.place if cell else row.place, f"[{row.id}] {message}", hint)

    def words(self, row: DataRow, part: str, *, needed: bool = True) -> Words:
        """Return a value as it is printed."""
        cell = row.cell(self.column(part))
        if cell is not None and plain_text(cell.children).strip():
            return cell.children
        if needed:
            self.fault(row, part, f"has no '{self.column(part)}', which the chart needs", f"write it, or {part}=another-column")
        return ()

    def datum(self, row: DataRow, part: str) -> Datum | None:
        """Return a value as it stands in the file."""
        cell = row.cell(self.column(part))
        return cell.value if cell else None

    def number(self, row: DataRow, part: str, low: float, high: float) -> Number:
        """Return a number between bounds; what is none is reported, and the lower bound returned."""
        value = self.datum(row, part)
        if isinstance(value, (int, Decimal)) and low <= value <= high:
            return value
        found = f"'{self.column(part)}' is {_shown(value)}"
        self.fault(row, part, f"{found}; the chart needs a number from {low:g} to {high:g}")
        return int(low)

    def whole_number(self, row: DataRow, part: str, low: int, high: int) -> int:
        """Return a whole number between bounds."""
        value = self.number(row, part, low, high)
        if value != int(value):
            self.fault(row, part, f"'{self.column(part)}' is {value}; the chart needs a whole number")
        return int(value)

    def inlines(self, text: str) -> tuple[Inline, ...]:
        """Read words of an attribute."""
        return read_inline_text(text, self.reader.reading, self.attributes.line)

    def count(self, low: int, high: int) -> None:
        """Report it where there are fewer or more rows than the chart can show."""
        if not low <= len(self.rows) <= high:
            message = f"the chart can show {low} to {high} rows, and here are {len(self.rows)}"
            self.complain(self.attributes.place("data"), message, "pick rows with rows= or where=")


def _shown(value: Datum | None) -> str:
    if value is None:
        return "missing"
    return f"'{value}'" if isinstance(value, str) else "a list" if isinstance(value, tuple) else spell(value)


ChartReader = Callable[[Source], Chart | None]


def read_diagram(
    reader: BlockReader, node: SyntaxTreeNode, attributes: Attributes, charts: Mapping[str, ChartReader]
) -> Diagram | None:
    """Read a figure that names a chart; its caption is the paragraph inside."""

    def chosen(name: str) -> ChartReader:
        if name not in charts:
            raise ValueError(did_you_mean(name, charts) or f"known are: {', '.join(charts)}")
        return charts[name]

    anchor = attributes.anchor(needed=True)
    read = attributes.take("chart", chosen, None)
    alternative = plain_text(read_inline_text(attributes.take("alt", str, ""), reader.reading, attributes.line))
    printed = attributes.take("table", yes_or_no, True)
    caption: tuple[Inline, ...] = ()
    place = reader.place(node)
    for child in node.children:
        if child.type == "paragraph" and not caption:
            caption = reader.inlines(child)
        else:
            hint = "a figure with a chart holds one paragraph, its caption"
            reader.reading.report(Code.FENCE_MISPLACED, reader.place(child), "this does not belong in a figure", hint)
    if not caption:
        hint = "write a paragraph into the fence"
        reader.reading.report(Code.FIGURE_INCOMPLETE, place, "this figure has no caption", hint)
    selection = read_selection(reader, attributes)
    if read is None or selection is None:
        attributes.known += attributes.given  # what the chart would have taken is not known
        return None
    source = Source(reader, attributes, selection)
    chart = read(source)
    if chart is None or not source.whole:
        return None
    twin = print_selection(reader, attributes, selection, place, row_heads=True)
    return Diagram(anchor, chart, caption, twin, alternative, printed, place=place)
