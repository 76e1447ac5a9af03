"""The rows of a table as they are written: Markdown drops the cells that are more than those of the head row."""

from __future__ import annotations

from markdown_it.rules_block.table import escapedSplit

from linernotes.manuscript.source import SourceFile
from linernotes.model.findings import Code


def report_surplus(source: SourceFile, line: int, columns: int) -> None:
    """Report a row (its line, first is 1) that has more cells than the head row."""
    cells = escapedSplit(source.lines[line - 1].strip(" \t>"))
    cells = cells[1:] if cells and not cells[0] else cells
    cells = cells[:-1] if cells and not cells[-1] else cells
    if len(cells) > columns:
        message = f"this row has {len(cells)} cells, but the head row has {columns}; '{cells[columns].strip()}' would be lost"
        hint = "add a cell to the head row, or join cells; a | that belongs to the text is written \\|, also in code"
        source.report(Code.TABLE_SHAPE, source.place(line), message, hint)
