"""The answer key as a section for each chapter, for media in which each section is one long document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from linernotes.editing.targets import made_title, without_links
from linernotes.model.book import Book, Section
from linernotes.model.document import Block, Heading, Inline, Link, List, ListItem, Paragraph, Target, Text
from linernotes.model.guide import AnswerKey, KeyEntry, Question
from linernotes.model.walking import descend

SHORT = 10
"""The number of answers that fit into a few screens."""


def split_key(book: Book) -> Book:
    """Return an edited book in which the answers of each chapter are a section after that of the answer key, which links to them.

    A section that is not a part of another is a chapter, such as a worksheet in front matter. The answers in a chapter have the
    headings of their questions. A short key, and that of one chapter, stays whole.

    Args:
        book: the edited book with all of its sections, since answers belong to sections that an edition may not print.
    """
    places = _places(book)
    return replace(book, sections=tuple(part for section in book.sections for part in _split(section, places, book)))


@dataclass(frozen=True, slots=True)
class _Place:
    """The place of a question: its chapter, and the words of the last heading before it."""

    chapter: Section
    heading: tuple[Inline, ...]


def _places(book: Book) -> Mapping[str, _Place]:
    """Return the places of all questions, by their anchors."""
    sections, places = {section.slug: section for section in book.sections}, {}
    for section in book.sections:
        chapter, heading = section, _title(section, book)
        while chapter.under in sections:
            chapter = sections[chapter.under]
        for node in descend(section.blocks, Heading, Question):
            if isinstance(node, Question):
                places[node.anchor] = _Place(chapter, heading)
            elif node.level == 2:
                heading = without_links(node.children)
    return places


def _split(section: Section, places: Mapping[str, _Place], book: Book) -> Iterator[Section]:
    """Yield a section and, if it has an answer key of several chapters, a part of it for each."""
    key = next((block for block in section.blocks if isinstance(block, AnswerKey)), None)
    chapters: dict[str, list[KeyEntry]] = {}
    for entry in key.entries if key else ():
        chapters.setdefault(places[entry.question].chapter.slug, []).append(entry)
    if not key or len(key.entries) <= SHORT or len(chapters) < 2:
        yield section
        return
    parts, links = [], []
    for entries in chapters.values():
        title = _title(places[entries[0].question].chapter, book)
        part = _part(section, places[entries[0].question].chapter.slug, (*_title(section, book), Text(" · "), *title))
        parts.append(replace(part, blocks=tuple(_with_headings(key, entries, places, part.slug))))
        links.append(ListItem((Paragraph((Link(Target(part.slug), title),)),)))
    yield replace(section, blocks=tuple(List(tuple(links)) if block is key else block for block in section.blocks))
    yield from parts


def _part(section: Section, chapter: str, title: tuple[Inline, ...]) -> Section:
    slug = f"{section.slug}--{chapter}"
    own = replace(section, slug=slug, title=title, under=section.slug, part_of=section.slug)
    return replace(own, label="", minutes=0, short="", heads=False)


def _with_headings(key: AnswerKey, entries: Sequence[KeyEntry], places: Mapping[str, _Place], slug: str) -> Iterator[Block]:
    """Yield the answers of a chapter below the headings of their questions, if there are several."""
    groups = [list(group) for _, group in groupby(entries, key=lambda entry: places[entry.question].heading)]
    for number, group in enumerate(groups, 1):
        if len(groups) > 1:
            yield Heading(2, places[group[0].question].heading, f"{slug}--{number}")
        yield replace(key, entries=tuple(group))


def _title(section: Section, book: Book) -> tuple[Inline, ...]:
    return without_links(section.title) or (Text(made_title(section, book)),)
