"""The tables that a guide draws on: characters, themes, events, terms, facts, standards."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from linernotes.model.document import Inline, Node


class Certainty(Enum):
    """How sure a fact is: seen in reliable sources, seen once or in a weak one, told differently by sources."""

    VERIFIED = "verified"
    ONE_SOURCE = "one-source"
    DISPUTED = "disputed"


@dataclass(frozen=True, slots=True)
class Character(Node):
    """A character: what she or he is in the story, and the traits its card lists, each with its label."""

    id: str
    name: str
    role: tuple[Inline, ...]
    traits: tuple[Trait, ...] = ()


@dataclass(frozen=True, slots=True)
class Trait(Node):
    """One line of a character card, such as «Wants»."""

    label: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Theme(Node):
    """A theme, with the short tag that stands for it on cards."""

    id: str
    name: str
    statement: tuple[Inline, ...]


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
    """A standard of a curriculum, by its code, in our own words."""

    id: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class GuideData:
    """The tables that the text draws on; ``unread`` names the files that could not be read."""

    characters: tuple[Character, ...] = ()
    themes: tuple[Theme, ...] = ()
    events: tuple[Event, ...] = ()
    terms: tuple[Term, ...] = ()
    facts: tuple[Fact, ...] = ()
    standards: tuple[Standard, ...] = ()
    unread: frozenset[str] = frozenset()
