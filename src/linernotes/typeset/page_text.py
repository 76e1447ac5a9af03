"""The text of typeset pages, as a PDF viewer finds it."""

from __future__ import annotations

import pypdfium2

from linernotes.model.papers import TEXT_BLOCK
from linernotes.typeset.gathering import PageText

_BEYOND = 1e5
"""Points outside every edge of a page: text there is read too, because another paper may show it."""


def read_pages(pdf: bytes) -> tuple[PageText, ...]:
    """Return the text of every page of a PDF file; fonts need not be embedded, but they need Unicode maps."""
    _, bottom, _, _ = TEXT_BLOCK.points()
    with pypdfium2.PdfDocument(pdf) as document:
        texts = (page.get_textpage() for page in document)
        return tuple(PageText(text.get_text_range(), text.get_text_bounded(-_BEYOND, bottom, _BEYOND, _BEYOND)) for text in texts)
