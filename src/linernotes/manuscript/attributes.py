"""The attributes in braces of a heading or fence, and parsers for their values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from typing import TypeVar

from linernotes.manuscript.extensions import RawAttributes
from linernotes.manuscript.source import SourceFile
from linernotes.model.findings import Code, Place, did_you_mean
from linernotes.model.guide import Room, RoomKind

T = TypeVar("T")
E = TypeVar("E", bound=Enum)


class Attributes:
    """The attributes of one heading or fence; a reader takes each by name, and ``finish`` reports those that it cannot have.

    Attributes:
        source: the file that they are in.
        line: their line (first is 1).
        owner: the name of the heading or fence in messages.
        given: name and value of each attribute in the file.
        known: the names that the heading or fence can have, each with its meaning, which the manual prints.
        well_formed: whether they could be parsed.
    """

    def __init__(self, source: SourceFile, line: int, owner: str, raw: RawAttributes, known: Mapping[str, str]) -> None:
        self.source, self.line, self.owner = source, line, owner
        self.given = dict(raw.pairs)
        self.known = dict(known)
        self.well_formed = not raw.error
        if raw.error:
            place = Place(source.file, line, raw.column)
            source.report(Code.ATTRIBUTE_MALFORMED, place, f"{owner}: {raw.error}", raw.hint)

    def place(self, name: str = "") -> Place:
        """Return the place of an attribute, or of the heading or fence."""
        return self.source.place(self.line, f"{name}=" if name else "")

    def take(self, name: str, parse: Callable[[str], T], default: T) -> T:
        """Return the parsed value of an attribute, or the default if it is missing or (then reported) invalid.

        Args:
            name: the name of the attribute, one of ``known``.
            parse: raises ValueError for an invalid value; its message is the hint.
            default: the value of a missing attribute.
        """
        self._expect_known(name)
        if name not in self.given:
            return default
        try:
            return parse(self.given[name])
        except ValueError as error:
            message = f"{self.owner}: {name}={self.given[name]!r} is not a possible value"
            self.source.report(Code.ATTRIBUTE_VALUE, self.place(name), message, str(error))
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
        """Return the ``#id``, or an empty string if it is missing (reported if it is needed) or invalid."""
        self._expect_known("id")
        if "id" in self.given:
            return self.source.anchor(self.given["id"], self.source.place(self.line, f"#{self.given['id']}"))
        if needed and self.well_formed:
            hint = f"write ::: {self.owner} {{#an-id …}}; links and lists use the id in every edition"
            self.source.report(Code.ID_MISSING, self.place(), f"this {self.owner} has no id", hint)
        return ""

    def _expect_known(self, name: str) -> None:
        """Fail if a reader takes an attribute that the manual does not describe."""
        if name not in self.known:
            raise AssertionError(f"the attribute {name} of {self.owner} has no meaning in its table")

    def finish(self) -> None:
        """Report every attribute that the heading or fence cannot have."""
        for name in self.given:
            if name not in self.known:
                shown = {"id": "#id", "class": f".{self.given[name]}"}.get(name, name)
                place = self.place(name) if name not in ("id", "class") else self.place()
                hint = did_you_mean(name, self.known) or "check its spelling, or delete it"
                self.source.report(Code.ATTRIBUTE_UNKNOWN, place, f"{self.owner}: there is no attribute '{shown}'", hint)


def one_of(among: type[Enum]) -> str:
    """Return the possible values of an attribute in Markdown: "`alone`, `pairs` or `class`"."""
    *first, last = [f"`{member.value}`" for member in among]
    return f"{', '.join(first)} or {last}"


def whole_number(low: int, high: int) -> Callable[[str], int]:
    """Return a parser of whole numbers between these bounds, both included."""

    def parse(value: str) -> int:
        if not value.isascii() or not value.isdigit() or not low <= int(value[:9]) <= high:
            raise ValueError(f"write a whole number from {low} to {high}")
        return int(value)

    return parse


def percentage(value: str) -> int:
    """Parse a part of the width of the text, such as ``60%``."""
    number = value.removesuffix("%")
    if number == value or not number.isascii() or not number.isdigit() or not 10 <= int(number[:9]) <= 100:
        raise ValueError("write a part of the width of the text, from 10% to 100%, such as width=60%")
    return int(number)


def yes_or_no(value: str) -> bool:
    """Parse yes or no."""
    if value not in ("yes", "no"):
        raise ValueError("write yes or no")
    return value == "yes"


def words(value: str) -> tuple[str, ...]:
    """Parse words separated by spaces."""
    return tuple(value.split())


def room(value: str) -> Room:
    """Parse the space for an answer: ``lines 4``, ``space 3``, ``box 5`` or ``none``."""
    kind, _, amount = value.partition(" ")
    if kind == RoomKind.NONE and not amount:
        return Room()
    try:
        return Room(RoomKind(kind), whole_number(1, 40)(amount.strip()))
    except ValueError:
        raise ValueError("write 'none', or 'lines', 'space' or 'box' with a number from 1 to 40, such as 'lines 4'") from None
