"""Data files (``data/*.toml``) → characters, themes, events, terms, facts, standards and free tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from linernotes.manuscript.datatables import read_table
from linernotes.manuscript.inlines import read_inline_text
from linernotes.manuscript.keys import DATA_FILES, WHEN
from linernotes.manuscript.source import ID_FORM_HINT, IDENTIFIER, SourceFile
from linernotes.manuscript.toml import TomlTable, load_toml, tables_of
from linernotes.model.data import Certainty, Character, Event, Fact, GuideData, Standard, Term, Theme, Trait
from linernotes.model.document import Layer, Text
from linernotes.model.findings import Code, Finding, did_you_mean
from linernotes.model.wording import Wording

T = TypeVar("T", Character, Theme, Event, Term, Fact, Standard)


def _character(name: str, table: TomlTable) -> Character:
    traits: Mapping[str, object] = table.take("traits", dict, {})
    place = table.place("traits")
    read = tuple(
        Trait((Text(label, place=place),), read_inline_text(str(text), table.source, place.line), place=place)
        for label, text in traits.items()
    )
    return Character(name, table.text("name"), table.inlines("role"), read, table.text("icon", ""), place=table.place())


def _theme(name: str, table: TomlTable) -> Theme:
    return Theme(name, table.text("name"), table.inlines("statement"), table.text("icon", ""), place=table.place())


def _event(name: str, table: TomlTable) -> Event:
    when, layer = table.text("when"), table.text("layer")
    if when and not WHEN.fullmatch(when):
        table.report(f"when = '{when}' is not a date", "when", "write 1975, 1975-08 or 1975-08-12")
    if layer and layer not in [each.value for each in Layer]:
        table.report(f"layer = '{layer}' is unknown", "layer", did_you_mean(layer, [each.value for each in Layer]))
    return Event(name, when, layer, table.inlines("what"), place=table.place())


def _term(name: str, table: TomlTable) -> Term:
    return Term(name, table.text("term"), table.inlines("definition"), table.texts("forms"), place=table.place())


def _fact(name: str, table: TomlTable) -> Fact:
    certainty = table.text("certainty")
    known = [each.value for each in Certainty]
    if certainty and certainty not in known:
        message = f"[{name}]: a fact with certainty = '{certainty}' cannot be printed"
        hint = f"verify the fact and write its certainty; {did_you_mean(certainty, known)}"
        table.source.report(Code.FACT_UNVERIFIED, table.place("certainty"), message, hint)
    value = Certainty(certainty) if certainty in known else Certainty.DISPUTED
    return Fact(name, table.inlines("statement"), value, table.inlines("source"), place=table.place())


def _standard(name: str, table: TomlTable) -> Standard:
    return Standard(name, table.inlines("says"), table.inlines("evidence", ""), place=table.place())


def read_data_files(files: Mapping[str, tuple[str, str]], language: str, words: Wording) -> tuple[GuideData, tuple[Finding, ...]]:
    """Return the data in files, and the findings.

    Args:
        files: path and text of each file, by its name without ``.toml``.
        language: the language of the book (BCP 47).
        words: the added words, for dates in tables.
    """
    sources = {name: SourceFile(file, text, language) for name, (file, text) in files.items()}
    data = read_data(sources, words)
    return data, tuple(finding for source in sources.values() for finding in source.findings)


def read_data(sources: Mapping[str, SourceFile], words: Wording) -> GuideData:
    """Return the data in these files, which are given by their names without ``.toml``; tables print dates in these words."""
    unread: set[str] = set()

    def entries(file: str, read: Callable[[str, TomlTable], T]) -> tuple[T, ...]:
        if file not in sources:
            return ()
        values = load_toml(sources[file])
        if values is None:
            unread.add(file)
            return ()
        found, form = [], DATA_FILES[file].ids
        for name, table in tables_of(sources[file], values):
            if form and not form.fullmatch(name):
                hint = ID_FORM_HINT if form is IDENTIFIER else "use at most twelve letters, digits and hyphens"
                sources[file].report(Code.ID_FORM, table.place(), f"'{name}' cannot be an id", hint)
                continue
            found.append(read(name, table))
            table.finish(DATA_FILES[file].keys)
        return tuple(found)

    # Every file can be printed as a table. The findings of the six are reported once, by their own readers.
    free = {
        name: SourceFile(source.file, "\n".join(source.lines), source.language) if name in DATA_FILES else source
        for name, source in sources.items()
    }
    tables = {name: read_table(name, source, words) for name, source in free.items()}
    unread |= {name for name, table in tables.items() if table is None}
    return GuideData(
        entries("characters", _character),
        entries("themes", _theme),
        entries("events", _event),
        entries("terms", _term),
        entries("facts", _fact),
        entries("standards", _standard),
        frozenset(unread),
        tuple(table for table in tables.values() if table),
    )
