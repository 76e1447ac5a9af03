"""What diagrams show: the values that they are drawn from, read and found fit, and not yet a line of any drawing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from linernotes.model.data import Number
from linernotes.model.document import Chart, Inline, Node

Words: TypeAlias = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Step(Node):
    """A stage of an arc: its name, its value, and what stands below it, such as lines of the retelling."""

    name: Words
    value: Number
    below: Words = ()


@dataclass(frozen=True, slots=True)
class Arc(Chart):
    """Values that rise and fall from stage to stage, between 0 and ``top``."""

    steps: tuple[Step, ...]
    top: int


@dataclass(frozen=True, slots=True)
class Series(Node):
    """A row of values, with the tag that may stand before its name."""

    name: Words
    values: tuple[Number, ...]
    tag: Words = ()


SLOPE_STAGES = 6
"""Stages in which the marks of four rows have room beside each other."""


@dataclass(frozen=True, slots=True)
class Slopes(Chart):
    """Some rows of values as lines over the same stages, between 0 and ``top``."""

    stages: tuple[Words, ...]
    series: tuple[Series, ...]
    top: int


@dataclass(frozen=True, slots=True)
class HeatMap(Chart):
    """Rows of whole numbers from 0 to ``top`` as cells, and what each number means, from 0 on, where that is told."""

    stages: tuple[Words, ...]
    series: tuple[Series, ...]
    top: int
    meanings: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Stay(Node):
    """Somebody's years in a group, first and last included; ``stands`` names who takes that place in the work, if anybody."""

    name: Words
    part: Words
    first: int
    last: int
    stands: Words = ()


@dataclass(frozen=True, slots=True)
class LineUp(Chart):
    """Who belonged to a group, and in which years; ``heading`` is that of the column of those who take the places."""

    stays: tuple[Stay, ...]
    heading: Words = ()


@dataclass(frozen=True, slots=True)
class Moment(Node):
    """An event of a timeline; its date is as precise as it is known (month and day may be 0)."""

    year: int
    month: int
    day: int
    what: Words


@dataclass(frozen=True, slots=True)
class Track(Node):
    """One telling of a timeline, with its name."""

    name: Words
    moments: tuple[Moment, ...]


@dataclass(frozen=True, slots=True)
class Timeline(Chart):
    """Two tellings side by side, year by year."""

    tracks: tuple[Track, Track]


@dataclass(frozen=True, slots=True)
class Turn(Node):
    """A turning point: what happens, what stands below it, and which strings (counted from 0) it is played on."""

    name: Words
    below: Words
    strings: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Neck(Chart):
    """Turning points on the neck of a guitar; its strings are those who decide."""

    strings: tuple[Words, ...]
    turns: tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class Sleeve(Node):
    """A record on the shelf."""

    title: Words
    year: int
    singers: Words


@dataclass(frozen=True, slots=True)
class RecordShelf(Chart):
    """Records in the order in which they came out."""

    sleeves: tuple[Sleeve, ...]


@dataclass(frozen=True, slots=True)
class Stop(Node):
    """A place on a map, in degrees north and east, with the leg of the journey that it belongs to."""

    name: Words
    latitude: Number
    longitude: Number
    when: Words
    leg: Words


@dataclass(frozen=True, slots=True)
class Tour(Chart):
    """Places in the order in which they were reached."""

    stops: tuple[Stop, ...]


class Basis(Enum):
    """Where a figure of the work comes from: it shares its name with a real person, or it is made up, or neither is told."""

    REAL = "real"
    FICTIONAL = "fictional"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Person(Node):
    """Somebody on a map of relations."""

    id: str
    name: Words
    part: Words
    basis: Basis = Basis.OTHER


@dataclass(frozen=True, slots=True)
class Tie(Node):
    """What holds two people together: their ids, and which kind of tie (counted from 0) it is."""

    start: str
    end: str
    kind: int


@dataclass(frozen=True, slots=True)
class TieKind(Node):
    """A kind of tie; a directed one is drawn with an arrow."""

    name: Words
    directed: bool = False


@dataclass(frozen=True, slots=True)
class Border(Node):
    """What the border of a person says, in words."""

    basis: Basis
    words: Words


@dataclass(frozen=True, slots=True)
class Relations(Chart):
    """People in ranks from the top of the map to its foot, and their ties; an empty id in a rank keeps a place free."""

    people: tuple[Person, ...]
    ranks: tuple[tuple[str, ...], ...]
    ties: tuple[Tie, ...]
    kinds: tuple[TieKind, ...]
    borders: tuple[Border, ...] = ()


@dataclass(frozen=True, slots=True)
class Stream(Node):
    """What goes from one station of a chain to the next or back (both counted from 0), and of which kind it is."""

    start: int
    end: int
    kind: int
    words: Words


@dataclass(frozen=True, slots=True)
class Flow(Chart):
    """A chain of stations and what goes between neighbours; each kind has a lane and an arrow of its own."""

    stations: tuple[Words, ...]
    streams: tuple[Stream, ...]
    kinds: tuple[Words, ...]
