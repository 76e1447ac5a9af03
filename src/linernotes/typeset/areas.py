"""Typeset pages → the areas of the elements that have an id, so that a place on a page leads to the author's text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes

from linernotes.typeset.gathering import Area

_PT = 0.75
"""Points in a CSS pixel."""


def find_areas(document: Any) -> tuple[Area, ...]:
    """Return the areas of a document that WeasyPrint has laid out. An element on several lines or pages has one on each of them."""
    found = (area for number, page in enumerate(document.pages) for area in _areas(page._page_box, number))
    return tuple(dict.fromkeys(found))


def _areas(box: Any, page: int) -> Iterator[Area]:
    box = getattr(box, "_box", box)  # in place of a positioned box, the flow has a placeholder of it
    if isinstance(box, boxes.MarginBox):
        return
    element = box.element
    anchor = element.get("id") if element is not None and box.element_tag == element.tag else None
    if anchor and not isinstance(box, (boxes.TextBox, boxes.LineBox)):
        left, top, width, height = box.hit_area()
        if width > 0 and height > 0:
            corners = (round(each * _PT, 1) for each in (left, top, left + width, top + height))
            yield Area(anchor, page, *corners)
    if isinstance(box, boxes.ParentBox):
        for child in box.children:
            yield from _areas(child, page)
