"""The numbered lines of a book, found by number or by the id that their author gave them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import partial
from typing import NamedTuple

from linernotes.model.book import Section
from linernotes.model.document import Target
from linernotes.model.findings import did_you_mean
from linernotes.model.keeping import keep
from linernotes.model.lines import Extract, LineRange, NumberedLine
from linernotes.model.walking import descend

_NUMBER = re.compile(r"(?P<series>[A-Z]{0,2})[0-9]{1,4}")
_WRITTEN = re.compile(r"line-(?P<name>[a-zA-Z]{0,2}[0-9]{1,4})")


class LineError(ValueError):
    """A reference to lines that are not in the book, or not in this order; ``hint`` says what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def line_anchor(name: str) -> str:
    """Return the anchor of a numbered line, by its number as it is printed."""
    return f"line--{name.lower()}"


@dataclass(frozen=True, slots=True)
class CitedLines:
    """Lines that are cited: the first and the last as they are printed, and the target of a link to the first."""

    first: str
    last: str
    target: Target

    @property
    def shown(self) -> str:
        """The numbers as they are printed: 12 or E3–E6."""
        return self.first if self.first == self.last else f"{self.first}–{self.last}"


class _Line(NamedTuple):
    """A numbered line: the label of its text, its number in it, and the slug of its section."""

    series: str
    number: int
    slug: str


class LineIndex:
    """Finds the numbered lines of sections that have their numbers. Indexes that find the same lines are equal.

    Attributes:
        ids: the ids of lines and of extracts.
    """

    def __init__(self, sections: tuple[Section, ...]) -> None:
        self._lines: dict[str, _Line] = {}
        self._ends: dict[str, tuple[str, str]] = {}
        for section in sections:
            lines, ends = keep(section, "lines", (), partial(_lines_of, section))
            self._lines |= lines
            self._ends |= ends
        self.ids = tuple(self._ends)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, LineIndex) and (self._lines, self._ends) == (other._lines, other._ends)

    def __hash__(self) -> int:
        return hash((tuple(self._lines.items()), self.ids))

    def __contains__(self, name: str) -> bool:
        """Return whether there is a line with this number."""
        return name in self._lines

    def slug(self, name: str) -> str:
        """Return the slug of the section that has the line with this number; empty if there is no line."""
        return self._lines[name].slug if name in self._lines else ""

    def resembles_id(self, word: str) -> bool:
        """Return whether a word is probably a misspelled id of a line."""
        return bool(get_close_matches(word, self.ids, n=1))

    def in_order(self, first: str, last: str) -> bool:
        """Return whether both lines exist, are in texts with the same label, and the first does not come after the last."""
        if first not in self._lines or last not in self._lines:
            return False
        start, end = self._lines[first], self._lines[last]
        return start.series == end.series and start.number <= end.number

    def find(self, cited: LineRange) -> CitedLines:
        """Return the lines that a range names.

        Raises:
            LineError: if a line does not exist, the last comes before the first, or they are in texts with different labels.
        """
        if (numbers := self._missing(cited)) is not None:
            raise numbers
        first, last = self._end(cited.first, 0), self._end(cited.last, 1)
        if not self.in_order(first, last):
            if self._lines[first].series != self._lines[last].series:
                message = f"'{cited.first}' is line {first} and '{cited.last}' is line {last}: they are in different texts"
                raise LineError(message, "name the lines of each text separately, such as 'door 4-7'")
            message = f"'{cited.first}' is line {first}, which comes after '{cited.last}', line {last}"
            raise LineError(message, f"swap the two: {cited.last}..{cited.first}")
        return CitedLines(first, last, Target(self.slug(first), line_anchor(first)))

    def _end(self, reference: str, which: int) -> str:
        return self._ends[reference][which] if reference in self._ends else reference

    def beyond(self, cited: LineRange) -> LineError | None:
        """Return the error for lines that a text with numbered lines does not have, or None; other texts do not count."""
        series = _NUMBER.fullmatch(cited.first)
        return self._missing(cited) if series and self._last(series["series"]) else None

    def _last(self, series: str) -> str:
        """Return the last line of the texts with this label; empty if there are none."""
        return next((name for name, line in reversed(self._lines.items()) if line.series == series), "")

    def _missing(self, cited: LineRange) -> LineError | None:
        """Return the error for a range of which an end does not exist, or None."""
        missing = [each for each in (cited.first, cited.last) if each not in self._ends and each not in self._lines]
        if not missing:
            return None
        number = _NUMBER.fullmatch(missing[0])
        if number is None:
            mark = f"write {{#{missing[0]}}} after the sentence that you mean"
            hint = did_you_mean(missing[0], self.ids) if self.resembles_id(missing[0]) else mark
            return LineError(f"no line is called '{missing[0]}'", hint)
        series = number["series"]
        text = f"text with the label {series}" if series else "retelling"
        last = self._last(series)
        fence = f"::: extract {{label={series}}}" if series else "::: retelling"
        shown = cited.first if cited.first == cited.last else f"{cited.first}-{cited.last}"
        word = "line" if cited.first == cited.last else "lines"
        return LineError(f"the {text} has no {word} {shown}", f"its last line is {last}" if last else f"the book has no {fence}")

    def written(self, name: str) -> LineRange:
        """Return the range in the destination of a link; ``line-12`` is line 12, and ``line-e3`` is line E3, unless it is an id."""
        first, _, last = name.partition("..") if ".." in name else (name, "", name)
        return LineRange(self._written_end(first), self._written_end(last))

    def _written_end(self, end: str) -> str:
        found = _WRITTEN.fullmatch(end)
        return found["name"].upper() if found and end not in self._ends else end

    def linked(self, name: str) -> CitedLines | None:
        """Return the lines that the destination of a link names: ``door``, ``door..bell`` or ``line-12``; None if it names none."""
        cited = self.written(name)
        if {cited.first, cited.last} <= {*self._ends, *self._lines}:
            try:
                return self.find(cited)
            except LineError:
                return None
        return None


def _lines_of(section: Section) -> tuple[dict[str, _Line], dict[str, tuple[str, str]]]:
    """Return the lines of a section by number, and the first and last line of each id."""
    found: dict[str, _Line] = {}
    ends: dict[str, tuple[str, str]] = {}
    for node in descend(section.blocks, NumberedLine, Extract):
        if isinstance(node, Extract):
            lines = list(descend(node.verses, NumberedLine))
            if node.anchor and lines:
                ends[node.anchor] = lines[0].name, lines[-1].name
            continue
        found[node.name] = _Line(node.series, node.number, section.slug)
        if node.anchor:
            ends[node.anchor] = node.name, node.name
    return found, ends


def numbered_lines(sections: tuple[Section, ...]) -> Iterator[tuple[NumberedLine, Section]]:
    """Yield the numbered lines of sections, each with its section, in reading order."""
    for section in sections:
        yield from ((line, section) for line in descend(section.blocks, NumberedLine))
