"""Links, citations, character cards and lists of terms and facts, resolved; and the anchors that they lead to.

Generated anchors contain two hyphens, which the ids of authors must not contain.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, replace

from linernotes.editing.line_index import LineError, LineIndex
from linernotes.editing.targets import NamedTarget, find_targets
from linernotes.model.book import Book, Matter, Section
from linernotes.model.data import Fact
from linernotes.model.document import (
    Citation,
    Link,
    LinkKind,
    Node,
    NoteCall,
    Paragraph,
    Target,
    Text,
    Unresolved,
)
from linernotes.model.guide import CharacterCard, GlossaryList, Question, SourceList
from linernotes.model.keeping import keep
from linernotes.model.lines import LineRange
from linernotes.model.walking import descend, rewrite
from linernotes.model.wording import Wording


@dataclass(frozen=True)
class _Known:
    """Everything in other sections that the links of a section depend on.

    Attributes:
        wording: the words of the guide.
        targets: the targets of links by slug or anchor.
        lines: the numbered lines.
        slugs: the slugs of sections by the paths of their files.
    """

    wording: Wording
    targets: Mapping[str, NamedTarget]
    lines: LineIndex
    slugs: Mapping[str, str]


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
    known = _Known(
        filled.wording,
        find_targets(filled),
        LineIndex(filled.sections),
        {section.source: section.slug for section in reversed(filled.sections) if section.source},
    )
    listed = _sources(filled)
    # The sources of student pages come first, so that they have the same numbers in every edition.
    numbers = {fact.id: number for number, fact in enumerate((*listed[False], *listed[True]), 1)}

    def links(section: Section) -> Section:
        if any(descend(section, SourceList)):
            facts = listed[section.matter is Matter.TEACHER]
            return _resolve_links(section, known, facts, numbers[facts[0].id] if facts else 1)
        return keep(section, "links", known, lambda: _resolve_links(section, known, [], 1))

    return _resolve_citations(replace(filled, sections=tuple(map(links, filled.sections))), numbers)


def _resolve_links(section: Section, known: _Known, facts: list[Fact], first: int) -> Section:
    """Return a section with its links and line ranges resolved, and these facts, numbered from ``first``, in its sources."""

    def resolve_node(node: Node) -> Node | tuple[Node, ...]:
        match node:
            case Link():
                link, *calls = _without_notes(node)
                written = link.destination.written if isinstance(link.destination, Unresolved) else ""
                name = written.rpartition("#")[2] if "#" in written else ""
                cited = None if name in known.targets else _cited(known.lines, name, link, known.wording)
                found = cited if cited or not written else _find(known, written, section)
                if link.kind is LinkKind.NUMBER:  # only lines have numbers that are printed without their word
                    found = cited
                if found:
                    number = found.name if link.kind is LinkKind.NUMBER else ()
                    link = replace(link, destination=found.target, children=number or link.children or found.name)
                return (link, *calls) if calls else link
            case Question():
                return replace(node, lines=tuple(_resolved_lines(known.lines, each) for each in node.lines))
            case SourceList():
                return replace(node, facts=tuple(rewrite(fact, resolve_node) for fact in facts), first=first)
            case _:
                return node

    return rewrite(section, resolve_node, Link, Question, SourceList)


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


def _find(known: _Known, written: str, section: Section) -> NamedTarget | None:
    """Return the target of a written destination. The id of a heading may be written without the slug of its section before it."""
    name, path = _name_of(known, written, section), written.partition("#")[0]
    slug = _name_of(known, path, section) if path else section.slug
    return known.targets.get(name) or known.targets.get(f"{slug}--{name}")


def _name_of(known: _Known, written: str, section: Section) -> str:
    """Return the anchor in a written destination, or the slug of the file in it; paths start at the section's folder."""
    path, _, anchor = written.partition("#")
    if anchor or not path:
        return anchor
    file = posixpath.normpath(posixpath.join(posixpath.dirname(section.source), path))
    return known.slugs.get(file, "")


def _sources(book: Book) -> dict[bool, list[Fact]]:
    """Return the cited facts in the order of the data file: those of student pages (False), and the others (True)."""
    cited: dict[bool, set[str]] = {False: set(), True: set()}
    for section in book.sections:
        cited[section.matter is Matter.TEACHER] |= _cited_facts(section)
    return {
        False: [fact for fact in book.data.facts if fact.id in cited[False]],
        True: [fact for fact in book.data.facts if fact.id in cited[True] - cited[False]],
    }


def _cited_facts(section: Section) -> frozenset[str]:
    return keep(section, "cited facts", (), lambda: frozenset(citation.fact for citation in descend(section, Citation)))


def _resolve_citations(book: Book, numbers: dict[str, int]) -> Book:
    certainties = {fact.id: fact.certainty.value for fact in book.data.facts}
    places = {
        fact.id: Target(section.slug, fact_anchor(fact.id))
        for section in book.sections
        for node in descend(section, SourceList)
        for fact in node.facts
    }

    def resolve_citation(citation: Citation) -> Node:
        fact = citation.fact
        return replace(citation, certainty=certainties.get(fact, ""), target=places.get(fact), number=numbers.get(fact, 0))

    def resolved(section: Section) -> Section:
        facts = (certainties, places, numbers)
        return keep(section, "citations", facts, lambda: rewrite(section, resolve_citation, Citation))

    return replace(book, sections=tuple(map(resolved, book.sections)))
