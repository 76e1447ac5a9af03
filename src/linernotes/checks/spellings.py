"""A check of the words that editions spell differently."""

from __future__ import annotations

from collections.abc import Iterator

from linernotes.editing.editions import select
from linernotes.editing.spelling import occurring
from linernotes.model.book import Book
from linernotes.model.findings import Code, Finding, Severity


def spelling_unused(book: Book) -> Iterator[Finding]:
    """Report words and kept phrases of a file of spellings that do not occur in the text of any edition that uses the file."""
    lists = {edition.spellings: edition.spelling for edition in book.editions if edition.spelling}
    for file, spelling in lists.items():
        texts = [select(book, edition) for edition in book.editions if edition.spellings == file]
        used = frozenset[str]().union(*(occurring(text, spelling) for text in texts))
        for entry in (*spelling.words, *spelling.kept):
            if entry.written not in used:
                names = " and ".join(edition.name for edition in book.editions if edition.spellings == file)
                message = f"'{entry.written}' does not occur in the text of edition {names}"
                hint = "list each form of a word, such as colours next to colour; delete what the text no longer has"
                yield Finding(entry.place, Code.SPELLING_UNUSED, message, hint, Severity.WARNING)
