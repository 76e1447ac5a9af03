"""The book as a whole: metadata, sections in order, pictures, editions, papers and formats."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from linernotes.model.data import GuideData
from linernotes.model.document import Block, Inline, Node
from linernotes.model.findings import Place
from linernotes.model.formats import DEFAULT_FORMATS, Format
from linernotes.model.layout import Break
from linernotes.model.look import Look
from linernotes.model.papers import DEFAULT_PAPERS, Paper
from linernotes.model.repertoire import Repertoire
from linernotes.model.rules import Rules
from linernotes.model.spelling import Spelling
from linernotes.model.wording import Wording


class Matter(StrEnum):
    """The part of the book that a section belongs to."""

    FRONT = "front"
    BODY = "body"
    BACK = "back"
    TEACHER = "teacher"


class Role(StrEnum):
    """The role of a section; it decides the section's structural semantics and its look."""

    CHAPTER = "chapter"
    INTRODUCTION = "introduction"
    NOTICE = "notice"
    WORKSHEET = "worksheet"
    CARDS = "cards"
    GLOSSARY = "glossary"
    SOURCES = "sources"
    KEY = "key"
    APPENDIX = "appendix"
    OPENING = "opening"
    SPREAD = "spread"
    BACK_COVER = "back-cover"


_ALONE = (Role.WORKSHEET, Role.OPENING, Role.SPREAD, Role.BACK_COVER)
"""The roles of sections with pages of their own."""


class FolioStyle(StrEnum):
    """The numbering style of pages; each style has its own sequence."""

    ARABIC = "arabic"
    ROMAN = "roman"
    TEACHER = "teacher"
    REFLOWED = "reflowed"


class MadePage(StrEnum):
    """Pages that are made from the book's data, without a file in the manuscript."""

    TITLE_PAGE = "title-page"
    IMPRINT = "imprint"
    CONTENTS = "contents"


@dataclass(frozen=True, slots=True)
class Section(Node):
    """One file of the manuscript or one made page.

    Attributes:
        slug: the name of the section in addresses; unique in the book.
        title: the heading of level one.
        label: the text before the title, such as "Chapter 1" or "W1"; may be empty.
        short: the title for running feet; empty: the full title.
        minutes: the time to plan for the section; 0: not given.
        source: the path of the file below the manuscript folder; empty for made pages.
        series: the prefix of its question numbers, if it numbers its questions separately.
        made: the kind of made page; None for a file. The blocks of a made page are the additional lists on it.
        heads: whether it heads the sections after it in the table of contents.
        under: the slug of the section that it is a part of, such as the chapter of a movement; empty for whole ones.
        part_of: the slug of the section that it was split from, whose paragraphs it has; empty for one that was not split.
        wish: the author's wish about where it begins; None: as the other sections.
        runs_on: whether it begins below the section before it, on the same page. `editing.flow` decides.
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
    heads: bool = False
    under: str = ""
    part_of: str = ""
    wish: Break | None = None
    runs_on: bool = False

    @property
    def entry(self) -> str:
        """The section's entry in the contents of book.toml."""
        return self.made.value if self.made else self.source

    @property
    def alone(self) -> bool:
        """Whether it shares no page with another section."""
        return bool(self.made) or self.role in _ALONE

    @property
    def shows_folio(self) -> bool:
        """Whether page numbers are printed on its pages."""
        fills_pages = self.role in (Role.SPREAD, Role.BACK_COVER) and self.folios is not FolioStyle.REFLOWED
        return self.made is not MadePage.TITLE_PAGE and not fills_pages


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition of the book, such as the student edition.

    Attributes:
        name: the name in commands and file names.
        title: the name on the title page.
        teacher_text: whether the edition includes text for teachers.
        sections: the entries of the contents to print, as in book.toml; empty: the whole book.
        folios_of: for an edition with ``sections``, the edition that its folios are taken from; empty: see `Book.whole_of`.
        variant: the theme variant: a style sheet and possibly templates; empty: the plain look.
        pages_of: the standard edition whose page numbers are shown, because this edition's pages break elsewhere; empty: none.
        language: the BCP 47 tag of the edition; empty: the language of the book.
        spellings: the path of a file with words that the edition spells differently; empty: none.
        spelling: what was read from that file.
    """

    name: str
    title: str
    teacher_text: bool = False
    formats: tuple[Format, ...] = DEFAULT_FORMATS
    papers: tuple[Paper, ...] = DEFAULT_PAPERS
    sections: tuple[str, ...] = ()
    folios_of: str = ""
    variant: str = ""
    pages_of: str = ""
    language: str = ""
    spellings: str = ""
    spelling: Spelling | None = None
    place: Place | None = None

    def has_text_of(self, other: Edition) -> bool:
        """Return whether two editions have the same text wherever both print a section."""
        mine = (self.teacher_text, self.language, self.spelling)
        return mine == (other.teacher_text, other.language, other.spelling)


@dataclass(frozen=True, slots=True)
class Metadata:
    """The data of the title page, the imprint page and the metadata of the files.

    Attributes:
        language: the BCP 47 tag of the text.
        issued: the date of this version; the files contain no other date.
        identifier: the URN of the guide; the identifiers of editions and formats are derived from it.
        isbn: the ISBN; may be empty.
        filed_as: for each author, the name by which catalogues sort; empty if they decide.
        licence: the web address of the licence; may be empty.
        ages: the ages of the students as ``14-18`` or ``14-``; may be empty.
        framework: the name of the curriculum that the codes of the standards are from; may be empty.
        imprint: the lines of the imprint page, read as inline Markdown.
        cover: the path of a picture that is the whole cover of the e-book.
        backdrop: the path of a drawing behind the title page and the cover.
        accessibility_certified_by: the person who has read the e-books with a screen reader and certifies that they conform to
            the accessibility standards; may be empty.
        short: the title for running feet, if the title is too long for them; may be empty.
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
    short: str = ""
    filed_as: tuple[str, ...] = ()
    licence: str = ""
    ages: str = ""
    framework: str = ""

    def title_of(self, edition: Edition) -> str:
        """Return the title in the metadata of an edition's files, by which its file is told from those of others."""
        return f"{self.title} · {edition.title}"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture file that the text shows: its path below the manuscript folder, its content and its size in pixels."""

    path: str
    media_type: str
    content: bytes
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Book:
    """A book or, after editing, the book as one edition prints it.

    Attributes:
        repertoire: the characters that the fonts are built with.
        wording: the words that are added to the author's text.
        rules: the guide's own demands on its text.
        bracketed_lines: whether numbers that are alone in brackets are lines of the retelling.
        look: the theme, colours and fonts that it asks for.
        run_on: whether sections begin below the section before them, unless their author wants otherwise.
    """

    metadata: Metadata
    sections: tuple[Section, ...]
    data: GuideData = field(default_factory=GuideData)
    pictures: tuple[Picture, ...] = ()
    editions: tuple[Edition, ...] = ()
    repertoire: Repertoire = field(default_factory=Repertoire)
    wording: Wording = field(default_factory=Wording)
    rules: Rules = field(default_factory=Rules)
    bracketed_lines: bool = False
    look: Look = field(default_factory=Look)
    run_on: bool = False

    def picture(self, path: str) -> Picture | None:
        """Return the picture with this path."""
        return next((picture for picture in self.pictures if picture.path == path), None)

    def whole_of(self, edition: Edition) -> Edition | None:
        """Return the whole edition that an edition with ``sections`` is a part of.

        It is the edition named in ``folios_of``, or the first whole edition with the same text, or with the same
        ``teacher_text``, or the first one.
        """
        whole = [each for each in self.editions if not each.sections and not each.pages_of]
        if edition.folios_of:
            return next((each for each in whole if each.name == edition.folios_of), None)
        alike = (each for each in whole if each.teacher_text is edition.teacher_text)
        return next((each for each in whole if each.has_text_of(edition)), next(alike, next(iter(whole), None)))

    def standard_of(self, edition: Edition) -> Edition | None:
        """Return the edition named in ``pages_of``."""
        return next((each for each in self.editions if edition.pages_of and each.name == edition.pages_of), None)

    def in_matter(self, *matters: Matter) -> Iterator[Section]:
        """Yield the sections of these matters, in the order of the book."""
        return (section for section in self.sections if section.matter in matters)
