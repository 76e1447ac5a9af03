"""Render blocks as XHTML: composite ones by their templates, all others here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import assert_never

from markupsafe import Markup

from linernotes.editing.line_index import line_anchor
from linernotes.editing.references import paragraph_anchor
from linernotes.editing.sentences import split_sentences
from linernotes.html.addresses import break_code
from linernotes.html.cards import Cards
from linernotes.html.drawings import diagram_values
from linernotes.html.elements import element, join, list_element
from linernotes.html.inlines import InlineRenderer
from linernotes.html.labels import SYMBOLS, grouping_words, people_of
from linernotes.html.lists import Lists
from linernotes.html.medium import Medium
from linernotes.html.pagemarks import page_break, page_start
from linernotes.html.tables import render_table
from linernotes.html.templates import Templates
from linernotes.model.book import Book
from linernotes.model.document import (
    Block,
    CodeBlock,
    DefinitionList,
    Diagram,
    Figure,
    Heading,
    List,
    Paragraph,
    Quotation,
    Rule,
    Strong,
    Table,
    Text,
)
from linernotes.model.guide import (
    Activity,
    AnswerKey,
    CharacterCard,
    ContentNote,
    GlossaryList,
    LookFor,
    MarginNote,
    Question,
    SourceList,
    TeacherNote,
    TeacherNoteList,
)
from linernotes.model.kinds import AnyBlock, any_block
from linernotes.model.layout import KeptTogether, PageBreak
from linernotes.model.lines import Extract, LinedText, NumberedLine, Retelling, Verse
from linernotes.model.lists import FigureList, StandardsMatrix, ThemeKey, ThemeMatrix

_CODE_LINE = 66
"""Characters on a line of code beside the margin column. Code with longer lines spans both."""

_SHORT_CODE = 16
"""Lines of code that stay on one page."""


class Renderer(InlineRenderer):
    """Renders the nodes of a book, edited for one edition, for one medium.

    Attributes:
        title: the title of the section that is being rendered, in plain words.
        numbered_as: the slug in the anchors of its paragraphs; empty: its own.
        level: the level of the last heading.
        depth: the number of blocks around the current one, and itself.
        label_widths: the widths of letters for labels, if a guide has a font of its own for these.
    """

    def __init__(self, book: Book, medium: Medium, templates: Templates) -> None:
        super().__init__(book, medium)
        self.title = self.numbered_as = ""
        self.level = 1
        self.depth = 0
        self.label_widths = templates.theme.labels
        self.fill = partial(templates.fill, medium=medium.name, words=book.wording, symbols=SYMBOLS)
        self.cards, self.lists = Cards(book, self), Lists(self)

    def blocks(self, nodes: Iterable[Block]) -> Markup:
        """Return rendered blocks, one per line."""
        self.depth += 1
        rendered = join((self.block(any_block(node)) for node in nodes), "\n")
        self.depth -= 1
        return rendered

    def block(self, node: AnyBlock) -> Markup:
        """Return a rendered block."""
        match node:
            case Paragraph():
                return self._paragraph(node)
            case Heading(level=level, children=children, anchor=anchor):
                level = self.level = min(level, self.level + 1)  # a list of notes or answers quotes headings of other sections
                begins = "new-page" if node.new_page and self.medium.page_breaks else None
                return self.page_start(anchor) + element(f"h{level}", self.inlines(children), id=anchor, class_=begins)
            case List(items=items, start=start):
                inside = join((element("li", self._item(item.blocks)) for item in items), "\n")
                return list_element(inside, start, styled=self.medium.starts_in_style)
            case Quotation(blocks=blocks):
                return element("blockquote", self.blocks(blocks))
            case CodeBlock(value=value):
                return self._code(value)
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
            case Figure(anchor=anchor):
                return self.page_start(anchor) + self.fill("parts/figure.html.j2", **self.cards.figure(node))
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
                traits = [(self.inlines(trait.label), self.inlines(trait.children)) for trait in character.traits]
                name = "" if character.name == self.title else character.name  # the section title already says it
                return self.fill("parts/character.html.j2", name=name, role=self.inlines(character.role), traits=traits)
            case Retelling(verses=verses):
                return self.fill("parts/retelling.html.j2", verses=self._verses(verses))
            case Extract(verses=verses, anchor=anchor, credit=credit, verse=verse):
                lines = self._verses(verses)
                return self.fill("parts/extract.html.j2", verses=lines, anchor=anchor, credit=self.inlines(credit), verse=verse)
            case LinedText(form=form, paragraphs=paragraphs):
                return element("div", self.blocks(paragraphs), class_=f"{form}-lines")
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
            case PageBreak():
                return element("div", "", class_="page-break") if self.medium.page_breaks else Markup("")
            case KeptTogether(blocks=blocks):
                return element("div", self.blocks(blocks), class_="keep")
            case _:
                assert_never(node)

    def _code(self, value: str) -> Markup:
        lines = value.splitlines()
        wide = self.depth == 1 and self.medium.characters_per_column and max(map(len, lines), default=0) > _CODE_LINE
        classes = " ".join(name for name, set_so in (("wide", wide), ("short", len(lines) <= _SHORT_CODE)) if set_so)
        code = element("code", break_code(value, self.medium.break_opportunity))
        return element("pre", code, class_=classes or None)

    def _diagram(self, diagram: Diagram) -> Markup:
        values = diagram_values(diagram, self.medium, self.words, self.label_widths, nested=self.depth > 1)
        table = diagram.twin
        if not values["drawn"]:
            named = Strong((Text(f"{self.words.figure} {diagram.number}."),))
            table = replace(table, caption=(named, Text(" "), *diagram.caption))
        twin = render_table(table, self, self.words) if values["twin_shown"] else ""
        start = self.page_start(diagram.anchor)
        return start + self.fill("parts/diagram.html.j2", caption=self.inlines(diagram.caption), twin=twin, **values)

    def page_break(self, anchor: str) -> Markup:
        """Return the mark of the printed page that begins at an anchor, if one does."""
        return page_break(anchor, self.medium, self.words)

    def page_start(self, anchor: str) -> Markup:
        """Return the page mark in front of a block."""
        return page_start(anchor, self.medium, self.words)

    def _paragraph(self, paragraph: Paragraph) -> Markup:
        anchor = (
            paragraph_anchor(self.numbered_as or self.slug, paragraph.number)
            if self.medium.sentence_ids and paragraph.number
            else None
        )
        return element("p", self._sentences(paragraph, has_id=bool(anchor)), id=anchor)

    def _sentences(self, paragraph: Paragraph, *, has_id: bool = False) -> Markup:
        """Return a paragraph's sentences, with ids or page marks if the medium wants them; ``has_id``: the paragraph has the first id."""
        anchor = paragraph_anchor(self.numbered_as or self.slug, paragraph.number)
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

    def _verses(self, verses: tuple[Verse, ...]) -> list[list[tuple[NumberedLine, str, Markup, Markup]]]:
        return [[self._line(line) for line in verse.lines] for verse in verses]

    def _line(self, line: NumberedLine) -> tuple[NumberedLine, str, Markup, Markup]:
        anchor = line_anchor(line.name)
        return line, anchor, self.page_break(anchor), self.inlines(line.children)
