"""Edit: a book becomes the book that an edition prints, by pure functions in this order."""

from __future__ import annotations

from linernotes.editing.editions import select
from linernotes.editing.glossary import link_terms
from linernotes.editing.lists import fill_lists
from linernotes.editing.numbering import number
from linernotes.editing.references import resolve
from linernotes.editing.table_names import name_tables
from linernotes.editing.typography import set_typography
from linernotes.model.book import Book, Edition


def edit(book: Book, edition: Edition) -> Book:
    """Return the book as this edition prints it; what could not be resolved is left in it for the checks to find."""
    return name_tables(set_typography(link_terms(resolve(fill_lists(number(select(book, edition)))))))
