"""Rows of data → the values of charts of events, people and places, one small reader for each kind."""

from __future__ import annotations

import re
from collections.abc import Mapping

from linernotes.manuscript.datatables import Pairs, column_headings, spell
from linernotes.manuscript.diagrams import ChartReader, Source
from linernotes.model.charts import (
    Basis,
    Border,
    Chart,
    Flow,
    Moment,
    Neck,
    Person,
    Relations,
    Shelf,
    Sleeve,
    Stop,
    Stream,
    Tie,
    TieKind,
    Timeline,
    Tour,
    Track,
    Turn,
)
from linernotes.model.data import DataRow, DataTable
from linernotes.model.findings import did_you_mean

_WHEN = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?")


def _value(source: Source, row: DataRow, part: str) -> str:
    """Return a single value as it is written; empty, and a finding, where there is none."""
    value = source.datum(row, part)
    if value is None or isinstance(value, tuple):
        source.fault(row, part, f"has no single '{source.column(part)}', which the chart needs")
        return ""
    return spell(value)


def _timeline(source: Source) -> Chart | None:
    source.count(1, 60)
    tracks: Pairs = source.attributes.take("tracks", column_headings, ())
    if len(tracks) != 2:
        hint = 'name what stands left and right: tracks="film=The film; record=The record"'
        source.complain(source.attributes.place("tracks"), f"a timeline has two tracks, and here are {len(tracks)}", hint)
        return None
    moments: dict[str, list[Moment]] = {name: [] for name, _ in tracks}
    for row in source.rows:
        layer, when = _value(source, row, "track"), _value(source, row, "when")
        date = _WHEN.fullmatch(when)
        if when and not date:
            source.fault(row, "when", f"'{when}' is no date", "write 1975, 1975-08 or 1975-08-12")
        name = next((name for name, _ in tracks if layer in name.split()), "")
        if layer and not name:
            known = [each for track, _ in tracks for each in track.split()]
            source.fault(row, "track", f"belongs to no track: '{layer}'", did_you_mean(layer, known))
        if date and name:
            year, month, day = (int(number or 0) for number in date.groups())
            moments[name].append(Moment(year, month, day, source.words(row, "what"), place=row.place))
    left, right = (Track(source.inlines(heading), tuple(moments[name])) for name, heading in tracks)
    return Timeline((left, right))


def _people(source: Source) -> DataTable | None:
    """Return the table of the people, which ``people=`` names."""
    name = source.attributes.take("people", str, "")
    found = source.reader.data.table(name)
    if found is None and name not in source.reader.data.unread:
        known = [table.name for table in source.reader.data.tables]
        hint = did_you_mean(name, known) or "write people=name for manuscript/data/name.toml"
        source.complain(source.attributes.place("people"), f"there is no data/{name}.toml with the people of the map", hint)
    return found


def _ranks(written: str) -> tuple[tuple[str, ...], ...]:
    """Read ``ann . bob / cid``: ranks parted by a slash, a full stop for an empty place."""
    ranks = tuple(tuple("" if name == "." else name for name in rank.split()) for rank in written.split("/"))
    if not all(ranks):
        raise ValueError("'one two / three . four' is wanted")
    if max(map(len, ranks)) > 5 or len(ranks) > 6:
        raise ValueError("at most six ranks of at most five places fit a page")
    return ranks


def _relations(source: Source) -> Chart | None:
    source.count(1, 40)
    table = _people(source)
    ranks: tuple[tuple[str, ...], ...] = source.attributes.take("ranks", _ranks, ())
    directed: tuple[str, ...] = source.attributes.take("arrows", lambda text: tuple(map(str.strip, text.split(";"))), ())
    borders: Pairs = source.attributes.take("borders", column_headings, ())
    if table is None:
        return None
    ranks = ranks or tuple(tuple(row.id for row in table.rows[start : start + 3]) for start in range(0, len(table.rows), 3))
    named = [name for rank in ranks for name in rank if name]
    for name in dict.fromkeys(named):
        if table.row(name) is None or named.count(name) > 1:
            message = (
                f"data/{table.name}.toml has no row called '{name}'" if table.row(name) is None else f"'{name}' stands twice"
            )
            hint = did_you_mean(name, [row.id for row in table.rows])
            source.complain(source.attributes.place("ranks"), message, hint)
    kinds = dict.fromkeys(_value(source, row, "kind") for row in source.rows)
    if len(kinds) > 6:
        source.complain(source.attributes.place("data"), f"the map can tell six kinds of tie apart, and here are {len(kinds)}")
    for each in directed:
        if each not in kinds:
            source.complain(source.attributes.place("arrows"), f"there is no tie called '{each}'", did_you_mean(each, kinds))
    ties = []
    for row in source.rows:
        ends = [_value(source, row, "from"), _value(source, row, "to")]
        for part, name in zip(("from", "to"), ends, strict=True):
            if name and name not in named:
                source.fault(row, part, f"'{name}' is not on the map", did_you_mean(name, named))
        if ends[0] and ends[0] == ends[1]:
            source.fault(row, "to", f"ties '{ends[0]}' to itself")
        ties.append(Tie(ends[0], ends[1], list(kinds).index(_value(source, row, "kind")), place=row.place))
    people = tuple(_person(source, found) for name in named if (found := table.row(name)))
    kind_words = tuple(TieKind(source.inlines(kind), kind in directed) for kind in kinds)
    meanings = tuple(Border(_basis(name), source.inlines(words)) for name, words in borders)
    return Relations(people, ranks, tuple(ties), kind_words, meanings)


def _person(source: Source, row: DataRow) -> Person:
    basis = row.cell("basis")
    name = source.words(row, "name")
    return Person(
        row.id, name, source.words(row, "part", needed=False), _basis(str(basis.value) if basis else ""), place=row.place
    )


def _basis(written: str) -> Basis:
    return Basis(written) if written in {each.value for each in Basis} else Basis.OTHER


def _neck(source: Source) -> Chart:
    source.count(2, 10)
    strings: Pairs = source.attributes.take("strings", column_headings, ())
    names = [name for name, _ in strings]
    if not 1 <= len(strings) <= 6:
        hint = 'name the strings: strings="ann=Ann; bob=Bob"'
        source.complain(source.attributes.place("strings"), f"a neck has one to six strings, and here are {len(strings)}", hint)
    turns = []
    for row in source.rows:
        value = source.datum(row, "string")
        played = [spell(each) for each in (value if isinstance(value, tuple) else (value,)) if each is not None]
        if not played:
            source.fault(row, "string", f"has no '{source.column('string')}', which the chart needs")
        for each in played:
            if names and each not in names:
                source.fault(row, "string", f"there is no string called '{each}'", did_you_mean(each, names))
        numbers = tuple(sorted({names.index(each) for each in played if each in names}))
        turns.append(Turn(source.words(row, "name"), source.words(row, "below", needed=False), numbers, place=row.place))
    return Neck(tuple(source.inlines(heading) for _, heading in strings), tuple(turns))


def _shelf(source: Source) -> Chart:
    source.count(1, 12)
    return Shelf(
        tuple(
            Sleeve(
                source.words(row, "title"),
                source.whole_number(row, "year", 1, 9999),
                source.words(row, "singers"),
                place=row.place,
            )
            for row in source.rows
        )
    )


def _tour(source: Source) -> Chart:
    source.count(2, 30)
    return Tour(
        tuple(
            Stop(
                source.words(row, "name"),
                source.number(row, "lat", -85, 85),
                source.number(row, "lon", -180, 180),
                source.words(row, "when", needed=False),
                source.words(row, "leg"),
                place=row.place,
            )
            for row in source.rows
        )
    )


def _flow(source: Source) -> Chart | None:
    source.count(1, 30)
    stations: Pairs = source.attributes.take("stations", column_headings, ())
    names = [name for name, _ in stations]
    if not 2 <= len(names) <= 6:
        hint = 'name them in their order: stations="shop=Shops; firm=The firm"'
        source.complain(source.attributes.place("stations"), f"a chain has two to six stations, and here are {len(names)}", hint)
        return None
    kinds = list(dict.fromkeys(_value(source, row, "kind") for row in source.rows))
    if len(kinds) > 3:
        source.complain(source.attributes.place("data"), f"a chain has room for three kinds, and here are {len(kinds)}")
    streams: dict[tuple[int, frozenset[int]], Stream] = {}
    for row in source.rows:
        ends = [_value(source, row, part) for part in ("from", "to")]
        for part, name in zip(("from", "to"), ends, strict=True):
            if name and name not in names:
                source.fault(row, part, f"there is no station called '{name}'", did_you_mean(name, names))
        if all(name in names for name in ends):
            start, end = (names.index(name) for name in ends)
            kind = kinds.index(_value(source, row, "kind"))
            if abs(start - end) != 1:
                source.fault(row, "to", f"'{ends[1]}' does not stand beside '{ends[0]}'")
            if (kind, frozenset((start, end))) in streams:
                source.fault(row, "to", f"a second '{kinds[kind]}' goes between '{ends[0]}' and '{ends[1]}'")
            streams[kind, frozenset((start, end))] = Stream(start, end, kind, source.words(row, "what"), place=row.place)
    headings = tuple(source.inlines(heading) for _, heading in stations)
    return Flow(headings, tuple(streams.values()), tuple(source.inlines(kind) for kind in kinds))


STORY_CHARTS: Mapping[str, ChartReader] = {
    "timeline": _timeline,
    "neck": _neck,
    "shelf": _shelf,
    "tour": _tour,
    "flow": _flow,
    "relations": _relations,
}
"""Charts of events, people and places by the names that authors give them."""
