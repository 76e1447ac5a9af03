"""What a screen reader has to go by on a page of a finished PDF: its elements in the order of the tag tree, each as it is announced.

A screen reader is not asked. This says what the file tells one: kinds, levels, counts, alternatives, and the words that they stand
in the stead of. What is no part of the tree is not said, as running feet and ornaments.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pikepdf

from tests.end_to_end.reading import marked_words

LONGEST = 12
"""Words of a run that are written down whole; of a longer one the first six and the last three are."""

_SILENT = ("Document", "Part", "Art", "Sect", "Div", "THead", "TBody", "TFoot", "Reference", "Code")
"""Elements that no announcement comes from: what is in them is announced."""

_TOLD = {"P": "text", "Caption": "caption", "BlockQuote": "quotation", "Note": "note", "Lbl": "label"}


@dataclass(slots=True)
class Node:
    """An element, or a run of words, which has the kind ``words``."""

    kind: str
    page: int = -1
    words: str = ""
    alternative: str = ""
    scope: str = ""
    kids: list[Node] = field(default_factory=list)
    pages: frozenset[int] = field(init=False)
    """On which it stands; first is 0."""

    def __post_init__(self) -> None:
        own = {self.page} if self.page >= 0 else set()
        self.pages = frozenset(own).union(*(kid.pages for kid in self.kids))

    def of(self, page: int) -> Node:
        """Return what of it stands on a page; empty cells go with their row."""
        kids = [kid.of(page) for kid in self.kids if page in kid.pages or (kid.kind in ("TD", "TH") and not kid.pages)]
        return Node(self.kind, self.page, self.words, self.alternative, self.scope, kids)

    def all(self, kind: str) -> list[Node]:
        """Return every element of a kind that is in it, in order."""
        return [*([self] if self.kind == kind else []), *(found for kid in self.kids for found in kid.all(kind))]


@cache
def read_tree(file: Path) -> tuple[Node, list[str]]:
    """Return the tag tree of a file, and the folios of its pages."""
    words = marked_words(file)
    with pikepdf.open(file) as pdf:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}

        def build(element: pikepdf.Object, page: pikepdf.Object | None) -> Node:
            page = element.get("/Pg", page)
            told = element.get("/A", pikepdf.Dictionary())
            below: list[Node] = []
            kids = element.get("/K", pikepdf.Array())
            for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
                if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                    below.append(build(kid, page))
                elif not isinstance(kid, pikepdf.Dictionary) or "/MCID" in kid:
                    marked = isinstance(kid, pikepdf.Dictionary)
                    place = kid.get("/Pg", page) if marked else page
                    assert place is not None
                    number = numbers[place.objgen]
                    below.append(Node("words", number, words.get((number, int(kid.MCID if marked else kid)), "")))
            return Node(str(element.S)[1:], -1, "", str(element.get("/Alt", "")), str(told.get("/Scope", ""))[1:], below)

        tops = pdf.Root.StructTreeRoot.K
        top = Node("Document", kids=[build(each, None) for each in (tops if isinstance(tops, pikepdf.Array) else [tops])])
        return top, [page.label for page in pdf.pages]


def flat(node: Node) -> Iterator[tuple[int, str]]:
    """Yield the words of a tree with their pages, in order, but for those in figures."""
    if node.kind == "Figure":
        return
    if node.kind == "words":
        yield node.page, node.words
    for kid in node.kids:
        yield from flat(kid)


def walk(file: Path, folio: str) -> list[str]:
    """Return what is announced on the page of that folio, a line for each announcement."""
    tree, folios = read_tree(file)
    return list(announced(tree.of(folios.index(folio))))


def announced(node: Node, indent: str = "") -> Iterator[str]:
    """Yield what is announced of an element, a line for each announcement."""
    kind = node.kind
    if kind == "Figure":
        yield f"{indent}picture, alternative: {_short(node.alternative)}"
    elif kind[0] == "H" and kind[1:].isdigit():
        yield f"{indent}heading of level {kind[1:]}: {_said(node)}"
    elif kind == "L":
        items = [kid for kid in node.kids if kid.kind == "LI"]
        yield f"{indent}list of {len(items)}"
        for item in items:
            yield from _item(item, indent + "  ")
    elif kind == "TOC":
        yield f"{indent}contents, entries: {len(node.kids)}"
        for entry in node.kids:
            yield f"{indent}  entry: {_said(entry)}"
    elif kind == "Table":
        yield from _table(node, indent)
    elif kind in _SILENT:
        for kid in node.kids:
            yield from announced(kid, indent)
    elif kind in _TOLD:
        yield f"{indent}{_TOLD[kind]}: {_said(node)}"
    else:
        raise AssertionError(f"nobody has said how {kind} is announced")


def _item(item: Node, indent: str) -> Iterator[str]:
    labels, bodies = (" ".join(_said(kid) for kid in item.kids if kid.kind == kind) for kind in ("Lbl", "LBody"))
    yield f"{indent}item{f' {labels}' if labels else ''}: {bodies}"
    for body in item.kids:
        for inner in body.kids:
            if inner.kind == "L":
                yield from announced(inner, indent + "  ")


def _table(table: Node, indent: str) -> Iterator[str]:
    rows = table.all("TR")
    yield f"{indent}table, rows: {len(rows)}, columns: {max(len(row.kids) for row in rows)}"
    for caption in table.all("Caption"):
        yield from announced(caption, indent + "  ")
    for number, row in enumerate(rows, 1):
        yield f"{indent}  row {number}: " + " | ".join(_cell(cell) for cell in row.kids)


def _cell(cell: Node) -> str:
    head = {"Column": "column head ", "Row": "row head "}.get(cell.scope, "") if cell.kind == "TH" else ""
    return head + (_said(cell) or "empty")


def _said(node: Node) -> str:
    """Return the words of an element, with what is announced among them in angle brackets; lists in it are told apart."""
    parts: list[str] = []
    run = ""
    for kid in node.kids:
        if kid.kind == "words":
            run += kid.words
            continue
        if kid.kind == "L":
            continue
        if kid.kind in _SILENT or (kid.kind == "Span" and not kid.alternative) or kid.kind == "P":
            run += "".join(_flat(kid))
            continue
        parts += [_short(run), f"⟨{_name(kid)}⟩"]
        run = ""
    return " ".join(part for part in (*parts, _short(run)) if part)


def _flat(node: Node) -> Iterator[str]:
    for kid in node.kids:
        if kid.kind == "words":
            yield kid.words
        else:
            yield f" ⟨{_name(kid)}⟩ "


def _name(node: Node) -> str:
    kinds = {"Link": "link", "Figure": "picture", "Lbl": "label", "Note": "note", "Quote": "quotation"}
    said = node.alternative or _said(node)
    return said if node.kind == "Span" else f"{kinds[node.kind]}: {said}"


def _short(run: str) -> str:
    words = run.replace("\xa0", " ").split()
    return " ".join(words if len(words) <= LONGEST else [*words[:6], "…", *words[-3:]])
