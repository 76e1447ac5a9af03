"""Places in the author's files, findings about them, and the errors that end a run."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from enum import Enum, StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in the author's files.

    Attributes:
        file: the path below the project folder, with forward slashes on every system.
        line: the line, from 1; 0 means the whole file.
        column: the column, from 1; 0 means unknown.
    """

    file: str
    line: int = 0
    column: int = 0

    def __reduce__(self) -> tuple[type[Place], tuple[str, int, int]]:
        """Pickle the constructor's arguments. Every node has a place, and the default for frozen classes is a quarter slower."""
        return Place, (self.file, self.line, self.column)

    def __str__(self) -> str:
        """Return the place in the form of compilers, ``file:line:column``, so that editors can jump to it."""
        return ":".join([self.file, *(str(n) for n in (self.line, self.column) if n)])


NOWHERE = Place("")


class Severity(Enum):
    """The severity of a finding: an error stops the build, a warning only with ``--strict``."""

    ERROR = "error"
    WARNING = "warning"


class Code(StrEnum):
    """The codes of all findings. Each code has a folder of cases below ``tests/findings/``."""

    ATTRIBUTE_MALFORMED = "attribute-malformed"
    ATTRIBUTE_MISSING = "attribute-missing"
    ATTRIBUTE_UNKNOWN = "attribute-unknown"
    ATTRIBUTE_VALUE = "attribute-value"
    CHARACTER_OUTSIDE_FONTS = "character-outside-fonts"
    CHARACTER_UNKNOWN = "character-unknown"
    CHART_DATA = "chart-data"
    DATA_ENTRY = "data-entry"
    DATA_UNKNOWN = "data-unknown"
    EDITION_BROKEN = "edition-broken"
    FACT_UNLISTED = "fact-unlisted"
    FACT_UNKNOWN = "fact-unknown"
    FACT_UNVERIFIED = "fact-unverified"
    FENCE_FORM = "fence-form"
    FENCE_MISPLACED = "fence-misplaced"
    FENCE_UNCLOSED = "fence-unclosed"
    FENCE_UNKNOWN = "fence-unknown"
    FIGURE_INCOMPLETE = "figure-incomplete"
    FILE_UNREADABLE = "file-unreadable"
    FILE_UNUSED = "file-unused"
    FONT_COVERAGE = "font-coverage"
    FONT_MISSING = "font-missing"
    FONT_STYLE = "font-style"
    HEADING_LEVEL = "heading-level"
    HTML_UNSUPPORTED = "html-unsupported"
    ID_DUPLICATE = "id-duplicate"
    ID_FORM = "id-form"
    ID_MISSING = "id-missing"
    LANGUAGE_UNSUPPORTED = "language-unsupported"
    LINE_REFERENCE = "line-reference"
    LINE_SENTENCES = "line-sentences"
    LINK_SCHEME = "link-scheme"
    LINK_UNRESOLVED = "link-unresolved"
    LIST_TWICE = "list-twice"
    MARK_STRAIGHT = "mark-straight"
    MARKUP_UNKNOWN = "markup-unknown"
    NESTING_DEPTH = "nesting-depth"
    NOTE_FORM = "note-form"
    NOTE_UNDEFINED = "note-undefined"
    PALETTE_CONTRAST = "palette-contrast"
    PAPER_TOO_SMALL = "paper-too-small"
    PICTURE_BROKEN = "picture-broken"
    PICTURE_LOOSE = "picture-loose"
    PICTURE_MISSING = "picture-missing"
    QUESTION_COUNT = "question-count"
    QUESTION_INCOMPLETE = "question-incomplete"
    QUESTION_KEY = "question-key"
    READING_GRADE = "reading-grade"
    SECTION_HEADING = "section-heading"
    SECTION_UNLISTED = "section-unlisted"
    STANDARD_UNKNOWN = "standard-unknown"
    STYLE_SYNTAX = "style-syntax"
    TABLE_SHAPE = "table-shape"
    TEACHER_TEXT_MISPLACED = "teacher-text-misplaced"
    TERM_UNUSED = "term-unused"
    THEME_UNKNOWN = "theme-unknown"
    TODO_LEFT = "todo-left"
    TOML_SYNTAX = "toml-syntax"


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem in the author's files. A run collects all findings and prints them together."""

    place: Place
    code: Code
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        """Return the finding in one line, and the hint in a second one."""
        return _lines(f"{self.place}: {self.severity.value}[{self.code}]: {self.message}", self.hint)


def printable(text: str) -> str:
    """Return a text with characters that a terminal would obey, or not show, as escapes (backslash, x, 1b).

    Names of files and keys may contain them; a message may go to any terminal.
    """
    if text.isprintable():
        return text
    return "".join(_escape(character) for character in text)


def _escape(character: str) -> str:
    hidden = unicodedata.category(character) in ("Cc", "Cf", "Cs", "Cn", "Zl", "Zp")
    return ascii(character)[1:-1] if hidden else character


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a hint with the most similar known word, or with all known words if none is similar and there are at most 12."""
    names = sorted(set(known))
    near = get_close_matches(word, names, n=1, cutoff=0.6)
    if near:
        return f"did you mean '{near[0]}'?"
    return f"choose one of: {', '.join(names)}" if 0 < len(names) <= 12 else ""


def _lines(message: str, hint: str) -> str:
    """Return a message in one line, and its hint in a second one."""
    return f"{printable(message)}\n    hint: {printable(hint)}" if hint else printable(message)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings without duplicates, sorted by place."""
    return tuple(sorted(set(findings), key=lambda f: (f.place, f.code, f.message, f.hint)))


def stops(findings: Iterable[Finding], *, strict: bool) -> bool:
    """Return whether findings stop a build: an error does, and with ``strict`` a warning does too."""
    return any(strict or finding.severity is Severity.ERROR for finding in findings)


class LinerNotesError(Exception):
    """An error that ends the run. Only the command line catches it, prints it and exits with code 2."""

    def __init__(self, message: str, place: Place | None = None, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.place, self.hint = message, place, hint

    def __str__(self) -> str:
        """Return the error in the form of a finding."""
        return _lines(f"{self.place}: error: {self.message}" if self.place else f"error: {self.message}", self.hint)


class ProjectError(LinerNotesError):
    """The folder contains no guide, or the request does not fit the guide."""


class TypesettingError(LinerNotesError):
    """The typesetter failed, or its pages have faults that a reader would see."""


class LeakError(LinerNotesError):
    """A student file contains text for teachers."""


class WritingError(LinerNotesError):
    """A file could not be written."""
