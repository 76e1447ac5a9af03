"""Accessible names of tables without a caption, taken from the enclosing card, question or heading."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TypeVar

from linernotes.model.book import Book, Section
from linernotes.model.document import Diagram, Heading, Node, Table, Text
from linernotes.model.guide import Activity, ContentNote, KeyEntry, MarginNote, Question
from linernotes.model.keeping import keep
from linernotes.model.walking import plain_text, rewrite
from linernotes.model.wording import Wording

N = TypeVar("N", bound=Node)


def name_tables(book: Book) -> Book:
    """Return the book with a name for each table without a caption.

    Further tables in the same place get a number. The twin of a diagram gets a caption with the number of its figure.
    """
    words = book.wording

    def name(section: Section) -> Section:
        return keep(section, "names of tables", words, lambda: _name(section, words))

    return replace(book, sections=tuple(map(name, book.sections)))


def _name(section: Section, words: Wording) -> Section:
    heading, used = plain_text(section.title), Counter[str]()

    def name_by_card(node: Node) -> Node:
        match node:
            case Activity(title=title) | ContentNote(title=title) | MarginNote(title=title):
                return _within(node, title)
            case Question(name=name) | KeyEntry(name=name):
                return _within(node, f"{words.question} {name}")
            case Diagram(number=number, twin=twin):
                return replace(node, twin=replace(twin, caption=(Text(f"{words.figure} {number} {words.as_table}"),)))
            case _:
                return node

    def name_by_heading(node: Node) -> Node:
        nonlocal heading
        if isinstance(node, Heading):
            heading = plain_text(node.children)
        if not isinstance(node, Table) or node.caption:
            return node
        name = node.name or heading
        used[name] += 1
        return replace(node, name=name if used[name] == 1 else f"{name} ({used[name]})")

    # Inside out: the innermost card names its tables first, and the headings name the rest.
    named = rewrite(section, name_by_card, Activity, ContentNote, MarginNote, Question, KeyEntry, Diagram)
    return rewrite(named, name_by_heading, Heading, Table)


def _within(card: N, name: str) -> N:
    def name_table(table: Table) -> Node:
        return table if table.name or table.caption else replace(table, name=name)

    return rewrite(card, name_table, Table)
