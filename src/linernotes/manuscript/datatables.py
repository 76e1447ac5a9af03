"""Data files as tables of rows and columns, and the fence ``data-table`` that prints them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import TypeAlias

from markdown_it.tree import SyntaxTreeNode

from linernotes.manuscript.attributes import Attributes, words, yes_or_no
from linernotes.manuscript.cited import cited_lines
from linernotes.manuscript.dates import unbroken, with_dates
from linernotes.manuscript.inlines import read_inline_text
from linernotes.manuscript.markdown import BlockReader, Fence
from linernotes.manuscript.source import SourceFile
from linernotes.manuscript.toml import TomlTable, load_toml, tables_of
from linernotes.model.data import DataCell, DataRow, DataTable, Datum, Number
from linernotes.model.document import Alignment, Block, Cell, Inline, Row, Table, Text
from linernotes.model.findings import Code, Place, did_you_mean
from linernotes.model.wording import Wording

ID = "id"
"""The name of the column that every table has."""

LINES = "lines"
"""The name of a column that may cite lines by their ids."""

Pairs: TypeAlias = tuple[tuple[str, str], ...]
"""Names and values that an attribute such as ``columns`` lists."""

Names: TypeAlias = Mapping[str, Mapping[str, tuple[Inline, ...]]]
"""For some columns, words that are printed for their values."""

_ROW_ID = re.compile(r"\S+")
_COLUMN_NAME = re.compile(r"[^\s=;][^=;]*")
_MAX_DIGITS = 15
"""Digits that a number may have before and after the decimal point; a chart has no room for more."""


def read_table(name: str, source: SourceFile, words: Wording) -> DataTable | None:
    """Return a data file as a table, its dates in these words, or None if it is not TOML."""
    values = load_toml(source)
    if values is None:
        return None
    rows = []
    for identifier, table in tables_of(source, values):
        if _ROW_ID.fullmatch(identifier):
            rows.append(_row(identifier, table, words))
        else:
            source.report(Code.ID_FORM, table.place(), f"'{identifier}' cannot be an id", "write an id without spaces")
    return DataTable(name, with_dates(rows, words), place=source.place(1))


def _row(identifier: str, table: TomlTable, words: Wording) -> DataRow:
    cells = [DataCell(ID, identifier, (Text(identifier, place=table.place()),), place=table.place())]
    for column, value in table.values.items():
        if column == ID:
            table.report("a value cannot be called 'id'", ID, "the id of a row is its name in brackets; choose another name")
        elif not _COLUMN_NAME.fullmatch(column):
            table.report(f"'{column}' cannot be the name of a column", column, "write a name without = and ;")
        elif isinstance(value, Mapping):
            table.report(f"'{column}' has values of its own", column, "write each of them as a value of the row")
            # The traits of a character are the exception: each is a column, and this finding is discarded.
            texts = {label: text for label, text in value.items() if isinstance(text, str) and _COLUMN_NAME.fullmatch(label)}
            cells += [_cell(table, column, text, words, label) for label, text in texts.items()]
        else:
            datum = _datum(value)
            if datum is None:
                hint = f"put a text in straight quotes; a number has at most {_MAX_DIGITS} digits before and after the point"
                table.report(f"'{column}' is not a text, a number, a date, or a list of these", column, hint)
            else:
                cells.append(_cell(table, column, datum, words))
    return DataRow(identifier, tuple(cells), place=table.place())


def _datum(value: object) -> Datum | None:
    """Return a value of a data file, or None if its type cannot be printed."""
    if isinstance(value, list):
        items = tuple(item for item in map(_datum, value) if item is not None and not isinstance(item, tuple))
        return items if len(items) == len(value) else None
    if isinstance(value, bool):
        return None
    if isinstance(value, Decimal):
        fits = value.is_finite() and value.adjusted() < _MAX_DIGITS and -int(value.as_tuple().exponent) <= _MAX_DIGITS
        return value if fits else None
    if isinstance(value, int):
        return value if abs(value) < 10**_MAX_DIGITS else None
    return value if isinstance(value, str) or type(value) is date else None


def _cell(table: TomlTable, column: str, value: Datum, words: Wording, name: str = "") -> DataCell:
    place = table.place(column)
    items = value if isinstance(value, tuple) else (value,)
    children: list[Inline] = []
    for item in items:
        if isinstance(item, str):
            inlines = (column == LINES and cited_lines(item, place)) or read_inline_text(item, table.source, place.line)
        else:
            shown = unbroken(words.date_in_words(item.year, item.month, item.day)) if isinstance(item, date) else as_text(item)
            inlines = (Text(shown, place=place),)
        children += [Text(", ", place=place), *inlines] if children else inlines
    return DataCell(name or column, value, tuple(children), place=place)


def as_text(value: str | Number | date) -> str:
    """Return a value as it is in the file, a decimal with all its places."""
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def column_headings(text: str) -> Pairs:
    """Parse ``name=Heading; other=Other heading``; the default heading of a column is its name."""
    pairs = []
    for part in text.split(";"):
        name, equals, heading = (piece.strip() for piece in part.partition("="))
        if not name or (equals and not heading):
            raise ValueError("write 'name=Heading; other-name=Other heading'")
        pairs.append((name, heading or name))
    return tuple(pairs)


def _conditions(text: str) -> Pairs:
    """Parse ``column=value; column=value``."""
    pairs = []
    for part in text.split(";"):
        name, equals, value = (piece.strip() for piece in part.partition("="))
        if not name or not equals:
            raise ValueError("write 'column=value; other-column=other value'")
        pairs.append((name, value))
    return tuple(pairs)


@dataclass(frozen=True, slots=True)
class Selection:
    """The rows and columns of a data file that a fence shows; each column has its heading."""

    table: DataTable
    rows: tuple[DataRow, ...]
    columns: Pairs

    def heading(self, column: str) -> str:
        """Return the heading of a column; empty if the column is not shown."""
        return dict(self.columns).get(column, "")


def read_selection(reader: BlockReader, attributes: Attributes) -> Selection | None:
    """Return what ``data``, ``columns``, ``rows`` and ``where`` select; report an empty or invalid selection and return None."""
    columns: Pairs = attributes.take("columns", column_headings, ())
    conditions: Pairs = attributes.take("where", _conditions, ())
    row_ids: tuple[str, ...] = attributes.take("rows", words, ())
    table = _named_table(reader, attributes)
    if table is None:
        return None
    known = table.columns
    columns = columns or tuple((name, name) for name in table.columns if name != ID)
    wrong = [("column", name, known, "columns") for name, _ in columns if name not in known]
    wrong += [("column", name, known, "where") for name, _ in conditions if name not in known]
    wrong += [("row", name, tuple(row.id for row in table.rows), "rows") for name in row_ids if table.row(name) is None]
    for kind, name, among, attribute in wrong:
        message = f"data/{table.name}.toml has no {kind} called '{name}'"
        reader.source.report(Code.DATA_UNKNOWN, attributes.place(attribute), message, did_you_mean(name, among))
    if wrong:
        return None
    rows = [row for name in row_ids if (row := table.row(name))] if row_ids else list(table.rows)
    rows = [row for row in rows if all(_meets(row, name, value) for name, value in conditions)]
    if not rows:
        if conditions:
            message = f"no row of data/{table.name}.toml meets the conditions"
            hint = f"values of '{conditions[0][0]}' are: {', '.join(_values(table, conditions[0][0]))}"
        else:
            message, hint = f"data/{table.name}.toml has no rows", "write [an-id] and its values below it"
        reader.source.report(Code.DATA_UNKNOWN, attributes.place("where" if conditions else "data"), message, hint)
        return None
    return Selection(table, tuple(rows), columns)


def selection_table(
    reader: BlockReader,
    attributes: Attributes,
    selection: Selection,
    place: Place,
    caption: tuple[Inline, ...] = (),
    anchor: str = "",
    *,
    row_heads: bool = False,
    names: Names = MappingProxyType({}),
) -> Table:
    """Return a selection as a table; ``names`` replaces values by words in some columns, such as ids of people by their names."""
    headings = (read_inline_text(heading, reader.source, attributes.line) for _, heading in selection.columns)
    head = Row(tuple(Cell(heading, place=place) for heading in headings), place=place)
    body = tuple(
        Row(tuple(_cell_of(row, name, names.get(name, {})) for name, _ in selection.columns), place=row.place)
        for row in selection.rows
    )
    alignments = tuple(_alignment(selection.rows, name) for name, _ in selection.columns)
    return Table(head, body, alignments, caption, anchor, row_heads, place=place)


def _data_table(reader: BlockReader, node: SyntaxTreeNode, attributes: Attributes) -> Block | None:
    anchor = attributes.anchor()
    caption = read_inline_text(attributes.take("caption", str, ""), reader.source, attributes.line)
    row_heads = attributes.take("row-heads", yes_or_no, False)
    selection = read_selection(reader, attributes)
    if selection is None:
        return None
    table = selection_table(reader, attributes, selection, reader.place(node), caption, anchor, row_heads=row_heads)
    return replace(table, widths=column_widths(attributes, len(selection.columns)))


def column_widths(attributes: Attributes, columns: int) -> tuple[int, ...]:
    """Return the relative widths of the columns of a table, such as ``25 24 34 35``; empty if there are none."""
    words = attributes.take("widths", str, "").split()
    widths = tuple(int(word) for word in words if word.isdecimal() and 0 < int(word) < 1000)
    if words and not len(widths) == len(words) == columns:
        message = f"{attributes.owner}: widths='{' '.join(words)}' is not {columns} whole numbers"
        hint = f'write one for each column, for instance widths="{" ".join("2" + "1" * (columns - 1))}"'
        attributes.source.report(Code.ATTRIBUTE_VALUE, attributes.place("widths"), message, hint)
        return ()
    return widths


def _named_table(reader: BlockReader, attributes: Attributes) -> DataTable | None:
    """Return the table that ``data=`` names, or report it and return None."""
    name = attributes.take("data", str, "")
    if not name:
        hint = "write data=name to show manuscript/data/name.toml"
        reader.source.report(Code.ATTRIBUTE_MISSING, attributes.place(), f"this {attributes.owner} has no data=", hint)
        return None
    table = reader.data.table(name)
    if table is None and name not in reader.data.unread:
        known = [each.name for each in reader.data.tables]
        hint = did_you_mean(name, known) or f"write the file manuscript/data/{name}.toml"
        reader.source.report(
            Code.DATA_UNKNOWN, attributes.place("data"), f"there is no data file '{name}' (manuscript/data/{name}.toml)", hint
        )
    return table


def _meets(row: DataRow, column: str, wanted: str) -> bool:
    cell = row.cell(column)
    return cell is not None and wanted in _texts(cell.value)


def _texts(value: Datum) -> Iterable[str]:
    return tuple(as_text(item) for item in (value if isinstance(value, tuple) else (value,)))


def _values(table: DataTable, column: str) -> Iterator[str]:
    cells = (cell for row in table.rows if (cell := row.cell(column)))
    yield from sorted({each for cell in cells for each in _texts(cell.value)})[:12]


def _cell_of(row: DataRow, column: str, names: Mapping[str, tuple[Inline, ...]]) -> Cell:
    cell = row.cell(column)
    if cell is None:
        return Cell((), place=row.place)
    named = [names.get(value) for value in _texts(cell.value)]
    if not all(named):
        return Cell(cell.children, place=cell.place)
    words = [inline for each in named for inline in (Text(", ", place=cell.place), *(each or ()))]
    return Cell(tuple(words[1:]), place=cell.place)


def _alignment(rows: Iterable[DataRow], column: str) -> Alignment:
    """Return the alignment of a column: right if all its values are numbers."""
    values = [cell.value for row in rows if (cell := row.cell(column))]
    return Alignment.RIGHT if values and all(isinstance(value, (int, Decimal)) for value in values) else Alignment.NONE


ANCHOR: Mapping[str, str] = {"id": "its name in links"}
TABLE: Mapping[str, str] = {
    **ANCHOR,
    "caption": "the words above the table; a table with a caption is numbered",
    "row-heads": "`yes`: the first column contains heads",
}
"""The attributes of a table."""

WIDTHS: Mapping[str, str] = {
    "widths": "the relative widths of its columns in print, such as `2 1`; the default depends on their content"
}

SELECTION: Mapping[str, str] = {
    "data": "the name of the file, without `.toml`",
    "columns": "the columns to print, in this order, each with its heading: `name=Part; lines=Lines`; the default is all columns "
    "under their own names. `id` is a column, too",
    "rows": "the rows to print, in this order: `ii i`",
    "where": "conditions: `layer=record; when=1975-08` prints the rows that meet all of them. If the value is a list, one of its "
    "items must match",
}
"""The attributes of a fence that shows rows and columns of a data file."""

DATA_FENCES: tuple[Fence, ...] = (
    Fence("data-table", _data_table, "a table from a data file", {**TABLE, **WIDTHS, **SELECTION}, generated=True),
)
