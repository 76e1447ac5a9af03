"""The tag tree of a gathering: what its boxes mean, for those who do not see them.

WeasyPrint's own tree has an element for every box, so that a paragraph that goes over a page is two, a note hangs loose and a
running foot is read out on every page. This one replaces it whole and has an element for every part of the document. UA stands for
ISO 14289-1 (PDF/UA-1), A for ISO 19005-2 (PDF/A-2), 14.x for clauses of ISO 32000-1.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pydyf
from weasyprint.formatting_structure import boxes

from linernotes.typeset.tags.marked_content import Marking
from linernotes.typeset.tags.structure import INLINE, Annotation, Element, StructureWriter

KINDS: Mapping[str, str] = {
    "main": "Part",
    "article": "Art",
    "section": "Sect",
    "nav": "Sect",
    "aside": "Div",
    "div": "Div",
    "figure": "Div",
    "blockquote": "BlockQuote",
    "p": "P",
    "pre": "P",
    "address": "P",
    **{f"h{level}": f"H{level}" for level in range(1, 7)},
    "ul": "L",
    "ol": "L",
    "dl": "L",
    "table": "Table",
    "caption": "Caption",
    "figcaption": "Caption",
    "thead": "THead",
    "tbody": "TBody",
    "tfoot": "TFoot",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
    "code": "Code",
    "q": "Quote",
}
"""Standard structure types (14.8.4) by tag. What is not here, such as emphasis, means nothing to a tag tree."""

_SCOPES: Mapping[str, str] = {"row": "/Row", "rowgroup": "/Row"}
_PRINT = 4
"""The flag of annotations that are printed too (A 6.3.2)."""


def add_tags(pdf: Any, document: Any, pdf_version: object, page_streams: Any) -> None:
    """Write the tag tree of a document into its PDF; takes the place of WeasyPrint's function of this name."""
    tree = _Tree(pdf, document)
    for number, (page, stream) in enumerate(zip(document.pages, page_streams, strict=True)):
        tree.read(number, page, stream)
    marking = tree.marking
    StructureWriter(pdf, marking.spots, marking.counts, marking.groups).write(tree.top)


class _Tree:
    """The tree, while it is made: one walk over the boxes of all pages."""

    def __init__(self, pdf: Any, document: Any) -> None:
        self.pdf = pdf
        self.pages = list(pdf.page_references)
        self.top = Element("Document", None)
        self.known: dict[tuple[Any, str], Element] = {}
        """By HTML element and tag, with its pseudo-element. Fragments and anonymous boxes share these with their origin."""
        self.begun: dict[Element, int] = {}
        """The pages on which heads and feet of tables are first met."""
        self.links: dict[tuple[Any, str], Element] = {}
        self.marking = Marking(pdf, document)
        self.number, self.height = 0, 0.0
        self.dropped: set[bytes] = set()

    def read(self, number: int, page: Any, stream: Any) -> None:
        """Take in a page."""
        self.number, self.height = number, page.height
        self.dropped = set()
        self.marking.begin(number, stream)
        self._walk(page._page_box, self.top, "", linked=False)
        self.marking.finish()
        dictionary = self._page()
        if "Annots" in dictionary:
            kept = [each for each in dictionary["Annots"] if each not in self.dropped]
            dictionary["Annots"] = pydyf.Array(kept)

    def _page(self) -> Any:
        return self.pdf.objects[int(self.pages[self.number].split()[0])]

    def _walk(self, box: Any, parent: Element, hidden: str, *, linked: bool) -> None:
        """Hang a box and what is in it below an element; ``hidden`` is what kind of artifact it is, if it is no content."""
        box = getattr(box, "_box", box)  # what is placed absolutely stands behind a placeholder
        element, tag = box.element, box.element_tag
        hidden = hidden or self._artifact(box, element, tag)
        if not hidden and element is not None and not isinstance(box, boxes.TextBox):
            parent = self._open(box, element, tag, parent)
        annotation = box.link_annotation
        if annotation is None and not hidden and element is not None and "::footnote-" in tag:
            annotation = self._note_link(box, element, tag)
        if annotation is not None:
            if hidden or (linked and not isinstance(box, boxes.ReplacedBox)):
                self.dropped.add(annotation.reference)
            else:
                parent, linked = self._link(element, tag, parent, annotation), True
        if isinstance(box, boxes.TextBox):
            home = parent if hidden else parent.home()
            mark = self.marking.text(box, hidden, home.block())
            if mark is not None:
                home.kids.append(mark)
        elif isinstance(box, boxes.ReplacedBox):
            mark = self.marking.picture(box, hidden)
            if mark is not None:
                parent.kids.append(mark)
        elif tag == "br" and not hidden:
            self.marking.part(parent.home().block())
        for child in box.children:
            self._walk(child, parent, hidden, linked=linked)

    def _artifact(self, box: Any, element: Any, tag: str) -> str:
        """Return what kind of artifact a box is (14.8.2.2), empty for content."""
        if isinstance(box, boxes.MarginBox):
            # Running heads and feet (UA 7.8).
            return "Footer" if box.at_keyword.startswith("@bottom") else "Header"
        if box.is_leader or (element is not None and element.get("aria-hidden") == "true"):
            return "Layout"
        if isinstance(box, boxes.ReplacedBox) and not _alternative(element, tag):
            # What has nothing to say is decoration (UA 7.3); that a figure of the author's says nothing is found before.
            return "Layout"
        known = self.known.get((element, tag)) if element is not None else None
        if known is not None and self.begun.get(known, self.number) != self.number:
            return "Pagination"  # the head of a table, once more
        return ""

    def _open(self, box: Any, element: Any, tag: str, parent: Element) -> Element:
        """Return the element that a box belongs to."""
        key = (element, tag)
        known = self.links.get(key) or self.known.get(key)
        if known is not None:
            return known
        opened = self._make(box, element, tag, parent)
        if opened is None:
            return parent
        self.known[key] = opened
        language = element.get("lang") if tag == element.tag else None
        if language:
            opened.entries["Lang"] = pydyf.String(language)  # UA 7.2
        return opened

    def _make(self, box: Any, element: Any, tag: str, parent: Element) -> Element | None:
        """Return a new element; none for a box that means nothing of its own."""
        kind = KINDS.get(tag)
        match tag.partition("::")[::2]:
            case name, "marker":
                return self._mark_item(self.known.get((element, name)), box)
            case _, "footnote-call":
                note = Element("Note", None)
                note.identifier = element.get("id")  # UA 7.9
                self.known[(element, element.tag)] = note
                parent.block().notes.append(note)
                return parent.home().add("Reference")
            case _, "footnote-marker":
                return parent.add("Lbl")
            case "ul", "" if "contents-list" in element.get("class", "").split():
                return parent.add("TOC")
            case "li", "":
                # UA 7.6, and 14.8.4.2 for contents: the label, then the title with its page.
                listed = parent.kind == "TOC"
                return parent.add("TOCI" if listed else "LI").add("Reference" if listed else "LBody")
            case "span", "" if parent.parent and parent.parent.kind == "TOCI" and element.get("class") == "label":
                return self._label(parent.parent)
            case "b", "" if parent.kind == "LBody" and parent.parent and element.get("class") == "item-label":
                return self._letter_item(parent.parent, element.text)
            case "dt", "":
                return parent.add("LI").add("Lbl")
            case "dd", "":
                last = parent.kids[-1] if parent.kids else None
                return (last if isinstance(last, Element) else parent.add("LI")).add("LBody")
            case _ if isinstance(box, boxes.ReplacedBox):
                return self._figure(box, element, tag, parent)
            case _ if kind is None:
                return self._span(element, tag, parent)
        opened = (parent.home() if kind in INLINE else parent).add(kind)
        if kind in ("TH", "TD"):
            self._describe_cell(box, element, opened)
        elif kind in ("THead", "TFoot"):
            self.begun[opened] = self.number
        return opened

    def _span(self, element: Any, tag: str, parent: Element) -> Element | None:
        """Return a span for words of another language, or that have others in their place; none for what is plain."""
        if tag != element.tag or tag in ("html", "body"):
            return None
        said = element.get("aria-label") if element.get("role") == "img" else None
        if not said and not element.get("lang"):
            return None
        span = parent.home().add("Span")
        if said:
            span.entries["Alt"] = pydyf.String(said)
        return span

    def _mark_item(self, body: Element | None, box: Any) -> Element | None:
        """Return the label of the list item with that body; none if it is no item of a list."""
        item = body.parent if body else None
        if item is None or item.kind != "LI" or item.parent is None:
            return None
        self._number_list(item, "/Decimal" if box.style["list_style_type"] == "decimal" else "/Disc")
        return self._label(item)

    def _letter_item(self, item: Element, label: str) -> Element:
        """Return the label of an item that is numbered, or lettered, by words of the page."""
        self._number_list(item, "/Decimal" if label.isdecimal() else "/UpperAlpha")
        return self._label(item)

    def _number_list(self, item: Element, numbering: str) -> None:
        """Say how the items of a list are labelled (14.8.5.5), as its first one is."""
        if item.parent:
            item.parent.entries.setdefault("A", pydyf.Dictionary({"O": "/List", "ListNumbering": numbering}))

    def _label(self, item: Element) -> Element:
        """Return a new label, the first kid of an item (14.8.4.3.3)."""
        label = Element("Lbl", item)
        item.kids.insert(0, label)
        return label

    def _figure(self, box: Any, element: Any, tag: str, parent: Element) -> Element:
        """Return a figure with its alternative (UA 7.3) and its box, in points from the lower left (14.8.5.4.3)."""
        figure = parent.add("Figure")
        figure.entries["Alt"] = pydyf.String(_alternative(element, tag))
        area = self._points(box.content_box_x(), box.content_box_y(), box.width, box.height)
        figure.entries["A"] = pydyf.Dictionary({"O": "/Layout", "Placement": "/Block", "BBox": area})
        return figure

    def _points(self, x: float, y: float, width: float, height: float) -> Any:
        corners = (x, self.height - y - height, x + width, self.height - y)
        return pydyf.Array([round(each * 0.75, 3) for each in corners])

    def _describe_cell(self, box: Any, element: Any, cell: Element) -> None:
        """Say what a cell spans and, if it is a head, of what (UA 7.5)."""
        entries = {"O": "/Table"}
        if cell.kind == "TH":
            entries["Scope"] = _SCOPES.get(element.get("scope", ""), "/Column")
        if box.colspan != 1:
            entries["ColSpan"] = box.colspan
        if box.rowspan != 1:
            entries["RowSpan"] = box.rowspan
        if len(entries) > 1:
            cell.entries["A"] = pydyf.Dictionary(entries)

    # --- links ---

    def _link(self, element: Any, tag: str, parent: Element, annotation: Any) -> Element:
        """Hang a link annotation below its link (UA 7.18.5); several lines or pages of a link are one element."""
        link = self.links.get((element, tag)) or parent.link()
        if link is None:
            link = parent.home().add("Link")
            label = element.get("aria-label")
            if label and tag == element.tag:
                link.entries["Alt"] = pydyf.String(label)
        self.links[(element, tag)] = link
        annotation["F"] = _PRINT
        annotation["Contents"] = pydyf.String(_words(element))
        link.kids.append(Annotation(self.number, annotation))
        return link

    def _note_link(self, box: Any, element: Any, tag: str) -> Any:
        """Return a new annotation on the call of a note, which leads to it, or on its number, which leads back (UA 7.9)."""
        if isinstance(box, boxes.LineBox) or not box.children:
            return None
        note = element.get("id")
        annotation = pydyf.Dictionary({"Type": "/Annot", "Subtype": "/Link", "BS": pydyf.Dictionary({"W": 0})})
        annotation["Rect"] = self._points(*box.hit_area())
        annotation["Dest"] = pydyf.String(note if tag.endswith("call") else f"{note}-call")
        self.pdf.add_object(annotation)
        self._page().setdefault("Annots", pydyf.Array()).append(annotation.reference)
        return annotation


def _alternative(element: Any, tag: str) -> str:
    """Return what stands for a picture: its alternative text, or the title of a drawing and its description."""
    if element is None or tag != element.tag:
        return ""
    said = [element.get("alt"), element.get("aria-label")]
    said += [child.text for child in element if str(child.tag).endswith(("}title", "}desc"))]
    return " ".join(" ".join(words.split()) for words in said if words)


def _words(element: Any) -> str:
    """Return what a link says of itself (UA 7.18.5): its label, else its words, else what its pictures say."""
    label = element.get("aria-label") or " ".join("".join(element.itertext()).replace("\xad", "").split())
    return (
        label or " ".join(filter(None, (_alternative(child, child.tag) for child in element.iter()))) or element.get("href", "")
    )
