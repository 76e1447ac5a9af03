"""The check of words, titles, paragraphs and tables that no page can hold; the time to typeset a word grows with the square of its length."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields
from functools import partial

from linernotes.model.book import Book, Edition, Metadata, Section
from linernotes.model.document import Heading, Inline, LineBreak, Link, Node, Paragraph, Table, WebAddress
from linernotes.model.findings import Code, Finding, Place
from linernotes.model.keeping import keep
from linernotes.model.walking import contents, descend, plain_text
from linernotes.model.wording import Wording

MAX_WORD = 1_000
"""Characters without a space; long web addresses have a few hundred."""

MAX_TITLE = 1_000
"""Characters of a title, a heading or a label: they are repeated at the foot of pages, in lists and in the outline."""

MAX_NAME = 80
"""Letters of a slug and of the name of an edition, which are parts of the names of files; file systems allow 255 bytes."""

MAX_COLUMNS = 60
"""Columns of a table; each is then 2.8 mm wide."""

MAX_BREAKS = 1_000
"""Line breaks that an author sets in one paragraph; a long poem in one stanza has a few hundred."""

_WITHOUT_SPACES = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff"
"""The letters of South-East and East Asia, between which lines may end without a space (UAX 14, classes SA and ID)."""

_WORD = re.compile(rf"[^\s{_WITHOUT_SPACES}]{{{MAX_WORD + 1}}}")
_TITLES = frozenset(["caption", "title", "label", "short", "name"])
_SENTENCES = frozenset(["description", "rights"])
_BOOKFILE = Place("manuscript/book.toml")
_SHOWN = 20

_Text = tuple[Place, str, bool]
"""A text, with its place before it, and whether it is a title or a label after it."""


def text_too_long(book: Book) -> Iterator[Finding]:
    """Report words, titles, paragraphs and tables that no page can hold."""
    data = book.data
    yield from _too_long(_facts(book))
    for section in book.sections:
        yield from keep(section, "too long", (), partial(_in_section, section))
    yield from _too_long(_texts((*data.characters, *data.themes, *data.terms, *data.facts, *data.standards)))
    yield from _too_long(_texts(tuple(each for line in book.metadata.imprint for each in line)))
    for name in (book.metadata.slug, *(edition.name for edition in book.editions)):
        if len(name) > MAX_NAME:
            message = f"the name '{name[:_SHOWN]}…' has {len(name):,} letters, and it is a part of the names of files"
            yield Finding(_BOOKFILE, Code.TEXT_TOO_LONG, message, f"shorten it: it can have {MAX_NAME}")


def _in_section(section: Section) -> tuple[Finding, ...]:
    return *_too_long(_texts((section,))), *_too_large(section)


def _too_large(section: Section) -> Iterator[Finding]:
    """Report paragraphs with many line breaks, and tables with many columns."""
    for paragraph in descend(section, Paragraph):
        breaks = sum(1 for _ in descend(paragraph.children, LineBreak))
        if breaks > MAX_BREAKS:
            message = f"this paragraph has {breaks:,} line breaks"
            hint = f"divide it with blank lines: it can have {MAX_BREAKS:,} line breaks"
            yield Finding(paragraph.place, Code.TEXT_TOO_LONG, message, hint)
    for table in descend(section, Table):
        if len(table.head.cells) > MAX_COLUMNS:
            message = f"this table has {len(table.head.cells):,} columns"
            hint = f"divide it into several tables: one can have {MAX_COLUMNS} columns"
            yield Finding(table.place, Code.TEXT_TOO_LONG, message, hint)


def _too_long(texts: Iterable[_Text]) -> Iterator[Finding]:
    for place, text, is_title in texts:
        if found := _WORD.search(text):
            message = f"the word '{found[0][:_SHOWN]}…' has more than {MAX_WORD:,} letters"
            hint = "write spaces between words; was something pasted by mistake?"
            yield Finding(place, Code.TEXT_TOO_LONG, message, hint)
        elif is_title and len(text) > MAX_TITLE:
            message = f"the title or label '{text[:_SHOWN]}…' has {len(text):,} characters"
            yield Finding(place, Code.TEXT_TOO_LONG, message, f"shorten it: it can have {MAX_TITLE:,}")


def _facts(book: Book) -> Iterator[_Text]:
    """Yield the texts of book.toml."""
    facts = [*_fields(book.metadata), *_fields(book.wording), *(pair for edition in book.editions for pair in _fields(edition))]
    for name, value in facts:
        yield from ((_BOOKFILE, text, name not in _SENTENCES) for text in _strings(value))


def _texts(nodes: tuple[Node, ...]) -> Iterator[_Text]:
    """Yield every text at and below nodes."""
    for node in descend(nodes):
        if isinstance(node, Link) and isinstance(node.destination, WebAddress):
            yield node.place, node.destination.address, False
        if not isinstance(node, Inline):
            for name, value in contents(node):
                is_title = isinstance(node, (Section, Heading)) or name in _TITLES
                yield from ((node.place, text, is_title) for text in _strings(value))


def _fields(value: Metadata | Wording | Edition) -> Iterator[tuple[str, object]]:
    return ((field.name, getattr(value, field.name)) for field in fields(value))


def _strings(value: object) -> Iterator[str]:
    """Yield a text; the texts of a tuple, and its inlines joined, because a word may continue behind an emphasis."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        yield from (item for item in value if isinstance(item, str))
        yield plain_text(tuple(item for item in value if isinstance(item, Inline)))
