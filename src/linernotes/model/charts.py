"""The values that charts are drawn from, one class for each kind of chart."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from linernotes.model.data import Number
from linernotes.model.document import Chart, Inline, Node

Words: TypeAlias = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Step(Node):
    """A stage of an arc: its name, its value, and the text below it, such as lines of the retelling."""

    name: Words
    value: Number
    below: Words = ()


@dataclass(frozen=True, slots=True)
class Arc(Chart):
    """A story arc: one value per stage, between 0 and ``top``."""

    steps: tuple[Step, ...]
    top: int


@dataclass(frozen=True, slots=True)
class Series(Node):
    """A named row of values, possibly with a tag before its name."""

    name: Words
    values: tuple[Number, ...]
    tag: Words = ()


SLOPE_STAGES = 6
"""The highest number of stages with room for the markers of four rows."""


@dataclass(frozen=True, slots=True)
class Slopes(Chart):
    """A line chart: rows of values over the same stages, between 0 and ``top``."""

    stages: tuple[Words, ...]
    series: tuple[Series, ...]
    top: int


@dataclass(frozen=True, slots=True)
class HeatMap(Chart):
    """A heat map: rows of whole numbers from 0 to ``top``, and optionally the meaning of each number, starting with 0."""

    stages: tuple[Words, ...]
    series: tuple[Series, ...]
    top: int
    meanings: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Stay(Node):
    """A person's years in a group, first and last included; ``stands`` is the character with the same part in the work, if any."""

    name: Words
    part: Words
    first: int
    last: int
    stands: Words = ()


@dataclass(frozen=True, slots=True)
class LineUp(Chart):
    """The members of a group by year; ``heading`` is the heading of the column with the characters in the work."""

    stays: tuple[Stay, ...]
    heading: Words = ()


@dataclass(frozen=True, slots=True)
class Moment(Node):
    """An event of a timeline. Month and day are 0 if they are unknown."""

    year: int
    month: int
    day: int
    what: Words


@dataclass(frozen=True, slots=True)
class Track(Node):
    """One side of a timeline, with its name."""

    name: Words
    moments: tuple[Moment, ...]


@dataclass(frozen=True, slots=True)
class Timeline(Chart):
    """Two tracks side by side, year by year, such as the film and the historical record."""

    tracks: tuple[Track, Track]


@dataclass(frozen=True, slots=True)
class Turn(Node):
    """A turning point: its name, the text below it, and its strings (indexes from 0)."""

    name: Words
    below: Words
    strings: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Neck(Chart):
    """Turning points on the neck of a guitar; each string is a person or group that decides."""

    strings: tuple[Words, ...]
    turns: tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class Sleeve(Node):
    """A record on a shelf."""

    title: Words
    year: int
    singers: Words


@dataclass(frozen=True, slots=True)
class RecordShelf(Chart):
    """A shelf of records in order of release."""

    sleeves: tuple[Sleeve, ...]


@dataclass(frozen=True, slots=True)
class Stop(Node):
    """A place on a map, in degrees north and east, and the leg of the journey that it belongs to."""

    name: Words
    latitude: Number
    longitude: Number
    when: Words
    leg: Words


@dataclass(frozen=True, slots=True)
class Tour(Chart):
    """A map of a journey, with its stops in order."""

    stops: tuple[Stop, ...]


class Basis(Enum):
    """The origin of a character: has the name of a real person, is fictional, or other."""

    REAL = "real"
    FICTIONAL = "fictional"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Person(Node):
    """A person on a map of relations."""

    id: str
    name: Words
    part: Words
    basis: Basis = Basis.OTHER


@dataclass(frozen=True, slots=True)
class Tie(Node):
    """A relation between two people: their ids and the index of the kind of tie (from 0)."""

    start: str
    end: str
    kind: int


@dataclass(frozen=True, slots=True)
class TieKind(Node):
    """A kind of tie. Directed ties are drawn as arrows."""

    name: Words
    directed: bool = False


@dataclass(frozen=True, slots=True)
class Border(Node):
    """The meaning of a border style on a map of relations, for the key."""

    basis: Basis
    words: Words


@dataclass(frozen=True, slots=True)
class Relations(Chart):
    """A map of relations: people in rows from top to bottom, and their ties. An empty id in a rank leaves a gap."""

    people: tuple[Person, ...]
    ranks: tuple[tuple[str, ...], ...]
    ties: tuple[Tie, ...]
    kinds: tuple[TieKind, ...]
    borders: tuple[Border, ...] = ()


@dataclass(frozen=True, slots=True)
class Stream(Node):
    """A flow between neighbouring stations (indexes from 0), and the index of its kind."""

    start: int
    end: int
    kind: int
    words: Words


@dataclass(frozen=True, slots=True)
class Flow(Chart):
    """A flow chart: a chain of stations and the flows between neighbours. Each kind of flow has its own lane and arrow."""

    stations: tuple[Words, ...]
    streams: tuple[Stream, ...]
    kinds: tuple[Words, ...]
