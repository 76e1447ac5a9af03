"""Numbered lines, which questions cite, and text whose lines the author ends."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from linernotes.model.document import Block, Inline, Node, Paragraph


@dataclass(frozen=True, slots=True)
class LineRange:
    """A range of numbered lines, first and last included.

    Before `editing.references` each end is a reference as the author wrote it: a number, a number with the label of its text, or
    the id of a line. Then it is the line's number as it is printed, such as 12 or E3; references that lead nowhere stay.
    """

    first: str
    last: str


@dataclass(frozen=True, slots=True)
class NumberedLine(Node):
    """A line of a numbered text: one line of the author's file. Its number is the same in every medium.

    Attributes:
        anchor: the id that the author gave to the line, by which it can be cited; may be empty.
        series: the label of its text before its number, such as "E"; empty in the retelling.
        number: counts through all texts with this label; 0 before numbering.
    """

    children: tuple[Inline, ...]
    anchor: str = ""
    series: str = ""
    number: int = 0

    @property
    def name(self) -> str:
        """The number as it is printed: 12 or E3."""
        return f"{self.series}{self.number}"


@dataclass(frozen=True, slots=True)
class Verse(Node):
    """A paragraph of a numbered text, or a stanza."""

    lines: tuple[NumberedLine, ...]


@dataclass(frozen=True, slots=True)
class Retelling(Block):
    """The story of the work in numbered lines, one sentence each."""

    verses: tuple[Verse, ...]


@dataclass(frozen=True, slots=True)
class Extract(Block):
    """A passage of the work itself, in lines with numbers of their own.

    Attributes:
        anchor: the author's id, by which all of its lines can be cited; may be empty.
        credit: the source, printed below; may be empty.
        verse: whether each line is set on a line of its own, as in a poem; otherwise they run in.
    """

    anchor: str
    verses: tuple[Verse, ...]
    credit: tuple[Inline, ...] = ()
    verse: bool = False


class LineForm(StrEnum):
    """The form of text whose lines the author ends."""

    VERSE = "verse"
    DIALOGUE = "dialogue"


@dataclass(frozen=True, slots=True)
class LinedText(Block):
    """Verse or dialogue. Each paragraph is a stanza, or the speech of one person; line breaks are the author's."""

    form: LineForm
    paragraphs: tuple[Paragraph, ...]
