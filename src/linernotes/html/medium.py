"""The only questions on which the two media differ."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Protocol

from linernotes.html.placeholders import Placeholders, folio_of
from linernotes.model.book import MadePage, Section
from linernotes.model.document import Target


class Medium(Protocol):
    """What a renderer asks of the medium that it renders for."""

    @property
    def name(self) -> str:
        """Folder of the medium's templates and styles."""

    @property
    def notes_travel(self) -> bool:
        """Whether a note stands where it is called, to be floated, or at the end of its section."""

    @property
    def epub_types(self) -> bool:
        """Whether elements carry ``epub:type`` and the role that goes with it."""

    @property
    def has_nav(self) -> bool:
        """Whether the contents are a document of their own that lists everything."""

    @property
    def sentences_named(self) -> bool:
        """Whether paragraphs and sentences carry ids, so that it can be seen on which page they fall."""

    @property
    def rooms(self) -> bool:
        """Whether there is room to write."""

    @property
    def answers_linked(self) -> bool:
        """Whether a question links to its answer; printed student pages are the same in every edition."""

    @property
    def descriptions_shown(self) -> bool:
        """Whether a long description stands below its figure; else it is part of the alternative text."""

    @property
    def letters_across(self) -> int:
        """Letters on a line, about: the rows of a table that is too wide for that stand below each other; 0 for any number."""

    @property
    def tables_heard(self) -> bool:
        """Whether tables are made for the ear too: one without a caption says its name, and an empty cell heads nothing."""

    @property
    def narrow(self) -> bool:
        """Whether a page may be as narrow as a hand, or its letters large, so that diagrams are drawn for that."""

    @property
    def tallest(self) -> float:
        """How many times as high as wide a diagram may be; 0 if pages have no end, or diagrams are drawn for the page."""

    def address(self, target: Target, here: str) -> str:
        """Return the href that leads from the section of that slug to a target."""

    def folio(self, target: Target) -> str:
        """Return the folio of the page on which a target stands; empty where there are no pages."""

    def page_begins(self, anchor: str) -> str:
        """Return the folio of the printed page that begins at an anchor; empty for none."""

    def page_begins_in(self, paragraph: str) -> bool:
        """Return whether a printed page begins at a paragraph of that anchor, or at a sentence of it."""

    def picture(self, path: str) -> str:
        """Return the src of a picture below the manuscript folder."""


ELSEWHERE = "https://book.invalid/to/"
"""Links between sections leave the typesetter as such addresses; the binder turns them into destinations."""

UNKNOWN_FOLIO = "00"
"""Stands for a folio of which nothing is known; as wide as most."""


@dataclass(frozen=True, slots=True)
class Paged:
    """Numbered pages, each section set by itself and read by the typesetter through its virtual origin.

    ``folios`` holds the folio of every slug and of every ``slug#anchor``; ``placeholders`` collects those that a section names.
    """

    folios: Mapping[str, str] = field(default_factory=dict)
    placeholders: Placeholders = field(default_factory=Placeholders)
    sentences_named: bool = True

    name: str = "print"
    notes_travel: bool = True
    epub_types: bool = False
    has_nav: bool = False
    rooms: bool = True
    answers_linked: bool = False
    descriptions_shown: bool = False
    letters_across: int = 0
    tables_heard: bool = False
    narrow: bool = False
    tallest: float = 0

    def address(self, target: Target, here: str) -> str:
        """Name the anchor, and, outside its section, the section too."""
        anchor = target.anchor or target.slug
        return f"#{anchor}" if target.slug == here else f"{ELSEWHERE}{target.slug}#{anchor}"

    def folio(self, target: Target) -> str:
        """Return a placeholder with as many digits as the folio."""
        key = page_map_key(target)
        return self.placeholders.reserve(key, folio_of(key, self.folios) or UNKNOWN_FOLIO)

    def page_begins(self, anchor: str) -> str:
        """Pages themselves need no marks."""
        return ""

    def page_begins_in(self, paragraph: str) -> bool:
        """Pages themselves need no marks."""
        return False

    def picture(self, path: str) -> str:
        """Pictures lie under ``manuscript/`` of the virtual origin."""
        return f"/manuscript/{path}"


@dataclass(frozen=True, slots=True)
class Repaged(Paged):
    """Pages that break elsewhere than those of the standard edition, which they name and mark: ``folios`` are that edition's.

    ``breaks`` holds, by anchor, the spot of the standard page that begins there.
    """

    breaks: Mapping[str, str] = field(default_factory=dict)
    begun: frozenset[str] = field(init=False)
    sentences_named: bool = False
    descriptions_shown: bool = True
    letters_across: int = 44
    narrow: bool = True
    tallest: float = 1.556

    def __post_init__(self) -> None:
        """Know where pages begin."""
        object.__setattr__(self, "begun", _begun(self.breaks))

    def page_begins(self, anchor: str) -> str:
        """Return a placeholder with as many digits as the folio."""
        key = self.breaks.get(anchor, "")
        return self.placeholders.reserve(key, self.folios[key]) if key else ""

    def page_begins_in(self, paragraph: str) -> bool:
        """Look it up."""
        return paragraph in self.begun


@dataclass(frozen=True, slots=True)
class Reflowable:
    """One file per section, beside each other; pictures in a folder below.

    ``breaks`` holds, by anchor, the folio of the printed page that begins there.
    """

    breaks: Mapping[str, str] = field(default_factory=dict)
    begun: frozenset[str] = field(init=False)
    sentences_named: bool = False
    name: str = "epub"
    notes_travel: bool = False
    epub_types: bool = True
    has_nav: bool = True
    rooms: bool = False
    answers_linked: bool = True
    descriptions_shown: bool = True
    letters_across: int = 30
    tables_heard: bool = True
    narrow: bool = True
    tallest: float = 0

    def __post_init__(self) -> None:
        """Know where pages begin."""
        object.__setattr__(self, "begun", _begun(self.breaks))

    def address(self, target: Target, here: str) -> str:
        """Name the section's file, and the anchor in it; the nav stands for every page of contents."""
        if target.slug in (MadePage.CONTENTS, f"teacher-{MadePage.CONTENTS}"):
            return "nav.xhtml"
        return f"{target.slug}.xhtml" + (f"#{target.anchor}" if target.anchor else "")

    def folio(self, target: Target) -> str:
        """There are no pages."""
        return ""

    def page_begins(self, anchor: str) -> str:
        """Look it up."""
        return self.breaks.get(anchor, "")

    def page_begins_in(self, paragraph: str) -> bool:
        """Look it up."""
        return paragraph in self.begun

    def picture(self, path: str) -> str:
        """Pictures are flattened into one folder, drawings become rasters."""
        return f"pictures/{picture_name(path)}"


_SENTENCE = re.compile(r"-\d+$")


def _begun(breaks: Mapping[str, str]) -> frozenset[str]:
    """Return the anchors at which pages begin, and those of the paragraphs in which they do."""
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
    # Two paths may differ in case, ending or a slash only; the hash keeps them apart.
    mark = hashlib.sha256(path.encode()).hexdigest()[:6]
    return f"{stem}-{mark}" + (".png" if pure.suffix == ".svg" else pure.suffix)
