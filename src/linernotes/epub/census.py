"""What is in an e-book, counted in its finished documents; what the file says of itself rests on nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from linernotes.epub.reader import SVG, XHTML, Package, anchors_of, name_of, words_of

_MOVING = tuple(f"{XHTML}{name}" for name in ("audio", "video", "script", "object", "iframe", "embed", "canvas")) + tuple(
    f"{SVG}{name}" for name in ("animate", "animateMotion", "animateTransform", "set", "script")
)
_FIXED = re.compile(
    r"font(?:-size)?\s*:[^;}]*\d(?:px|pt|pc|mm|cm|in)\b|!\s*important|[{;\s](?:background(?:-color)?|color)\s*:(?!\s*inherit)"
)
"""What a reader's own size and colours cannot get past."""


@dataclass(frozen=True, slots=True)
class Census:
    """What is in an e-book.

    Attributes:
        documents: documents in the order of reading.
        pictures: pictures and diagrams with something to see, without the cover.
        told: those of them with an alternative text.
        described: those with a description at length beside it.
        tables: tables; ``heard`` have a caption and marked heads.
        questions: questions; ``answered`` have a link to their answer.
        entries: entries of the contents.
        pages: page marks that the list of pages names.
        roles: whether elements say by role what they are.
        adaptable: whether size and colours of the text are left to the reader.
        moving: whether anything sounds, moves or runs.
    """

    documents: int = 0
    pictures: int = 0
    told: int = 0
    described: int = 0
    tables: int = 0
    heard: int = 0
    questions: int = 0
    answered: int = 0
    entries: int = 0
    pages: int = 0
    roles: bool = False
    adaptable: bool = True
    moving: bool = False


def take_census(package: Package) -> Census:
    """Count what is in an e-book.

    Raises:
        ProofError: if a document is no XML.
    """
    pictures = [picture for root in package.roots.values() for picture in _pictures(root)]
    elements = [element for root in package.roots.values() for element in root.iter()]
    tables = [element for element in elements if element.tag == f"{XHTML}table"]
    questions = [element for element in elements if "question" in element.get("class", "").split()]
    sheets = package.sheets.values()
    return Census(
        len(package.roots),
        len(pictures),
        sum(bool(told) for told, _ in pictures),
        sum(described for _, described in pictures),
        len(tables),
        sum(is_heard(table) for table in tables),
        len(questions),
        sum(any("to-answer" in inner.get("class", "").split() for inner in question.iter()) for question in questions),
        sum(1 for _, nav in package.navs("toc") for _ in nav.iter(f"{XHTML}a")),
        sum(1 for _, nav in package.navs("page-list") for _ in nav.iter(f"{XHTML}a")),
        any(element.get("role") for element in elements),
        not any(_FIXED.search(re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)) for sheet in sheets),
        any(element.tag in _MOVING for element in elements) or any("animation" in sheet for sheet in sheets),
    )


def alternative_of(picture: Element, anchors: dict[str, Element]) -> str:
    """Return the alternative text of a picture or a drawing."""
    return name_of(picture, anchors) or picture.get("alt", "").strip()


def is_decoration(picture: Element) -> bool:
    """Return whether a picture says that it is nothing but decoration."""
    return picture.get("aria-hidden") == "true" or picture.get("role") in ("presentation", "none")


def is_heard(table: Element) -> bool:
    """Return whether a table can be followed by ear: it has a caption, and heads that say what they head."""
    caption = table.find(f"{XHTML}caption")
    heads = list(table.iter(f"{XHTML}th"))
    return caption is not None and bool(words_of(caption)) and bool(heads) and all(head.get("scope") for head in heads)


def _pictures(root: Element) -> list[tuple[str, bool]]:
    """Return the alternative text of every picture that is to be seen, and whether a description stands beside it."""
    anchors = anchors_of(root)
    shown = [
        picture
        for picture in root.iter()
        if picture.tag in (f"{XHTML}img", f"{SVG}svg") and picture.get("role") != "doc-cover" and not is_decoration(picture)
    ]
    named = ("aria-describedby", "aria-details")
    return [
        (alternative_of(picture, anchors), any(picture.get(attribute, "") in anchors for attribute in named)) for picture in shown
    ]
