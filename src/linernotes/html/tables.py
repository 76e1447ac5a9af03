"""Tables → XHTML."""

from __future__ import annotations

from markupsafe import Markup

from linernotes.html.elements import element, join
from linernotes.html.writing import BlockWriter
from linernotes.model.document import Row, Table
from linernotes.model.wording import Wording


def render_table(table: Table, writer: BlockWriter, words: Wording) -> Markup:
    """Return a table with its heads scoped, and with its caption and number, or with its name for those who hear it."""

    def row(cells: Row, name: str, *, heads: bool) -> Markup:
        spelled = []
        for index, cell in enumerate(cells.cells):
            head = name == "th" or (heads and index == 0)
            align = table.alignments[index].value
            inside = writer.inlines(cell.children)
            if not inside and writer.medium.tables_heard:
                head = False
            scope = ("col" if name == "th" else "row") if head else None
            spelled.append(element("th" if head else "td", inside, scope=scope, class_=align))
        return element("tr", join(spelled))

    caption = Markup("")
    if table.caption:
        number = element("b", f"{words.table} {table.number}.") + " " if table.number else Markup("")
        caption = element("caption", number + writer.inlines(table.caption))
    elif writer.medium.tables_heard:
        caption = element("caption", table.name, class_="by-ear")
    head = element("thead", row(table.head, "th", heads=False))
    body = element("tbody", join((row(each, "td", heads=table.row_heads) for each in table.rows), "\n"))
    return element("table", caption + head + body, id=table.anchor)
