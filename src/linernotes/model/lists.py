"""Lists that are generated from the rest of the book: questions by standard and by theme, figures, themes."""

from __future__ import annotations

from dataclasses import dataclass

from linernotes.model.data import Standard, Theme
from linernotes.model.document import Block, Inline, Node, Target
from linernotes.model.guide import Depth


@dataclass(frozen=True, slots=True)
class QuestionReference(Node):
    """A reference to a question in a list, with the anchor of the heading above the question."""

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
    """The questions by standard, with a column for local codes; for teachers."""

    rows: tuple[StandardRow, ...] = ()


@dataclass(frozen=True, slots=True)
class ThemeRow(Node):
    """A theme and its questions; the theme is None for questions across themes."""

    theme: Theme | None
    questions: tuple[QuestionReference, ...]


@dataclass(frozen=True, slots=True)
class ThemeMatrix(Block):
    """The questions by theme and depth."""

    rows: tuple[ThemeRow, ...] = ()


@dataclass(frozen=True, slots=True)
class FigureEntry(Node):
    """An entry of the list of figures."""

    number: int
    title: tuple[Inline, ...]
    target: Target
    credit: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True)
class FigureList(Block):
    """The list of figures."""

    entries: tuple[FigureEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class ThemeEntry(Node):
    """An entry of the theme key; the target is the section whose label is the theme's tag."""

    theme: Theme
    target: Target | None = None


@dataclass(frozen=True, slots=True)
class ThemeKey(Block):
    """The key to the theme tags; a brief key omits the statements of the themes."""

    brief: bool = False
    entries: tuple[ThemeEntry, ...] = ()
