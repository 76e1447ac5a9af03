"""What a reader carries along: the file, its lines, and the findings so far."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import Enum
from typing import TypeVar

from linernotes.manuscript.extensions import Written
from linernotes.model.findings import Code, Finding, Place, Severity, did_you_mean
from linernotes.model.guide import LineRange, Room, RoomKind

T = TypeVar("T")
E = TypeVar("E", bound=Enum)

IDENTIFIER = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
"""Ids as they stand in addresses: an XML name (for EPUB) that needs no escaping in a URL."""


class Reading:
    """One file being read."""

    def __init__(self, file: str, text: str, language: str) -> None:
        """Begin with the path as findings spell it, the text of the file, and its language (BCP 47)."""
        self.file, self.language = file, language
        self.lines = text.split("\n")
        self.findings: list[Finding] = []
        self.anchors: dict[str, Place] = {}

    def place(self, line: int, needle: str = "") -> Place:
        """Return the place of a line (first is 1), and of the first spot in it where the needle stands."""
        column = self.lines[line - 1].find(needle) + 1 if needle and 0 < line <= len(self.lines) else 0
        return Place(self.file, line, column)

    def report(self, code: Code, place: Place, message: str, hint: str = "", severity: Severity = Severity.ERROR) -> None:
        """Note a finding."""
        self.findings.append(Finding(place, code, message, hint, severity))

    def anchor(self, written: str, place: Place) -> str:
        """Return an id that an author gave if its form is right and it is new in this file; report it otherwise."""
        if not IDENTIFIER.fullmatch(written):
            self.report(
                Code.ID_FORM, place, f"'{written}' cannot be an id", "small letters, digits and hyphens, beginning with a letter"
            )
            return ""
        if written in self.anchors:
            self.report(
                Code.ID_DUPLICATE,
                place,
                f"the id '{written}' stands on line {self.anchors[written].line} already",
                "ids are unique in the whole book",
            )
            return ""
        self.anchors[written] = place
        return written


class Attributes:
    """The attributes of one heading or fence; each is taken by name, and what nobody takes is reported."""

    def __init__(self, reading: Reading, line: int, owner: str, written: Written) -> None:
        """Begin with where they stand, what they belong to (for messages), and what the author wrote."""
        self.reading, self.line, self.owner = reading, line, owner
        self.given = dict(written.given)
        self.known: list[str] = []
        self.readable = not written.fault
        if written.fault:
            hint = 'write {#id key=value key="two words"}; quote values that contain characters other than letters, digits, - _ :'
            reading.report(
                Code.ATTRIBUTE_MALFORMED,
                Place(reading.file, line, written.column),
                f"the attributes of {owner} cannot be read: {written.fault}",
                hint,
            )

    def place(self, name: str = "") -> Place:
        """Return the place of an attribute, or of their owner."""
        return self.reading.place(self.line, f"{name}=" if name else "")

    def take(self, name: str, parse: Callable[[str], T], default: T) -> T:
        """Return a value, or the default where it is missing or (then reported) cannot be read."""
        self.known.append(name)
        if name not in self.given:
            return default
        try:
            return parse(self.given[name])
        except ValueError as fault:
            message = f"{name}={self.given[name]!r} of {self.owner}: {fault}"
            self.reading.report(Code.ATTRIBUTE_VALUE, self.place(name), message)
            return default

    def choose(self, name: str, among: type[E], default: E | None) -> E | None:
        """Return the member of the enumeration that the value names."""

        def parse(value: str) -> E | None:
            try:
                return among(value)
            except ValueError:
                raise ValueError(did_you_mean(value, [str(member.value) for member in among])) from None

        return self.take(name, parse, default)

    def anchor(self, *, needed: bool = False) -> str:
        """Return the ``#id``; report it where it is needed and missing."""
        self.known.append("id")
        if "id" in self.given:
            return self.reading.anchor(self.given["id"], self.reading.place(self.line, f"#{self.given['id']}"))
        if needed and self.readable:
            hint = f"write ::: {self.owner} {{#an-id …}}; it names the {self.owner} in every edition"
            self.reading.report(Code.ID_MISSING, self.place(), f"this {self.owner} has no id", hint)
        return ""

    def finish(self) -> None:
        """Report every attribute that nobody took."""
        for name in self.given:
            if name not in self.known:
                spelled = {"id": "#id", "class": f".{self.given[name]}"}.get(name, name)
                place = self.place(name) if name not in ("id", "class") else self.place()
                self.reading.report(
                    Code.ATTRIBUTE_UNKNOWN, place, f"{self.owner} has no attribute '{spelled}'", did_you_mean(name, self.known)
                )


def whole_number(low: int, high: int) -> Callable[[str], int]:
    """Return a parser of numbers between these bounds, both included."""

    def parse(value: str) -> int:
        if not value.isascii() or not value.isdigit() or not low <= int(value[:9]) <= high:
            raise ValueError(f"a whole number from {low} to {high} is wanted")
        return int(value)

    return parse


def yes_or_no(value: str) -> bool:
    """Read yes or no."""
    if value not in ("yes", "no"):
        raise ValueError("yes or no is wanted")
    return value == "yes"


def words(value: str) -> tuple[str, ...]:
    """Read words parted by spaces."""
    return tuple(value.split())


def line_ranges(value: str) -> tuple[LineRange, ...]:
    """Read lines of the retelling: ``12``, ``34-40``, any number of them parted by spaces."""
    number = whole_number(1, 9999)
    ranges = []
    for part in value.replace("–", "-").replace(",", " ").split():
        first, _, last = part.partition("-")
        try:
            span = LineRange(number(first), number(last or first))
        except ValueError:
            raise ValueError("line numbers are wanted, such as '12' or '34-40 52'") from None
        if span.last < span.first:
            raise ValueError(f"'{part}' ends before it begins")
        ranges.append(span)
    if not ranges:
        raise ValueError("line numbers are wanted, such as '12' or '34-40 52'")
    return tuple(ranges)


def room(value: str) -> Room:
    """Read room to write: ``lines 4``, ``space 3``, ``box 5`` or ``none``."""
    kind, _, amount = value.partition(" ")
    if kind == RoomKind.NONE and not amount:
        return Room()
    try:
        return Room(RoomKind(kind), whole_number(1, 40)(amount.strip()))
    except ValueError:
        raise ValueError("'lines 4', 'space 3', 'box 5' or 'none' is wanted (1 to 40)") from None
