"""TOML files, read value by value: what is wrong becomes a finding with its line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TypeVar

from linernotes.manuscript.inlines import read_inline_text
from linernotes.manuscript.reading import Reading
from linernotes.model.document import Inline
from linernotes.model.findings import Code, Place, did_you_mean

V = TypeVar("V")

_AT = re.compile(r"\(at line (?P<line>\d+), column (?P<column>\d+)\)|\(at end of document\)")
_KINDS: Mapping[type, str] = {
    str: "text in quotes",
    bool: "true or false",
    list: "a list in brackets",
    dict: "a table",
    int: "a whole number",
}


def load_toml(reading: Reading) -> dict[str, object] | None:
    """Return the tables of the file, or None and a finding where its syntax is wrong."""
    try:
        return tomllib.loads("\n".join(reading.lines), parse_float=Decimal)
    except tomllib.TOMLDecodeError as fault:
        at = _AT.search(str(fault))
        line, column = (int(at["line"]), int(at["column"])) if at and at["line"] else (len(reading.lines), 0)
        message = _AT.sub("", str(fault)).strip()
        reading.report(
            Code.TOML_SYNTAX,
            Place(reading.file, line, column),
            f"this is not TOML: {message}",
            "see https://toml.io; text stands in quotes",
        )
        return None
    except (RecursionError, ValueError) as fault:
        reading.report(Code.TOML_SYNTAX, Place(reading.file), f"this TOML cannot be read: {fault}")
        return None


class TomlTable:
    """One table of a TOML file; each value is taken by name, and what nobody takes is reported."""

    def __init__(self, reading: Reading, values: Mapping[str, object], path: tuple[str, ...]) -> None:
        """Begin with the file, the values, and the table's name, part by part."""
        self.reading, self.values, self.path = reading, values, path
        self.known: list[str] = []

    def place(self, key: str = "") -> Place:
        """Return the place of the table's head, or of a key below it."""
        lines = self.reading.lines
        head = _head_line(lines, self.path)
        if not key:
            return Place(self.reading.file, head)
        wanted = re.compile(rf'\s*"?{re.escape(key)}"?\s*[=.]')
        for number in range(head, len(lines)):
            if wanted.match(lines[number]):
                return Place(self.reading.file, number + 1)
            if lines[number].lstrip().startswith("["):
                break
        return Place(self.reading.file, head)

    def fault(self, message: str, key: str = "", hint: str = "") -> None:
        """Report what is wrong with the table or one of its values."""
        self.reading.report(Code.DATA_ENTRY, self.place(key), f"[{'.'.join(self.path)}] {message}", hint)

    def take(self, key: str, kind: type[V], default: V | None = None) -> V:
        """Return a value of that type; without a default, a missing one is reported and an empty one returned."""
        self.known.append(key)
        if key not in self.values:
            if default is None:
                self.fault(f"has no '{key}'", hint=f"write {key} = …")
            return kind() if default is None else default
        value = self.values[key]
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            self.fault(f"'{key}' must be {_KINDS.get(kind, kind.__name__)}", key)
            return kind() if default is None else default
        return value

    def text(self, key: str, default: str | None = None) -> str:
        """Return a string; where there is no default, an empty one is reported."""
        value = self.take(key, str, default)
        if default is None and key in self.values and not value.strip() and isinstance(self.values[key], str):
            self.fault(f"'{key}' is empty", key)
        if any(ord(character) < 32 and character not in "\t\n" for character in value):
            self.fault(f"'{key}' holds a control character", key)
            return default or ""
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of strings, which may be missing."""
        values: list[object] = self.take(key, list, [])
        if not all(isinstance(value, str) for value in values):
            self.fault(f"'{key}' must be a list of texts in quotes", key)
        return tuple(value for value in values if isinstance(value, str))

    def inlines(self, key: str, default: str | None = None) -> tuple[Inline, ...]:
        """Return a string of inline Markdown, read."""
        return read_inline_text(self.text(key, default), self.reading, self.place(key).line)

    def finish(self) -> None:
        """Report every value that nobody took."""
        for key in self.values:
            if key not in self.known:
                self.fault(f"has an unknown '{key}'", key, did_you_mean(key, self.known))


def tables_of(reading: Reading, values: Mapping[str, object]) -> Iterator[tuple[str, TomlTable]]:
    """Yield the tables of a data file by their ids; report what is no table."""
    for name, value in values.items():
        if isinstance(value, Mapping):
            yield name, TomlTable(reading, value, (name,))
        else:
            hint = f"write [an-id] on a line above it; '{name}' belongs to one entry"
            reading.report(
                Code.DATA_ENTRY, TomlTable(reading, values, ()).place(name), f"'{name}' stands outside any table", hint
            )


def _head_line(lines: list[str], path: tuple[str, ...]) -> int:
    """Return the line (first is 1) of ``[a.b]``, however it is quoted; 0 for the file itself or an inline table."""
    parts = r"\s*\.\s*".join(rf"[\"']?{re.escape(part)}[\"']?" for part in path)
    head = re.compile(rf"\s*\[{{1,2}}\s*{parts}\s*\]{{1,2}}")
    return next((number for number, line in enumerate(lines, 1) if path and head.match(line)), 0)
