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

_LINES = 3
"""The lines of text that a page has below its headings at least: a sentence has one or two."""

_HEADS = ("h1", "h2", "h3", "h4", "h5", "h6")
_MADE = ("title-page", "imprint", "contents", "cover-page")
"""The classes of pages that are made from book.toml, and are as long as they are."""

_HINT = "shorten the section by these lines, or write more of it; if a picture follows, make it lower"
_HINT_AFTER = (
    "the next block does not fit below: move text between them, or make the block lower, for a picture with width=60% behind it"
)
_HINT_SECTION = "write the section, or let the next one begin on this page: write break=none into the braces of its title"


def find_empty_pages(document: Any, *, arranged: bool) -> tuple[Misfit, ...]:
    """Return a misfit for each page with little on it.

    A section of one page may be short, and so may a page that the author ends or begins, a page of a worksheet, and the page before
    a drawing that fills the next one; but there must be more than a heading on it.

    Args:
        document: a document that WeasyPrint has laid out.
        arranged: whether the author decides where its pages break; otherwise only nearly empty pages are misfits.
    """
    pages = [page._page_box for page in document.pages]
    return tuple(_misfits(pages, arranged=arranged)) if len(pages) > 1 else tuple(_empty_section(pages[0]))


def _misfits(pages: list[Any], *, arranged: bool) -> Iterator[Misfit]:
    wished = [_ends_by_wish(*pair) for pair in pairwise(pages)]
    for number, page in enumerate(pages):
        goes_on = number + 1 < len(pages)
        usual = arranged and not any("worksheet" in classes for classes in _edge(page, 0))
        least = _FILLED if goes_on and usual else _FILLED_LAST
        filled, lines = filled_part(page), _lines_below_heads(page)
        if goes_on and lines == 0 and filled < _FILLED:
            yield Misfit(number, _words(page), "there is only a heading on this page", _HINT_AFTER)
        elif wished[number if goes_on else number - 1]:
            continue
        elif filled < _FILLED_LAST:
            yield Misfit(number, _words(page), "these words are nearly alone on their page", _HINT)
        elif filled < least:
            yield Misfit(number, _words(page), f"the page that begins so is only {filled:.0%} full", _HINT_AFTER)
        elif goes_on and lines < _LINES and filled < _FILLED and not _fills_a_page(pages[number + 1]):
            yield Misfit(number, _words(page), "there is little more than a heading on this page", _HINT_AFTER)


def _empty_section(page: Any) -> Iterator[Misfit]:
    """Yield a misfit for a section of one page with nothing but its title, unless it is made from book.toml."""
    made = any(name in classes for classes in _edge(page, 0) for name in _MADE)
    if not made and any(_heads(page)) and not _lines_below_heads(page):
        yield Misfit(0, _words(page), "there is only a heading on this page", _HINT_SECTION)


def _words(page: Any) -> str:
    """Return the first words of a page."""
    return " ".join(map(first_words, _content(page))).strip()


def _lines_below_heads(page: Any) -> int:
    """Return the number of lines, pictures and frames on a page that are not part of a heading or of the head of a section."""
    in_heads = {id(getattr(box, "_box", box)) for head in _heads(page) for box in head.descendants()}
    return sum(1 for child in _content(page) for box in _visible(child) if id(box) not in in_heads)


def _heads(page: Any) -> Iterator[Any]:
    """Yield the headings of a page, and the head of its section, which has labels too."""
    for box in (getattr(each, "_box", each) for child in _content(page) for each in child.descendants()):
        of_head = box.element is not None and (
            box.element_tag in _HEADS or "section-head" in box.element.get("class", "").split()
        )
        if of_head and isinstance(box, boxes.BlockBox):
            yield box


def _content(page: Any) -> list[Any]:
    """Return the boxes of a page without those in its margins."""
    return [child for child in page.children if not isinstance(child, boxes.MarginBox)]


def _fills_a_page(page: Any) -> bool:
    """Return whether a page begins with a drawing that needs all of it."""
    return any("fills-page" in classes for classes in _edge(page, 0))


def filled_part(page: Any) -> float:
    """Return the part of the height of a page's text block that its content reaches, from 0 to 1."""
    content = [box for child in _content(page) for box in _visible(child)]
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
