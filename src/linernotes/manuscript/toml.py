"""TOML files, read value by value: every mistake becomes a finding with its line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from html import unescape
from html.entities import html5
from typing import NamedTuple, TypeVar
from weakref import WeakKeyDictionary

from linernotes.manuscript.inlines import read_inline_text
from linernotes.manuscript.keys import Key
from linernotes.manuscript.source import SourceFile
from linernotes.manuscript.toml_errors import explain, explain_depth, explain_number
from linernotes.model.document import Inline
from linernotes.model.findings import Code, Finding, Place, did_you_mean

V = TypeVar("V")

_LINES: WeakKeyDictionary[SourceFile, _Lines] = WeakKeyDictionary()
_HEADING = re.compile(r"\s*\[{1,2}(?P<parts>[^\[\]]*)\]")
_PART = re.compile(r"\"([^\"]*)\"|'([^']*)'|([^\s.\"']+)")
_KEY = re.compile(r"\s*(?:(?P<bare>[\w-]+)|(?P<quoted>\"[^\"]*\"|'[^']*'))\s*[=.]")
_REFERENCE = re.compile(r"&(?:[A-Za-z]{2,32}[0-9]{0,2}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});")
"""A character reference of HTML, which Markdown reads too, such as ``&nbsp;``."""

MAX_PARTS = 30
"""The number of parts of a dotted key; the time and the memory that ``tomllib`` takes grow with its square."""

_LONG_KEY = re.compile(
    rf"(?<![\w\"'.-])(?:[\w-]++|\"[^\"\n]*+\"|'[^'\n]*+')(?:[ \t]*+\.[ \t]*+(?:[\w-]++|\"[^\"\n]*+\"|'[^'\n]*+')){{{MAX_PARTS}}}"
)

_KINDS: Mapping[type, str] = {
    str: "a text in straight quotes",
    bool: "true or false",
    list: "a list in brackets",
    dict: "a table",
    int: "a whole number",
}
_EXAMPLES: Mapping[type, str] = {
    str: '{key} = "…"',
    bool: "{key} = true or {key} = false",
    list: '{key} = ["…", "…"]',
    dict: "[{heading}] on a line, and its values below it",
    int: "{key} = 4",
}


def load_toml(source: SourceFile) -> dict[str, object] | None:
    """Return the tables of a file; report a syntax error and return None."""
    for number, line in enumerate(source.lines, 1):
        if line.count(".") >= MAX_PARTS and (key := _LONG_KEY.search(line)):
            message = f"a name with more than {MAX_PARTS} parts is too long"
            source.report(
                Code.TOML_SYNTAX, Place(source.file, number, key.start() + 1), message, "put a text with dots in straight quotes"
            )
            return None
    try:
        return tomllib.loads("\n".join(source.lines), parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        found = explain(str(error), source.lines)
    except RecursionError:
        found = explain_depth(source.lines)
    except ValueError:  # Python converts at most 4300 digits to a number
        found = explain_number(source.lines)
    source.report(Code.TOML_SYNTAX, Place(source.file, found.line, found.column), found.message, found.hint)
    return None


_OTHER_WORDS: Mapping[str, tuple[str, ...]] = {
    "faces": ("fonts",),
    "font": ("fonts",),
    "typeface": ("fonts",),
    "typefaces": ("fonts",),
    "color": ("palette", "look"),
    "colors": ("palette", "look"),
    "colour": ("palette", "look"),
    "colours": ("palette", "look"),
    "dress": ("variant", "look"),
    "style": ("variant", "theme", "look"),
    "sign": ("icon",),
    "symbol": ("icon",),
    "lang": ("language",),
    "date": ("issued",),
    "writers": ("authors",),
}
"""Keys by words that other programs and people use for them; the first that a table can have is meant."""


def _character(reference: re.Match[str]) -> str:
    """Return the characters of a reference; one that HTML does not have stays as it is written."""
    written = reference[0]
    return unescape(written) if written.startswith("&#") else html5.get(written[1:], written)


class TomlTable:
    """One table of a TOML file; a reader takes each value by name, and ``finish`` reports the others.

    Attributes:
        source: the file.
        values: the values by their keys.
        path: the parts of the name in brackets; empty for the top of the file.
        known: the keys that the reader has asked for, with the type of each and whether it is needed.
    """

    def __init__(self, source: SourceFile, values: Mapping[str, object], path: tuple[str, ...]) -> None:
        self.source, self.values, self.path = source, values, path
        self.known: dict[str, tuple[type, bool]] = {}
        self._missing: dict[str, Finding] = {}

    def place(self, key: str = "") -> Place:
        """Return the place of the table's heading, or of a key or a heading below it."""
        lines = _lines_of(self.source)
        head = lines.heads.get(self.path, 0)
        return Place(self.source.file, lines.keys.get((head, key)) or lines.heads.get((*self.path, key), head) if key else head)

    def report(self, message: str, key: str = "", hint: str = "") -> None:
        """Report an error in the table or in one of its values."""
        heading = f"[{'.'.join(self.path)}]: " if self.path else ""
        self.source.report(Code.DATA_ENTRY, self.place(key), f"{heading}{message}", hint)

    def take(self, key: str, kind: type[V], default: V | None = None, example: str = "") -> V:
        """Return a value of this type; report one of another type, and a missing one without a default.

        Args:
            key: the key of the value.
            kind: its type: str, bool, int, list or dict.
            default: the value to return if there is none.
            example: the value as the hint shows it; a general example if it is empty.
        """
        self.note(key, kind, needed=default is None)
        value = self.values.get(key)
        if isinstance(value, kind) and not (kind is int and isinstance(value, bool)):
            return value
        hint = f"write {example or _EXAMPLES[kind].format(key=key, heading='.'.join((*self.path, key)))}"
        if key in self.values:
            self.report(f"'{key}' is not {_KINDS[kind]}", key, hint)
        elif default is None:
            self.report_missing(key, hint)
        return kind() if default is None else default

    def note(self, key: str, kind: type, *, needed: bool = False) -> None:
        """Note a key that the reader takes from ``values`` itself."""
        self.known[key] = (kind, needed)

    def report_missing(self, key: str, hint: str) -> None:
        """Report that a value is missing, unless the whole table is."""
        if self.values or not self.path or self.path in _lines_of(self.source).heads:
            self.report(f"'{key}' is missing", hint=hint)
            self._missing[key] = self.source.findings[-1]

    def table(self, key: str) -> TomlTable:
        """Return a table below this one; empty if it is missing."""
        return TomlTable(self.source, self.take(key, dict, {}), (*self.path, key))

    def text(self, key: str, default: str | None = None) -> str:
        """Return a text that is printed as it is written, except character references such as ``&nbsp;``.

        An empty one is reported if there is no default.
        """
        return _REFERENCE.sub(_character, self._written(key, default))

    def _written(self, key: str, default: str | None) -> str:
        """Return a text as it is written."""
        value = self.take(key, str, default)
        if default is None and key in self.values and not value.strip() and isinstance(self.values[key], str):
            self.report(f"'{key}' is empty", key, "write a text between the quotes")
        if any(ord(character) < 32 and character not in "\t\n" for character in value):
            self.report(f"'{key}' contains an invisible control character", key, "delete the text and type it again")
            return default or ""
        return value

    def texts(self, key: str, example: str = "") -> tuple[str, ...]:
        """Return a list of texts, each as from `text`; empty if it is missing. The hint shows the example."""
        return tuple(_REFERENCE.sub(_character, each) for each in self._written_texts(key, example))

    def inline_texts(self, key: str) -> tuple[tuple[Inline, ...], ...]:
        """Return a list of texts as inline Markdown; empty if it is missing."""
        line = self.place(key).line
        return tuple(read_inline_text(each, self.source, line) for each in self._written_texts(key))

    def _written_texts(self, key: str, example: str = "") -> tuple[str, ...]:
        values: list[object] = self.take(key, list, [], example)
        if not all(isinstance(value, str) for value in values):
            self.report(f"an item of '{key}' is not a text", key, f'put every item in straight quotes: {key} = ["…", "…"]')
        return tuple(value for value in values if isinstance(value, str))

    def inlines(self, key: str, default: str | None = None) -> tuple[Inline, ...]:
        """Return a text as inline Markdown."""
        return read_inline_text(self._written(key, default), self.source, self.place(key).line)

    def finish(self, keys: Mapping[str, Key]) -> None:
        """Report every value that was not taken; a missing value of nearly the same name is the same mistake.

        Args:
            keys: the keys of this table as schemas and the manual describe them, which must be those that the reader takes.
        """
        declared = {name: (key.kind, key.needed) for name, key in keys.items()}
        if declared != self.known:
            different = sorted(map(str, declared.items() ^ self.known.items()))
            raise AssertionError(f"keys of [{'.'.join(self.path)}] that are read and described differently: {different}")
        for key in self.values:
            if key not in self.known:
                others = (*(name for name in self._missing if name.lower() == key.lower()), *_OTHER_WORDS.get(key.lower(), ()))
                other = next((name for name in others if name in self.known), None)
                hint = (
                    f"did you mean '{other}'?" if other else did_you_mean(key, self.known) or "check its spelling, or delete it"
                )
                if missing := next(
                    (finding for name, finding in self._missing.items() if hint == f"did you mean '{name}'?"), None
                ):
                    self.source.findings.remove(missing)
                    self._missing = {name: each for name, each in self._missing.items() if each is not missing}
                self.report(f"there is no value called '{key}'", key, hint)


def tables_of(source: SourceFile, values: Mapping[str, object]) -> Iterator[tuple[str, TomlTable]]:
    """Yield the id and table of each entry in a data file; report values outside of entries."""
    for name, value in values.items():
        if isinstance(value, Mapping):
            yield name, TomlTable(source, value, (name,))
        else:
            message = f"'{name}' does not belong to an entry: there is no [an-id] above it"
            hint = "write the id of its entry in brackets on a line above it"
            source.report(Code.DATA_ENTRY, TomlTable(source, values, ()).place(name), message, hint)


class _Lines(NamedTuple):
    """The lines of a file (first is 1).

    Attributes:
        heads: of each heading ``[a.b]`` by its parts; the top of the file is line 0.
        keys: of each key, by the line of the heading above it.
    """

    heads: dict[tuple[str, ...], int]
    keys: dict[tuple[int, str], int]


def _lines_of(source: SourceFile) -> _Lines:
    if source not in _LINES:
        found = _Lines({(): 0}, {})
        head = 0
        for number, line in enumerate(source.lines, 1):
            if heading := _HEADING.match(line):
                head = number
                found.heads.setdefault(tuple("".join(part) for part in _PART.findall(heading["parts"])), number)
            elif key := _KEY.match(line):
                found.keys.setdefault((head, key["bare"] or key["quoted"].strip("\"'")), number)
        _LINES[source] = found
    return _LINES[source]
