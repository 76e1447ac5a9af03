"""``data/*.toml`` → characters, themes, events, terms, facts, standards and free tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TypeVar

from linernotes.manuscript.datatables import read_table
from linernotes.manuscript.inlines import read_inline_text
from linernotes.manuscript.reading import IDENTIFIER, Reading
from linernotes.manuscript.tables import TomlTable, load_toml, tables_of
from linernotes.model.data import Certainty, Character, Event, Fact, GuideData, Standard, Term, Theme, Trait
from linernotes.model.document import Layer
from linernotes.model.findings import Code, Finding, did_you_mean

T = TypeVar("T", Character, Theme, Event, Term, Fact, Standard)

_TAG = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,11}")
_WHEN = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def _character(name: str, table: TomlTable) -> Character:
    traits: Mapping[str, object] = table.take("traits", dict, {})
    place = table.place("traits")
    read = tuple(
        Trait(label, read_inline_text(str(text), table.reading, place.line), place=place) for label, text in traits.items()
    )
    return Character(name, table.text("name"), table.inlines("role"), read, table.text("icon", ""), place=table.place())


def _theme(name: str, table: TomlTable) -> Theme:
    return Theme(name, table.text("name"), table.inlines("statement"), table.text("icon", ""), place=table.place())


def _event(name: str, table: TomlTable) -> Event:
    when, layer = table.text("when"), table.text("layer")
    if when and not _WHEN.fullmatch(when):
        table.fault(f"when = '{when}' is no date", "when", "write 1975, 1975-08 or 1975-08-12")
    if layer and layer not in [each.value for each in Layer]:
        table.fault(f"layer = '{layer}' is unknown", "layer", did_you_mean(layer, [each.value for each in Layer]))
    return Event(name, when, layer, table.inlines("what"), place=table.place())


def _term(name: str, table: TomlTable) -> Term:
    return Term(name, table.text("term"), table.inlines("definition"), table.texts("forms"), place=table.place())


def _fact(name: str, table: TomlTable) -> Fact:
    certainty = table.text("certainty")
    known = [each.value for each in Certainty]
    if certainty not in known:
        hint = "a fact that nobody has verified is not printed; " + did_you_mean(certainty, known)
        table.reading.report(
            Code.FACT_UNVERIFIED,
            table.place("certainty"),
            f"[{name}] certainty = '{certainty}' is none that may be printed",
            hint,
        )
    mark = Certainty(certainty) if certainty in known else Certainty.DISPUTED
    return Fact(name, table.inlines("statement"), mark, table.inlines("source"), place=table.place())


def _standard(name: str, table: TomlTable) -> Standard:
    return Standard(name, table.inlines("says"), table.inlines("evidence", ""), place=table.place())


FILES = ("characters", "themes", "events", "terms", "facts", "standards")
"""The data files of a guide's own kinds, by their names without ``.toml``; any other file is a free table."""


def read_files(files: Mapping[str, tuple[str, str]], language: str) -> tuple[GuideData, tuple[Finding, ...]]:
    """Return the data of files, given by their names without ``.toml`` as path and text, and what is wrong with them."""
    readings = {name: Reading(file, text, language) for name, (file, text) in files.items()}
    data = read_data(readings)
    return data, tuple(finding for reading in readings.values() for finding in reading.findings)


def read_data(readings: Mapping[str, Reading]) -> GuideData:
    """Read the data files that there are; ``readings`` holds them by their names without ``.toml``.

    A file of a kind of its own is read a second time as a free table, silently: its reader has told what is wrong.
    """
    unread: set[str] = set()

    def entries(file: str, read: Callable[[str, TomlTable], T], form: re.Pattern[str] | None) -> tuple[T, ...]:
        if file not in readings:
            return ()
        values = load_toml(readings[file])
        if values is None:
            unread.add(file)
            return ()
        found = []
        for name, table in tables_of(readings[file], values):
            if form and not form.fullmatch(name):
                hint = (
                    "small letters, digits and hyphens, beginning with a letter"
                    if form is IDENTIFIER
                    else "at most twelve letters, digits and hyphens"
                )
                readings[file].report(Code.ID_FORM, table.place(), f"'{name}' cannot be an id", hint)
                continue
            found.append(read(name, table))
            table.finish()
        return tuple(found)

    free = {name: reading for name, reading in readings.items() if name not in FILES}
    again = {name: Reading(each.file, "\n".join(each.lines), each.language) for name, each in readings.items() if name in FILES}
    tables = {name: read_table(name, reading) for name, reading in (free | again).items()}
    unread |= {name for name, table in tables.items() if table is None}
    return GuideData(
        entries("characters", _character, IDENTIFIER),
        entries("themes", _theme, _TAG),
        entries("events", _event, IDENTIFIER),
        entries("terms", _term, IDENTIFIER),
        entries("facts", _fact, IDENTIFIER),
        entries("standards", _standard, None),
        frozenset(unread),
        tuple(table for table in tables.values() if table),
    )
