"""The nodes that any book consists of: inlines and blocks."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Any, TypeAlias

from linernotes.model.findings import NOWHERE, Place


class _Indexed:
    """Slots that are neither compared nor pickled: the kinds of the nodes in a subtree (`walking`), and results (`keeping`)."""

    __slots__ = ("kept", "kinds_within")
    kinds_within: frozenset[type[Node]]
    kept: dict[str, list[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Node(_Indexed):
    """A part of a book, with its place in the author's files. The place does not count when nodes are compared."""

    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Inline(Node):
    """The base class of what a line of text consists of. `kinds.AnyInline` lists the subclasses."""


@dataclass(frozen=True, slots=True)
class Block(Node):
    """The base class of what a section consists of. `kinds.AnyBlock` lists the subclasses."""


@dataclass(frozen=True, slots=True)
class Chart(Node):
    """The base class of the values that a diagram is drawn from. `kinds.AnyChart` lists the subclasses."""


@dataclass(frozen=True, slots=True)
class Text(Inline):
    """A run of characters."""

    value: str


@dataclass(frozen=True, slots=True)
class LineBreak(Inline):
    """A line break set by the author."""


@dataclass(frozen=True, slots=True)
class Emphasis(Inline):
    """Stressed words or the title of a work, in italics."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Strong(Inline):
    """Important words, in bold."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Code(Inline):
    """Inline code; its characters are never changed."""

    value: str


class Layer(Enum):
    """The source of a statement: the film or other work, the historical record, or the synopsis."""

    FILM = "film"
    RECORD = "record"
    SYNOPSIS = "synopsis"


@dataclass(frozen=True, slots=True)
class Span(Inline):
    """Words with a layer or a language (a BCP 47 tag), plain words that are not a term, or words of one medium: ``print`` or ``epub``."""

    children: tuple[Inline, ...]
    layer: Layer | None = None
    language: str = ""
    plain: bool = False
    medium: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """A link target in the book: the section's slug and an anchor in it; an empty anchor means the section itself."""

    slug: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class WebAddress:
    """A link target outside the book."""

    address: str


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A link target as the author wrote it, before it is resolved."""

    written: str


Destination: TypeAlias = Target | WebAddress | Unresolved


class LinkKind(Enum):
    """The kind of a link: PLAIN, PAGE (followed by the page number in print), TERM (to the glossary) or NUMBER (a line, without the word)."""

    PLAIN = "plain"
    PAGE = "page"
    TERM = "term"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Link(Inline):
    """A link. Its address depends on the medium and is written when the book is rendered."""

    destination: Destination
    children: tuple[Inline, ...]
    kind: LinkKind = LinkKind.PLAIN


@dataclass(frozen=True, slots=True)
class NoteCall(Inline):
    """A footnote call with the footnote's text. Numbers count within the section; 0 before numbering."""

    blocks: tuple[Block, ...]
    number: int = 0


@dataclass(frozen=True, slots=True)
class Citation(Inline):
    """The citation of a fact by its id. `editing.references` fills in its certainty, and its number and place in the sources."""

    fact: str
    certainty: str = ""
    target: Target | None = None
    number: int = 0


@dataclass(frozen=True, slots=True)
class Paragraph(Block):
    """A paragraph. Numbers count within the section, are 0 before numbering, and form the paragraph's anchor."""

    children: tuple[Inline, ...]
    number: int = 0


@dataclass(frozen=True, slots=True)
class Heading(Block):
    """A heading of level 2 to 6 inside a section; level 1 is the section's own title. ``new_page``: whether it begins a page."""

    level: int
    children: tuple[Inline, ...]
    anchor: str = ""
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class ListItem(Node):
    """One item of a list."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class List(Block):
    """A list. ``start`` is the number of the first item, or None for a bulleted list."""

    items: tuple[ListItem, ...]
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Quotation(Block):
    """A block quotation."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class CodeBlock(Block):
    """Lines of code; their characters are never changed."""

    value: str


@dataclass(frozen=True, slots=True)
class Rule(Block):
    """A thematic break."""


class Alignment(Enum):
    """The alignment of a table column."""

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
    """A table row, with as many cells as the head row."""

    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table(Block):
    """A table with one head row.

    Attributes:
        row_heads: whether the first cell of each row is a heading.
        number: counts the tables with a caption through the book; 0 before numbering and without a caption.
        name: the accessible name of a table without a caption.
        widths: the shares of the columns in the width on paper; empty: automatic.
    """

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
    """A term and its definition."""

    term: tuple[Inline, ...]
    blocks: tuple[Block, ...]
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class DefinitionList(Block):
    """A list of terms with their definitions."""

    items: tuple[Definition, ...]


@dataclass(frozen=True, slots=True)
class Figure(Block):
    """A picture, with its alternative text, a caption and possibly a long description; ``title`` is for the list of figures."""

    anchor: str
    picture: str
    alternative: str
    caption: tuple[Inline, ...]
    description: tuple[Block, ...] = ()
    title: tuple[Inline, ...] = ()
    number: int = 0
    width: int = 0  # a percentage of the column; 0: all of it
    credit: tuple[Inline, ...] = ()  # who made the picture, and its licence


@dataclass(frozen=True, slots=True)
class Diagram(Block):
    """A figure that is drawn from data, and its twin: a table of the same data.

    Attributes:
        alternative: the alternative text; empty: the twin is the alternative.
        twin_printed: whether the twin is also printed below the drawing, or only read aloud by assistive technology.
        title: replaces the caption in the list of figures.
    """

    anchor: str
    chart: Chart
    caption: tuple[Inline, ...]
    twin: Table
    alternative: str = ""
    twin_printed: bool = True
    title: tuple[Inline, ...] = ()
    number: int = 0
