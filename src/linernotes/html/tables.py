"""Tables → XHTML; where letters are large, the rows of wide ones below each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from markupsafe import Markup

from linernotes.editing.references import bare
from linernotes.html.elements import element, join
from linernotes.html.writing import BlockWriter
from linernotes.model.document import Cell, Citation, NoteCall, Row, Table
from linernotes.model.walking import descend, plain_text
from linernotes.model.wording import Wording

ROWS = 3
"""Lines that a row of a table may take beside others."""

TO_WRITE = 16
"""Letters of room that a cell needs to be written in."""

SHORT = 3
"""Letters of a first cell that says too little without its head."""


def render_table(table: Table, writer: BlockWriter, words: Wording) -> Markup:
    """Return a table with its heads scoped, and with its caption and number, or with its name for those who hear it."""
    if _is_wide(table, writer.medium.letters_across):
        return _stack(table, writer, words)

    fixed = bool(table.widths) and writer.medium.rooms

    def row(cells: Row, name: str, *, heads: bool) -> Markup:
        spelled = []
        for index, cell in enumerate(cells.cells):
            head = name == "th" or (heads and index == 0)
            align = table.alignments[index].value
            inside = writer.inlines(cell.children)
            if not inside and writer.medium.tables_heard:
                head = False
            scope = ("col" if name == "th" else "row") if head else None
            share = f"width: {100 * table.widths[index] / sum(table.widths):.1f}%" if fixed and name == "th" else None
            spelled.append(element("th" if head else "td", inside, scope=scope, class_=align, style=share))
        return element("tr", join(spelled))

    caption = Markup("")
    if table.caption:
        caption = element("caption", _caption(table, writer, words))
    elif writer.medium.tables_heard:
        caption = element("caption", table.name, class_="by-ear")
    head = element("thead", row(table.head, "th", heads=False))
    body = element("tbody", join((row(each, "td", heads=table.row_heads) for each in table.rows), "\n"))
    return element("table", caption + head + body, id=table.anchor, class_="fixed" if fixed else None)


def _caption(table: Table, writer: BlockWriter, words: Wording) -> Markup:
    number = element("b", f"{words.table} {table.number}.") + " " if table.number else Markup("")
    return number + writer.inlines(table.caption)


def _is_wide(table: Table, across: int) -> bool:
    """Return whether so many letters across would break words or pile up lines in columns beside each other."""
    if not across or len(table.head.cells) < 3:
        return False
    needed = fullest = 0
    for index, head in enumerate(table.head.cells):
        cells = [row.cells[index] for row in table.rows]
        name, *words = (plain_text(cell.children) for cell in (head, *cells))
        longest = max(len(word) for word in " ".join((name, *words)).split() or [""])
        to_write = len(name) > SHORT and not all(cell.children for cell in cells)
        needed += 2 + (max(longest, TO_WRITE) if to_write else longest)
        fullest += max(map(len, words), default=0)
    return needed > across or fullest > ROWS * across * 0.75


def _stack(table: Table, writer: BlockWriter, words: Wording) -> Markup:
    """Return the rows of a table below each other: the first cell heads the others, each of which says its own head."""
    caption = element("p", _caption(table, writer, words), class_="stacked-caption") if table.caption else Markup("")

    def record(row: Row, above: Markup, heads: Sequence[Cell]) -> Markup:
        (corner, first), *others = zip(heads, row.cells, strict=True)
        title = writer.inlines(first.children)
        if len(plain_text(first.children)) <= SHORT or any(descend(corner, NoteCall, Citation)):
            title = writer.inlines(corner.children) + " " + title
        lines = [above, element("p", title, class_="stacked-title")]
        for head, cell in others:
            stop = "" if plain_text(head.children).endswith("?") else ":"
            name = element("b", writer.inlines(head.children) + stop)
            inside = writer.inlines(cell.children)
            lines.append(element("p", join([name, inside], " ")) if inside else element("p", name, class_="stacked-empty"))
        to_write = " to-write" if any(not cell.children for cell in row.cells) else ""
        return element("div", join(lines, "\n"), class_=f"stacked-row{to_write}")

    # A note is called and a fact cited once, where the heads stand for the first time.
    again = [replace(head, children=bare(head.children)) for head in table.head.cells]
    # The caption stands in the first row, so that no page parts them.
    rows = (
        record(row, Markup("") if number else caption, again if number else table.head.cells)
        for number, row in enumerate(table.rows)
    )
    return element("div", join(rows, "\n"), id=table.anchor, class_="stacked")
