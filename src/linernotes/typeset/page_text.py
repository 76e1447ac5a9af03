"""The text of typeset pages, as a PDF viewer finds it."""

from __future__ import annotations

from collections.abc import Sequence

import pypdfium2

from linernotes.typeset.gathering import PageText

_BEYOND = 1e5
"""Points outside every edge of a page: text there is read too, because another paper may show it."""


def read_pages(pdf: bytes, blocks: Sequence[tuple[float, float]]) -> tuple[PageText, ...]:
    """Return the text of every page of a PDF file; fonts need not be embedded, but they need Unicode maps.

    Args:
        pdf: the file.
        blocks: for each page, the lower and upper edge of its text block, in points above the lower edge of the page.
    """
    with pypdfium2.PdfDocument(pdf) as document:
        texts = (page.get_textpage() for page in document)
        return tuple(
            PageText(
                text.get_text_bounded(-_BEYOND, bottom, _BEYOND, top),
                text.get_text_bounded(-_BEYOND, top, _BEYOND, _BEYOND),
                text.get_text_bounded(-_BEYOND, -_BEYOND, _BEYOND, bottom),
            )
            for text, (bottom, top) in zip(texts, blocks, strict=True)
        )
