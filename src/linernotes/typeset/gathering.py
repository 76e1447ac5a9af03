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
    """The glyphs of a font that a gathering uses: the SHA-256 of the font file, widths in thousandths, text by glyph."""

    font: str
    widths: Mapping[str, float]
    text: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A page number to be filled in.

    Attributes:
        page: the page that it stands on, counted from 0.
        number: the placeholder number, for which the real digits are looked up.
        offsets: of the codes of its glyphs in the content stream, in bytes.
        zero_glyph: the glyph of the digit 0; those of 1 to 9 follow it.
        group: the resource names of the form XObjects that it is drawn in, outermost first; empty for the page's own content.
    """

    page: int
    number: str
    offsets: tuple[int, ...]
    zero_glyph: int
    group: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gathering:
    """Typeset pages.

    Attributes:
        content: a PDF file whose font files are left out; the binder puts one copy of each font in.
        pages: how many pages it has.
        anchors: the page on which each anchor first falls, the first page being 0.
        bookmarks: its part of the outline, in order.
        fonts: by resource name, what it uses of each font.
        placeholders: the page numbers that it names.
        complaints: what the typesetter passed over.
    """

    content: bytes
    pages: int
    anchors: Mapping[str, int]
    bookmarks: tuple[Bookmark, ...]
    fonts: Mapping[str, FontUse]
    placeholders: tuple[Placeholder, ...] = ()
    complaints: tuple[str, ...] = ()

    def packed(self) -> bytes:
        """Return the gathering as bytes for the shelf: a line of JSON, then the PDF."""
        head = {
            "pages": self.pages,
            "anchors": dict(self.anchors),
            "bookmarks": [asdict(bookmark) for bookmark in self.bookmarks],
            "fonts": {name: asdict(use) for name, use in self.fonts.items()},
            "placeholders": [(each.page, each.number, each.offsets, each.zero_glyph, each.group) for each in self.placeholders],
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
        tuple(
            Placeholder(page, number, tuple(offsets), zero_glyph, tuple(group))
            for page, number, offsets, zero_glyph, group in told["placeholders"]
        ),
        tuple(told["complaints"]),
    )
