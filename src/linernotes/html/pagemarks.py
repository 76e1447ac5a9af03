"""Marks where the pages of the printed standard edition begin, in e-books and large print."""

from __future__ import annotations

from markupsafe import Markup

from linernotes.editing.references import page_anchor
from linernotes.html.elements import element
from linernotes.html.medium import Medium
from linernotes.model.wording import Wording


def page_break(anchor: str, medium: Medium, words: Wording) -> Markup:
    """Return the mark of the printed page that begins here, if one does (EPUB Accessibility 1.1, 3.2)."""
    folio = medium.page_starting_at(anchor)
    if not folio:
        return Markup("")
    if medium.epub_types:
        label = f" {words.page_by_ear} {folio}. "
        return element("span", "", epub__type="pagebreak", role="doc-pagebreak", id=page_anchor(folio), aria_label=label)
    named = element("span", f"{words.page}\N{NO-BREAK SPACE}{folio}", class_="page-mark-folio")
    return element("span", named, class_="page-mark") + " "


def page_start(anchor: str, medium: Medium, words: Wording) -> Markup:
    """Return the page mark in front of a block: on paper a paragraph of its own, because the words of a heading are also in the outline."""
    mark = page_break(anchor, medium, words)
    return element("p", mark, class_="page-start") if mark and not medium.epub_types else mark
