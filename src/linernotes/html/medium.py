"""The media that a book is rendered for: where they differ."""

from __future__ import annotations

import hashlib
import re
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import ClassVar

from markupsafe import Markup

from linernotes.html.placeholders import Placeholders, folio_of
from linernotes.model.book import MadePage, Section
from linernotes.model.document import Target

ELSEWHERE = "https://book.invalid/to/"
"""The address of links between sections while these are typeset; the binder turns such links into destinations."""

UNKNOWN_FOLIO = "00"
"""The folio of an unknown page; as wide as most folios."""


class Medium(ABC):
    """A medium to render for."""

    name: ClassVar[str]
    """The folder of its templates."""

    notes_float: ClassVar[bool]
    """Whether a note is rendered at its call and floats to the foot of the page; otherwise it is at the end of its section."""

    epub_types: ClassVar[bool]
    """Whether elements have an ``epub:type`` and the ARIA role that goes with it."""

    has_nav: ClassVar[bool]
    """Whether the contents are a document of their own that lists everything."""

    sentence_ids: ClassVar[bool]
    """Whether paragraphs and sentences have ids, which show on which page they fall."""

    writing_space: ClassVar[bool]
    """Whether readers can write on the pages, so that questions have room for an answer."""

    answers_linked: ClassVar[bool]
    """Whether a question links to its answer. On paper, student pages are the same in every edition."""

    sources_link_back: ClassVar[bool]
    """Whether the sources link back to the places that cite them."""

    descriptions_shown: ClassVar[bool]
    """Whether a long description is shown below its figure; otherwise it is part of the alternative text."""

    characters_per_line: ClassVar[int]
    """About how many characters fit on a line: the rows of a wider table are stacked. 0 for no limit."""

    lines_vary: ClassVar[bool]
    """Whether lines are as wide as the reader's screen. Styles then stack tables that are too wide for it, draw blanks, and keep words
    on a line in place of no-break spaces."""

    characters_per_column: ClassVar[int]
    """About how many characters of a table fit beside the margin column: a wider table spans both. 0 for no margin column."""

    break_opportunity: ClassVar[Markup]
    """The markup of a place where a line may break. Text that is copied does not contain it."""

    addresses_printed: ClassVar[bool]
    """Whether the address of a web link follows its words."""

    foot_characters: ClassVar[int]
    """The number of characters in the running foot; a longer title is shortened."""

    tables_for_speech: ClassVar[bool]
    """Whether tables are adapted to speech: one without a caption gets its name as caption, and no empty cell is a header."""

    starts_in_style: ClassVar[bool]
    """Whether the first number of a list is also set by a style, because WeasyPrint ignores the attribute ``start``."""

    page_breaks: ClassVar[bool]
    """Whether page breaks of the author have an effect."""

    full_pages: ClassVar[bool]
    """Whether a picture can fill a page with words on it, or two facing pages."""

    narrow_diagrams: ClassVar[bool]
    """Whether diagrams are drawn for pages that may be as narrow as a telephone, or for large letters."""

    max_diagram_ratio: ClassVar[float]
    """The largest height of a diagram divided by its width; 0 for no limit."""

    line_ratio: ClassVar[float]
    """The height of a line divided by the width of the text, if a diagram and its caption have to fit on a page without letters that
    are smaller than on others; otherwise 0."""

    @abstractmethod
    def address(self, target: Target, here: str) -> str:
        """Return the href of a target in a link from the section with the slug ``here``."""

    @abstractmethod
    def folio(self, target: Target) -> str:
        """Return the folio of a target's page; empty if the medium has no pages."""

    @abstractmethod
    def page_starting_at(self, anchor: str) -> str:
        """Return the folio of the standard edition's page that begins at an anchor, if the medium marks these pages; otherwise ''."""

    @abstractmethod
    def page_starts_in(self, paragraph: str) -> bool:
        """Return whether a marked page begins at the paragraph of an anchor, or at a sentence of it."""

    @abstractmethod
    def picture(self, path: str) -> str:
        """Return the src of a picture, given by its path below the manuscript folder."""


@dataclass(frozen=True, slots=True)
class Paged(Medium):
    """Numbered pages. Each section is typeset by itself, and its files are found at the virtual origin of the typesetter.

    Attributes:
        folios: the folio of every ``slug`` and ``slug#anchor``.
        placeholders: collects the page numbers that a section names.
    """

    folios: Mapping[str, str] = field(default_factory=dict)
    placeholders: Placeholders = field(default_factory=Placeholders)

    name: ClassVar[str] = "print"
    notes_float: ClassVar[bool] = True
    epub_types: ClassVar[bool] = False
    has_nav: ClassVar[bool] = False
    sentence_ids: ClassVar[bool] = True
    writing_space: ClassVar[bool] = True
    answers_linked: ClassVar[bool] = False
    sources_link_back: ClassVar[bool] = False
    descriptions_shown: ClassVar[bool] = False
    characters_per_line: ClassVar[int] = 0
    lines_vary: ClassVar[bool] = False
    characters_per_column: ClassVar[int] = 64
    foot_characters: ClassVar[int] = 52
    break_opportunity: ClassVar[Markup] = Markup("\N{ZERO WIDTH SPACE}")
    addresses_printed: ClassVar[bool] = True
    tables_for_speech: ClassVar[bool] = False
    starts_in_style: ClassVar[bool] = True
    page_breaks: ClassVar[bool] = True
    full_pages: ClassVar[bool] = True
    narrow_diagrams: ClassVar[bool] = False
    max_diagram_ratio: ClassVar[float] = 0
    line_ratio: ClassVar[float] = 0

    def address(self, target: Target, here: str) -> str:
        """Return the anchor, with a placeholder address before it if it is in another section."""
        anchor = target.anchor or target.slug
        return f"#{anchor}" if target.slug == here else f"{ELSEWHERE}{target.slug}#{anchor}"

    def folio(self, target: Target) -> str:
        """Return a placeholder with as many digits as the folio."""
        key = page_map_key(target)
        return self.placeholders.reserve(key, folio_of(key, self.folios) or UNKNOWN_FOLIO)

    def page_starting_at(self, anchor: str) -> str:
        """Return '': these are the standard pages themselves."""
        return ""

    def page_starts_in(self, paragraph: str) -> bool:
        """Return False: these are the standard pages themselves."""
        return False

    def picture(self, path: str) -> str:
        """Return the path below ``manuscript/`` of the virtual origin."""
        return f"/manuscript/{path}"


@dataclass(frozen=True, slots=True)
class Repaged(Paged):
    """Pages that break in other places than the standard edition's. They mark and name its pages; ``folios`` are its page numbers.

    Attributes:
        breaks: by anchor, the key in the page map of the standard page that begins there.
    """

    breaks: Mapping[str, str] = field(default_factory=dict)
    _page_starts: frozenset[str] = field(init=False)

    sentence_ids: ClassVar[bool] = False
    descriptions_shown: ClassVar[bool] = True
    characters_per_line: ClassVar[int] = 44
    characters_per_column: ClassVar[int] = 0
    foot_characters: ClassVar[int] = 40
    full_pages: ClassVar[bool] = False
    narrow_diagrams: ClassVar[bool] = True
    max_diagram_ratio: ClassVar[float] = 1.556
    line_ratio: ClassVar[float] = 0.0558

    def __post_init__(self) -> None:
        object.__setattr__(self, "_page_starts", _with_paragraphs(self.breaks))

    def page_starting_at(self, anchor: str) -> str:
        """Return a placeholder with as many digits as the folio."""
        key = self.breaks.get(anchor, "")
        return self.placeholders.reserve(key, self.folios[key]) if key else ""

    def page_starts_in(self, paragraph: str) -> bool:
        """Look the paragraph up."""
        return paragraph in self._page_starts


@dataclass(frozen=True, slots=True)
class Reflowable(Medium):
    """One file for each section, all in one folder, with the pictures in a folder below.

    Attributes:
        breaks: by anchor, the folio of the printed page that begins there.
    """

    breaks: Mapping[str, str] = field(default_factory=dict)
    _page_starts: frozenset[str] = field(init=False)

    name: ClassVar[str] = "epub"
    notes_float: ClassVar[bool] = False
    epub_types: ClassVar[bool] = True
    has_nav: ClassVar[bool] = True
    sentence_ids: ClassVar[bool] = False
    writing_space: ClassVar[bool] = False
    answers_linked: ClassVar[bool] = True
    sources_link_back: ClassVar[bool] = True
    descriptions_shown: ClassVar[bool] = True
    characters_per_line: ClassVar[int] = 0
    lines_vary: ClassVar[bool] = True
    characters_per_column: ClassVar[int] = 0
    foot_characters: ClassVar[int] = 0
    break_opportunity: ClassVar[Markup] = Markup("<wbr/>")
    addresses_printed: ClassVar[bool] = False
    tables_for_speech: ClassVar[bool] = True
    starts_in_style: ClassVar[bool] = False
    page_breaks: ClassVar[bool] = False
    full_pages: ClassVar[bool] = False
    narrow_diagrams: ClassVar[bool] = True
    max_diagram_ratio: ClassVar[float] = 1.33
    line_ratio: ClassVar[float] = 0

    def __post_init__(self) -> None:
        object.__setattr__(self, "_page_starts", _with_paragraphs(self.breaks))

    def address(self, target: Target, here: str) -> str:
        """Return the section's file with the anchor; every contents page is the navigation document."""
        if target.slug in (MadePage.CONTENTS, f"teacher-{MadePage.CONTENTS}"):
            return "nav.xhtml"
        return f"{target.slug}.xhtml" + (f"#{target.anchor}" if target.anchor else "")

    def folio(self, target: Target) -> str:
        """Return '', since there are no pages."""
        return ""

    def page_starting_at(self, anchor: str) -> str:
        """Look the anchor up."""
        return self.breaks.get(anchor, "")

    def page_starts_in(self, paragraph: str) -> bool:
        """Look the paragraph up."""
        return paragraph in self._page_starts

    def picture(self, path: str) -> str:
        """Return the file in the one folder of all pictures; drawings are rasterized."""
        return f"pictures/{picture_name(path)}"


_SENTENCE = re.compile(r"-\d+$")


def _with_paragraphs(breaks: Mapping[str, str]) -> frozenset[str]:
    """Return the anchors at which pages begin, and those of the paragraphs that hold these sentences."""
    return frozenset(breaks) | {_SENTENCE.sub("", anchor) for anchor in breaks}


def page_map_key(target: Target) -> str:
    """Return the key of a target in the page map: ``slug`` or ``slug#anchor``."""
    return f"{target.slug}#{target.anchor}" if target.anchor else target.slug


def file_name(section: Section) -> str:
    """Return the name of a section's file in reflowable media."""
    return f"{section.slug}.xhtml"


def picture_name(path: str) -> str:
    """Return the file name of a picture in reflowable media: ASCII, unique for its path, a drawing as PNG."""
    pure = PurePosixPath(path.lower())
    stem = "".join(c if c.isascii() and c.isalnum() else "-" for c in pure.with_suffix("").as_posix())
    # Two paths may differ only in case, suffix or a slash; the hash tells them apart.
    short_hash = hashlib.sha256(path.encode()).hexdigest()[:6]
    return f"{stem}-{short_hash}" + (".png" if pure.suffix == ".svg" else pure.suffix)
