"""The rows of a table as they are written: Markdown drops surplus cells, and adds empty ones."""

from __future__ import annotations

from markdown_it.rules_block.table import escapedSplit
from markdown_it.tree import SyntaxTreeNode

from linernotes.manuscript.source import SourceFile
from linernotes.model.document import Alignment
from linernotes.model.findings import Code, Severity

_ALIGNMENTS = {"text-align:left": Alignment.LEFT, "text-align:center": Alignment.CENTRE, "text-align:right": Alignment.RIGHT}


def alignment_of(cell: SyntaxTreeNode) -> Alignment:
    """Return the alignment of a cell of the head row."""
    return _ALIGNMENTS.get(str(cell.attrs.get("style", "")), Alignment.NONE)


def report_shape(source: SourceFile, line: int, columns: int) -> None:
    """Report a row (its line, first is 1) that has more cells than the head row, or fewer."""
    cells = escapedSplit(source.lines[line - 1].strip(" \t>"))
    cells = cells[1:] if cells and not cells[0] else cells
    cells = cells[:-1] if cells and not cells[-1] else cells
    if len(cells) > columns:
        message = f"this row has {len(cells)} cells, but the head row has {columns}; '{cells[columns].strip()}' would be lost"
        hint = "add a cell to the head row, or join cells; a | that belongs to the text is written \\|, also in code"
        source.report(Code.TABLE_SHAPE, source.place(line), message, hint)
    elif len(cells) < columns:
        message = f"this row has {_count(len(cells))}, but the head row has {columns}; the missing ones are printed empty"
        hint = "write the cells that are missing; | | is an empty one"
        source.report(Code.TABLE_SHAPE, source.place(line), message, hint, Severity.WARNING)


def _count(cells: int) -> str:
    return "1 cell" if cells == 1 else f"{cells} cells"
