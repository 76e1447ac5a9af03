"""The numbers of figures, tables, questions, lines and notes, and the anchors of headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from linernotes.model.book import Book, Matter, Section
from linernotes.model.document import Definition, Diagram, Figure, Heading, Node, NoteCall, Paragraph, Table
from linernotes.model.guide import Activity, KeyEntry, Question
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


def number(book: Book) -> Book:
    """Return the book with its numbers and heading anchors.

    Figures, tables, questions and the lines of texts with the same label count through the book; notes and the questions of a worksheet count through their
    section. Teacher matter is counted last, so that every number is the same in every edition.
    """
    counts: Counter[type | str] = Counter()
    anchors = Counter(
        anchor for section in book.sections for anchor in (section.slug, f"{section.slug}--title", *_anchors(section))
    )
    students = {
        section.slug: _number_section(section, counts, anchors)
        for section in book.sections
        if section.matter is not Matter.TEACHER
    }
    numbered = {
        section.slug: _number_section(section, counts, anchors) for section in book.sections if section.matter is Matter.TEACHER
    } | students
    sections = tuple(numbered[section.slug] for section in book.sections)
    names = {question.anchor: question.name for question in descend(sections, Question)}

    def fill(entry: KeyEntry) -> Node:
        return replace(entry, name=names.get(entry.question, ""))

    return replace(
        book,
        sections=tuple(rewrite(section, fill, KeyEntry) if section.matter is Matter.TEACHER else section for section in sections),
    )


def _anchors(section: Section) -> list[str]:
    return [node.anchor for node in descend(section, *_ANCHORED) if node.anchor]


def _number_section(section: Section, counts: Counter[type | str], anchors: Counter[str]) -> Section:
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
    name = f"{section.slug}--{words or 'heading'}"
    anchors[name] += 1
    return name if anchors[name] == 1 else f"{name}-{anchors[name]}"
