"""Gatherings: the typeset pages of one section, with everything that binding needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the outline.

    Attributes:
        level: 1 for a section.
        page: counted from 0.
        left: distance from the left edge of the page, in points.
        top: distance from the lower edge of the page, in points.
    """

    level: int
    title: str
    page: int
    left: float
    top: float


@dataclass(frozen=True, slots=True)
class FontUse:
    """The glyphs of a font that a gathering uses.

    Attributes:
        font: the SHA-256 of the font file.
        widths: by glyph, in thousandths of an em.
        text: by glyph, the text that it stands for.
    """

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


class Misfit(NamedTuple):
    """Something on a page that is not where a reader expects it.

    Attributes:
        page: counted from 0.
        words: the words concerned, or the path of a picture.
        problem: a clause about them.
        hint: what the author can do.
    """

    page: int
    words: str
    problem: str
    hint: str


class Area(NamedTuple):
    """The rectangle of an element on a page.

    Attributes:
        anchor: the id of the element.
        page: counted from 0.
        left: in points from the upper left corner of the typeset page, like the other three.
    """

    anchor: str
    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class PageText:
    """The text of one page.

    Attributes:
        block: the text block, which continues on the next page.
        head: the running head, and everything above the text block.
        foot: the running foot, and everything below the text block.
    """

    block: str
    head: str
    foot: str


@dataclass(frozen=True, slots=True)
class Gathering:
    """The typeset pages of a section.

    Attributes:
        content: a PDF without font files; the binder adds one copy of each font.
        pages: the number of pages.
        anchors: by anchor, the page on which it begins, counted from 0.
        bookmarks: the section's part of the outline, in order.
        fonts: by resource name, the glyphs that are used.
        placeholders: the page numbers to be filled in.
        complaints: warnings of the typesetter.
        texts: the text of each page.
        strings: every text that is not page content, with its key in the PDF, such as Alt.
        misfits: text, tables and pictures that are not where a reader expects them.
        areas: the areas of the elements with an id, in the order of the pages; those of inner elements come after the outer ones.
    """

    content: bytes
    pages: int
    anchors: Mapping[str, int]
    bookmarks: tuple[Bookmark, ...]
    fonts: Mapping[str, FontUse]
    placeholders: tuple[Placeholder, ...] = ()
    complaints: tuple[str, ...] = ()
    texts: tuple[PageText, ...] = ()
    strings: tuple[tuple[str, str], ...] = ()
    misfits: tuple[Misfit, ...] = ()
    areas: tuple[Area, ...] = ()


class FolioOverlay(NamedTuple):
    """A page with nothing but a folio placeholder, to be laid over the pages of a book."""

    gathering: Gathering
    page: int
