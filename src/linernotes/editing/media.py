"""Words that only paper or only the e-book shows, such as instructions for scissors."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from linernotes.model.book import Book
from linernotes.model.document import ListItem, Node, Paragraph, Span
from linernotes.model.walking import descend, rewrite

N = TypeVar("N", bound=Node)

MEDIA = ("print", "epub")


def differs_by_medium(value: object) -> bool:
    """Return whether a node or a tuple of nodes has words that only one medium shows."""
    return any(span.medium for span in descend(value, Span))


def for_medium(node: N, medium: str) -> N:
    """Return a node without the words of other media, and without the paragraphs and list items that had no other words."""

    def select(node: Node) -> Node | tuple[Node, ...]:
        match node:
            case Span(medium=only) if only and only != medium:
                return ()
            case Paragraph(children=()) | ListItem(blocks=()):
                return ()
            case _:
                return node

    return rewrite(node, select, Span, Paragraph, ListItem) if differs_by_medium(node) else node


def book_for_medium(book: Book, medium: str) -> Book:
    """Return an edited book without the words of other media."""
    return replace(book, sections=tuple(for_medium(section, medium) for section in book.sections))
