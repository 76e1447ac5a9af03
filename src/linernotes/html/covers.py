"""The cover of a book without a cover picture: its title, as an SVG drawing."""

from __future__ import annotations

import textwrap
from base64 import b64encode

from linernotes.html.templates import Templates, values_of
from linernotes.model.book import Book, Edition


def set_cover(book: Book, edition: Edition, templates: Templates) -> bytes:
    """Return an SVG of an edition's title, over the backdrop if there is one."""
    metadata = book.metadata
    backdrop = book.picture(metadata.backdrop)
    # Over a backdrop, the letters are as large as the longest word allows.
    breadth = max(map(len, metadata.title.split())) if backdrop else 12
    lines = textwrap.wrap(metadata.title, breadth, break_long_words=False)
    # The letters of Liner Punk are about half as wide as high; the longest line fills the cover between its margins,
    # and all lines end above the subtitle.
    size = min(420, int(1400 / (0.5 * max(len(line) for line in lines))), 1560 // len(lines))
    title = [line.upper() for line in lines]
    ground = f"data:{backdrop.media_type};base64,{b64encode(backdrop.content).decode()}" if backdrop else ""
    subtitle = textwrap.wrap(metadata.subtitle, 44)
    values = {"title": title, "subtitle": subtitle, "size": size, "ground": ground}
    return templates.fill("epub/cover.svg.j2", **values_of(book, edition, "epub"), **values).encode()
