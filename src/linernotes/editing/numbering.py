"""The numbers of figures, tables, questions, lines and notes, and the anchors of headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from linernotes.model.book import Book, Matter, Role, Section
from linernotes.model.document import Definition, Diagram, Figure, Heading, Node, NoteCall, Paragraph, Table
from linernotes.model.guide import Activity, KeyEntry, Question
from linernotes.model.keeping import keep
from linernotes.model.lines import Extract, NumberedLine
from linernotes.model.walking import descend, plain_text, rewrite

_NO_WORD = re.compile(r"[^a-z0-9]+")


_ANCHORED: Sequence[type[Heading | Table | Definition | Figure | Diagram | Question | Activity | NumberedLine | Extract]] = (
    Heading,
    Table,
    Definition,
    Figure,
    Diagram,
    Question,
    Activity,
    NumberedLine,
    Extract,
)


_MADE = re.compile(r"(p|note-|table-|figure-)\d|(cites-|standards)")
"""The beginnings of anchors that other things in a section get: paragraphs, notes, tables, figures, citations and standards."""


def number(book: Book) -> Book:
    """Return the book with its numbers and heading anchors.

    Figures, tables, questions and the lines of texts with the same label count through the book; notes and the questions of a worksheet
    count through their section. Teacher matter is counted last, so that every number is the same in every edition.
    """
    counts: Counter[type | str] = Counter()
    taken = _taken(book)
    numbered: dict[str, Section] = {}
    for section in sorted(book.sections, key=lambda section: section.matter is Matter.TEACHER):
        numbered[section.slug], counts = _number_section(section, counts, taken.get(section.slug, Counter()))
    sections = tuple(numbered[section.slug] for section in book.sections)
    names = {question.anchor: question.name for question in descend(sections, Question)}

    def fill(entry: KeyEntry) -> Node:
        return replace(entry, name=names.get(entry.question, ""))

    return replace(
        book,
        sections=tuple(rewrite(section, fill, KeyEntry) if section.matter is Matter.TEACHER else section for section in sections),
    )


def _taken(book: Book) -> dict[str, Counter[str]]:
    """Return the anchors that are not made here, by what stands before the last two hyphens: the slug of a section, if anything."""
    taken: dict[str, Counter[str]] = {}
    for section in book.sections:
        for anchor in (f"{section.slug}--title", *_anchors(section)):
            taken.setdefault(anchor.rpartition("--")[0], Counter())[anchor] += 1
    return taken


def _anchors(section: Section) -> list[str]:
    return keep(section, "anchors", (), lambda: [node.anchor for node in descend(section, *_ANCHORED) if node.anchor])


Counts = Counter[type | str]


def _number_section(section: Section, before: Counts, taken: Counter[str]) -> tuple[Section, Counts]:
    """Return a section with its numbers, and the numbers that the sections up to it have reached.

    Args:
        section: the section.
        before: the numbers that the sections before it have reached.
        taken: the anchors that its headings must not have.
    """

    def make() -> tuple[Section, Counts]:
        counts = Counter(before)
        return _numbered(section, counts, Counter(taken)), counts

    return keep(section, "numbers", (before, taken), make)


def _numbered(section: Section, counts: Counts, anchors: Counter[str]) -> Section:
    notes = paragraphs = questions = tables = 0

    def count(node: Node) -> Node:
        nonlocal notes, paragraphs, questions, tables
        match node:
            case Paragraph():
                paragraphs += 1
                return replace(node, number=paragraphs)
            case NoteCall():
                notes += 1
                return replace(node, number=notes)
            case Heading(anchor=""):
                return replace(node, anchor=_heading_anchor(section, node, anchors))
            case Table(anchor=""):
                tables += 1
                return count(replace(node, anchor=f"{section.slug}--table-{tables}"))
            case Table(caption=()):
                return node
            case Figure() if section.role is Role.BACK_COVER:
                return replace(node, anchor=node.anchor or f"{section.slug}--figure-0")
            case Figure() | Diagram():
                counts[Figure] += 1
                anchor = node.anchor or f"{section.slug}--figure-{counts[Figure]}"
                return replace(node, number=counts[Figure], anchor=anchor)
            case Question() if section.series:
                questions += 1
                return replace(node, number=questions, series=section.series)
            case NumberedLine(series=series):
                counts[series] += 1
                return replace(node, number=counts[series])
            case Table() | Question():
                counts[type(node)] += 1
                return replace(node, number=counts[type(node)])
            case _:
                return node

    return rewrite(section, count, Paragraph, NoteCall, Heading, Table, Figure, Diagram, Question, NumberedLine)


def _heading_anchor(section: Section, heading: Heading, anchors: Counter[str]) -> str:
    words = _NO_WORD.sub("-", plain_text(heading.children).lower()).strip("-")
    if not words or _MADE.match(words):
        words = f"heading-{words}".rstrip("-")
    name = f"{section.slug}--{words}"
    anchors[name] += 1
    return name if anchors[name] == 1 else f"{name}-{anchors[name]}"
