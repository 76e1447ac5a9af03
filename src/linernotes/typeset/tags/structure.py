"""The structure tree: elements in reading order, and their form in a PDF.

UA stands for ISO 14289-1 (PDF/UA-1); 7.x and 14.x are clauses of ISO 32000-1.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pydyf

_GROUPING = frozenset({"Document", "Part", "Art", "Sect", "Div", "BlockQuote", "TOC", "TOCI"})
"""Types that contain other elements and no text of their own (14.8.4.2). Text in them gets a paragraph."""

INLINE = frozenset({"Link", "Span", "Code", "Quote", "Reference"})
_BEFORE_NOTES = frozenset({"P", "H1", "H2", "H3", "H4", "H5", "H6"})
"""Types whose notes come after them. In other elements, such as table cells, notes are the last kids."""

_KEPT = frozenset({"TR", "TH", "TD"})
"""Types that are kept even if they are empty: all rows of a table have the same number of cells (UA 7.5)."""


class MarkedContent(NamedTuple):
    """A marked-content sequence as WeasyPrint draws it.

    Attributes:
        page: counted from 0.
        number: its number on that page.
    """

    page: int
    number: int


class ContentId(NamedTuple):
    """The place of a marked-content sequence in the finished PDF.

    Attributes:
        stream: the number of its content stream: first those of the pages, then those of the groups.
        mcid: its marked-content identifier in that stream.
    """

    stream: int
    mcid: int


class Group(NamedTuple):
    """A transparency group that contains marked content, and the page that it is drawn on."""

    page: int
    stream: Any


class Annotation(NamedTuple):
    """A link annotation, and the page that it is on."""

    page: int
    dictionary: Any


@dataclass(slots=True, eq=False)
class Element:
    """A structure element (14.7.2).

    Attributes:
        kind: its structure type.
        kids: in reading order.
        notes: the notes that are called in it.
        entries: other entries of its dictionary.
        implied: whether it is a paragraph that no element of the document stands for.
    """

    kind: str
    parent: Element | None
    kids: list[Element | MarkedContent | Annotation] = field(default_factory=list)
    notes: list[Element] = field(default_factory=list)
    entries: dict[str, Any] = field(default_factory=dict)
    identifier: str = ""
    implied: bool = False

    def add(self, kind: str, *, implied: bool = False) -> Element:
        """Add a kid at the end and return it."""
        kid = Element(kind, self, implied=implied)
        self.kids.append(kid)
        return kid

    def for_text(self) -> Element:
        """Return the element that text and inline elements are added to: this one, or the implied paragraph at its end."""
        if self.kind not in _GROUPING:
            return self
        last = self.kids[-1] if self.kids else None
        return last if isinstance(last, Element) and last.implied else self.add("P", implied=True)

    def block(self) -> Element:
        """Return the nearest element that is not inline: this one or an ancestor."""
        return self.parent.block() if self.kind in INLINE and self.parent else self

    def link(self) -> Element | None:
        """Return the nearest link: this element or an ancestor."""
        if self.kind == "Link":
            return self
        return self.parent.link() if self.parent else None

    def prune(self) -> bool:
        """Remove empty elements, and return whether this one is to be kept."""
        self.kids = [kid for kid in self.kids if not isinstance(kid, Element) or kid.prune()]
        self.notes = [note for note in self.notes if note.prune()]
        return bool(self.kids or self.notes) or self.kind in _KEPT

    def contents(self) -> Iterator[Element | MarkedContent | Annotation]:
        """Yield the kids, each followed by the notes that are called in it, and at the end the notes called in this element."""
        for kid in self.kids:
            yield kid
            if isinstance(kid, Element) and kid.kind in _BEFORE_NOTES:
                yield from kid.notes
        if self.kind not in _BEFORE_NOTES:
            yield from self.notes


class StructureWriter:
    """Writes a structure tree into a PDF.

    Args:
        pdf: the drawn document.
        ids: the final place of each marked-content sequence.
        counts: the number of sequences in each content stream.
        groups: the transparency groups that contain sequences.
    """

    def __init__(self, pdf: Any, ids: Mapping[MarkedContent, ContentId], counts: Sequence[int], groups: Sequence[Group]) -> None:
        self.pdf, self.ids, self.counts, self.groups = pdf, ids, counts, groups
        self.pages = list(pdf.page_references)  # pydyf builds this list on every access
        self.owners: dict[ContentId, Any] = {}
        self.annotations: list[tuple[Any, Any]] = []
        self.identifiers: dict[str, Any] = {}

    def write(self, top: Element) -> None:
        """Write the elements, and the trees that map pages, annotations and ids to them (14.7.2, 14.7.4.4)."""
        top.prune()
        root = pydyf.Dictionary({"Type": "/StructTreeRoot"})
        self.pdf.add_object(root)
        root["K"] = pydyf.Array([self._write(top, root).reference])
        numbers = pydyf.Array()
        for stream, count in enumerate(self.counts):
            numbers += [stream, pydyf.Array([self.owners[ContentId(stream, mcid)] for mcid in range(count)])]
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
        """Write an element with all its descendants, and return its dictionary."""
        written = pydyf.Dictionary({"Type": "/StructElem", "S": f"/{element.kind}", "P": parent.reference})
        self.pdf.add_object(written)
        kids = pydyf.Array()
        own = None  # the page of kids that name no page
        for kid in element.contents():
            if isinstance(kid, Element):
                kids.append(self._write(kid, written).reference)
                continue
            page = self.pages[kid.page]
            if own is None:
                own = written["Pg"] = page
            if isinstance(kid, MarkedContent):
                content = self.ids[kid]
                self.owners[content] = written.reference
                kids.append(content.mcid if content.stream == kid.page and page == own else self._refer(content, page))
            else:
                self.annotations.append((written.reference, kid.dictionary))
                kids.append(pydyf.Dictionary({"Type": "/OBJR", "Pg": page, "Obj": kid.dictionary.reference}))
        written["K"] = kids
        written.update(element.entries)
        if element.identifier:
            written["ID"] = pydyf.String(element.identifier)
            self.identifiers[element.identifier] = written.reference
        return written

    def _refer(self, content: ContentId, page: Any) -> Any:
        """Return a reference to a sequence in a group or on another page than the element's first (14.7.4.3)."""
        reference = pydyf.Dictionary({"Type": "/MCR", "Pg": page, "MCID": content.mcid})
        if content.stream >= len(self.pages):
            reference["Stm"] = self.groups[content.stream - len(self.pages)].stream.reference
        return reference
