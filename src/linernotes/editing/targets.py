"""The targets of links, and the names that links to them have."""

from __future__ import annotations

from dataclasses import dataclass, replace

from linernotes.model.book import Book, MadePage, Matter, Section
from linernotes.model.document import (
    Citation,
    Diagram,
    Figure,
    Heading,
    Inline,
    Link,
    Node,
    NoteCall,
    Paragraph,
    Table,
    Target,
    Text,
)
from linernotes.model.findings import NOWHERE
from linernotes.model.guide import Activity, Question
from linernotes.model.keeping import keep
from linernotes.model.walking import descend, rewrite
from linernotes.model.wording import Wording

_NAMED = (Heading, Figure, Diagram, Table, Question, Activity)
"""What a link can lead to in a section, besides numbered lines."""


@dataclass(frozen=True, slots=True)
class NamedTarget:
    """The target of a link, and the text of a link to it that has no text of its own."""

    target: Target
    name: tuple[Inline, ...]


def find_targets(book: Book) -> dict[str, NamedTarget]:
    """Return the targets of links, except numbered lines, by slug or anchor. Their names have no places: links show them elsewhere."""
    targets: dict[str, NamedTarget] = {}
    for section in book.sections:
        for slug, anchor, name in _names(section, book):
            target = NamedTarget(Target(slug, anchor), name)
            if anchor:
                targets.setdefault(anchor, target)
            else:
                targets[slug] = target
    return targets


Name = tuple[str, str, tuple[Inline, ...]]
"""A slug, an anchor, which is empty for a section, and the text of a link to it."""


def _names(section: Section, book: Book) -> list[Name]:
    """Return the names of a section and of everything in it that a link can lead to."""

    def make() -> list[Name]:
        title = without_links(section.title) or (Text(made_title(section, book)),)
        named = [("", ((Text(f"{section.label} · "),) if section.label else ()) + title)]
        named += filter(None, (_name(node, book.wording) for node in descend(section, *_NAMED)))
        return [(section.slug, anchor, _without_places(name)) for anchor, name in named]

    return keep(section, "names", (book.wording, book.editions[:1]), make)


def _without_places(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    return rewrite(Paragraph(inlines), lambda node: replace(node, place=NOWHERE)).children


def _name(node: Node, words: Wording) -> tuple[str, tuple[Inline, ...]] | None:
    match node:
        case Heading(anchor=anchor, children=children) if anchor:
            return anchor, without_links(children)
        case Figure(anchor=anchor, number=number) | Diagram(anchor=anchor, number=number) if anchor:
            return anchor, (Text(f"{words.figure} {number}"),)
        case Table(anchor=anchor, number=number, caption=caption) if anchor:
            return anchor, (Text(f"{words.table} {number}"),) if caption else (Text(words.table),)
        case Question(anchor=anchor) if anchor:
            return anchor, (Text(f"{words.question} {node.name}"),)
        case Activity(anchor=anchor, title=title) if anchor:
            return anchor, (Text(title or words.activity),)
        case _:
            return None


def without_links(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Return inlines without notes, citations and links, so that a heading can be repeated in a list or a link."""

    def remove(node: Node) -> Node | tuple[Node, ...]:
        match node:
            case NoteCall() | Citation():
                return ()
            case Link(children=children):
                return children
            case _:
                return node

    return rewrite(Paragraph(inlines), remove, NoteCall, Citation, Link).children


def made_title(section: Section, book: Book) -> str:
    """Return the title of a made page. The teacher's contents are titled with the edition's own title."""
    words = book.wording
    match section.made:
        case None:
            return ""
        case MadePage.TITLE_PAGE:
            return words.title_page
        case MadePage.IMPRINT:
            return words.imprint
        case MadePage.CONTENTS:
            return book.editions[0].title if section.matter is Matter.TEACHER else words.contents
