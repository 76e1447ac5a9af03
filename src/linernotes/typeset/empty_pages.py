"""Typeset pages → misfits: pages on which there is little, although the section goes on, and last pages with hardly anything."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from weasyprint.formatting_structure import boxes

from linernotes.typeset.gathering import Misfit
from linernotes.typeset.inspection import first_words

_FILLED = 0.5
"""The part of the height of a page's text block that its content reaches at least, if the section goes on."""

_FILLED_LAST = 0.15
"""The same for the last page of a section."""

_HINT = "shorten the section by these lines, or write more of it; if a picture follows, make it lower"
_HINT_AFTER = (
    "the next block does not fit below: move text between them, or make the block lower, for a picture with width=60% behind it"
)


def find_empty_pages(document: Any, *, arranged: bool) -> tuple[Misfit, ...]:
    """Return a misfit for each page with little on it.

    A document of one page may be short, and so may a page that the author ends or begins, and a page of a worksheet.

    Args:
        document: a document that WeasyPrint has laid out.
        arranged: whether the author decides where its pages break; otherwise only nearly empty pages are misfits.
    """
    pages = [page._page_box for page in document.pages]
    return tuple(_misfits(pages, arranged=arranged)) if len(pages) > 1 else ()


def _misfits(pages: list[Any], *, arranged: bool) -> Iterator[Misfit]:
    wished = [_ends_by_wish(*pair) for pair in pairwise(pages)]
    for number, page in enumerate(pages):
        goes_on = number + 1 < len(pages)
        usual = arranged and not any("worksheet" in classes for classes in _edge(page, 0))
        least = _FILLED if goes_on and usual else _FILLED_LAST
        filled = filled_part(page)
        if filled >= least or wished[number if goes_on else number - 1]:
            continue
        words = " ".join(first_words(child) for child in page.children if not isinstance(child, boxes.MarginBox)).strip()
        if filled < _FILLED_LAST:
            yield Misfit(number, words, "what begins so is nearly alone on its page", _HINT)
        else:
            yield Misfit(number, words, f"the page that begins so is only {filled:.0%} full", _HINT_AFTER)


def filled_part(page: Any) -> float:
    """Return the part of the height of a page's text block that its content reaches, from 0 to 1."""
    content = [box for child in page.children if not isinstance(child, boxes.MarginBox) for box in _visible(child)]
    bottom = max((box.position_y + box.margin_height() for box in content), default=page.content_box_y())
    return float((bottom - page.content_box_y()) / page.height)


def _ends_by_wish(page: Any, following: Any) -> bool:
    """Return whether the author ends a page."""
    return any("page-break" in classes for classes in _edge(page, -1)) or any("new-page" in each for each in _edge(following, 0))


def _edge(box: Any, index: int) -> Iterator[list[str]]:
    """Yield the classes of the first (0) or last (-1) block of a page, and of the blocks around it."""
    while True:
        flow = [
            each
            for each in getattr(box, "children", ())
            if isinstance(each, boxes.BlockLevelBox) and not isinstance(each, boxes.MarginBox) and each.is_in_normal_flow()
        ]
        if not flow:
            return
        box = flow[index]
        yield box.element.get("class", "").split() if box.element is not None else []


def _visible(box: Any) -> Iterator[Any]:
    """Yield the lines, the pictures and the framed boxes within a box."""
    for each in box.descendants():
        inner = getattr(each, "_box", each)  # in place of a positioned box, the flow has a placeholder of it
        framed = any(inner.style[f"border_{side}_width"] for side in ("top", "bottom"))
        if framed or isinstance(inner, boxes.LineBox | boxes.ReplacedBox):
            yield inner
