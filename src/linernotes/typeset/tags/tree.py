"""The tag tree of a gathering, built from its boxes.

It replaces WeasyPrint's own tree, which has an element for every box: there a paragraph on two pages is two paragraphs, a note has no
connection with its call, and a running foot is read out on every page. This tree has an element for every part of the document.

UA stands for ISO 14289-1 (PDF/UA-1), A for ISO 19005-2 (PDF/A-2), 14.x for clauses of ISO 32000-1.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pydyf
from weasyprint.formatting_structure import boxes

from linernotes.typeset.tags.alternatives import alternative_of, description_of
from linernotes.typeset.tags.marked_content import ContentMarker, text_of
from linernotes.typeset.tags.structure import INLINE, Annotation, Element, StructureWriter

_KINDS: Mapping[str, str] = {
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
"""Standard structure types (14.8.4) by tag. Other tags, such as emphasis, have no structure type."""

_SCOPES: Mapping[str, str] = {"row": "/Row", "rowgroup": "/Row"}
_PRINT = 4
"""The print flag of annotations (A 6.3.2)."""


def add_tags(pdf: Any, document: Any, pdf_version: object, page_streams: Any) -> None:
    """Write the tag tree of a document into its PDF, in place of WeasyPrint's function of this name."""
    tree = _Tree(pdf, document)
    for number, (page, stream) in enumerate(zip(document.pages, page_streams, strict=True)):
        tree.read(number, page, stream)
    marker = tree.marker
    StructureWriter(pdf, marker.ids, marker.counts, marker.groups).write(tree.top)


class _Tree:
    """A tree that is being built, page by page."""

    def __init__(self, pdf: Any, document: Any) -> None:
        self.pdf = pdf
        self.pages = list(pdf.page_references)
        self.top = Element("Document", None)
        self.known: dict[tuple[Any, str], Element] = {}
        """By HTML element and tag, with its pseudo-element: the same for all fragments and anonymous boxes of an element."""
        self.first_pages: dict[Element, int] = {}
        """The first page of the heads and feet of tables."""
        self.links: dict[tuple[Any, str], Element] = {}
        self.introduction = ""
        """Words that a screen reader says before the next text."""
        self.marker = ContentMarker(pdf, document)
        self.number, self.height = 0, 0.0
        self.dropped: set[bytes] = set()

    def read(self, number: int, page: Any, stream: Any) -> None:
        """Add the boxes of a page."""
        self.number, self.height = number, page.height
        self.dropped = set()
        self.marker.begin_page(number, stream)
        self._walk(page._page_box, self.top, "", linked=False)
        self.marker.finish_page()
        dictionary = self._page()
        if "Annots" in dictionary:
            kept = [each for each in dictionary["Annots"] if each not in self.dropped]
            dictionary["Annots"] = pydyf.Array(kept)

    def _page(self) -> Any:
        return self.pdf.objects[int(self.pages[self.number].split()[0])]

    def _walk(self, box: Any, parent: Element, artifact: str, *, linked: bool) -> None:
        """Add a box and its descendants to an element, or mark them as an artifact of this kind, if it is not empty."""
        box = getattr(box, "_box", box)  # an absolutely positioned box is inside a placeholder
        element, tag = box.element, box.element_tag
        artifact = artifact or self._artifact(box, element, tag)
        if not artifact and element is not None and not isinstance(box, boxes.TextBox):
            parent = self._open(box, element, tag, parent)
        annotation = box.link_annotation
        if annotation is None and not artifact and element is not None and "::footnote-" in tag:
            annotation = self._note_link(box, element, tag)
        if annotation is not None:
            if artifact or (linked and not isinstance(box, boxes.ReplacedBox)):
                self.dropped.add(annotation.reference)
            else:
                parent, linked = self._link(element, tag, parent, annotation), True
        if isinstance(box, boxes.TextBox):
            container = parent if artifact else parent.for_text()
            content = self.marker.text(box, artifact, container.block())
            if content is not None:
                self._introduced(box, container).kids.append(content)
        elif isinstance(box, boxes.ReplacedBox):
            content = self.marker.picture(box, artifact)
            if content is not None:
                parent.kids.append(content)
        elif tag == "br" and not artifact:
            self.marker.end_word(parent.for_text().block())
        for child in box.children:
            self._walk(child, parent, artifact, linked=linked)

    def _artifact(self, box: Any, element: Any, tag: str) -> str:
        """Return the kind of artifact that a box is (14.8.2.2); empty for content."""
        if isinstance(box, boxes.MarginBox):
            return "Footer" if box.at_keyword.startswith("@bottom") else "Header"  # UA 7.8
        if box.is_leader or (element is not None and element.get("aria-hidden") == "true"):
            return "Layout"
        if isinstance(box, boxes.ReplacedBox) and not alternative_of(element, tag):
            # A picture without alternative text is decoration (UA 7.3). For the author's figures it is a finding.
            return "Layout"
        known = self.known.get((element, tag)) if element is not None else None
        if known is not None and self.first_pages.get(known, self.number) != self.number:
            return "Pagination"  # the repeated head of a table
        return ""

    def _open(self, box: Any, element: Any, tag: str, parent: Element) -> Element:
        """Return the element of a box, which is created for the first of its boxes."""
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
        """Create the element of a box; None if it has no structure type."""
        kind = _KINDS.get(tag)
        match tag.partition("::")[::2]:
            case name, "marker":
                return self._bullet(self.known.get((element, name)), box)
            case _, "footnote-call":
                note = Element("Note", None)
                note.identifier = element.get("id")  # UA 7.9
                self.known[(element, element.tag)] = note
                parent.block().notes.append(note)
                return parent.for_text().add("Reference")
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
                return self._written_label(parent.parent, element.text)
            case "dt", "":
                return parent.add("LI").add("Lbl")
            case "dd", "":
                last = parent.kids[-1] if parent.kids else None
                return (last if isinstance(last, Element) else parent.add("LI")).add("LBody")
            case _ if isinstance(box, boxes.ReplacedBox):
                return self._figure(box, element, tag, parent)
            case _ if kind is None:
                return self._span(element, tag, parent)
        opened = (parent.for_text() if kind in INLINE else parent).add(kind)
        if kind in ("TH", "TD"):
            self._describe_cell(box, element, opened)
        elif kind in ("THead", "TFoot"):
            self.first_pages[opened] = self.number
        return opened

    def _span(self, element: Any, tag: str, parent: Element) -> Element | None:
        """Create a span for text in another language, with alternative text or with words to say before it; None for others."""
        if tag != element.tag or tag in ("html", "body"):
            return None
        alternative = element.get("aria-label") if element.get("role") == "img" else None
        introduction = element.get("data-spoken", "")
        if not (alternative or introduction or element.get("lang")):
            return None
        self.introduction += introduction
        span = parent.for_text().add("Span")
        if alternative:
            span.entries["Alt"] = pydyf.String(alternative)
        return span

    def _introduced(self, box: Any, container: Element) -> Element:
        """Return the element to add a text to: if words are to be said before it, a span whose alternative text has them too.

        Only this text has it, because an alternative text hides the links that are in its element.
        """
        if not self.introduction:
            return container
        span = container.add("Span")
        span.entries["Alt"] = pydyf.String(self.introduction + text_of(box))
        self.introduction = ""
        return span

    def _bullet(self, body: Element | None, box: Any) -> Element | None:
        """Create the label of a list item from its marker, given the item's body; None if it is not an item of a list."""
        item = body.parent if body else None
        if item is None or item.kind != "LI" or item.parent is None:
            return None
        self._number_list(item, "/Decimal" if box.style["list_style_type"] == "decimal" else "/Disc")
        return self._label(item)

    def _written_label(self, item: Element, label: str) -> Element:
        """Create the label of an item whose number or letter is a text of the page."""
        self._number_list(item, "/Decimal" if label.isdecimal() else "/UpperAlpha")
        return self._label(item)

    def _number_list(self, item: Element, numbering: str) -> None:
        """Record how the items of a list are labelled (14.8.5.5): like the first one."""
        if item.parent:
            item.parent.entries.setdefault("A", pydyf.Dictionary({"O": "/List", "ListNumbering": numbering}))

    def _label(self, item: Element) -> Element:
        """Create a label, which is the first kid of an item (14.8.4.3.3)."""
        label = Element("Lbl", item)
        item.kids.insert(0, label)
        return label

    def _figure(self, box: Any, element: Any, tag: str, parent: Element) -> Element:
        """Create a figure with its alternative text (UA 7.3) and its bounding box (14.8.5.4.3)."""
        figure = parent.add("Figure")
        figure.entries["Alt"] = pydyf.String(alternative_of(element, tag))
        area = self._points(box.content_box_x(), box.content_box_y(), box.width, box.height)
        figure.entries["A"] = pydyf.Dictionary({"O": "/Layout", "Placement": "/Block", "BBox": area})
        return figure

    def _points(self, x: float, y: float, width: float, height: float) -> Any:
        """Return a rectangle in points from the lower left corner, given in pixels from the upper left one."""
        corners = (x, self.height - y - height, x + width, self.height - y)
        return pydyf.Array([round(each * 0.75, 3) for each in corners])

    def _describe_cell(self, box: Any, element: Any, cell: Element) -> None:
        """Record the spans of a cell and, for a head, its scope (UA 7.5)."""
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
        """Add a link annotation to its link (UA 7.18.5). A link on several lines or pages is one element."""
        link = self.links.get((element, tag)) or parent.link()
        if link is None:
            link = parent.for_text().add("Link")
            label = element.get("aria-label")
            if label and tag == element.tag:
                link.entries["Alt"] = pydyf.String(label)
        self.links[(element, tag)] = link
        annotation["F"] = _PRINT
        annotation["Contents"] = pydyf.String(description_of(element))
        link.kids.append(Annotation(self.number, annotation))
        return link

    def _note_link(self, box: Any, element: Any, tag: str) -> Any:
        """Create the annotation that leads from the call of a note to it, or from its number back to the call (UA 7.9)."""
        if isinstance(box, boxes.LineBox) or not box.children:
            return None
        note = element.get("id")
        annotation = pydyf.Dictionary({"Type": "/Annot", "Subtype": "/Link", "BS": pydyf.Dictionary({"W": 0})})
        annotation["Rect"] = self._points(*box.hit_area())
        annotation["Dest"] = pydyf.String(note if tag.endswith("call") else f"{note}-call")
        self.pdf.add_object(annotation)
        self._page().setdefault("Annots", pydyf.Array()).append(annotation.reference)
        return annotation
