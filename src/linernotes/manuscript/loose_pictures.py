"""Pictures that stand alone in a paragraph, or in an ``<img>``: each becomes a figure."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from urllib.parse import unquote

from markdown_it.tree import SyntaxTreeNode

from linernotes.manuscript.attributes import Attributes, percentage
from linernotes.manuscript.extensions import RawAttributes, parse_attributes
from linernotes.manuscript.html import HtmlPicture
from linernotes.manuscript.inlines import read_inline_text
from linernotes.manuscript.source import SourceFile
from linernotes.model.document import Figure
from linernotes.model.findings import Code, Place
from linernotes.model.walking import plain_text

_WEB = re.compile(r"(?:[a-z]+:)?//", re.IGNORECASE)

PICTURE: Mapping[str, str] = {
    "width": "a part of the width of the text, such as `60%`; a picture that opens a section then stays within the text",
    "credit": "who made the picture, and its licence: a line below the caption and in the list of figures",
}
"""The attributes of a picture, behind it or at its fence."""

_WITHOUT_FIGURES = frozenset(("retelling", "extract", "verse", "dialogue", "figure", "table", "note", "margin-note", "look-for"))
"""Fences that cannot contain a figure."""


def only_image(node: SyntaxTreeNode) -> SyntaxTreeNode | None:
    """Return the picture in a paragraph that consists of nothing but it."""
    children = node.children[0].children if node.type == "paragraph" and node.children else []
    return children[0] if len(children) == 1 and children[0].type == "image" else None


def loose_image(node: SyntaxTreeNode, within: Iterable[str]) -> HtmlPicture | None:
    """Return the picture in a paragraph that consists of nothing but it; None if an open fence has no room for figures."""
    image = only_image(node)
    if image is None or not _WITHOUT_FIGURES.isdisjoint(within):
        return None
    return HtmlPicture(str(image.attrs.get("src", "")), image.content, str(image.attrs.get("title", "")))


def picture_path(source: SourceFile, place: Place, address: str) -> str:
    """Return the path in the address of a picture; report an address of the web."""
    if _WEB.match(address):
        message, hint = (
            f"the picture '{address}' is on the web",
            "save it in manuscript/art/ and write that path: ![…](art/name.png)",
        )
        source.report(Code.PICTURE_MISSING, place, message, hint)
    return posixpath.normpath(unquote(address)).lstrip("/")


def picture_figure(source: SourceFile, place: Place, picture: HtmlPicture) -> Figure:
    """Return the figure of a picture without a fence. Its caption is its title or, without one, its alternative text."""
    alternative = read_inline_text(picture.alternative, source, place.line)
    caption = read_inline_text(picture.title, source, place.line) or alternative
    if not plain_text(alternative).strip():
        hint = "write between ![ and ] in one sentence what a reader who cannot see it must know"
        source.report(Code.FIGURE_INCOMPLETE, place, "this picture has no alternative text", hint)
    return Figure("", picture_path(source, place, picture.address), plain_text(alternative), caption, place=place)


def attributes_of(source: SourceFile, place: Place, image: SyntaxTreeNode) -> Attributes:
    """Return the attributes behind a picture: ``![…](art/name.png){#an-id width=60%}``."""
    raw = parse_attributes(*image.meta["attributes"]) if "attributes" in image.meta else RawAttributes()
    return Attributes(source, place.line, "picture", raw, {"id": "its name in links", **PICTURE})


def with_attributes(figure: Figure, attributes: Attributes) -> Figure:
    """Return a figure with the width and the credit that these attributes give it."""
    width = attributes.take("width", percentage, figure.width)
    credit = read_inline_text(attributes.take("credit", str, ""), attributes.source, attributes.line)
    return replace(figure, width=width, credit=credit or figure.credit)
