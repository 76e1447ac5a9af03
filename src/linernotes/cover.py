"""The cover of an edition's e-book: a drawing of the author's, or the title set by a template."""

from __future__ import annotations

import textwrap
from base64 import b64encode

from linernotes.html.medium import Reflowable
from linernotes.html.pages import Pages
from linernotes.html.templates import Templates
from linernotes.model.book import Book, Edition
from linernotes.pressroom import Pressroom
from linernotes.writers.engravers import Order

WIDTH = 1600
"""Pixels; the cover is 1600 × 2560, as shops ask."""


def begin_cover(room: Pressroom, edition: Edition) -> None:
    """Let the cover be drawn, which takes longest of all that an e-book needs; nothing but the book as it was read is needed."""
    if ordered := order_cover(room, room.book, edition, room.templates.dressed(edition.dress)):
        room.pixels({edition.name: ordered})


def order_cover(room: Pressroom, book: Book, edition: Edition, templates: Templates) -> Order | None:
    """Return the order for an edition's cover; None if it need not be drawn, since it is a raster of the author's."""
    own = book.picture(book.metadata.cover)
    if own and own.media_type != "image/svg+xml":
        return None
    svg = own.content if own else _set(Pages(book, edition, Reflowable(), templates))
    return order(room, svg, WIDTH, jpeg=True)


def order(room: Pressroom, svg: bytes, width: int, *, jpeg: bool = False) -> Order:
    """Return the order for a drawing of that width in pixels, with the faces if it has letters."""
    return Order(svg, width, tuple(face.file for face in room.faces) if b"<text" in svg else (), jpeg)


def _set(pages: Pages) -> bytes:
    """Return the title set by the template, over the backdrop if there is one."""
    metadata = pages.book.metadata
    backdrop = pages.book.picture(metadata.backdrop)
    # Above a drawing letters may be as large as the longest word lets them.
    breadth = max(map(len, metadata.title.split())) if backdrop else 12
    lines = textwrap.wrap(metadata.title, breadth, break_long_words=False)
    # Liner Punk is about half as wide as high; the longest line shall fill the cover but for its margins.
    size = min(420, int(1400 / (0.5 * max(len(line) for line in lines))))
    title = [line.upper() for line in lines]
    ground = f"data:{backdrop.media_type};base64,{b64encode(backdrop.content).decode()}" if backdrop else ""
    subtitle = textwrap.wrap(metadata.subtitle, 44)
    return pages.draw("cover.svg.j2", title=title, subtitle=subtitle, size=size, ground=ground).encode()
