"""The tables that a guide draws on: characters, themes, events, terms, facts, standards, and free ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import TypeAlias

from linernotes.model.document import Inline, Node


class Certainty(Enum):
    """How sure a fact is: seen in reliable sources, seen once or in a weak one, told differently by sources."""

    VERIFIED = "verified"
    ONE_SOURCE = "one-source"
    DISPUTED = "disputed"


@dataclass(frozen=True, slots=True)
class Character(Node):
    """A character: what she or he is in the story, and the traits its card lists, each with its label.

    ``icon`` is the path of a picture that stands beside the section that the character's card opens.
    """

    id: str
    name: str
    role: tuple[Inline, ...]
    traits: tuple[Trait, ...] = ()
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Trait(Node):
    """One line of a character card, such as «Wants»."""

    label: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Theme(Node):
    """A theme, with the short tag that stands for it on cards; ``icon``, a picture, stands beside its own section."""

    id: str
    name: str
    statement: tuple[Inline, ...]
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Event(Node):
    """Something that happens, in the work or on record; ``when`` is a date as precise as it is known."""

    id: str
    when: str
    layer: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Term(Node):
    """A word of the glossary; ``forms`` are the other shapes in which the text may use it."""

    id: str
    name: str
    definition: tuple[Inline, ...]
    forms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact(Node):
    """A fact that the text may cite, how sure it is and where it was seen."""

    id: str
    children: tuple[Inline, ...]
    certainty: Certainty
    source: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Standard(Node):
    """A standard of a curriculum, by its code, in our own words, and by what a teacher sees that it is met."""

    id: str
    children: tuple[Inline, ...]
    evidence: tuple[Inline, ...] = ()


Number: TypeAlias = int | Decimal
Datum: TypeAlias = str | Number | date | tuple[str | Number | date, ...]
"""A value of a data file; decimals are kept as they are written, so that 1.50 stays 1.50."""


@dataclass(frozen=True, slots=True)
class DataCell(Node):
    """A value of a row under its column's name: as it stands in the file, and as it is printed (Markdown read)."""

    column: str
    value: Datum
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class DataRow(Node):
    """A row of a data file, named by its id."""

    id: str
    cells: tuple[DataCell, ...]

    def cell(self, column: str) -> DataCell | None:
        """Return the cell of a column; every row has one called ``id``."""
        return next((cell for cell in self.cells if cell.column == column), None)


@dataclass(frozen=True, slots=True)
class DataTable(Node):
    """A data file as rows and columns, named by the file without ``.toml``."""

    name: str
    rows: tuple[DataRow, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns, in the order in which the file first uses them."""
        return tuple(dict.fromkeys(cell.column for row in self.rows for cell in row.cells))

    def row(self, name: str) -> DataRow | None:
        """Return the row of that id."""
        return next((row for row in self.rows if row.id == name), None)


@dataclass(frozen=True, slots=True)
class GuideData:
    """The tables that the text draws on.

    Attributes:
        unread: names of the files that could not be read.
        tables: every file as rows and columns, those of the guide's own kinds too.
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
        """Return the table of that name."""
        return next((table for table in self.tables if table.name == name), None)
