"""The cover of a book without a cover picture: its title, as an SVG drawing."""

from __future__ import annotations

import textwrap
from base64 import b64encode

from linernotes.html.templates import Templates, values_of
from linernotes.html.titles import cover_lines
from linernotes.model.book import Book, Edition

_SUBTITLE = 44
"""Characters on a line of the subtitle."""


def set_cover(book: Book, edition: Edition, templates: Templates) -> bytes:
    """Return an SVG of an edition's title, over the backdrop if there is one."""
    metadata = book.metadata
    backdrop = book.picture(metadata.backdrop)
    title, size = cover_lines(metadata.title, templates.theme.spaces["cover"], drawn=bool(backdrop))
    ground = f"data:{backdrop.media_type};base64,{b64encode(backdrop.content).decode()}" if backdrop else ""
    values = {"title": title, "subtitle": textwrap.wrap(metadata.subtitle, _SUBTITLE), "size": size, "ground": ground}
    return templates.fill("epub/cover.svg.j2", **values_of(book, edition, "epub"), **values).encode()
