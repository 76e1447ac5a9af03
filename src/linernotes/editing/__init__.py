"""Editing: a book and an edition go in, the book as the edition prints it comes out."""

from __future__ import annotations

from linernotes.editing.editions import select
from linernotes.editing.glossary import link_terms
from linernotes.editing.line_mentions import link_lines
from linernotes.editing.lists import fill_lists
from linernotes.editing.numbering import number
from linernotes.editing.references import resolve
from linernotes.editing.spelling import respell
from linernotes.editing.table_names import name_tables
from linernotes.editing.typography import set_typography
from linernotes.model.book import Book, Edition


def edit(book: Book, edition: Edition) -> Book:
    """Return the book as this edition prints it. Unresolved links and citations stay in it, and the checks report them."""
    return finish(prepare(book, edition))


def prepare(book: Book, edition: Edition) -> Book:
    """Return the book with the sections, the numbers, the lists and the links of this edition, which are all that checks need."""
    numbered = respell(number(select(book, edition)), edition)  # headings have their anchors, which no spelling changes
    return resolve(fill_lists(numbered))


def finish(book: Book) -> Book:
    """Return a prepared book with the links, spaces and names that words and tables get by themselves."""
    return name_tables(set_typography(link_terms(link_lines(book))))
