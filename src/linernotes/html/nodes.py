"""Render nodes as XHTML: composite blocks by their templates, all others here."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import assert_never

from markupsafe import Markup, escape

from linernotes.editing.references import line_anchor, paragraph_anchor
from linernotes.editing.sentences import split_sentences
from linernotes.html.cards import Cards
from linernotes.html.drawings import diagram_values
from linernotes.html.elements import Attribute, element, join
from linernotes.html.labels import SYMBOLS, gapped, grouping_words, people_of
from linernotes.html.lists import Lists
from linernotes.html.medium import Medium
from linernotes.html.pagemarks import page_break, page_start
from linernotes.html.tables import render_table
from linernotes.html.templates import Templates
from linernotes.model.book import Book
from linernotes.model.document import (
    Block,
    Citation,
    Code,
    CodeBlock,
    DefinitionList,
    Diagram,
    Emphasis,
    Figure,
    Heading,
    Inline,
    LineBreak,
    Link,
    LinkKind,
    List,
    NoteCall,
    Paragraph,
    Quotation,
    Rule,
    Span,
    Strong,
    Table,
    Target,
    Text,
    Unresolved,
    WebAddress,
)
from linernotes.model.guide import (
    Activity,
    AnswerKey,
    CharacterCard,
    ContentNote,
    GlossaryList,
    LookFor,
    MarginNote,
    NumberedLine,
    Question,
    Retelling,
    SourceList,
    TeacherNote,
    TeacherNoteList,
)
from linernotes.model.kinds import AnyBlock, AnyInline, any_block, any_inline
from linernotes.model.lists import FigureList, StandardsMatrix, ThemeKey, ThemeMatrix
from linernotes.model.walking import plain_text


class Renderer:
    """Renders the nodes of a book, edited for one edition, for one medium.

    Attributes:
        slug: of the section that is being rendered.
        title: of that section, in plain words.
        notes: the note calls of that section which have been rendered, if its notes are at its end.
        in_stem: whether the beginning of an answer is being rendered, in which gaps are marked.
    """

    def __init__(self, book: Book, medium: Medium, templates: Templates) -> None:
        self.book, self.medium, self.words = book, medium, book.wording
        self.fill = partial(templates.fill, medium=medium.name, words=book.wording, symbols=SYMBOLS)
        self.slug = self.title = ""
        self.in_stem = False
        self.slugs = {section.slug for section in book.sections}
        self.notes: list[NoteCall] = []
        self.cards, self.lists = Cards(book, self), Lists(self)

    def address(self, target: Target) -> str:
        """Return the href of a target; empty if the edition does not contain it."""
        return self.medium.address(target, self.slug) if target.slug in self.slugs else ""

    def inlines(self, nodes: Iterable[Inline]) -> Markup:
        """Return rendered inlines."""
        return join(self.inline(any_inline(node)) for node in nodes)

    def inline(self, node: AnyInline) -> Markup:
        """Return a rendered inline."""
        match node:
            case Text(value=value):
                return gapped(value) if self.in_stem else escape(value)
            case LineBreak():
                return Markup("<br/>")
            case Emphasis(children=children):
                return element("em", self.inlines(children))
            case Strong(children=children):
                return element("strong", self.inlines(children))
            case Code(value=value):
                return element("code", value)
            case Span(children=children, layer=layer, language=language):
                name = f"layer {layer.value}" if layer else None
                xml_lang = {"xml:lang": language} if self.medium.epub_types else {}
                return element("span", self.inlines(children), class_=name, lang=language, **xml_lang)
            case Link():
                return self._link(node)
            case NoteCall():
                return self._note(node)
            case Citation():
                return self._citation(node)
            case _:
                assert_never(node)

    def _link(self, link: Link) -> Markup:
        children = self.inlines(link.children)
        match link.destination:
            case WebAddress(address=address):
                return element("a", children or address, href=address, class_="web")
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
                return shown + f" ({self.words.page}\N{NO-BREAK SPACE}{folio})" if folio else shown
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
        label = f"{self.words.source}: {words[citation.certainty]}"
        href = self.address(citation.target) if citation.target else ""
        if not href:
            return element("span", symbol, class_="citation", role="img", aria_label=label)
        return element("a", symbol, href=href, class_="citation", aria_label=label)

    def blocks(self, nodes: Iterable[Block]) -> Markup:
        """Return rendered blocks, one per line."""
        return join((self.block(any_block(node)) for node in nodes), "\n")

    def block(self, node: AnyBlock) -> Markup:
        """Return a rendered block."""
        match node:
            case Paragraph():
                return self._paragraph(node)
            case Heading(level=level, children=children, anchor=anchor):
                return self.page_start(anchor) + element(f"h{level}", self.inlines(children), id=anchor)
            case List(items=items, start=start):
                inside = join((element("li", self._item(item.blocks)) for item in items), "\n")
                return element("ul", inside) if start is None else element("ol", inside, start=start if start != 1 else None)
            case Quotation(blocks=blocks):
                return element("blockquote", self.blocks(blocks))
            case CodeBlock(value=value):
                return element("pre", element("code", value))
            case Rule():
                return Markup("<hr/>")
            case Table():
                return render_table(node, self, self.words)
            case DefinitionList(items=items):
                pairs = (
                    element("dt", self.inlines(item.term), id=item.anchor) + element("dd", self._item(item.blocks))
                    for item in items
                )
                return element("dl", join(pairs, "\n"))
            case Figure():
                return self.fill("parts/figure.html.j2", **self.cards.figure(node))
            case Diagram():
                return self._diagram(node)
            case MarginNote(title=title, blocks=blocks):
                return self.fill("parts/margin-note.html.j2", title=title, body=self.blocks(blocks))
            case LookFor(blocks=blocks):
                return self.fill("parts/look-for.html.j2", body=self.blocks(blocks))
            case ContentNote(title=title, blocks=blocks):
                return self.fill("parts/content-note.html.j2", title=title, body=self.blocks(blocks))
            case Activity():
                return self.fill(
                    "parts/activity.html.j2",
                    activity=node,
                    grouping=grouping_words(node.grouping, self.words),
                    people=people_of(node.grouping),
                    body=self.blocks(node.blocks),
                )
            case CharacterCard(character=character):
                if character is None:
                    return Markup("")
                traits = [(trait.label, self.inlines(trait.children)) for trait in character.traits]
                name = "" if character.name == self.title else character.name  # the section title already says it
                return self.fill("parts/character.html.j2", name=name, role=self.inlines(character.role), traits=traits)
            case Retelling(verses=verses):
                lines = [[self._line(line) for line in verse.lines] for verse in verses]
                return self.fill("parts/retelling.html.j2", verses=lines)
            case Question():
                return self.fill("parts/question.html.j2", **self.cards.question(node))
            case GlossaryList():
                return self.fill("parts/glossary.html.j2", **self.lists.glossary(node))
            case SourceList():
                return self.fill("parts/sources.html.j2", **self.lists.sources(node))
            case StandardsMatrix():
                return self.fill("parts/standards-matrix.html.j2", **self.lists.standards_matrix(node))
            case ThemeMatrix():
                return self.fill("parts/theme-matrix.html.j2", **self.lists.theme_matrix(node))
            case FigureList():
                return self.fill("parts/figure-list.html.j2", **self.lists.figure_list(node))
            case ThemeKey():
                return self.fill("parts/theme-key.html.j2", **self.lists.theme_key(node))
            case AnswerKey(entries=entries, brief=brief):
                return self.fill("parts/answer-key.html.j2", entries=[self.cards.key_entry(entry, brief) for entry in entries])
            case TeacherNote():
                return Markup("")  # printed in the list of teacher notes only
            case TeacherNoteList(notes=notes):
                return self.fill("parts/teacher-notes.html.j2", notes=[self.cards.teacher_note(note) for note in notes])
            case _:
                assert_never(node)

    def _diagram(self, diagram: Diagram) -> Markup:
        values = diagram_values(diagram, self.medium, self.words)
        twin = render_table(diagram.twin, self, self.words) if values["twin_shown"] else ""
        return self.fill("parts/diagram.html.j2", caption=self.inlines(diagram.caption), twin=twin, **values)

    def page_break(self, anchor: str) -> Markup:
        """Return the mark of the printed page that begins at an anchor, if one does."""
        return page_break(anchor, self.medium, self.words)

    def page_start(self, anchor: str) -> Markup:
        """Return the page mark in front of a block."""
        return page_start(anchor, self.medium, self.words)

    def _paragraph(self, paragraph: Paragraph) -> Markup:
        anchor = paragraph_anchor(self.slug, paragraph.number) if self.medium.sentence_ids and paragraph.number else None
        return element("p", self._sentences(paragraph, has_id=bool(anchor)), id=anchor)

    def _sentences(self, paragraph: Paragraph, *, has_id: bool = False) -> Markup:
        """Return a paragraph's sentences, with ids or page marks if the medium wants them; ``has_id``: the paragraph has the first id."""
        anchor = paragraph_anchor(self.slug, paragraph.number)
        if not paragraph.number or not (self.medium.sentence_ids or self.medium.page_starts_in(anchor)):
            return self.inlines(paragraph.children)
        parts = []
        for number, sentence in enumerate(split_sentences(paragraph.children), 1):
            words = self.inlines(sentence)
            sentence_anchor = anchor if number == 1 else f"{anchor}-{number}"
            if self.medium.sentence_ids and not (has_id and number == 1):
                words = element("span", words, id=sentence_anchor)
            parts.append(self.page_break(sentence_anchor) + words)
        return join(parts)

    def _item(self, blocks: tuple[Block, ...]) -> Markup:
        """Return the blocks of an item; its first paragraph without tags if nothing or only a list follows."""
        match blocks:
            case (Paragraph() as only,):
                return self._sentences(only)
            case (Paragraph() as first, List() as inner):
                return self._sentences(first) + "\n" + self.block(inner)
            case _:
                return self.blocks(blocks)

    def _line(self, line: NumberedLine) -> tuple[int, str, Markup, Markup]:
        anchor = line_anchor(line.number)
        return line.number, anchor, self.page_break(anchor), self.inlines(line.children)
