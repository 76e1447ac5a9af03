"""The selection of an edition's sections and text.

`select` removes teacher text before anything else is made from the book. The sections that an edition with ``sections`` does
not print are removed last, so that figures, questions and links keep the numbers of the whole book.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from linernotes.editing.targets import without_links
from linernotes.model.book import Book, Edition, Matter, Section
from linernotes.model.document import Node
from linernotes.model.guide import AnswerKey, KeyEntry, Question, TeacherNote, TeacherNoteList
from linernotes.model.keeping import keep
from linernotes.model.lists import StandardsMatrix
from linernotes.model.walking import descend, rewrite

_COLLECTIONS: Sequence[type[AnswerKey | TeacherNoteList]] = (AnswerKey, TeacherNoteList)


def select(book: Book, edition: Edition) -> Book:
    """Return the book with the sections and the text of this edition.

    In a teacher edition, answers and teacher notes move from their sections to the answer key and the list of teacher notes.
    So the student sections are the same, node by node, in both editions.
    """
    if not edition.teacher_text:
        kept = tuple(_without_teacher_text(section) for section in book.sections if section.matter is not Matter.TEACHER)
        return replace(book, sections=kept, editions=(edition,))
    entries = tuple(entry for section in book.sections for entry in _answers(section))
    notes = tuple(
        replace(node, section=section.slug, title=without_links(section.title))
        for section in book.sections
        for node in descend(section, TeacherNote)
    )

    def fill(node: AnswerKey | TeacherNoteList) -> Node:
        return replace(node, entries=entries) if isinstance(node, AnswerKey) else replace(node, notes=notes)

    sections = tuple(
        rewrite(_without_teacher_text(section), fill, *_COLLECTIONS)
        if section.matter is Matter.TEACHER
        else _without_teacher_text(section)
        for section in book.sections
    )
    return replace(book, sections=sections, editions=(edition,))


def printed_sections(book: Book, edition: Edition) -> tuple[Section, ...]:
    """Return the sections of an edited book that the edition prints, in the order of the book."""
    return tuple(section for section in book.sections if not edition.sections or section.entry in edition.sections)


def keep_printed(book: Book, edition: Edition) -> Book:
    """Return an edited book with only the sections that the edition prints. Links to other sections stay in it."""
    return replace(book, sections=printed_sections(book, edition))


def _answers(section: Section) -> list[KeyEntry]:
    return [
        KeyEntry(
            question.anchor,
            "",
            question.kind,
            question.depth,
            question.bloom,
            question.answer,
            section.slug,
            place=question.place,
        )
        for question in descend(section, Question)
        if question.answer is not None
    ]


def _without_teacher_text(section: Section) -> Section:
    """Return a section without answers and teacher notes and, outside teacher matter, without the lists of them."""

    def remove(node: Node) -> Node | tuple[Node, ...]:
        match node:
            case Question():
                return replace(node, answer=None)
            case TeacherNote():
                return ()
            case AnswerKey() | TeacherNoteList() | StandardsMatrix() if section.matter is not Matter.TEACHER:
                return ()
            case _:
                return node

    kinds = (Question, TeacherNote, AnswerKey, TeacherNoteList, StandardsMatrix)
    return keep(section, "without teacher text", (), lambda: rewrite(section, remove, *kinds))
