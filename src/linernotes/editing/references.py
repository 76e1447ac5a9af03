"""Links, citations, character cards and lists of terms and facts, resolved; and the anchors that they lead to.

Generated anchors contain two hyphens, which the ids of authors must not contain.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from linernotes.editing.line_index import LineError, LineIndex
from linernotes.model.book import Book, MadePage, Matter, Section
from linernotes.model.data import Fact
from linernotes.model.document import (
    Citation,
    Diagram,
    Figure,
    Heading,
    Inline,
    Link,
    LinkKind,
    Node,
    NoteCall,
    Paragraph,
    Table,
    Target,
    Text,
    Unresolved,
)
from linernotes.model.guide import Activity, CharacterCard, GlossaryList, Question, SourceList
from linernotes.model.lines import LineRange
from linernotes.model.walking import descend, rewrite
from linernotes.model.wording import Wording


@dataclass(frozen=True, slots=True)
class NamedTarget:
    """The target of a link, and the text of a link to it that has no text of its own."""

    target: Target
    name: tuple[Inline, ...]


def fact_anchor(fact: str) -> str:
    """Return the anchor of a fact in the list of sources."""
    return f"fact--{fact}"


def paragraph_anchor(slug: str, number: int) -> str:
    """Return the anchor of a paragraph of a section. Its second sentence has the same anchor with ``-2``, and so on."""
    return f"{slug}--p{number}"


def row_anchor(table: str, number: int) -> str:
    """Return the anchor of a row of a table, given the anchor of the table. No heading has three hyphens in its anchor."""
    return f"{table}---{number}"


def page_anchor(folio: str) -> str:
    """Return the anchor of a printed page in reflowable media."""
    return f"page--{folio}"


def answer_anchor(question: str) -> str:
    """Return the anchor of a question's answer in the key."""
    return f"answer--{question}"


def term_anchor(term: str) -> str:
    """Return the anchor of a term in the glossary."""
    return f"term--{term}"


def resolve(book: Book) -> Book:
    """Return the book with its links, citations, cards and lists resolved; those that lead nowhere stay unresolved."""
    filled = replace(
        book,
        sections=tuple(
            rewrite(section, lambda node: _fill(node, book), CharacterCard, GlossaryList) for section in book.sections
        ),
    )
    targets, lines = find_targets(filled), LineIndex(filled.sections)
    listed = _sources(filled)
    sections = []
    for section in filled.sections:

        def resolve_node(node: Node, section: Section = section) -> Node | tuple[Node, ...]:
            match node:
                case Link():
                    link, *calls = _without_notes(node)
                    written = link.destination.written if isinstance(link.destination, Unresolved) else ""
                    name = written.rpartition("#")[2] if "#" in written else ""
                    cited = None if name in targets else _cited(lines, name, link, filled.wording)
                    found = cited if cited or not written else _find(targets, written, section, filled)
                    if link.kind is LinkKind.NUMBER:  # only lines have numbers that are printed without their word
                        found = cited
                    if found:
                        number = found.name if link.kind is LinkKind.NUMBER else ()
                        link = replace(link, destination=found.target, children=number or link.children or found.name)
                    return (link, *calls) if calls else link
                case Question():
                    return replace(node, lines=tuple(_resolved_lines(lines, each) for each in node.lines))
                case SourceList():
                    facts = listed[section.matter is Matter.TEACHER]
                    return replace(node, facts=tuple(rewrite(fact, resolve_node) for fact in facts))
                case _:
                    return node

        sections.append(rewrite(section, resolve_node, Link, Question, SourceList))
    return _resolve_citations(replace(filled, sections=tuple(sections)))


def _resolved_lines(lines: LineIndex, cited: LineRange) -> LineRange:
    """Return a range by the numbers of its lines, or the same range if it cannot be found, which a check reports."""
    try:
        found = lines.find(cited)
    except LineError:
        return cited
    return LineRange(found.first, found.last)


def _cited(lines: LineIndex, name: str, link: Link, words: Wording) -> NamedTarget | None:
    """Return the target of a link to lines, named "line 12", "lines E3–E6" or, for a link of the kind NUMBER, "12"."""
    found = lines.linked(name)
    if found is None:
        return None
    word = words.line if found.first == found.last else words.lines
    return NamedTarget(found.target, (Text(found.shown if link.kind is LinkKind.NUMBER else f"{word} {found.shown}"),))


def _fill(node: Node, book: Book) -> Node:
    match node:
        case CharacterCard():
            return replace(node, character=next((each for each in book.data.characters if each.id == node.of), None))
        case GlossaryList():
            return replace(node, terms=tuple(sorted(book.data.terms, key=lambda term: term.name.casefold())))
        case _:
            return node


def _without_notes(link: Link) -> tuple[Link, *tuple[NoteCall, ...]]:
    """Return a link and the note calls from its text. A link must not contain a link (HTML, 4.5.1)."""
    calls: list[NoteCall] = []

    def take(call: NoteCall) -> tuple[Node, ...]:
        calls.append(call)
        return ()

    text = rewrite(Paragraph(link.children), take, NoteCall)
    return (replace(link, children=text.children), *calls) if calls else (link,)


def without_links(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Return inlines without notes, citations and links, so that a heading can be repeated in a list or a link."""

    def remove(node: Node) -> Node | tuple[Node, ...]:
        match node:
            case NoteCall() | Citation():
                return ()
            case Link(children=children):
                return children
            case _:
                return node

    return rewrite(Paragraph(inlines), remove, NoteCall, Citation, Link).children


def made_title(section: Section, book: Book) -> str:
    """Return the title of a made page. The teacher's contents are titled with the edition's own title."""
    words = book.wording
    match section.made:
        case None:
            return ""
        case MadePage.TITLE_PAGE:
            return words.title_page
        case MadePage.IMPRINT:
            return words.imprint
        case MadePage.CONTENTS:
            return book.editions[0].title if section.matter is Matter.TEACHER else words.contents


def find_targets(book: Book) -> dict[str, NamedTarget]:
    """Return the targets of links, except numbered lines, by slug or anchor."""
    targets: dict[str, NamedTarget] = {}
    for section in book.sections:
        title = without_links(section.title) or (Text(made_title(section, book)),)
        named = ((Text(f"{section.label} · "),) if section.label else ()) + title
        targets[section.slug] = NamedTarget(Target(section.slug), named)
        for node in descend(section, Heading, Figure, Diagram, Table, Question, Activity):
            if anchored := _name(node, book.wording):
                anchor, name = anchored
                targets.setdefault(anchor, NamedTarget(Target(section.slug, anchor), name))
    return targets


def _name(node: Node, words: Wording) -> tuple[str, tuple[Inline, ...]] | None:
    match node:
        case Heading(anchor=anchor, children=children) if anchor:
            return anchor, without_links(children)
        case Figure(anchor=anchor, number=number) | Diagram(anchor=anchor, number=number) if anchor:
            return anchor, (Text(f"{words.figure} {number}"),)
        case Table(anchor=anchor, number=number, caption=caption) if anchor:
            return anchor, (Text(f"{words.table} {number}"),) if caption else (Text(words.table),)
        case Question(anchor=anchor) if anchor:
            return anchor, (Text(f"{words.question} {node.name}"),)
        case Activity(anchor=anchor, title=title) if anchor:
            return anchor, (Text(title or words.activity),)
        case _:
            return None


def _find(targets: Mapping[str, NamedTarget], written: str, section: Section, book: Book) -> NamedTarget | None:
    """Return the target of a written destination. The id of a heading may be written without the slug of its section before it."""
    name, path = _name_of(written, section, book), written.partition("#")[0]
    slug = _name_of(path, section, book) if path else section.slug
    return targets.get(name) or targets.get(f"{slug}--{name}")


def _name_of(written: str, section: Section, book: Book) -> str:
    """Return the anchor in a written destination, or the slug of the file in it; paths start at the section's folder."""
    path, _, anchor = written.partition("#")
    if anchor or not path:
        return anchor
    file = posixpath.normpath(posixpath.join(posixpath.dirname(section.source), path))
    return next((each.slug for each in book.sections if each.source == file and each.source), "")


def _sources(book: Book) -> dict[bool, list[Fact]]:
    """Return the cited facts in the order of the data file: those of student pages (False), and the others (True)."""
    cited = {teacher: {citation.fact for citation in _citations(book, teacher=teacher)} for teacher in (False, True)}
    return {
        False: [fact for fact in book.data.facts if fact.id in cited[False]],
        True: [fact for fact in book.data.facts if fact.id in cited[True] - cited[False]],
    }


def _citations(book: Book, *, teacher: bool) -> Iterable[Citation]:
    sections = tuple(section for section in book.sections if (section.matter is Matter.TEACHER) is teacher)
    return descend(sections, Citation)


def _resolve_citations(book: Book) -> Book:
    certainties = {fact.id: fact.certainty.value for fact in book.data.facts}
    places = {
        fact.id: Target(section.slug, fact_anchor(fact.id))
        for section in book.sections
        for node in descend(section, SourceList)
        for fact in node.facts
    }

    def resolve_citation(citation: Citation) -> Node:
        return replace(citation, certainty=certainties.get(citation.fact, ""), target=places.get(citation.fact))

    return replace(book, sections=tuple(rewrite(section, resolve_citation, Citation) for section in book.sections))
