"""Tables as XHTML. The rows of a table that is too wide are stacked: here for pages, by a style sheet for screens of any width."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from markupsafe import Markup

from linernotes.editing.references import row_anchor
from linernotes.editing.targets import without_links
from linernotes.html.elements import Attribute, element, join
from linernotes.html.writing import BlockWriter
from linernotes.model.document import Cell, Citation, NoteCall, Row, Table
from linernotes.model.walking import descend, plain_text
from linernotes.model.wording import Wording

ROWS, ROWS_OF_LONG_LINES = 3, 8
"""Lines that a row may need before the table is stacked; more if lines are long, which make other tables easy to read."""

LONG = 60
"""Characters of a long line."""

STEPS = (20, 30, 45, 60, 90)
"""The characters on a line below which `styles/epub/narrow.css` stacks tables. 20 fit on a telephone with letters of twice the size."""

TO_WRITE = 16
"""Characters of space that an empty cell needs to be written in."""

BROAD = 1.4
"""The width of the text block divided by that of a column of text."""

DENSE = 1.9
"""The characters of a dense table over the width of the text block, divided by those of a table in a column of text."""

COLUMNS, FULL_ROWS = 4, 2.0
"""A table with this number of columns or more spans the margin column, too, if the fullest cells of its columns would fill more
lines of text, or if its rows have several cells to write in."""

NESTED = 1.15
"""The same for a table inside another block, such as a list or a card: it is as wide as the column at most."""

SHORT = 3
"""Characters of a first cell that needs its header in a stacked row."""


def render_table(table: Table, writer: BlockWriter, words: Wording) -> Markup:
    """Return a table with scoped headers, and with its number and caption, or its name for screen readers."""
    medium = writer.medium
    needed = sum(_longest_word(table, index) + 2 for index in range(len(table.head.cells)))
    most = (NESTED if writer.depth > 1 else DENSE) * medium.characters_per_column
    if _is_wide(table, medium.characters_per_line) or (medium.characters_per_column and needed > most):
        return _stack(table, writer, words)

    fixed = bool(table.widths) and writer.medium.writing_space
    step = _step(table) if medium.lines_vary else 0
    names = [_name(head) for head in table.head.cells]

    def row(cells: Row, name: str, anchor: str = "", *, heads: bool) -> Markup:
        written = []
        for index, cell in enumerate(cells.cells):
            head = name == "th" or (heads and index == 0)
            align = table.alignments[index].value
            inside = writer.inlines(cell.children)
            if anchor and not index:
                inside = writer.page_break(anchor) + inside
            if not inside and writer.medium.tables_for_speech:
                head = False
            scope = ("col" if name == "th" else "row") if head else None
            share = f"width: {100 * table.widths[index] / sum(table.widths):.1f}%" if fixed and name == "th" else None
            # In a stacked row, each cell but the title follows its header; a title as short as a number does, too.
            named = step and name == "td" and (index or 0 < len(plain_text(cell.children)) <= SHORT)
            stacked: dict[str, Attribute] = {
                "data_head": names[index] + (":" if index and names[index] and names[index][-1] != "?" else "") if named else "",
                "role": {None: "cell", "col": "columnheader", "row": "rowheader"}[scope] if step else "",
            }
            written.append(element("th" if head else "td", inside, scope=scope, class_=align, style=share, **stacked))
        return element("tr", join(written), id=anchor if medium.sentence_ids else None, role="row" if step else "")

    caption = Markup("")
    if table.caption:
        caption = element("caption", _caption(table, writer, words))
    elif writer.medium.tables_for_speech:
        caption = element("caption", table.name, class_="spoken")
    group = "rowgroup" if step else ""
    noted = "noted" if step and any(descend(table.head, NoteCall, Citation)) else ""
    head = element("thead", row(table.head, "th", heads=False), class_=noted, role=group)
    body = element(
        "tbody", join((row(each, "td", anchor, heads=table.row_heads) for anchor, each in _anchored(table)), "\n"), role=group
    )
    classes = " ".join([*(["fixed"] if fixed else []), *_breadth(table, needed, medium.characters_per_column)])
    # Rows and cells that a style sheet stacks lose their roles in some browsers, so that these are written. The table stays one.
    shown = element("table", caption + head + body, id=table.anchor, class_=classes)
    return element("div", shown, class_=f"stacks-{step}") if step else shown


def _anchored(table: Table) -> Iterator[tuple[str, Row]]:
    """Yield the rows, each with its anchor, at which a printed page may begin."""
    return ((row_anchor(table.anchor, number), row) for number, row in enumerate(table.rows, 1))


def _name(head: Cell) -> str:
    return plain_text(without_links(head.children)).strip()


def _step(table: Table) -> int:
    """Return the characters on a line below which rows are to be stacked: one of `STEPS`; 0 for a table that fits on any line."""
    if not _is_wide(table, STEPS[0]):
        return 0
    return next((line for line in STEPS[1:] if not _is_wide(table, line)), STEPS[-1])


def _breadth(table: Table, needed: int, line: int) -> list[str]:
    """Return the classes of a table that is too broad for a column with ``line`` characters across.

    ``needed`` is the number of characters of the longest words side by side, with the space between columns. A table with many
    columns is too broad as well if its rows would have many lines, or have several cells to write in.
    """
    columns = range(len(table.head.cells))
    to_write = any(sum(not cell.children for cell in row.cells) > 1 for row in table.rows)
    fullest = sum(max((len(plain_text(row.cells[index].children)) for row in table.rows), default=0) for index in columns)
    if not line or (needed <= line and (len(columns) < COLUMNS or (fullest <= FULL_ROWS * line and not to_write))):
        return []
    return ["wide"] if needed <= BROAD * line else ["wide", "dense"]


def _longest_word(table: Table, index: int) -> int:
    words = " ".join(plain_text(row.cells[index].children) for row in (table.head, *table.rows)).split()
    return max(map(len, words), default=0)


def _caption(table: Table, writer: BlockWriter, words: Wording) -> Markup:
    number = element("b", f"{words.table} {table.number}.") + " " if table.number else Markup("")
    return number + writer.inlines(table.caption)


def _is_wide(table: Table, line: int) -> bool:
    """Return whether columns side by side, with ``line`` characters across, would break words or make rows of many lines."""
    if not line or (line > STEPS[0] and len(table.head.cells) < 3):
        return False
    needed = fullest = 0
    for index, head in enumerate(table.head.cells):
        cells = [row.cells[index] for row in table.rows]
        name, *words = (plain_text(cell.children) for cell in (head, *cells))
        longest = max(len(word) for word in " ".join((name, *words)).split() or [""])
        to_write = len(name) > SHORT and not all(cell.children for cell in cells)
        needed += 2 + (max(longest, TO_WRITE) if to_write else longest)
        fullest += max(map(len, words), default=0)
    return needed > line or fullest > (ROWS if line < LONG else ROWS_OF_LONG_LINES) * line * 0.75


def _stack(table: Table, writer: BlockWriter, words: Wording) -> Markup:
    """Return the rows stacked: the first cell is the title of its row, and every other cell follows its header."""
    caption = element("p", _caption(table, writer, words), class_="stacked-caption") if table.caption else Markup("")

    def name_of(head: Cell) -> Markup:
        return element("b", writer.inlines(head.children) + ("" if plain_text(head.children).endswith("?") else ":"))

    def record(row: Row, anchor: str, above: Markup, heads: Sequence[Cell]) -> Markup:
        (corner, first), *others = zip(heads, row.cells, strict=True)
        title = writer.inlines(first.children)
        empty = bool(not title and plain_text(corner.children))  # to be filled in, as every other empty cell
        if empty:
            title = name_of(corner)
        elif len(plain_text(first.children)) <= SHORT or any(descend(corner, NoteCall, Citation)):
            title = writer.inlines(corner.children) + " " + title
        lines = [above, element("p", writer.page_break(anchor) + title, class_="stacked-empty" if empty else "stacked-title")]
        for head, cell in others:
            name = name_of(head)
            inside = writer.inlines(cell.children)
            lines.append(element("p", join([name, inside], " ")) if inside else element("p", name, class_="stacked-empty"))
        to_write = " to-write" if any(not cell.children for cell in row.cells) else ""
        return element(
            "div", join(lines, "\n"), id=anchor if writer.medium.sentence_ids else None, class_=f"stacked-row{to_write}"
        )

    # Only the first row has the notes and citations of the headers; the others repeat the headers without them.
    again = [replace(head, children=without_links(head.children)) for head in table.head.cells]
    # The caption is part of the first row, so that no page break separates them.
    rows = (
        record(row, anchor, Markup("") if number else caption, again if number else table.head.cells)
        for number, (anchor, row) in enumerate(_anchored(table))
    )
    return element("div", join(rows, "\n"), id=table.anchor, class_="stacked")
