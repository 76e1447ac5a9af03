"""Generated diagrams of every kind with their data, and generated data tables."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from tests.conformance.corpus.authors import Author, Lines
from tests.conformance.corpus.pen import SAFE

Rows = Mapping[str, Mapping[str, object]]


def to_toml(value: object) -> str:
    """Return a value in TOML."""
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(to_toml, value))}]"
    if isinstance(value, Mapping):
        return f"{{ {', '.join(f'{json.dumps(key, ensure_ascii=False)} = {to_toml(each)}' for key, each in value.items())} }}"
    if isinstance(value, bool):
        return str(value).lower()
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else str(value)


def data_file(rows: Rows) -> str:
    """Return the text of a data file with a table for each id."""
    heads = {name: f"[{name}]" if name.replace("-", "").isalnum() and name.isascii() else f"[{to_toml(name)}]" for name in rows}
    return "\n\n".join(
        "\n".join([heads[name], *(f"{column} = {to_toml(value)}" for column, value in row.items())]) for name, row in rows.items()
    )


def _keep(author: Author, rows: Sequence[Mapping[str, object]]) -> str:
    """Add a data file with these rows and return its name."""
    name = author.name("rows")
    author.data[name] = data_file({f"r{number}": row for number, row in enumerate(rows)})
    return name


def data_table(author: Author) -> Lines:
    """Return a data table with its data."""
    values: tuple[Callable[[], object], ...] = (
        author.attribute,
        lambda: author.number(-99, 99),
        lambda: Decimal("4.50"),
        lambda: date(1977, 3, 1),
        lambda: [author.plain(), author.number(1, 9)],
    )
    kinds = [author.pick(values) for _ in range(author.number(1, 3))]
    rows = [{column: write() for column, write in zip("pqr", kinds, strict=False)} for _ in range(author.number(1, 4))]
    name = _keep(author, rows)
    given = [*author.named("table"), f"data={name}"]
    given += author.some_of(
        f'caption="{author.attribute()}"',
        f"row-heads={author.pick(('yes', 'no'))}",
        f'columns="{author.pick(("id; p", f"p={author.plain()}", "p"))}"',
        f'rows="{author.pick(("r0", " ".join(f"r{n}" for n in reversed(range(len(rows))))))}"',
    )
    return author.fence("data-table", given, [])


def diagram(author: Author, kind: str = "") -> Lines:
    """Return a figure with a chart of this kind, by default of one that this guide does not have yet."""
    kind = kind or author.pick([kind for kind in CHARTS if kind not in author.drawn] or list(CHARTS))
    author.drawn.add(kind)
    rows, given = CHARTS[kind](author)
    more = author.some_of(f'alt="{author.plain()}"', f'title="{author.attribute()}"', f"table={author.pick(('yes', 'no'))}")
    head = [f"#{author.anchor('diagram')}", f"chart={kind}", f"data={_keep(author, rows)}", *given, *more]
    return author.fence("figure", head, author.paragraph())


Drawn = tuple[Sequence[Mapping[str, object]], Sequence[str]]


def _words(author: Author) -> str:
    return author.pick((author.plain(2), f"*{author.pick(SAFE)}* {author.pick(SAFE)}"))


def _arc(author: Author) -> Drawn:
    rows = [{"name": _words(author), "value": author.number(0, 10), "below": "1--3"} for _ in range(author.number(2, 12))]
    return rows, []


def _series(author: Author, most: int, top: int, count: int) -> Drawn:
    columns = [f"s{n}" for n in range(author.number(2, most))]
    rows = [
        {"name": _words(author), "tag": f"T{n}", **{column: author.number(0, top) for column in columns}}
        for n in range(author.number(1, count))
    ]
    headings = "; ".join(f"{column}={author.plain(1)}" for column in columns)
    return rows, [f'columns="name=Name; {headings}"', f"top={top}"]


def _slopes(author: Author) -> Drawn:
    return _series(author, 6, author.number(1, 20), 4)


def _heat_map(author: Author) -> Drawn:
    top = author.number(1, 4)
    rows, given = _series(author, 6, top, 8)
    key = "; ".join(f"{n}={author.plain(2)}" for n in range(top + 1))
    return rows, [*given, *author.some_of(f'key="{key}"')]


def _line_up(author: Author) -> Drawn:
    rows = []
    for _ in range(author.number(1, 8)):
        first = author.number(1970, 1980)
        stands = {"stands": _words(author)} if author.chance(40) else {}
        rows.append({"name": _words(author), "part": _words(author), "from": first, "to": author.number(first, 1985), **stands})
    return rows, []


def _timeline(author: Author) -> Drawn:
    cited = [f" [@{author.pick(author.facts)}]"] if author.facts else [""]
    rows = [
        {
            "when": author.pick(("1975", "1975-08", "1976-02-29", "1977-12-31", "1901", "2010-03")),
            "what": author.plain() + author.pick((*cited, "")),
            "track": author.pick(("film", "record", "synopsis")),
        }
        for _ in range(author.number(1, 9))
    ]
    return rows, [f'tracks="film synopsis={author.plain(2)}; record={author.plain(2)}"']


def _neck(author: Author) -> Drawn:
    names = [f"p{n}" for n in range(author.number(1, 6))]
    rows = [
        {"name": _words(author), "below": "1", "string": author.some(names, 3) or names[0]} for _ in range(author.number(2, 10))
    ]
    return rows, [f'strings="{"; ".join(f"{name}={author.plain(1)}" for name in names)}"']


def _shelf(author: Author) -> Drawn:
    rows = [
        {"title": _words(author), "year": author.number(1970, 1990), "singers": _words(author)}
        for _ in range(author.number(1, 12))
    ]
    return rows, []


def _tour(author: Author) -> Drawn:
    legs = [author.plain(2) for _ in range(author.number(1, 3))]
    rows = [
        {
            "name": _words(author),
            "lat": author.number(-85, 85),
            "lon": author.number(-180, 180),
            "when": author.pick(("1977", "")),
            "leg": author.pick(legs),
        }
        for _ in range(author.number(2, 9))
    ]
    return rows, []


def _relations(author: Author) -> Drawn:
    people = [f"r{n}" for n in range(author.number(2, 7))]
    cast = [
        {"name": _words(author), "part": author.plain(2), "basis": author.pick(("real", "fictional", "other"))} for _ in people
    ]
    kinds = [author.plain(1) + f" {n}" for n in range(author.number(1, 6))]
    ties = []
    for _ in range(author.number(1, 8)):
        start = author.number(0, len(people) - 1)
        end = (start + author.number(1, len(people) - 1)) % len(people)
        ties.append({"from": people[start], "to": people[end], "kind": author.pick(kinds)})
    given = [f"people={_keep(author, cast)}", f'borders="real={author.plain(2)}; fictional={author.plain(2)}"']
    given += author.some_of(
        f'arrows="{ties[0]["kind"]}"',
        f'ranks="{" / ".join(" . ".join(people[n : n + 2]) for n in range(0, len(people), 2))}"',
    )
    return ties, given


def _flow(author: Author) -> Drawn:
    stations = [f"p{n}" for n in range(author.number(2, 6))]
    kinds = [f"{author.pick(SAFE)} {n}" for n in range(author.number(1, 3))]
    rows: list[dict[str, object]] = []
    for kind in kinds:
        for n in range(len(stations) - 1):
            if not rows or author.chance(60):
                start, end = author.pick(((n, n + 1), (n + 1, n)))
                rows.append({"from": stations[start], "to": stations[end], "kind": kind, "what": author.plain(3)})
    return rows, [f'stations="{"; ".join(f"{name}={author.plain(2)}" for name in stations)}"']


CHARTS: Mapping[str, Callable[[Author], Drawn]] = {
    "arc": _arc,
    "slopes": _slopes,
    "heat-map": _heat_map,
    "line-up": _line_up,
    "timeline": _timeline,
    "neck": _neck,
    "shelf": _shelf,
    "tour": _tour,
    "relations": _relations,
    "flow": _flow,
}
"""Every kind of chart: returns its rows and its other attributes."""
