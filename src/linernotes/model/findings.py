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
    """The codes of all findings, each with its meaning. Each code has a folder of cases below ``tests/findings/``.

    Attributes:
        meaning: a sentence in Markdown, for the manual.
    """

    meaning: str

    def __new__(cls, value: str, meaning: str) -> Code:
        """Make a member of its value and its meaning."""
        member = str.__new__(cls, value)
        member._value_, member.meaning = value, meaning
        return member

    ATTRIBUTE_MALFORMED = ("attribute-malformed", "The attributes in braces cannot be read.")
    ATTRIBUTE_MISSING = ("attribute-missing", "A fence lacks an attribute that it needs.")
    ATTRIBUTE_UNKNOWN = ("attribute-unknown", "A heading or fence cannot have this attribute.")
    ATTRIBUTE_VALUE = ("attribute-value", "An attribute cannot have this value.")
    CHARACTER_OUTSIDE_FONTS = ("character-outside-fonts", "The fonts lack a character.")
    CHARACTER_UNKNOWN = ("character-unknown", "A card names a character that is not in the data.")
    CHART_DATA = ("chart-data", "The data of a diagram cannot be drawn.")
    DATA_ENTRY = ("data-entry", "A value in `book.toml` or in a data file is missing, unknown or wrong.")
    DATA_UNKNOWN = ("data-unknown", "A fence names a data file, column or row that is not there.")
    EDITION_BROKEN = ("edition-broken", "An edition cannot be made as it is described.")
    FACT_UNLISTED = ("fact-unlisted", "A cited fact is in no list of sources of the same edition.")
    FACT_UNKNOWN = ("fact-unknown", "A citation names a fact that is not in the data.")
    FACT_UNVERIFIED = ("fact-unverified", "A fact has a certainty with which it cannot be printed.")
    FENCE_FORM = ("fence-form", "A line is meant as a fence, but would be printed as text.")
    FENCE_MISPLACED = ("fence-misplaced", "A fence, or something in it, is in a place where it cannot be.")
    FENCE_UNCLOSED = ("fence-unclosed", "A fence is not closed, or a closing line closes nothing.")
    FENCE_UNKNOWN = ("fence-unknown", "There is no fence of this name.")
    FIGURE_INCOMPLETE = ("figure-incomplete", "A figure lacks its picture, its alternative text or its caption.")
    FILE_UNREADABLE = ("file-unreadable", "A file is missing or cannot be read.")
    FILE_UNUSED = ("file-unused", "A template or style sheet of yours replaces nothing.")
    FONT_BROKEN = ("font-broken", "A font file is damaged or cannot be used.")
    FONT_COVERAGE = ("font-coverage", "A font that you chose lacks characters of the guide.")
    FONT_EMBEDDING = ("font-embedding", "The maker of a font file does not allow a guide to contain it.")
    FONT_LICENCE = ("font-licence", "The licence of a font file is missing, or it reserves the name that you gave the font.")
    FONT_MISSING = ("font-missing", "A font that you chose is not installed, or its file is not there.")
    FONT_STYLE = ("font-style", "A font that you chose, or a list of fonts, has no bold or italic letters.")
    HEADING_LEVEL = ("heading-level", "A heading skips a level.")
    HTML_UNSUPPORTED = ("html-unsupported", "HTML cannot be printed, or is read as Markdown.")
    ID_DUPLICATE = ("id-duplicate", "An id occurs twice.")
    ID_FORM = ("id-form", "An id has characters that it cannot have.")
    ID_MISSING = ("id-missing", "A figure or question has no id.")
    LANGUAGE_UNSUPPORTED = (
        "language-unsupported",
        "A guide in this language cannot be typeset, or some words lack a translation.",
    )
    LINE_REFERENCE = ("line-reference", "There are no such lines in the retelling.")
    LINE_SENTENCES = ("line-sentences", "A line of the retelling is not one sentence.")
    LINK_SCHEME = ("link-scheme", "A link leads to an address that a guide cannot link to.")
    LINK_UNRESOLVED = ("link-unresolved", "A link leads to an id or a file that is not there.")
    LIST_TWICE = ("list-twice", "A list that can be printed once occurs twice.")
    MARK_STRAIGHT = ("mark-straight", "A straight quotation mark would be printed (a check of your own).")
    MARKUP_UNKNOWN = ("markup-unknown", "Markup of another program, or a mistake in markup, would be printed.")
    NESTING_DEPTH = ("nesting-depth", "Lists, quotations and fences are nested too deeply.")
    NOTE_FORM = ("note-form", "A note is in a place where it cannot be, or contains more than paragraphs.")
    NOTE_UNDEFINED = ("note-undefined", "A note that the text calls does not exist.")
    PALETTE_CONTRAST = ("palette-contrast", "A colour of the palette has too little contrast.")
    PAPER_TOO_SMALL = ("paper-too-small", "The text block does not fit on a paper.")
    PICTURE_BROKEN = ("picture-broken", "The file of a picture is damaged or cannot be used.")
    PICTURE_LOOSE = ("picture-loose", "A picture is in running text.")
    PICTURE_MISSING = ("picture-missing", "The file of a picture is not there.")
    QUESTION_COUNT = ("question-count", "The question bank has more or fewer questions than you asked for.")
    QUESTION_INCOMPLETE = ("question-incomplete", "A question lacks a part or an attribute that you asked for.")
    QUESTION_KEY = ("question-key", "A closed question has no key, or its key would be printed for students.")
    READING_GRADE = ("reading-grade", "A section is harder to read than you asked for.")
    SECTION_HEADING = ("section-heading", "A section does not begin with a heading of level one.")
    SECTION_UNLISTED = ("section-unlisted", "A Markdown file is not in the contents.")
    SPELLING_UNUSED = ("spelling-unused", "A word in a file of spellings does not occur in the text.")
    STANDARD_UNKNOWN = ("standard-unknown", "A question names a standard that is not in the data.")
    STYLE_SYNTAX = ("style-syntax", "A style sheet of yours has a mistake.")
    STYLE_TOO_LARGE = (
        "style-too-large",
        "A style sheet of yours has a value that no page needs, and that would take minutes to set.",
    )
    TABLE_SHAPE = ("table-shape", "A table has too few rows, or rows that do not fit its head row.")
    TEACHER_TEXT_MISPLACED = ("teacher-text-misplaced", "Text for teachers is where students read.")
    TERM_UNUSED = ("term-unused", "A term of the glossary is never used (a check of your own).")
    TEXT_TOO_LONG = ("text-too-long", "A word, a title, a paragraph or a table is too long for a page.")
    THEME_UNKNOWN = ("theme-unknown", "A question names a theme that is not in the data.")
    TODO_LEFT = ("todo-left", "A draft still has something to fill in.")
    TOML_SYNTAX = ("toml-syntax", "A TOML file cannot be read.")


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


class KilledError(TypesettingError):
    """Another program ended the typesetter, and nothing else failed."""


class LeakError(LinerNotesError):
    """An edition for students would contain text for teachers, so no file is written."""

    def __str__(self) -> str:
        """Return the error in the form of a finding, with what it means for the build."""
        return str(LinerNotesError(f"{self.message}; no file was written", self.place, self.hint))


class WritingError(LinerNotesError):
    """A file could not be written."""
