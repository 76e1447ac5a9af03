"""Marks of the printed pages that begin in a text whose own pages, if it has any, break elsewhere."""

from __future__ import annotations

from markupsafe import Markup

from linernotes.editing.references import page_anchor
from linernotes.html.elements import element
from linernotes.html.medium import Medium
from linernotes.model.wording import Wording


def page_break(anchor: str, medium: Medium, words: Wording) -> Markup:
    """Return the mark of the printed page that begins here, if one does (EPUB Accessibility 1.1, 3.2)."""
    folio = medium.page_begins(anchor)
    if not folio:
        return Markup("")
    if medium.epub_types:
        label = f" {words.page_by_ear} {folio}. "
        return element("span", "", epub__type="pagebreak", role="doc-pagebreak", id=page_anchor(folio), aria_label=label)
    named = element("span", f"{words.page}\N{NO-BREAK SPACE}{folio}", class_="page-mark-folio")
    return element("span", named, class_="page-mark") + " "


def page_start(anchor: str, medium: Medium, words: Wording) -> Markup:
    """Return such a mark where a block begins: on paper a block of its own, since a heading is read out in outlines, too."""
    mark = page_break(anchor, medium, words)
    return element("p", mark, class_="page-start") if mark and not medium.epub_types else mark
