"""Checks of the papers that editions are printed on."""

from __future__ import annotations

from collections.abc import Iterator

from linernotes.model.book import Book
from linernotes.model.findings import Code, Finding, Place
from linernotes.model.formats import Format
from linernotes.model.papers import TEXT_BLOCK, Paper, trim_box


def paper_too_small(book: Book) -> Iterator[Finding]:
    """A paper of a printed edition cannot hold the text block."""
    fitting = [paper.value for paper in Paper if trim_box(paper).holds(TEXT_BLOCK)]
    for edition in book.editions:
        for paper in edition.papers if Format.PDF in edition.formats else ():
            if paper.value not in fitting:
                message = (
                    f"edition '{edition.name}' is for {paper.value} paper, which is {trim_box(paper)};"
                    f" its text block needs {TEXT_BLOCK}"
                )
                place = edition.place or Place("manuscript/book.toml")
                yield Finding(place, Code.PAPER_TOO_SMALL, message, f"choose among these papers: {', '.join(fitting)}")
