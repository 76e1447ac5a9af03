"""The only questions on which the two media differ."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Protocol

from linernotes.model.book import Section
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
    def rooms(self) -> bool:
        """Whether there is room to write."""

    @property
    def answers_linked(self) -> bool:
        """Whether a question links to its answer; printed student pages are the same in every edition."""

    @property
    def descriptions_shown(self) -> bool:
        """Whether a long description stands below its figure; else it is part of the alternative text."""

    def address(self, target: Target) -> str:
        """Return the href that leads to a target."""

    def picture(self, path: str) -> str:
        """Return the src of a picture below the manuscript folder."""


@dataclass(frozen=True, slots=True)
class Paged:
    """One document on numbered pages; read by the typesetter through its virtual origin."""

    name: str = "print"
    notes_travel: bool = True
    epub_types: bool = False
    has_nav: bool = False
    rooms: bool = True
    answers_linked: bool = False
    descriptions_shown: bool = False

    def address(self, target: Target) -> str:
        """Every anchor is in the one document."""
        return f"#{target.anchor or target.slug}"

    def picture(self, path: str) -> str:
        """Pictures lie under ``manuscript/`` of the virtual origin."""
        return f"/manuscript/{path}"


@dataclass(frozen=True, slots=True)
class Reflowable:
    """One file per section, beside each other; pictures in a folder below."""

    name: str = "epub"
    notes_travel: bool = False
    epub_types: bool = True
    has_nav: bool = True
    rooms: bool = False
    answers_linked: bool = True
    descriptions_shown: bool = True

    def address(self, target: Target) -> str:
        """Name the section's file, and the anchor in it."""
        return f"{target.slug}.xhtml" + (f"#{target.anchor}" if target.anchor else "")

    def picture(self, path: str) -> str:
        """Pictures are flattened into one folder, drawings become rasters."""
        return f"pictures/{picture_name(path)}"


def file_name(section: Section) -> str:
    """Return the name of a section's file in reflowable media."""
    return f"{section.slug}.xhtml"


def picture_name(path: str) -> str:
    """Return the file name of a picture in reflowable media: ASCII, unique for its path, a drawing as PNG."""
    pure = PurePosixPath(path.lower())
    stem = "".join(c if c.isascii() and c.isalnum() else "-" for c in pure.with_suffix("").as_posix())
    return stem + (".png" if pure.suffix == ".svg" else pure.suffix)
