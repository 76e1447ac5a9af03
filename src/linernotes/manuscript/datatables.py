"""Data files as rows and columns, and the fence that prints them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from markdown_it.tree import SyntaxTreeNode

from linernotes.manuscript.inlines import read_inline_text
from linernotes.manuscript.markdown import BlockReader, Fence
from linernotes.manuscript.reading import Attributes, Reading, words, yes_or_no
from linernotes.manuscript.tables import TomlTable, load_toml, tables_of
from linernotes.model.data import DataCell, DataRow, DataTable, Datum, Number
from linernotes.model.document import Alignment, Block, Cell, Inline, Row, Table, Text
from linernotes.model.findings import Code, Place, did_you_mean

ID = "id"
"""The column that every table has."""

Pairs: TypeAlias = tuple[tuple[str, str], ...]

_ROW = re.compile(r"\S+")
_COLUMN = re.compile(r"[^\s=;][^=;]*")
_DIGITS = 15
"""Of a number, before and behind the point; a reader could not take in more, and a drawing could not hold them."""


def read_table(name: str, reading: Reading) -> DataTable | None:
    """Read a data file as rows and columns; None where it is not TOML."""
    values = load_toml(reading)
    if values is None:
        return None
    rows = []
    for identifier, table in tables_of(reading, values):
        if _ROW.fullmatch(identifier):
            rows.append(_row(identifier, table))
        else:
            reading.report(Code.ID_FORM, table.place(), f"'{identifier}' cannot be an id", "an id has no white space")
    return DataTable(name, tuple(rows), place=reading.place(1))


def _row(identifier: str, table: TomlTable) -> DataRow:
    named = DataCell(ID, identifier, (Text(identifier, place=table.place()),), place=table.place())
    cells = [named]
    for column, value in table.values.items():
        if column == ID:
            table.fault("has a value called 'id'", ID, "a row's id is its name in brackets")
        elif not _COLUMN.fullmatch(column):
            table.fault(f"'{column}' cannot be a column", column, "a column's name has no = and no ;")
        elif isinstance(value, Mapping):
            table.fault(f"'{column}' is a table in a row", column, "write each of its values into the row itself")
            # Where they are at home, in a character's traits, nobody hears of this, and each is a column.
            texts = {label: text for label, text in value.items() if isinstance(text, str) and _COLUMN.fullmatch(label)}
            cells += [_cell(table, column, text, label) for label, text in texts.items()]
        else:
            datum = _datum(value)
            if datum is None:
                hint = f"numbers have at most {_DIGITS} digits before and behind the point"
                table.fault(f"'{column}' must be text, a number, a date, or a list of these", column, hint)
            else:
                cells.append(_cell(table, column, datum))
    return DataRow(identifier, tuple(cells), place=table.place())


def _datum(value: object) -> Datum | None:
    """Return a value of a data file; None where it is of no kind that can be printed."""
    if isinstance(value, list):
        items = tuple(item for item in map(_datum, value) if item is not None and not isinstance(item, tuple))
        return items if len(items) == len(value) else None
    if isinstance(value, bool):
        return None
    if isinstance(value, Decimal):
        fits = value.is_finite() and value.adjusted() < _DIGITS and -int(value.as_tuple().exponent) <= _DIGITS
        return value if fits else None
    if isinstance(value, int):
        return value if abs(value) < 10**_DIGITS else None
    return value if isinstance(value, str) or type(value) is date else None


def _cell(table: TomlTable, column: str, value: Datum, name: str = "") -> DataCell:
    place = table.place(column)
    items = value if isinstance(value, tuple) else (value,)
    children: list[Inline] = []
    for item in items:
        read = read_inline_text(item, table.reading, place.line) if isinstance(item, str) else (Text(spell(item), place=place),)
        children += [Text(", ", place=place), *read] if children else read
    return DataCell(name or column, value, tuple(children), place=place)


def spell(value: str | Number | date) -> str:
    """Return a single value as its file has it, a decimal with all its places."""
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def column_headings(written: str) -> Pairs:
    """Read ``name=Heading; other=Other heading``; a column without a heading is headed by its name."""
    pairs = []
    for part in written.split(";"):
        name, parted, heading = (piece.strip() for piece in part.partition("="))
        if not name or (parted and not heading):
            raise ValueError("'column=Heading; column=Heading' is wanted")
        pairs.append((name, heading or name))
    return tuple(pairs)


def _conditions(written: str) -> Pairs:
    """Read ``column=value; column=value``."""
    pairs = []
    for part in written.split(";"):
        name, parted, value = (piece.strip() for piece in part.partition("="))
        if not name or not parted:
            raise ValueError("'column=value; column=value' is wanted")
        pairs.append((name, value))
    return tuple(pairs)


@dataclass(frozen=True, slots=True)
class Selection:
    """The rows and columns of a data file that are shown; each column with its heading."""

    table: DataTable
    rows: tuple[DataRow, ...]
    columns: Pairs

    def heading(self, column: str) -> str:
        """Return the heading of a column, as it was written; empty where it is not shown."""
        return dict(self.columns).get(column, "")


def read_selection(reader: BlockReader, attributes: Attributes) -> Selection | None:
    """Read what ``data``, ``columns``, ``rows`` and ``where`` pick; None, and findings, where that is nothing."""
    columns: Pairs = attributes.take("columns", column_headings, ())
    conditions: Pairs = attributes.take("where", _conditions, ())
    picked: tuple[str, ...] = attributes.take("rows", words, ())
    table = chosen_table(reader, attributes)
    if table is None:
        return None
    known = table.columns
    columns = columns or tuple((name, name) for name in table.columns if name != ID)
    wrong = [("column", name, known, "columns") for name, _ in columns if name not in known]
    wrong += [("column", name, known, "where") for name, _ in conditions if name not in known]
    wrong += [("row", name, tuple(row.id for row in table.rows), "rows") for name in picked if table.row(name) is None]
    for kind, name, among, attribute in wrong:
        message = f"data/{table.name}.toml has no {kind} called '{name}'"
        reader.reading.report(Code.DATA_UNKNOWN, attributes.place(attribute), message, did_you_mean(name, among))
    if wrong:
        return None
    rows = [row for name in picked if (row := table.row(name))] if picked else list(table.rows)
    rows = [row for row in rows if all(_meets(row, name, value) for name, value in conditions)]
    if not rows:
        hint = f"known are: {', '.join(_values(table, conditions[0][0]))}" if conditions else "write [an-id] and values below it"
        message = f"no row of data/{table.name}.toml is left to print"
        reader.reading.report(Code.DATA_UNKNOWN, attributes.place("where" if conditions else "data"), message, hint)
        return None
    return Selection(table, tuple(rows), columns)


def print_selection(
    reader: BlockReader,
    attributes: Attributes,
    selection: Selection,
    place: Place,
    caption: tuple[Inline, ...] = (),
    anchor: str = "",
    *,
    row_heads: bool = False,
) -> Table:
    """Return a selection as a table."""
    headings = (read_inline_text(heading, reader.reading, attributes.line) for _, heading in selection.columns)
    head = Row(tuple(Cell(heading, place=place) for heading in headings), place=place)
    body = tuple(Row(tuple(_print(row, name) for name, _ in selection.columns), place=row.place) for row in selection.rows)
    alignments = tuple(_alignment(selection.rows, name) for name, _ in selection.columns)
    return Table(head, body, alignments, caption, anchor, row_heads, place=place)


def _data_table(reader: BlockReader, node: SyntaxTreeNode, attributes: Attributes) -> Block | None:
    anchor = attributes.anchor()
    caption = read_inline_text(attributes.take("caption", str, ""), reader.reading, attributes.line)
    row_heads = attributes.take("row-heads", yes_or_no, False)
    reader.expect_nothing(node)
    selection = read_selection(reader, attributes)
    if selection is None:
        return None
    return print_selection(reader, attributes, selection, reader.place(node), caption, anchor, row_heads=row_heads)


def chosen_table(reader: BlockReader, attributes: Attributes) -> DataTable | None:
    """Return the table that ``data=`` names; report it where there is none."""
    name = attributes.take("data", str, "")
    if not name:
        hint = "write data=name for manuscript/data/name.toml"
        reader.reading.report(
            Code.ATTRIBUTE_MISSING, attributes.place(), f"this {attributes.owner} does not say which data it shows", hint
        )
        return None
    table = reader.data.table(name)
    if table is None and name not in reader.data.unread:
        known = [each.name for each in reader.data.tables]
        hint = did_you_mean(name, known) or f"write manuscript/data/{name}.toml"
        reader.reading.report(Code.DATA_UNKNOWN, attributes.place("data"), f"there is no data/{name}.toml", hint)
    return table


def _meets(row: DataRow, column: str, wanted: str) -> bool:
    cell = row.cell(column)
    return cell is not None and wanted in _spelled(cell.value)


def _spelled(value: Datum) -> Iterable[str]:
    return tuple(spell(item) for item in (value if isinstance(value, tuple) else (value,)))


def _values(table: DataTable, column: str) -> Iterator[str]:
    cells = (cell for row in table.rows if (cell := row.cell(column)))
    yield from sorted({each for cell in cells for each in _spelled(cell.value)})[:12]


def _print(row: DataRow, column: str) -> Cell:
    cell = row.cell(column)
    return Cell(cell.children, place=cell.place) if cell else Cell((), place=row.place)


def _alignment(rows: Iterable[DataRow], column: str) -> Alignment:
    """Numbers stand below each other."""
    values = [cell.value for row in rows if (cell := row.cell(column))]
    return Alignment.RIGHT if values and all(isinstance(value, (int, Decimal)) for value in values) else Alignment.NONE


DATA_FENCES: tuple[Fence, ...] = (Fence("data-table", _data_table),)
