"""The content of generated lists: matrices of standards and themes, list of figures, theme key."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from linernotes.editing.sentences import sentence_ends
from linernotes.editing.targets import without_links
from linernotes.model.book import Book, Matter
from linernotes.model.document import Diagram, Figure, Heading, Inline, Node, Target, Text
from linernotes.model.guide import Question
from linernotes.model.lists import (
    FigureEntry,
    FigureList,
    QuestionReference,
    StandardRow,
    StandardsMatrix,
    ThemeEntry,
    ThemeKey,
    ThemeMatrix,
    ThemeRow,
)
from linernotes.model.walking import descend, plain_text, rewrite

LONGEST_TITLE = 10
"""The number of words after which the list of figures shortens a caption."""


def fill_lists(book: Book) -> Book:
    """Return a numbered book with the content of its matrices, lists of figures and theme keys.

    Lists in student sections contain student content only, so that they are the same in every edition. Lists in teacher
    sections contain everything.
    """
    students = replace(book, sections=tuple(section for section in book.sections if section.matter is not Matter.TEACHER))
    fill = {False: _filler(students), True: _filler(book)}
    return replace(
        book,
        sections=tuple(
            rewrite(section, fill[section.matter is Matter.TEACHER], StandardsMatrix, ThemeMatrix, FigureList, ThemeKey)
            for section in book.sections
        ),
    )


def _filler(book: Book) -> Callable[[Node], Node]:
    asked = list(_asked(book))

    def fill(node: Node) -> Node:
        match node:
            case StandardsMatrix():
                return replace(node, rows=tuple(_standards(book, asked)))
            case ThemeMatrix():
                return replace(node, rows=tuple(_themes(book, asked)))
            case FigureList():
                return replace(node, entries=tuple(figure_entries(book)))
            case ThemeKey():
                return replace(node, entries=tuple(_key(book)))
            case _:
                return node

    return fill


Asked = Iterable[tuple[Question, QuestionReference]]


def _asked(book: Book) -> Iterator[tuple[Question, QuestionReference]]:
    for section in book.sections:
        heading = ""
        for node in descend(section.blocks, Heading, Question):
            if isinstance(node, Heading):
                heading = node.anchor
            else:
                target = Target(section.slug, node.anchor)
                yield node, QuestionReference(node.name, node.depth, target, heading, place=node.place)


def _standards(book: Book, asked: Asked) -> Iterator[StandardRow]:
    """Yield the standards that at least one question meets, in the order of the data file."""
    for standard in book.data.standards:
        calls = tuple(call for question, call in asked if standard.id in question.standards)
        if calls:
            yield StandardRow(standard, calls, place=standard.place)


def _themes(book: Book, asked: Asked) -> Iterator[ThemeRow]:
    for theme in book.data.themes:
        calls = tuple(call for question, call in asked if question.theme == theme.id)
        yield ThemeRow(theme, calls, place=theme.place)
    spanning = tuple(call for question, call in asked if not question.theme)
    if spanning:
        yield ThemeRow(None, spanning, place=spanning[0].place)


def figure_entries(book: Book) -> Iterator[FigureEntry]:
    """Yield the entries of a list of all figures of a numbered book. The picture of a back cover has no number."""
    for section in book.sections:
        for node in descend(section.blocks, Figure, Diagram):
            if not node.number:
                continue
            credit = without_links(node.credit) if isinstance(node, Figure) else ()
            yield FigureEntry(node.number, title_of(node), Target(section.slug, node.anchor), credit, place=node.place)


def title_of(figure: Figure | Diagram) -> tuple[Inline, ...]:
    """Return the title of a figure, or the first sentence of its caption, shortened to `LONGEST_TITLE` words."""
    caption = without_links(figure.title or figure.caption)
    words = plain_text(caption)
    if not figure.title:
        words = words[: next(iter(sentence_ends(words)), len(words))].rstrip(" .")
        if len(words.split()) > LONGEST_TITLE:
            return (Text(f"{' '.join(words.split()[:LONGEST_TITLE]).rstrip(',;:')} …", place=figure.place),)
    return tuple(_first(caption, len(words)))


def _first(inlines: Iterable[Inline], length: int) -> Iterator[Inline]:
    """Yield inlines up to a number of characters. Only Text is shortened; another inline at the end stays whole."""
    for inline in inlines:
        words = plain_text(inline)
        if isinstance(inline, Text):
            yield replace(inline, value=words[:length])
        else:
            yield inline
        length -= len(words)
        if length <= 0:
            return


def _key(book: Book) -> Iterator[ThemeEntry]:
    about = {section.label: Target(section.slug) for section in reversed(book.sections) if section.label}
    for theme in book.data.themes:
        yield ThemeEntry(theme, about.get(theme.id), place=theme.place)
