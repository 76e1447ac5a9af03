"""The census of an e-book: counts of what its finished documents hold, from which its accessibility metadata follow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from linernotes.epub.reader import SVG, XHTML, Package, accessible_name, classes_of, elements_by_id, text_of

_MEDIA = tuple(f"{XHTML}{name}" for name in ("audio", "video", "script", "object", "iframe", "embed", "canvas")) + tuple(
    f"{SVG}{name}" for name in ("animate", "animateMotion", "animateTransform", "set", "script")
)
_FIXED_STYLE = re.compile(
    r"font(?:-size)?\s*:[^;}]*\d(?:px|pt|pc|mm|cm|in)\b|!\s*important|[{;\s](?:background(?:-color)?|color)\s*:(?!\s*inherit)"
)
"""Declarations that override the text size or colours which a reader has chosen."""
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Census:
    """The counts of an e-book's content.

    Attributes:
        documents: documents in the spine.
        pictures: pictures and drawings, without the cover and decoration.
        alternatives: pictures with an alternative text.
        descriptions: pictures with a long description next to them.
        tables: tables.
        accessible_tables: tables with a caption and header cells that have a scope.
        questions: questions.
        answered: questions with a link to their answer.
        contents_entries: entries of the table of contents.
        page_marks: entries of the page list.
        has_roles: whether any element has an ARIA role.
        adaptable: whether style sheets leave text size and colours to the reader.
        has_media: whether the book has sound, motion or scripts.
    """

    documents: int = 0
    pictures: int = 0
    alternatives: int = 0
    descriptions: int = 0
    tables: int = 0
    accessible_tables: int = 0
    questions: int = 0
    answered: int = 0
    contents_entries: int = 0
    page_marks: int = 0
    has_roles: bool = False
    adaptable: bool = True
    has_media: bool = False


def take_census(package: Package) -> Census:
    """Count the content of an e-book."""
    pictures = [picture for root in package.roots.values() for picture in _pictures(root)]
    elements = [element for root in package.roots.values() for element in root.iter()]
    tables = [element for element in elements if element.tag == f"{XHTML}table"]
    questions = [element for element in elements if "question" in classes_of(element)]
    sheets = [_COMMENT.sub("", sheet) for sheet in package.sheets().values()]
    return Census(
        documents=len(package.roots),
        pictures=len(pictures),
        alternatives=sum(bool(alternative) for alternative, _ in pictures),
        descriptions=sum(described for _, described in pictures),
        tables=len(tables),
        accessible_tables=sum(is_accessible_table(table) for table in tables),
        questions=len(questions),
        answered=sum(links_to_answer(question) for question in questions),
        contents_entries=sum(1 for _, nav in package.navs("toc") for _ in nav.iter(f"{XHTML}a")),
        page_marks=sum(1 for _, nav in package.navs("page-list") for _ in nav.iter(f"{XHTML}a")),
        has_roles=any(element.get("role") for element in elements),
        adaptable=not any(_FIXED_STYLE.search(sheet) for sheet in sheets),
        has_media=any(element.tag in _MEDIA for element in elements) or any("animation" in sheet for sheet in sheets),
    )


def alternative_of(picture: Element, by_id: dict[str, Element]) -> str:
    """Return the alternative text of a picture or a drawing, empty if it has none."""
    return accessible_name(picture, by_id) or picture.get("alt", "").strip()


def is_decoration(picture: Element) -> bool:
    """Return whether a picture is marked as decoration."""
    return picture.get("aria-hidden") == "true" or picture.get("role") in ("presentation", "none")


def is_accessible_table(table: Element) -> bool:
    """Return whether a table has a caption, and header cells that all have a scope."""
    caption = table.find(f"{XHTML}caption")
    headers = list(table.iter(f"{XHTML}th"))
    return caption is not None and bool(text_of(caption)) and bool(headers) and all(header.get("scope") for header in headers)


def links_to_answer(question: Element) -> bool:
    """Return whether a question has a link to its answer."""
    return any("to-answer" in classes_of(inner) for inner in question.iter())


def _pictures(root: Element) -> Iterator[tuple[str, bool]]:
    """Yield the alternative text of each picture, and whether a long description stands next to it."""
    by_id = elements_by_id(root)
    for picture in root.iter():
        if picture.tag not in (f"{XHTML}img", f"{SVG}svg") or picture.get("role") == "doc-cover" or is_decoration(picture):
            continue
        described = any(picture.get(attribute, "") in by_id for attribute in ("aria-describedby", "aria-details"))
        yield alternative_of(picture, by_id), described
