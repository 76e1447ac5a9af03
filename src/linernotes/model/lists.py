"""Lists that the press makes from the rest of the book: where standards and themes are met, figures, themes."""

from __future__ import annotations

from dataclasses import dataclass

from linernotes.model.data import Standard, Theme
from linernotes.model.document import Block, Inline, Node, Target
from linernotes.model.guide import Depth


@dataclass(frozen=True, slots=True)
class QuestionReference(Node):
    """A question named in a list: its name, its depth, where it stands, and the anchor of the heading that it stands under."""

    name: str
    depth: Depth | None
    target: Target
    heading: str = ""


@dataclass(frozen=True, slots=True)
class StandardRow(Node):
    """A standard and the questions that meet it."""

    standard: Standard
    questions: tuple[QuestionReference, ...]


@dataclass(frozen=True, slots=True)
class StandardsMatrix(Block):
    """Where each standard is met, with room for a local code; teacher matter."""

    rows: tuple[StandardRow, ...] = ()


@dataclass(frozen=True, slots=True)
class ThemeRow(Node):
    """A theme and the questions that ask about it; None for questions that span themes."""

    theme: Theme | None
    questions: tuple[QuestionReference, ...]


@dataclass(frozen=True, slots=True)
class ThemeMatrix(Block):
    """The questions of each theme by their depth."""

    rows: tuple[ThemeRow, ...] = ()


@dataclass(frozen=True, slots=True)
class FigureEntry(Node):
    """A figure in a list: its number, a few words, and where it stands."""

    number: int
    title: tuple[Inline, ...]
    target: Target


@dataclass(frozen=True, slots=True)
class FigureList(Block):
    """The figures of the book."""

    entries: tuple[FigureEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class ThemeEntry(Node):
    """A theme in the key, and the section that is about it: the one whose label is the theme's tag."""

    theme: Theme
    target: Target | None = None


@dataclass(frozen=True, slots=True)
class ThemeKey(Block):
    """The themes by their tags; a brief key leaves their statements out."""

    brief: bool = False
    entries: tuple[ThemeEntry, ...] = ()
