"""The data files of a guide: characters, themes, events, terms, facts, standards, and tables of the author's own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import TypeAlias

from linernotes.model.document import Inline, Node


class Certainty(Enum):
    """How well a fact is confirmed: by reliable sources, by one or a weak source, or sources disagree."""

    VERIFIED = "verified"
    ONE_SOURCE = "one-source"
    DISPUTED = "disputed"


@dataclass(frozen=True, slots=True)
class Character(Node):
    """A character of the work.

    Attributes:
        role: the character's role in the story.
        traits: the lines of the character card.
        icon: the path of a small picture for the section that starts with the character's card; may be empty.
    """

    id: str
    name: str
    role: tuple[Inline, ...]
    traits: tuple[Trait, ...] = ()
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Trait(Node):
    """One line of a character card, with a label such as "Wants"."""

    label: tuple[Inline, ...]
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Theme(Node):
    """A theme of the work.

    Attributes:
        id: the short tag on question cards, such as "NT".
        statement: the theme in a sentence.
        icon: the path of a small picture for the section about the theme; may be empty.
    """

    id: str
    name: str
    statement: tuple[Inline, ...]
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Event(Node):
    """An event in the work or in history; ``when`` is a date as precise as it is known."""

    id: str
    when: str
    layer: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Term(Node):
    """A term of the glossary; ``forms`` are its other forms in the text, such as the plural."""

    id: str
    name: str
    definition: tuple[Inline, ...]
    forms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact(Node):
    """A fact that the text may cite, with its certainty and source."""

    id: str
    children: tuple[Inline, ...]
    certainty: Certainty
    source: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Standard(Node):
    """A curriculum standard: its code, its content in our own words, and the evidence by which a teacher sees that it is met."""

    id: str
    children: tuple[Inline, ...]
    evidence: tuple[Inline, ...] = ()


Number: TypeAlias = int | Decimal
Datum: TypeAlias = str | Number | date | tuple[str | Number | date, ...]
"""A value of a data file; a number with a decimal point is a Decimal, so that 1.50 is printed as 1.50."""


@dataclass(frozen=True, slots=True)
class DataCell(Node):
    """A cell of a data table: its column, the value in the file, and the value as text to print (read as Markdown)."""

    column: str
    value: Datum
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class DataRow(Node):
    """A row of a data file, with its id."""

    id: str
    cells: tuple[DataCell, ...]

    def cell(self, column: str) -> DataCell | None:
        """Return the cell of a column. Every row has a cell in the column ``id``."""
        return next((cell for cell in self.cells if cell.column == column), None)


@dataclass(frozen=True, slots=True)
class DataTable(Node):
    """A data file as rows and columns; its name is the file name without ``.toml``."""

    name: str
    rows: tuple[DataRow, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns in order of first use in the file."""
        return tuple(dict.fromkeys(cell.column for row in self.rows for cell in row.cells))

    def row(self, name: str) -> DataRow | None:
        """Return the row with this id."""
        return next((row for row in self.rows if row.id == name), None)


@dataclass(frozen=True, slots=True)
class GuideData:
    """The content of all data files of a guide.

    Attributes:
        unread: the names of files that could not be read.
        tables: every file as rows and columns, also the files of characters, themes and so on.
    """

    characters: tuple[Character, ...] = ()
    themes: tuple[Theme, ...] = ()
    events: tuple[Event, ...] = ()
    terms: tuple[Term, ...] = ()
    facts: tuple[Fact, ...] = ()
    standards: tuple[Standard, ...] = ()
    unread: frozenset[str] = frozenset()
    tables: tuple[DataTable, ...] = ()

    def table(self, name: str) -> DataTable | None:
        """Return the table with this name."""
        return next((table for table in self.tables if table.name == name), None)
