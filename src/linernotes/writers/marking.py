"""The marked content of pages: which sequences belong to the tag tree and which are artifacts, and where words end.

Streams are still lists of operators here, each page's is gone through once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, cast

import pydyf

from linernotes.writers.structure import Mark

_ARTIFACTS: Mapping[str, Mapping[str, str]] = {
    "Layout": {"Type": "/Layout"},
    "Pagination": {"Type": "/Pagination"},
    "Header": {"Type": "/Pagination", "Subtype": "/Header"},
    "Footer": {"Type": "/Pagination", "Subtype": "/Footer"},
}
"""Property lists of artifacts by kind (ISO 32000-1, 14.8.2.2.2)."""

_NEAR = 400
"""Letters further on in its element that a line is looked for; there may be other elements between."""

_LAST_GLYPH = re.compile(rb"^(\[.*?)<([0-9a-f]*)([0-9a-f]{4})>([-\d.]*)\] TJ$", re.DOTALL)


class _Reading:
    """How far the text of an element has been met in its boxes."""

    def __init__(self, element: Any) -> None:
        pieces = [element.text or "", *(child.tail or "" for child in element)]
        self.text = "\0".join(re.sub(r"[ \t\r\n\f]+", " ", piece) for piece in pieces)
        self.at = 0

    def find(self, words: str) -> int:
        """Return where these words begin and go on behind them; -1 if they are not the next."""
        found = self.text.find(words, self.at, self.at + len(words) + _NEAR)
        if found >= 0:
            self.at = found + len(words)
        return found

    def letter(self, at: int) -> str:
        """Return the letter there, empty outside the text."""
        return self.text[at] if 0 <= at < len(self.text) else ""


class Marking:
    """The sequences of all pages of a document.

    Attributes:
        numbers: what number each sequence of content has in the end, artifacts having none.
        counts: how many there are on each page.
    """

    def __init__(self, document: Any) -> None:
        """Begin with a document that is drawn."""
        self.numbers: dict[Mark, int] = {}
        self.counts: list[int] = []
        self.spaces = {
            font.hash: glyph for font in document.fonts.values() for glyph, text in font.to_unicode.items() if text == " "
        }
        self.readings: dict[Any, _Reading] = {}
        self.page, self.stream = 0, cast(Any, None)
        self.artifacts: dict[int, str] = {}
        self.spaced: set[int] = set()
        self.hyphens: set[int] = set()
        self.last: tuple[Any, int, bool] | None = None

    def begin(self, page: int, stream: Any) -> None:
        """Turn to a page."""
        self.page, self.stream = page, stream
        self.artifacts, self.spaced, self.hyphens = {}, set(), set()

    def text(self, box: Any, hidden: str, block: object) -> Mark | None:
        """Return the sequence of a text; none if it is an artifact or draws nothing."""
        mark = self.stream._tags.pop(box)["mcid"]
        blank = not box.text.strip() or box.style["visibility"] != "visible"
        if hidden or blank:
            self.artifacts[mark] = hidden or "Layout"
            return None
        return Mark(self.page, mark)

    def picture(self, box: Any, hidden: str) -> Mark | None:
        """Return the sequence of a picture; none if it is an artifact."""
        mark = self.stream._tags.pop(box)["mcid"]
        if hidden:
            self.artifacts[mark] = hidden
            return None
        return Mark(self.page, mark)

    def finish(self) -> None:
        """Rewrite the stream of the page."""
        content = self.stream.stream
        count = 0
        for index, item in enumerate(content):
            if not isinstance(item, dict) or "MCID" not in item:
                continue
            mark = item["MCID"]
            kind = self.artifacts.get(mark)
            if kind is not None:
                content[index - 1], content[index] = "/Artifact", pydyf.Dictionary(_ARTIFACTS[kind])
                continue
            self.numbers[Mark(self.page, mark)] = item["MCID"] = count
            count += 1
        self.counts.append(count)
