"""The tag tree as a value: structure elements in reading order, and what they become in a file.

UA stands for ISO 14289-1 (PDF/UA-1); 7.x and 14.x are clauses of ISO 32000-1.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pydyf

_GROUPING = frozenset({"Document", "Part", "Art", "Sect", "Div", "BlockQuote", "TOC", "TOCI"})
"""Types that hold other elements and no words of their own (14.8.4.2); words that stand there get a paragraph."""

INLINE = frozenset({"Link", "Span", "Code", "Quote", "Reference"})
_FOLLOWED = frozenset({"P", "H1", "H2", "H3", "H4", "H5", "H6"})
"""Types whose notes stand after them; notes of others, such as table cells, are their last kids."""

_KEPT = frozenset({"TR", "TH", "TD"})
"""Types that are there even if nothing is in them: rows of a table have the same number of cells (UA 7.5)."""


class Mark(NamedTuple):
    """A marked-content sequence: its page, and the number that it was drawn with."""

    page: int
    number: int


class Spot(NamedTuple):
    """Where a sequence stands in the end: a content stream, those of the pages coming first, and its number there."""

    stream: int
    number: int


class Group(NamedTuple):
    """A form XObject that holds sequences, and the page that it is drawn on."""

    page: int
    stream: Any


class Annotation(NamedTuple):
    """A link annotation and the page that it is on."""

    page: int
    dictionary: Any


@dataclass(slots=True, eq=False)
class Element:
    """A structure element (14.7.2): its type, what it holds in reading order, the notes called in it, its other entries, its ID."""

    kind: str
    parent: Element | None
    kids: list[Element | Mark | Annotation] = field(default_factory=list)
    notes: list[Element] = field(default_factory=list)
    entries: dict[str, Any] = field(default_factory=dict)
    identifier: str = ""
    implied: bool = False

    def add(self, kind: str, *, implied: bool = False) -> Element:
        """Return a new last kid."""
        kid = Element(kind, self, implied=implied)
        self.kids.append(kid)
        return kid

    def home(self) -> Element:
        """Return where words or inline elements of this one stand."""
        if self.kind not in _GROUPING:
            return self
        last = self.kids[-1] if self.kids else None
        return last if isinstance(last, Element) and last.implied else self.add("P", implied=True)

    def block(self) -> Element:
        """Return the nearest element, itself or above, that is no inline one."""
        return self.parent.block() if self.kind in INLINE and self.parent else self

    def link(self) -> Element | None:
        """Return the nearest link, itself or above."""
        above = self.parent.link() if self.parent else None
        return self if self.kind == "Link" else above

    def prune(self) -> bool:
        """Take out what is empty; return whether anything is left."""
        self.kids = [kid for kid in self.kids if not isinstance(kid, Element) or kid.prune()]
        self.notes = [note for note in self.notes if note.prune()]
        return bool(self.kids or self.notes) or self.kind in _KEPT

    def contents(self) -> Iterator[Element | Mark | Annotation]:
        """Yield what it holds, with every note after the paragraph that calls it."""
        for kid in self.kids:
            yield kid
            if isinstance(kid, Element) and kid.kind in _FOLLOWED:
                yield from kid.notes
        if self.kind not in _FOLLOWED:
            yield from self.notes


class StructureWriter:
    """Writes a tree into a PDF."""

    def __init__(self, pdf: Any, spots: Mapping[Mark, Spot], counts: Sequence[int], groups: Sequence[Group]) -> None:
        """Begin with where each mark stands in the end, how many there are in each stream, and the streams that are no pages'."""
        self.pdf, self.spots, self.counts, self.groups = pdf, spots, counts, groups
        self.pages = list(pdf.page_references)  # which it makes anew each time
        self.owners: dict[Spot, Any] = {}
        self.annotations: list[tuple[Any, Any]] = []
        self.identifiers: dict[str, Any] = {}

    def write(self, top: Element) -> None:
        """Write the elements, and the trees that lead to them from pages, annotations and ids (14.7.2, 14.7.4.4)."""
        top.prune()
        root = pydyf.Dictionary({"Type": "/StructTreeRoot"})
        self.pdf.add_object(root)
        root["K"] = pydyf.Array([self._write(top, root).reference])
        numbers = pydyf.Array()
        for stream, count in enumerate(self.counts):
            numbers += [stream, pydyf.Array([self.owners[Spot(stream, number)] for number in range(count)])]
        for key, group in enumerate(self.groups, len(self.pages)):
            group.stream.extra["StructParents"] = key
        for key, (owner, annotation) in enumerate(self.annotations, len(self.counts)):
            annotation["StructParent"] = key
            numbers += [key, owner]
        root["ParentTree"] = pydyf.Dictionary({"Nums": numbers})
        if self.identifiers:
            ordered = sorted(self.identifiers.items())
            names = [each for identifier, owner in ordered for each in (pydyf.String(identifier), owner)]
            root["IDTree"] = pydyf.Dictionary({"Names": pydyf.Array(names)})
        self.pdf.catalog["StructTreeRoot"] = root.reference
        self.pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})

    def _write(self, element: Element, parent: Any) -> Any:
        """Return the dictionary of an element, once all below it are written."""
        written = pydyf.Dictionary({"Type": "/StructElem", "S": f"/{element.kind}", "P": parent.reference})
        self.pdf.add_object(written)
        kids = pydyf.Array()
        own = None  # the page of what has no page of its own
        for kid in element.contents():
            if isinstance(kid, Element):
                kids.append(self._write(kid, written).reference)
                continue
            page = self.pages[kid.page]
            if own is None:
                own = written["Pg"] = page
            if isinstance(kid, Mark):
                spot = self.spots[kid]
                self.owners[spot] = written.reference
                kids.append(spot.number if spot.stream == kid.page and page == own else self._refer(spot, page))
            else:
                self.annotations.append((written.reference, kid.dictionary))
                kids.append(pydyf.Dictionary({"Type": "/OBJR", "Pg": page, "Obj": kid.dictionary.reference}))
        written["K"] = kids
        written.update(element.entries)
        if element.identifier:
            written["ID"] = pydyf.String(element.identifier)
            self.identifiers[element.identifier] = written.reference
        return written

    def _refer(self, spot: Spot, page: Any) -> Any:
        """Return a reference to a sequence on another page than its element's, or in a group (14.7.4.3)."""
        reference = pydyf.Dictionary({"Type": "/MCR", "Pg": page, "MCID": spot.number})
        if spot.stream >= len(self.pages):
            reference["Stm"] = self.groups[spot.stream - len(self.pages)].stream.reference
        return reference
