"""The screen-reader walk of a finished PDF: one line for each announcement, in the order of the tag tree.

No screen reader runs. The walk shows what the file offers to one: kinds of elements, levels, counts, alternative texts, and
words. Content outside the tree, for example running feet and ornaments, is not announced.

``python -m tests.end_to_end.walking FILE [FOLIO ...]`` prints the walk of a file, or of some of its pages.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pikepdf

from tests.end_to_end.reading import marked_words

LONGEST = 12
"""The longest run of words that is shown in full; a longer one is shown as its first six and last three words."""

_TRANSPARENT = ("Document", "Part", "Art", "Sect", "Div", "THead", "TBody", "TFoot", "Reference", "Code")
"""Elements that are not announced themselves, only their content."""

_BLOCKS = {"P": "text", "Caption": "caption", "BlockQuote": "quotation", "Note": "note", "Lbl": "label"}
_INLINES = {"Link": "link", "Figure": "picture", "Lbl": "label", "Note": "note", "Quote": "quotation"}


@dataclass(slots=True)
class Node:
    """An element of the tag tree, or a run of words (kind ``words``).

    Attributes:
        kind: the structure type, for example ``P``.
        page: the index of the page of a run of words, starting at 0; -1 for an element.
        words: the words of a run.
        alternative: the alternative text.
        scope: the scope of a header cell.
        kids: the content.
        pages: the indexes of all pages that the content is on.
    """

    kind: str
    page: int = -1
    words: str = ""
    alternative: str = ""
    scope: str = ""
    kids: list[Node] = field(default_factory=list)
    pages: frozenset[int] = field(init=False)

    def __post_init__(self) -> None:
        own = {self.page} if self.page >= 0 else set()
        self.pages = frozenset(own).union(*(kid.pages for kid in self.kids))

    def on_page(self, page: int) -> Node:
        """Return the part of the node on a page; an empty cell belongs to the page of its row."""
        kids = [kid.on_page(page) for kid in self.kids if page in kid.pages or (kid.kind in ("TD", "TH") and not kid.pages)]
        return Node(self.kind, self.page, self.words, self.alternative, self.scope, kids)

    def find_all(self, kind: str) -> list[Node]:
        """Return the node and its descendants of a kind, in order."""
        return [*([self] if self.kind == kind else []), *(found for kid in self.kids for found in kid.find_all(kind))]


@cache
def read_tree(file: Path) -> tuple[Node, list[str]]:
    """Return the tag tree of a file, and the folios of its pages."""
    words = marked_words(file)
    with pikepdf.open(file) as pdf:
        indexes = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}

        def build(element: pikepdf.Object, page: pikepdf.Object | None) -> Node:
            page = element.get("/Pg", page)
            attributes = element.get("/A", pikepdf.Dictionary())
            nodes: list[Node] = []
            kids = element.get("/K", pikepdf.Array())
            for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
                if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                    nodes.append(build(kid, page))
                elif not isinstance(kid, pikepdf.Dictionary) or "/MCID" in kid:
                    marked = isinstance(kid, pikepdf.Dictionary)
                    content_page = kid.get("/Pg", page) if marked else page
                    assert content_page is not None
                    index = indexes[content_page.objgen]
                    nodes.append(Node("words", index, words.get((index, int(kid.MCID if marked else kid)), "")))
            return Node(str(element.S)[1:], -1, "", str(element.get("/Alt", "")), str(attributes.get("/Scope", ""))[1:], nodes)

        tops = pdf.Root.StructTreeRoot.K
        root = Node("Document", kids=[build(each, None) for each in (tops if isinstance(tops, pikepdf.Array) else [tops])])
        return root, [page.label for page in pdf.pages]


def text_runs(node: Node) -> Iterator[tuple[int, str]]:
    """Yield the runs of words in a tree with the indexes of their pages, in order, without the content of figures."""
    if node.kind == "Figure":
        return
    if node.kind == "words":
        yield node.page, node.words
    for kid in node.kids:
        yield from text_runs(kid)


def walk(file: Path, folio: str) -> list[str]:
    """Return the announcements on the page with this folio."""
    tree, folios = read_tree(file)
    return list(announcements(tree.on_page(folios.index(folio))))


def announcements(node: Node, indent: str = "") -> Iterator[str]:
    """Yield the announcements of an element."""
    kind = node.kind
    if kind == "Figure":
        yield f"{indent}picture, alternative: {_shortened(node.alternative)}"
    elif kind[0] == "H" and kind[1:].isdigit():
        yield f"{indent}heading of level {kind[1:]}: {_text(node)}"
    elif kind == "L":
        items = [kid for kid in node.kids if kid.kind == "LI"]
        yield f"{indent}list of {len(items)}"
        for item in items:
            yield from _item(item, indent + "  ")
    elif kind == "TOC":
        yield f"{indent}contents, entries: {len(node.kids)}"
        for entry in node.kids:
            yield f"{indent}  entry: {_text(entry)}"
    elif kind == "Table":
        yield from _table(node, indent)
    elif kind in _TRANSPARENT:
        for kid in node.kids:
            yield from announcements(kid, indent)
    elif kind in _BLOCKS:
        yield f"{indent}{_BLOCKS[kind]}: {_text(node)}"
    else:
        raise AssertionError(f"there is no rule for the announcement of {kind}")


def _item(item: Node, indent: str) -> Iterator[str]:
    labels, bodies = (" ".join(_text(kid) for kid in item.kids if kid.kind == kind) for kind in ("Lbl", "LBody"))
    yield f"{indent}item{f' {labels}' if labels else ''}: {bodies}"
    for body in item.kids:
        for inner in body.kids:
            if inner.kind == "L":
                yield from announcements(inner, indent + "  ")


def _table(table: Node, indent: str) -> Iterator[str]:
    rows = table.find_all("TR")
    yield f"{indent}table, rows: {len(rows)}, columns: {max(len(row.kids) for row in rows)}"
    for caption in table.find_all("Caption"):
        yield from announcements(caption, indent + "  ")
    for number, row in enumerate(rows, 1):
        yield f"{indent}  row {number}: " + " | ".join(_cell(cell) for cell in row.kids)


def _cell(cell: Node) -> str:
    header = {"Column": "column header ", "Row": "row header "}.get(cell.scope, "") if cell.kind == "TH" else ""
    return header + (_text(cell) or "empty")


def _text(node: Node) -> str:
    """Return the words of an element, with announcements among them in angle brackets, without the lists in it."""
    parts: list[str] = []
    run = ""
    for kid in node.kids:
        if kid.kind == "words":
            run += kid.words
            continue
        if kid.kind == "L":
            continue
        if kid.kind in _TRANSPARENT or (kid.kind == "Span" and not kid.alternative) or kid.kind == "P":
            run += "".join(_inline_text(kid))
            continue
        parts += [_shortened(run), f"⟨{_inline(kid)}⟩"]
        run = ""
    return " ".join(part for part in (*parts, _shortened(run)) if part)


def _inline_text(node: Node) -> Iterator[str]:
    for kid in node.kids:
        if kid.kind == "words":
            yield kid.words
        else:
            yield f" ⟨{_inline(kid)}⟩ "


def _inline(node: Node) -> str:
    text = node.alternative or _text(node)
    return text if node.kind == "Span" else f"{_INLINES[node.kind]}: {text}"


def _shortened(run: str) -> str:
    words = run.replace("\xa0", " ").split()
    return " ".join(words if len(words) <= LONGEST else [*words[:6], "…", *words[-3:]])


def walk_text(file: Path, folios: list[str]) -> str:
    """Return the walk of some pages as text with a heading for each page."""
    return "\n".join("".join(f"{line}\n" for line in (f"page {folio}", *walk(file, folio))) for folio in folios)


if __name__ == "__main__":
    _path = Path(sys.argv[1])
    sys.stdout.write(walk_text(_path, sys.argv[2:] or read_tree(_path)[1]))
