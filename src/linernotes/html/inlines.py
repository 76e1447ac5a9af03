"""Render inlines as XHTML: text, links, notes and citations."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from markupsafe import Markup, escape

from linernotes.editing.targets import made_title
from linernotes.html.addresses import WHOLE_CODE, break_addresses, break_code, printed_address
from linernotes.html.elements import Attribute, element, join
from linernotes.html.labels import SYMBOLS
from linernotes.html.medium import Medium
from linernotes.html.spaces import BLANK, LONG, kept_together, numbers_apart
from linernotes.model.book import Book
from linernotes.model.document import (
    Block,
    Citation,
    Code,
    Emphasis,
    Inline,
    LineBreak,
    Link,
    LinkKind,
    NoteCall,
    Paragraph,
    Span,
    Strong,
    Target,
    Text,
    Unresolved,
    WebAddress,
)
from linernotes.model.kinds import AnyInline, any_inline
from linernotes.model.walking import descend, plain_text, rewrite


class InlineRenderer:
    """Renders the inlines of a book, edited for one edition, for one medium.

    Attributes:
        slug: the slug of the section that is being rendered.
        titles: the titles of all sections by slug.
        notes: the note calls of that section which have been rendered, if its notes are at its end.
        citations: by fact, where the sections rendered so far cite it, if the medium links back from sources.
    """

    def __init__(self, book: Book, medium: Medium) -> None:
        self.book, self.medium, self.words = book, medium, book.wording
        self.slug = ""
        self._brackets = 0
        self.titles = {section.slug: plain_text(section.title) or made_title(section, book) for section in book.sections}
        self.notes: list[NoteCall] = []
        self.citations: dict[str, list[Target]] = {}

    def address(self, target: Target) -> str:
        """Return the href of a target; empty if the edition does not contain it."""
        return self.medium.address(target, self.slug) if target.slug in self.titles else ""

    def inlines(self, nodes: Iterable[Inline]) -> Markup:
        """Return rendered inlines."""
        shown, outside = [], self._brackets
        for node in nodes:
            shown.append(self.inline(any_inline(node)))
            if isinstance(node, Text):
                self._brackets = max(0, self._brackets + node.value.count("(") - node.value.count(")"))
        self._brackets = outside
        return join(shown)

    def inline(self, node: AnyInline) -> Markup:
        """Return a rendered inline."""
        match node:
            case Text(value=value):
                return self._text(value)
            case LineBreak():
                return Markup("<br/>")
            case Emphasis(children=children):
                return element("em", self.inlines(children))
            case Strong(children=children):
                return element("strong", self.inlines(children))
            case Code(value=value):
                whole = "whole" if len(value) < WHOLE_CODE and " " not in value else None
                return element("code", break_code(value, self.medium.break_opportunity), class_=whole)
            case Span(children=children, layer=None, language=""):
                return self.inlines(children)
            case Span(children=children, layer=layer, language=language):
                name = f"layer {layer.value}" if layer else None
                xml_lang = {"xml:lang": language} if self.medium.epub_types else {}
                shown = self.inlines(children)
                introduction = f"{getattr(self.words, layer.value)}: " if layer else ""
                if introduction and self.medium.epub_types:
                    shown, introduction = element("span", introduction, class_="spoken") + shown, ""
                return element("span", shown, class_=name, lang=language, data_spoken=introduction, **xml_lang)
            case Link():
                return self._link(node)
            case NoteCall():
                return self._note(node)
            case Citation():
                return self._citation(node)
            case _:
                assert_never(node)

    def _text(self, value: str) -> Markup:
        if self.medium.lines_vary:
            parts = ((self._with_blanks(words), kept) for words, kept in kept_together(value))
        else:
            parts = ((break_addresses(words, self.medium.break_opportunity), kept) for words, kept in numbers_apart(value))
        return join(element("span", words, class_="kept") if kept else words for words, kept in parts)

    def _with_blanks(self, value: str) -> Markup:
        parts = enumerate(BLANK.split(value))
        return join(
            self._blank(part) if number % 2 else break_addresses(part, self.medium.break_opportunity) for number, part in parts
        )

    def _blank(self, underscores: str) -> Markup:
        """Return a blank to fill in, which a style draws: a run of underscores has one width and is spelled out by screen readers."""
        name = "blank long" if len(underscores) >= LONG else "blank"
        return element("span", element("span", self.words.blank, class_="spoken"), class_=name)

    def _breakable(self, address: str) -> Markup:
        return break_code(address, self.medium.break_opportunity)

    def _link(self, link: Link) -> Markup:
        # A link may not contain links (HTML, 4.5.1), so the notes and citations in its words follow it.
        calls = list(descend(link.children, NoteCall, Citation))
        if calls:
            in_notes = {
                id(node) for call in calls if isinstance(call, NoteCall) for node in descend(call.blocks, NoteCall, Citation)
            }
            words = rewrite(link, lambda call: (), NoteCall, Citation)
            return self._link(words) + self.inlines(call for call in calls if id(call) not in in_notes)
        children = self.inlines(link.children)
        match link.destination:
            case WebAddress(address=address):
                shown = element("a", children or self._breakable(address), href=address, class_="web")
                printed = printed_address(address, plain_text(link.children) or address) if self.medium.addresses_printed else ""
                return shown + " (" + self._breakable(printed) + ")" if printed else shown
            case Target() as target:
                href = self.address(target)
                if not href:
                    return children
                if link.kind is LinkKind.TERM:
                    roles: dict[str, Attribute] = (
                        {"epub__type": "glossref", "role": "doc-glossref"} if self.medium.epub_types else {}
                    )
                    return element("a", children, href=href, class_="term", **roles)
                folio = self.medium.folio(target) if link.kind is LinkKind.PAGE else ""
                shown = element("a", children, href=href)
                page = f"{self.words.page}\N{NO-BREAK SPACE}{folio}"
                return shown + (f", {page}" if self._brackets else f" ({page})") if folio else shown
            case Unresolved():
                return children
            case _:
                assert_never(link.destination)

    def _note(self, note: NoteCall) -> Markup:
        anchor = f"{self.slug}--note-{note.number}"
        if self.medium.notes_float:
            # Spans, because an HTML parser ends a paragraph where another one begins in it.
            paragraphs = join(element("span", self.block_inline(block), class_="note-paragraph") for block in note.blocks)
            floated = element("span", paragraphs, class_="note", id=anchor, aria_label=f"{self.words.note} {note.number}")
            return element("span", floated, class_="note-call", id=f"{anchor}-call")
        self.notes.append(note)
        call = element(
            "a",
            str(note.number),
            href=f"#{anchor}",
            id=f"{anchor}-call",
            epub__type="noteref",
            role="doc-noteref",
            aria_label=f"{self.words.note} {note.number}",
        )
        return element("sup", call)

    def block_inline(self, block: Block) -> Markup:
        """Return the inline content of a note's paragraph."""
        return self.inlines(block.children) if isinstance(block, Paragraph) else escape(plain_text(block))

    def _citation(self, citation: Citation) -> Markup:
        words = {"verified": self.words.verified, "one-source": self.words.one_source, "disputed": self.words.disputed}
        if not citation.certainty:
            return Markup("")
        symbol = element("span", SYMBOLS[citation.certainty], class_="symbol")
        href = self.address(citation.target) if citation.target else ""
        if not href:
            label = f"{self.words.source}: {words[citation.certainty]}"
            return element("span", symbol, class_="citation", role="img", aria_label=label)
        label = f"{self.words.source} {citation.number}: {words[citation.certainty]}"
        symbol += str(citation.number)
        if not self.medium.sources_link_back:
            return element("a", symbol, href=href, class_="citation", aria_label=label)
        calls = self.citations.setdefault(citation.fact, [])
        number = 1 + sum(call.slug == self.slug for call in calls)
        calls.append(Target(self.slug, f"{self.slug}--cites-{citation.fact}-{number}"))
        roles: dict[str, Attribute] = {"epub__type": "noteref", "role": "doc-noteref"}
        return element("a", symbol, href=href, id=calls[-1].anchor, class_="citation", aria_label=label, **roles)
