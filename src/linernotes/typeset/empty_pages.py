"""Typeset pages → misfits: pages on which there is hardly anything."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes

from linernotes.typeset.gathering import Misfit
from linernotes.typeset.inspection import first_words

_FILLED = 0.15
"""The part of the height of a page's text block that its content reaches at least."""

_HINT = "shorten the section by these lines, or write more of it; if a picture follows, make it lower"


def find_empty_pages(document: Any) -> tuple[Misfit, ...]:
    """Return a misfit for each nearly empty page of a document that WeasyPrint has laid out. A document of one page may be short."""
    pages = [page._page_box for page in document.pages]
    return tuple(_misfits(pages)) if len(pages) > 1 else ()


def _misfits(pages: list[Any]) -> Iterator[Misfit]:
    for number, page in enumerate(pages):
        content = [box for child in page.children if not isinstance(child, boxes.MarginBox) for box in _visible(child)]
        bottom = max((box.position_y + box.margin_height() for box in content), default=page.content_box_y())
        if bottom - page.content_box_y() < _FILLED * page.height:
            words = " ".join(first_words(child) for child in page.children if not isinstance(child, boxes.MarginBox))
            yield Misfit(number, words.strip(), "what begins so is nearly alone on its page", _HINT)


def _visible(box: Any) -> Iterator[Any]:
    """Yield the lines, the pictures and the framed boxes within a box."""
    for each in box.descendants():
        inner = getattr(each, "_box", each)  # in place of a positioned box, the flow has a placeholder of it
        framed = any(inner.style[f"border_{side}_width"] for side in ("top", "bottom"))
        if framed or isinstance(inner, boxes.LineBox | boxes.ReplacedBox):
            yield inner
