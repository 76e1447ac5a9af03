"""A gathering: one section, typeset once, with all that binding it needs; and its form on disk."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the outline: level 1 is a section; the page counts from 0, the spot is in points from the lower left."""

    level: int
    title: str
    page: int
    left: float
    top: float


@dataclass(frozen=True, slots=True)
class FontUse:
    """What a gathering uses of a face: the widths of its glyphs in thousandths, and the text that each glyph stands for."""

    face: str
    widths: Mapping[str, float]
    text: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Blank:
    """A page number that is to be filled in.

    Attributes:
        page: where it stands, the first page being 0.
        number: the figures that it was set in, which say what belongs there.
        spots: where the codes of its glyphs stand in the content, in bytes.
        nought: the glyph of the figure 0; those of the others follow it.
        group: the resource names of the groups that it is drawn in, the outer one first; empty: it stands in the page's own content.
    """

    page: int
    number: str
    spots: tuple[int, ...]
    nought: int
    group: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gathering:
    """Typeset pages.

    Attributes:
        content: a PDF file whose font files are left out; the binder puts one copy of each face in.
        pages: how many pages it has.
        anchors: the page on which each anchor first falls, the first page being 0.
        bookmarks: its part of the outline, in order.
        fonts: by resource name, what it uses of each face.
        blanks: the page numbers that it names.
        complaints: what the typesetter passed over.
    """

    content: bytes
    pages: int
    anchors: Mapping[str, int]
    bookmarks: tuple[Bookmark, ...]
    fonts: Mapping[str, FontUse]
    blanks: tuple[Blank, ...] = ()
    complaints: tuple[str, ...] = ()

    def packed(self) -> bytes:
        """Return the gathering as bytes for the shelf: a line of JSON, then the PDF."""
        head = {
            "pages": self.pages,
            "anchors": dict(self.anchors),
            "bookmarks": [asdict(bookmark) for bookmark in self.bookmarks],
            "fonts": {name: asdict(use) for name, use in self.fonts.items()},
            "blanks": [(blank.page, blank.number, blank.spots, blank.nought, blank.group) for blank in self.blanks],
            "complaints": self.complaints,
        }
        return json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode() + b"\n" + self.content


def unpack(packed: bytes) -> Gathering:
    """Return the gathering of what ``packed`` gave."""
    head, _, content = packed.partition(b"\n")
    told = json.loads(head)
    return Gathering(
        content,
        told["pages"],
        told["anchors"],
        tuple(Bookmark(**bookmark) for bookmark in told["bookmarks"]),
        {name: FontUse(**use) for name, use in told["fonts"].items()},
        tuple(Blank(page, number, tuple(spots), nought, tuple(group)) for page, number, spots, nought, group in told["blanks"]),
        tuple(told["complaints"]),
    )
