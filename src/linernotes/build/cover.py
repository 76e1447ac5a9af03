"""The cover of an edition's e-book: a drawing of the author's, or the title set by a template."""

from __future__ import annotations

from linernotes.build.context import Pressroom
from linernotes.html.covers import set_cover
from linernotes.html.templates import Templates
from linernotes.model.book import Book, Edition
from linernotes.raster.engravers import Order

WIDTH = 1600
"""Pixels; the cover is 1600 × 2560, as shops ask."""


def begin_cover(room: Pressroom, edition: Edition) -> None:
    """Let the cover be drawn, which takes longest of all that an e-book needs; nothing but the book as it was read is needed."""
    if ordered := order_cover(room, room.book, edition, room.templates.for_variant(edition.variant)):
        room.pixels({edition.name: ordered})


def order_cover(room: Pressroom, book: Book, edition: Edition, templates: Templates) -> Order | None:
    """Return the order for an edition's cover; None if it need not be drawn, since it is a raster of the author's."""
    own = book.picture(book.metadata.cover)
    if own and own.media_type != "image/svg+xml":
        return None
    svg = own.content if own else set_cover(book, edition, templates)
    return order(room, svg, WIDTH, jpeg=True)


def order(room: Pressroom, svg: bytes, width: int, *, jpeg: bool = False) -> Order:
    """Return the order for a drawing of that width in pixels, with the fonts if it has letters."""
    return Order(svg, width, tuple(font.file for font in room.fonts) if b"<text" in svg else (), jpeg)
