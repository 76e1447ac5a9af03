"""The book as a whole: metadata, sections in order, pictures, editions, papers and formats."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from linernotes.model.data import GuideData
from linernotes.model.document import Block, Inline, Node
from linernotes.model.findings import Place
from linernotes.model.formats import Format, Paper
from linernotes.model.rules import Rules
from linernotes.model.wording import Wording


class Matter(StrEnum):
    """The part of the book that a section belongs to."""

    FRONT = "front"
    BODY = "body"
    BACK = "back"
    TEACHER = "teacher"


class Role(StrEnum):
    """What a section is, which decides its structural semantics and its look."""

    CHAPTER = "chapter"
    INTRODUCTION = "introduction"
    NOTICE = "notice"
    WORKSHEET = "worksheet"
    CARDS = "cards"
    GLOSSARY = "glossary"
    SOURCES = "sources"
    KEY = "key"
    APPENDIX = "appendix"


class FolioStyle(StrEnum):
    """How the pages of a part are numbered; each style counts for itself."""

    ARABIC = "arabic"
    ROMAN = "roman"
    TEACHER = "teacher"
    REFLOWED = "reflowed"


class MadePage(StrEnum):
    """Pages that the press makes from the book itself."""

    TITLE_PAGE = "title-page"
    IMPRINT = "imprint"
    CONTENTS = "contents"


@dataclass(frozen=True, slots=True)
class Section(Node):
    """One file of the manuscript, or a made page: a title of level one and what follows it.

    Attributes:
        slug: names the section in every address; unique in the book.
        title: the heading of level one.
        label: stands before the title where there is one, such as «Chapter 1» or «W1».
        short: the title for running feet; empty: the title itself.
        source: path of the file below the manuscript folder; empty for made pages.
        series: what its questions are named by, if they count for themselves.
        made: which made page it is; its blocks are the lists that it shows beside its own.
    """

    slug: str
    matter: Matter
    title: tuple[Inline, ...]
    blocks: tuple[Block, ...] = ()
    role: Role = Role.CHAPTER
    label: str = ""
    short: str = ""
    minutes: int = 0
    source: str = ""
    series: str = ""
    made: MadePage | None = None
    folios: FolioStyle = FolioStyle.ARABIC

    @property
    def entry(self) -> str:
        """The section as the contents of book.toml spell it."""
        return self.made.value if self.made else self.source


@dataclass(frozen=True, slots=True)
class Edition:
    """A form in which the book appears.

    Attributes:
        name: as the command and the file names spell it.
        title: as the title page prints it.
        teacher_text: whether text for teachers is in; it is out unless an edition asks for it.
        sections: entries of the contents, as book.toml spells them, where only these are printed; empty: the whole book.
        folios_of: the edition whose folios the pages of a part have; empty: see `Book.whole_of`.
        variant: the theme variant that it is set in: a style sheet, and templates if the variant has any; empty: the plain look.
        pages_of: the edition whose pages it marks where they begin and names everywhere, since its own break elsewhere; empty:
            none.
    """

    name: str
    title: str
    teacher_text: bool = False
    formats: tuple[Format, ...] = tuple(Format)
    papers: tuple[Paper, ...] = tuple(Paper)
    sections: tuple[str, ...] = ()
    folios_of: str = ""
    variant: str = ""
    pages_of: str = ""
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the title page, the imprint page and the files' metadata say.

    Attributes:
        language: BCP 47 tag of the text.
        issued: date of this version, the only date that the files carry.
        identifier: a URN that names the guide; editions and formats derive theirs from it.
        isbn: empty where there is none.
        imprint: lines of the imprint page, each in inline Markdown.
        cover: a picture that is the e-book's whole cover.
        backdrop: a drawing that title page and cover are set over.
        accessibility_certified_by: who says, after reading the e-books with a screen reader, that they conform; empty: nobody.
    """

    title: str
    subtitle: str
    slug: str
    language: str
    version: str
    issued: date
    identifier: str
    authors: tuple[str, ...] = ()
    publisher: str = ""
    description: str = ""
    rights: str = ""
    isbn: str = ""
    subjects: tuple[str, ...] = ()
    imprint: tuple[tuple[Inline, ...], ...] = ()
    cover: str = ""
    backdrop: str = ""
    accessibility_certified_by: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture file that the text shows, as it was read: a path below the manuscript folder and a size in pixels."""

    path: str
    media_type: str
    content: bytes
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Book:
    """A book is a value: read once, then edited by pure functions.

    ``repertoire`` holds the code points that the fonts are built with.
    """

    metadata: Metadata
    sections: tuple[Section, ...]
    data: GuideData = field(default_factory=GuideData)
    pictures: tuple[Picture, ...] = ()
    editions: tuple[Edition, ...] = ()
    repertoire: frozenset[int] = frozenset()
    wording: Wording = field(default_factory=Wording)
    rules: Rules = field(default_factory=Rules)

    def picture(self, path: str) -> Picture | None:
        """Return the picture read from that path."""
        return next((picture for picture in self.pictures if picture.path == path), None)

    def whole_of(self, edition: Edition) -> Edition | None:
        """Return the edition that a part is taken from: the one it names, else the first whole one of its kind, or of any."""
        whole = [each for each in self.editions if not each.sections and not each.pages_of]
        if edition.folios_of:
            return next((each for each in whole if each.name == edition.folios_of), None)
        return next((each for each in whole if each.teacher_text is edition.teacher_text), next(iter(whole), None))

    def standard_of(self, edition: Edition) -> Edition | None:
        """Return the edition whose pages are marked in one that breaks its own elsewhere."""
        return next((each for each in self.editions if edition.pages_of and each.name == edition.pages_of), None)

    def in_matter(self, *matters: Matter) -> Iterator[Section]:
        """Yield the sections of these matters, in order."""
        return (section for section in self.sections if section.matter in matters)
