"""Links to the glossary: the first use of a term in each section becomes a link."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from linernotes.editing.references import term_anchor
from linernotes.model.book import Book, Matter, Section
from linernotes.model.data import Term
from linernotes.model.document import Diagram, Figure, Heading, Link, LinkKind, Node, Quotation, Span, Target, Text
from linernotes.model.guide import CharacterCard, GlossaryList, Option, SourceList
from linernotes.model.keeping import keep
from linernotes.model.lists import FigureList, ThemeKey
from linernotes.model.walking import descend, rewrite


def link_terms(book: Book) -> Book:
    """Return the book with links to the glossary, if it has a glossary and terms."""
    home = next(
        (section for section in book.sections if section.matter is not Matter.TEACHER and any(descend(section, GlossaryList))),
        None,
    )
    if home is None or not book.data.terms:
        return book
    terms = {form.casefold(): term for term in book.data.terms for form in (*term.forms, term.name)}
    words, slug = term_pattern(book.data.terms), home.slug
    facts = words, {form: term.id for form, term in terms.items()}, slug

    def link(section: Section) -> Section:
        if section.slug == slug or section.matter is Matter.TEACHER:
            return section
        return keep(section, "links to terms", facts, lambda: _link_section(section, words, terms, slug))

    return replace(book, sections=tuple(map(link, book.sections)))


def term_pattern(terms: Iterable[Term]) -> re.Pattern[str]:
    """Return a pattern that matches all forms of these terms. Longer forms win over shorter ones."""
    forms = sorted((form for term in terms for form in (*term.forms, term.name)), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, forms))})(?![\w-])", re.IGNORECASE)


def _link_section(section: Section, words: re.Pattern[str], terms: dict[str, Term], home: str) -> Section:
    # A link must not contain a link (HTML, 4.5.1), and titles, sources, options and the like are not running text.
    closed = (Link, Heading, Quotation, CharacterCard, SourceList, Option, Figure, Diagram, FigureList, ThemeKey)
    excluded = {
        id(text)
        for node in descend(section, *closed, Span)
        if not isinstance(node, Span) or node.language or node.plain
        for text in descend(node, Text)
    }
    excluded |= {id(text) for text in descend(section.title, Text)}
    used: set[str] = set()

    def link(text: Text) -> Node | tuple[Node, ...]:
        if id(text) in excluded:
            return text
        parts = tuple(_parts(text, words, terms, home, used))
        return parts if len(parts) > 1 or parts != (text,) else text

    return rewrite(section, link, Text)


def _parts(text: Text, words: re.Pattern[str], terms: dict[str, Term], home: str, used: set[str]) -> Iterator[Node]:
    end = 0
    for found in words.finditer(text.value):
        term = terms.get(found[0].casefold())  # some letters match if case is ignored, but fold differently
        if term is None or term.id in used:
            continue
        used.add(term.id)
        if found.start() > end:
            yield replace(text, value=text.value[end : found.start()])
        yield Link(Target(home, term_anchor(term.id)), (replace(text, value=found[0]),), LinkKind.TERM, place=text.place)
        end = found.end()
    if end < len(text.value):
        yield replace(text, value=text.value[end:])
