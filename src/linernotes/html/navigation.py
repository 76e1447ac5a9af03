"""The navigation of an e-book: nested contents, lists of figures and tables, landmarks (EPUB 3.3, 7.4)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from linernotes.editing.lists import figure_entries
from linernotes.editing.targets import without_links
from linernotes.html.medium import Reflowable, file_name
from linernotes.html.pages import ContentsEntry
from linernotes.html.spaces import with_ordinary_spaces
from linernotes.model.book import Book, Matter, Role
from linernotes.model.document import Table, Target
from linernotes.model.walking import descend, plain_text

_GAP = " :_"
"""The end of a caption that students fill in, which is not part of its name."""


@dataclass(frozen=True, slots=True)
class Landmark:
    """A landmark of the navigation document: its epub:type, its name and its address."""

    kind: str
    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of figures or tables: its epub:type, its heading, and the name and address of each entry."""

    kind: str
    heading: str
    entries: tuple[tuple[str, str], ...]


def nested(entries: Sequence[ContentsEntry]) -> tuple[ContentsEntry, ...]:
    """Return the entries of sections with those of their parts below them, after their headings."""
    slugs = {entry.slug for entry in entries}

    def with_parts(entry: ContentsEntry) -> ContentsEntry:
        parts = tuple(with_parts(part) for part in entries if part.under == entry.slug)
        return replace(entry, below=(*entry.below, *parts))

    return tuple(with_parts(entry) for entry in entries if entry.under not in slugs)


def depth_of(entries: Sequence[ContentsEntry]) -> int:
    """Return the number of levels of nested contents; 0 if there are no entries."""
    return max((1 + depth_of(entry.below) for entry in entries), default=0)


def _name(table: Table) -> str:
    return with_ordinary_spaces(plain_text(without_links(table.caption))).rstrip(_GAP)


def lists_of(book: Book) -> tuple[Listed, ...]:
    """Return the lists of figures and of tables with a caption; one without entries is left out."""
    medium, words = Reflowable(), book.wording
    figures = tuple(
        (f"{words.figure} {each.number} · {with_ordinary_spaces(plain_text(each.title))}", medium.address(each.target, ""))
        for each in figure_entries(book)
    )
    tables = tuple(
        (f"{words.table} {table.number} · {_name(table)}", medium.address(target, ""))
        for section in book.sections
        for table in descend(section.blocks, Table)
        if table.number and (target := Target(section.slug, table.anchor))
    )
    listed = Listed("loi", words.figures, figures), Listed("lot", words.tables, tables)
    return tuple(each for each in listed if each.entries)


def landmarks(book: Book) -> Iterator[Landmark]:
    """Yield the landmarks. Reading starts at the first section that is written for students, in front matter too."""
    medium, words = Reflowable(), book.wording
    yield Landmark("cover", words.cover, "cover.xhtml")
    yield Landmark("toc", words.contents, "nav.xhtml")
    sections = book.in_matter(Matter.FRONT, Matter.BODY, Matter.BACK)
    start = next((section for section in sections if section.made is None), None)
    if start:
        yield Landmark("bodymatter", words.start, medium.address(Target(start.slug), ""))
    for section in book.sections:
        if section.role is Role.GLOSSARY:
            yield Landmark("glossary", plain_text(section.title), file_name(section))
    for listed in lists_of(book):
        yield Landmark(listed.kind, listed.heading, f"nav.xhtml#{listed.kind}")
