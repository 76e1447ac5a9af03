"""Readers of charts that show events, people and places: the rows of a data file → the chart, one function for each kind."""

from __future__ import annotations

from collections.abc import Mapping

from linernotes.manuscript.datatables import Pairs, as_text, column_headings
from linernotes.manuscript.dates import read_date
from linernotes.manuscript.diagrams import ChartData, ChartForm
from linernotes.model.charts import (
    Basis,
    Border,
    Flow,
    Moment,
    Neck,
    Person,
    RecordShelf,
    Relations,
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
from linernotes.model.document import Chart
from linernotes.model.findings import did_you_mean


def _value(data: ChartData, row: DataRow, field: str) -> str:
    """Return a single value as text; report a missing value or a list and return an empty text."""
    value = data.datum(row, field)
    if isinstance(value, tuple):
        data.report_value(row, field, f"'{data.column(field)}' is a list", "write one value without brackets")
        return ""
    if value is None:
        data.report_missing(row, field)
        return ""
    return as_text(value)


def _timeline(data: ChartData) -> Chart | None:
    data.expect_rows(1, 60)
    tracks: Pairs = data.attributes.take("tracks", column_headings, ())
    if len(tracks) != 2:
        hint = 'name the left and the right track: tracks="film=The film; record=The record"'
        data.report(data.attributes.place("tracks"), f"a timeline needs two tracks, not {len(tracks)}", hint)
        return None
    moments: dict[str, list[Moment]] = {name: [] for name, _ in tracks}
    for row in data.rows:
        layer, when = _value(data, row, "track"), _value(data, row, "when")
        date = read_date(when)
        if when and not date:
            data.report_value(row, "when", f"'{when}' is not a date", "write 1975, 1975-08 or 1975-08-12")
        name = next((name for name, _ in tracks if layer in name.split()), "")
        if layer and not name:
            known = [each for track, _ in tracks for each in track.split()]
            data.report_value(row, "track", f"'{layer}' is not in tracks=", did_you_mean(layer, known))
        if date and name:
            moments[name].append(Moment(*date, data.words(row, "what"), place=row.place))
    if all(len(name.split()) == 1 for name, _ in tracks):
        data.name_values("track", {name: data.inlines(heading) for name, heading in tracks})
    left, right = (Track(data.inlines(heading), tuple(moments[name])) for name, heading in tracks)
    return Timeline((left, right))


def _people(data: ChartData) -> DataTable | None:
    """Return the table that ``people=`` names, or report it and return None."""
    name = data.attributes.take("people", str, "")
    found = data.reader.data.table(name)
    if found is None and name not in data.reader.data.unread:
        known = [table.name for table in data.reader.data.tables]
        hint = did_you_mean(name, known) or "write people=name for the people in manuscript/data/name.toml"
        message = f"there is no data/{name}.toml with the people" if name else "the chart does not name its people"
        data.report(data.attributes.place("people"), message, hint)
    return found


def _ranks(text: str) -> tuple[tuple[str, ...], ...]:
    """Parse ``ann . bob / cid``: rows of people separated by a slash, with a full stop for an empty place."""
    ranks = tuple(tuple("" if name == "." else name for name in rank.split()) for rank in text.split("/"))
    if not all(ranks):
        raise ValueError("write for instance 'ann . bob / cid': a slash between rows, a full stop for an empty place")
    if max(map(len, ranks)) > 5 or len(ranks) > 6:
        raise ValueError("write at most six rows of at most five places")
    return ranks


def _or_add(hint: str, name: str, table: DataTable) -> str:
    """Return a hint that also says where a person is added."""
    add = f"add [{name}] to data/{table.name}.toml"
    return f"{hint}{' Or ' if hint.endswith('?') else '; or '}{add}" if hint else add


def _relations(data: ChartData) -> Chart | None:
    data.expect_rows(1, 40)
    table = _people(data)
    ranks: tuple[tuple[str, ...], ...] = data.attributes.take("ranks", _ranks, ())
    directed: tuple[str, ...] = data.attributes.take("arrows", lambda text: tuple(map(str.strip, text.split(";"))), ())
    borders: Pairs = data.attributes.take("borders", column_headings, ())
    if table is None:
        return None
    ranks = ranks or tuple(tuple(row.id for row in table.rows[start : start + 3]) for start in range(0, len(table.rows), 3))
    named = [name for rank in ranks for name in rank if name]
    for name in dict.fromkeys(named):
        if table.row(name) is None or named.count(name) > 1:
            if table.row(name) is None:
                message = f"data/{table.name}.toml has no row called '{name}'"
                hint = _or_add(did_you_mean(name, [row.id for row in table.rows]), name, table)
            else:
                message, hint = f"'{name}' occurs twice", "name each person once"
            data.report(data.attributes.place("ranks"), message, hint)
    kinds = dict.fromkeys(_value(data, row, "kind") for row in data.rows)
    if len(kinds) > 6:
        message = f"the rows have {len(kinds)} kinds of tie; the chart can show six"
        data.report(data.attributes.place("data"), message, "select rows with rows= or where=, or join kinds")
    for each in directed:
        if each not in kinds:
            data.report(data.attributes.place("arrows"), f"no row has a tie of the kind '{each}'", did_you_mean(each, kinds))
    ties = []
    for row in data.rows:
        ends = [_value(data, row, "from"), _value(data, row, "to")]
        for part, name in zip(("from", "to"), ends, strict=True):
            if name and name not in named:
                hint = did_you_mean(name, named)
                hint = _or_add(hint, name, table) if table.row(name) is None else hint
                data.report_value(row, part, f"'{name}' is not one of the people in the chart", hint)
        if ends[0] and ends[0] == ends[1]:
            data.report_value(row, "to", f"the tie leads from '{ends[0]}' back to '{ends[0]}'", "name two people")
        ties.append(Tie(ends[0], ends[1], list(kinds).index(_value(data, row, "kind")), place=row.place))
    for part in ("from", "to"):
        data.name_values(part, {row.id: cell.children for row in table.rows if (cell := row.cell("name"))})
    people = tuple(_person(data, found) for name in named if (found := table.row(name)))
    kind_words = tuple(TieKind(data.inlines(kind), kind in directed) for kind in kinds)
    meanings = tuple(Border(_basis(name), data.inlines(words)) for name, words in borders)
    return Relations(people, ranks, tuple(ties), kind_words, meanings)


def _person(data: ChartData, row: DataRow) -> Person:
    basis = row.cell("basis")
    name = data.words(row, "name")
    return Person(row.id, name, data.words(row, "part", needed=False), _basis(str(basis.value) if basis else ""), place=row.place)


def _basis(name: str) -> Basis:
    return Basis(name) if name in {each.value for each in Basis} else Basis.OTHER


def _neck(data: ChartData) -> Chart:
    data.expect_rows(2, 10)
    strings: Pairs = data.attributes.take("strings", column_headings, ())
    names = [name for name, _ in strings]
    data.name_values("string", {name: data.inlines(heading) for name, heading in strings})
    if not 1 <= len(strings) <= 6:
        hint = 'name the strings: strings="ann=Ann; bob=Bob"'
        data.report(data.attributes.place("strings"), f"a neck needs one to six strings, not {len(strings)}", hint)
    turns = []
    for row in data.rows:
        value = data.datum(row, "string")
        played = [as_text(each) for each in (value if isinstance(value, tuple) else (value,)) if each is not None]
        if not played:
            data.report_missing(row, "string")
        for each in played:
            if names and each not in names:
                data.report_value(row, "string", f"there is no string called '{each}'", did_you_mean(each, names))
        numbers = tuple(sorted({names.index(each) for each in played if each in names}))
        turns.append(Turn(data.words(row, "name"), data.words(row, "below", needed=False), numbers, place=row.place))
    return Neck(tuple(data.inlines(heading) for _, heading in strings), tuple(turns))


def _shelf(data: ChartData) -> Chart:
    data.expect_rows(1, 12)
    return RecordShelf(
        tuple(
            Sleeve(
                data.words(row, "title"),
                data.whole_number(row, "year", 1, 9999),
                data.words(row, "singers"),
                place=row.place,
            )
            for row in data.rows
        )
    )


def _tour(data: ChartData) -> Chart:
    data.expect_rows(2, 30)
    return Tour(
        tuple(
            Stop(
                data.words(row, "name"),
                data.number(row, "lat", -85, 85),
                data.number(row, "lon", -180, 180),
                data.words(row, "when", needed=False),
                data.words(row, "leg"),
                place=row.place,
            )
            for row in data.rows
        )
    )


def _flow(data: ChartData) -> Chart | None:
    data.expect_rows(1, 30)
    stations: Pairs = data.attributes.take("stations", column_headings, ())
    names = [name for name, _ in stations]
    if not 2 <= len(names) <= 6:
        hint = 'name them in their order: stations="shop=Shops; firm=The firm"'
        data.report(data.attributes.place("stations"), f"a flow needs two to six stations, not {len(names)}", hint)
        return None
    kinds = list(dict.fromkeys(_value(data, row, "kind") for row in data.rows))
    if len(kinds) > 3:
        message = f"the rows have {len(kinds)} kinds; the chart can show three"
        data.report(data.attributes.place("data"), message, "select rows with rows= or where=, or join kinds")
    streams: dict[tuple[int, frozenset[int]], Stream] = {}
    for row in data.rows:
        ends = [_value(data, row, part) for part in ("from", "to")]
        for part, name in zip(("from", "to"), ends, strict=True):
            if name and name not in names:
                data.report_value(row, part, f"there is no station called '{name}'", did_you_mean(name, names))
        if all(name in names for name in ends):
            start, end = (names.index(name) for name in ends)
            kind = kinds.index(_value(data, row, "kind"))
            if abs(start - end) != 1:
                data.report_value(row, "to", f"'{ends[1]}' is not next to '{ends[0]}' in stations=", "name two neighbours")
            if (kind, frozenset((start, end))) in streams:
                data.report_value(
                    row, "to", f"a second '{kinds[kind]}' goes between '{ends[0]}' and '{ends[1]}'", "join the two rows"
                )
            streams[kind, frozenset((start, end))] = Stream(start, end, kind, data.words(row, "what"), place=row.place)
    headings = tuple(data.inlines(heading) for _, heading in stations)
    for part in ("from", "to"):
        data.name_values(part, dict(zip(names, headings, strict=True)))
    return Flow(headings, tuple(streams.values()), tuple(data.inlines(kind) for kind in kinds))


STORY_CHARTS: Mapping[str, ChartForm] = {
    "timeline": ChartForm(
        _timeline,
        "two tellings, on the left and right of the years; up to 60 rows",
        {
            "when": "`1975`, `1975-08` or `1975-08-12`",
            "what": "its mark shows the certainty of a fact that it cites: black, white, or hatched where sources differ",
            "track": "the telling that it belongs to",
        },
        {"tracks": "values of `track`, and the names of the two sides: `film synopsis=The story; record=The record`"},
    ),
    "neck": ChartForm(
        _neck,
        "2 to 10 events in order on the neck of a guitar",
        {"name": "", "below": "words below the name; optional", "string": "who decides: one or a list"},
        {"strings": "values of `string`, and their names: `ann=Ann; none=not told`; at most six"},
    ),
    "shelf": ChartForm(_shelf, "up to 12 records, each later one higher", {"title": "", "year": "", "singers": ""}),
    "tour": ChartForm(
        _tour,
        "2 to 30 places on the globe, and each leg of the journey on a larger map",
        {"name": "", "lat": "degrees north", "lon": "degrees east", "when": "optional", "leg": "the leg that it belongs to"},
    ),
    "flow": ChartForm(
        _flow,
        "what passes between neighbours in a chain of two to six stations",
        {"from": "a station", "to": "a station", "kind": "up to three, each with its own arrow", "what": ""},
        {"stations": "values of `from` and `to`, and their names, in order: `shop=Shops; firm=The firm`"},
    ),
    "relations": ChartForm(
        _relations,
        "people and the ties between them; up to 40 ties of up to six kinds",
        {
            "from": "the id of a person",
            "to": "the id of a person",
            "kind": "each kind has its own style of line",
            "name": "of a person",
            "part": "of a person; optional",
        },
        {
            "people": "the data file of the people, with `name`, `part` and `basis` (`real`, `fictional` or `other`)",
            "ranks": "their places, row by row: `. ann . / bob . cid`",
            "arrows": "kinds of tie with a direction: `manages; pays`",
            "borders": "an explanation of the borders: `real=…; fictional=…`",
        },
    ),
}
"""The kinds of diagrams by the value of ``chart=``."""
