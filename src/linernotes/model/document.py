"""Blocks and inlines of any book."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TypeAlias

from linernotes.model.findings import NOWHERE, Place


class _Indexed:
    """A slot for `linernotes.model.walking`: the kinds of the nodes in a subtree. It is neither compared nor pickled."""

    __slots__ = ("kinds_within",)
    kinds_within: frozenset[type[Node]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Node(_Indexed):
    """Anything that stands in a book; two nodes are equal when they say the same, wherever they stand."""

    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Inline(Node):
    """The base class of everything that stands in a line of text. `kinds.AnyInline` lists the subclasses."""


@dataclass(frozen=True, slots=True)
class Block(Node):
    """The base class of everything that stands between lines of text. `kinds.AnyBlock` lists the subclasses."""


@dataclass(frozen=True, slots=True)
class Chart(Node):
    """The base class of the values that a diagram is drawn from. `kinds.AnyChart` lists the subclasses."""


# --- inlines ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text(Inline):
    """A run of characters."""

    value: str


@dataclass(frozen=True, slots=True)
class LineBreak(Inline):
    """A line end that the author asked for."""


@dataclass(frozen=True, slots=True)
class Emphasis(Inline):
    """Stressed words, and titles of works."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Strong(Inline):
    """Words of weight."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Code(Inline):
    """Characters to be taken as they are."""

    value: str


class Layer(Enum):
    """Which of the three voices of a guide to a work speaks: the work, the historical record, or the synopsis."""

    FILM = "film"
    RECORD = "record"
    SYNOPSIS = "synopsis"


@dataclass(frozen=True, slots=True)
class Span(Inline):
    """Words set apart by the layer that speaks or by their language (a BCP 47 tag)."""

    children: tuple[Inline, ...]
    layer: Layer | None = None
    language: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """A place in the book: the section's slug, and an anchor in it (empty: the section itself)."""

    slug: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class WebAddress:
    """A place outside the book."""

    address: str


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A destination as the author wrote it."""

    written: str


Destination: TypeAlias = Target | WebAddress | Unresolved


class LinkKind(Enum):
    """What a link is for: PLAIN leads on, PAGE names the printed page too, TERM leads to the glossary."""

    PLAIN = "plain"
    PAGE = "page"
    TERM = "term"


@dataclass(frozen=True, slots=True)
class Link(Inline):
    """A link; its address is not spelled before its medium is known."""

    destination: Destination
    children: tuple[Inline, ...]
    kind: LinkKind = LinkKind.PLAIN


@dataclass(frozen=True, slots=True)
class NoteCall(Inline):
    """The call of a footnote, which travels with it; the number counts within the section, 0 before numbering."""

    blocks: tuple[Block, ...]
    number: int = 0


@dataclass(frozen=True, slots=True)
class Citation(Inline):
    """A fact called as a witness by its id; where it is listed and how sure it is come in when references resolve."""

    fact: str
    certainty: str = ""
    target: Target | None = None


# --- blocks ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Paragraph(Block):
    """A paragraph; the number counts through its section, 0 before numbering, and names it in every medium."""

    children: tuple[Inline, ...]
    number: int = 0


@dataclass(frozen=True, slots=True)
class Heading(Block):
    """A heading inside a section, levels 2 to 6; level 1 is the section's own title."""

    level: int
    children: tuple[Inline, ...]
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class ListItem(Node):
    """One item of a list."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class List(Block):
    """A list; ``start`` is the number of the first item of an ordered one, None for a bulleted one."""

    items: tuple[ListItem, ...]
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Quotation(Block):
    """Words of others."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class CodeBlock(Block):
    """Lines to be taken as they are."""

    value: str


@dataclass(frozen=True, slots=True)
class Rule(Block):
    """A break between thoughts."""


class Alignment(Enum):
    """How the cells of a table column align."""

    NONE = ""
    LEFT = "left"
    CENTRE = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Cell(Node):
    """A table cell."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Row(Node):
    """A table row; every row of a table has as many cells as its head."""

    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table(Block):
    """A table with one head row, numbered if it has a caption, else named for the ear; ``widths`` are shares of columns on paper."""

    head: Row
    rows: tuple[Row, ...]
    alignments: tuple[Alignment, ...]
    caption: tuple[Inline, ...] = ()
    anchor: str = ""
    row_heads: bool = False
    number: int = 0
    name: str = ""
    widths: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Definition(Node):
    """A term and what it means."""

    term: tuple[Inline, ...]
    blocks: tuple[Block, ...]
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class DefinitionList(Block):
    """Terms with their definitions."""

    items: tuple[Definition, ...]


@dataclass(frozen=True, slots=True)
class Figure(Block):
    """A picture by its path, with caption, alternative and perhaps a description; ``title`` is for the list of figures."""

    anchor: str
    picture: str
    alternative: str
    caption: tuple[Inline, ...]
    description: tuple[Block, ...] = ()
    title: tuple[Inline, ...] = ()
    number: int = 0


@dataclass(frozen=True, slots=True)
class Diagram(Block):
    """A figure that is drawn from data, and a table of the same data, its twin.

    Attributes:
        alternative: what a reader who cannot see it must know; empty: the twin says it.
        twin_printed: whether the twin stands below the drawing on paper too, or is told to those who cannot see it.
        title: stands for the caption where figures are listed.
    """

    anchor: str
    chart: Chart
    caption: tuple[Inline, ...]
    twin: Table
    alternative: str = ""
    twin_printed: bool = True
    title: tuple[Inline, ...] = ()
    number: int = 0
