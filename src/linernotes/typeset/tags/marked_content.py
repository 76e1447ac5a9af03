"""The marked content of pages: which sequences belong to the tag tree and which are artifacts, and where words end.

Streams are still lists of operators here; each page's is gone through once, and then those of the groups that are drawn on it:
what has an opacity is drawn into a stream of its own, a form XObject, with its sequences (ISO 32000-1, 14.7.4.2).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple, cast

import pydyf

from linernotes.fonts.truetype import find_glyph
from linernotes.typeset.tags.structure import Group, Mark, Spot

_ARTIFACTS: Mapping[str, Mapping[str, str]] = {
    "Layout": {"Type": "/Layout"},
    "Pagination": {"Type": "/Pagination"},
    "Header": {"Type": "/Pagination", "Subtype": "/Header"},
    "Footer": {"Type": "/Pagination", "Subtype": "/Footer"},
}
"""Property lists of artifacts by kind (ISO 32000-1, 14.8.2.2.2)."""

_NEAR = 400
"""Letters further on in its element that a line is looked for; other elements may stand between."""

_WHITE = re.compile(r"[ \t\r\n\f]+")
_HYPHEN = "\N{HYPHEN}"
_LAST_GLYPH = re.compile(rb"(\[.*<[0-9a-f]*)([0-9a-f]{4})(>[^<>]*\] TJ)", re.DOTALL)
_SOFT_HYPHEN = rb"\1\3" b"\n/Span <</ActualText <feff00ad>>> BDC\n[<" rb"\2\3" b"\nEMC"


class _Reading:
    """How far the text of an element has been met in its boxes; that of elements inside it is their own."""

    def __init__(self, element: Any) -> None:
        pieces = [element.text or "", *(child.tail or "" for child in element)]
        self.text = "\0".join(_WHITE.sub(" ", piece) for piece in pieces)
        self.at = 0

    def meet(self, words: str) -> int:
        """Return where these words end, and go on there; -1 if they are not to be found."""
        found = self.text.find(words, self.at, self.at + len(words) + _NEAR)
        # What is not found counts for the half, so that what follows is not missed.
        self.at = found + len(words) if found >= 0 else self.at + len(words) // 2
        return self.at if found >= 0 else -1

    def white(self, at: int) -> bool:
        """Return whether there is white space at that place."""
        return self.text[at : at + 1] == " "


class _Run(NamedTuple):
    """Words drawn in one piece: their sequence, the block that they stand in, and whether a space is at their end."""

    mark: Mark
    block: object
    spaced: bool


class Marking:
    """The sequences of all pages of a document.

    Attributes:
        spots: where each sequence of content stands in the end, artifacts having no place.
        groups: the streams that hold such sequences, beside those of the pages.
    """

    def __init__(self, pdf: Any, document: Any) -> None:
        """Begin with a document that is drawn."""
        self.spots: dict[Mark, Spot] = {}
        self.groups: list[Group] = []
        self._pages = len(document.pages)
        self._counts: dict[int, int] = {}
        # All streams of a page share the dictionary of its sequences; drawing has not yet told which stream holds which.
        self._streams: dict[int, list[Any]] = {}
        for each in pdf.objects:
            if getattr(each, "_tags", None) is not None:
                self._streams.setdefault(id(each._tags), []).append(each)
        self._fonts = {font.hash: font for font in document.fonts.values()}
        self._spaces: dict[str, int] = {}
        self._readings: dict[Any, _Reading] = {}
        self._last: _Run | None = None
        self._page, self._stream = 0, cast(Any, None)
        self._artifacts: dict[int, str] = {}
        self._spaced: set[int] = set()
        self._hyphenated: set[int] = set()

    @property
    def counts(self) -> list[int]:
        """How many sequences of content there are in each stream, those of the pages coming first."""
        return [self._counts[stream] for stream in sorted(self._counts)]

    def begin(self, page: int, stream: Any) -> None:
        """Turn to a page."""
        self._page, self._stream = page, stream
        self._artifacts, self._spaced, self._hyphenated = {}, set(), set()

    def text(self, box: Any, hidden: str, block: object) -> Mark | None:
        """Return the sequence of a text in a block; none if it is an artifact or draws nothing."""
        number = self._number(box)
        if number is None:
            return None
        if hidden:
            self._artifacts[number] = hidden
            return None
        if not _text_of(box).strip() or box.style["visibility"] != "visible":
            self._artifacts[number] = "Layout"
            self.part(block)
            return None
        mark = Mark(self._page, number)
        self._last = _Run(mark, block, self._read(box, number, block))
        return mark

    def picture(self, box: Any, hidden: str) -> Mark | None:
        """Return the sequence of a picture; none if it is an artifact or is not drawn."""
        number = self._number(box)
        if number is None:
            return None
        if hidden:
            self._artifacts[number] = hidden
            return None
        return Mark(self._page, number)

    def _number(self, box: Any) -> int | None:
        """Return the number that a box was drawn with; none if it was not, such as what a transformation leaves no room."""
        drawn = self._stream._tags.pop(box, None)
        return drawn and int(drawn["mcid"])

    def part(self, block: object) -> None:
        """Let the words before end with a space, if they stand on this page and in the same block."""
        last = self._last
        if last and last.block is block and last.mark.page == self._page and not last.spaced:
            self._spaced.add(last.mark.number)
            self._last = last._replace(spaced=True)

    # --- where words end ---

    def _read(self, box: Any, number: int, block: object) -> bool:
        """Compare a box with the text that it was made of; return whether it ends with a space.

        The end of a line does not part words; a space does (14.8.2.5), and white space at the ends of lines and between
        elements is not drawn. A hyphen that was put in where a line ends is no letter of the word (14.8.2.2.3).
        """
        words = _text_of(box)
        if box.element is None or box.element_tag != box.element.tag:
            return bool(words.endswith(" "))
        reading = self._readings.get(box.element)
        if reading is None:
            reading = self._readings[box.element] = _Reading(box.element)
        met = reading.meet(words.removesuffix(_HYPHEN) if words.endswith(_HYPHEN) else words)
        if met >= 0 and reading.white(met - len(words) - 1) and not words.startswith(" "):
            self.part(block)
        if words.endswith(_HYPHEN):
            if met >= 0 and reading.text[met : met + 1] != _HYPHEN:
                self._hyphenated.add(number)
            return False
        if met >= 0 and reading.white(met):
            self._spaced.add(number)
            return True
        return bool(words.endswith(" "))

    # --- in the stream ---

    def finish(self) -> None:
        """Rewrite the streams of the page."""
        self._counts[self._page] = self._rewrite(self._stream.stream, self._page)
        for stream in self._streams[id(self._stream._tags)]:
            number = self._pages + len(self.groups)
            count = 0 if stream is self._stream else self._rewrite(stream.stream, number)
            if count:
                self._counts[number] = count
                self.groups.append(Group(self._page, stream))

    def _rewrite(self, content: list[Any], stream: int) -> int:
        """Rewrite a stream and return how many sequences of content it holds."""
        font, number, shown, depth, count = b"", -1, -1, 0, 0
        for index, item in enumerate(content):
            if item == b"EMC":
                depth -= 1
                if depth == 0 and number >= 0 and shown >= 0:
                    content[shown] = self._end(content[shown], number, font.decode())
                    number = -1
            elif item in (b"BDC", b"BMC"):
                depth += 1
            elif isinstance(item, bytes):
                if item.endswith(b" Tf"):
                    font = item[1 : item.index(b" ")]
                elif item.endswith(b" TJ"):
                    shown = index
            elif isinstance(item, dict) and "MCID" in item:
                number, shown = item["MCID"], -1
                kind = self._artifacts.get(number)
                if kind is not None:
                    content[index - 1], content[index] = "/Artifact", pydyf.Dictionary(_ARTIFACTS[kind])
                    number = -1
                    continue
                self.spots[Mark(self._page, number)] = Spot(stream, count)
                item["MCID"] = count
                count += 1
        return count

    def _end(self, shown: bytes, number: int, font: str) -> bytes:
        """Return the operation that shows the last words of a sequence, ended as words end."""
        if number in self._hyphenated:
            return _LAST_GLYPH.sub(_SOFT_HYPHEN, shown)
        if number not in self._spaced:
            return shown
        space = self._space(font)
        last = _LAST_GLYPH.fullmatch(shown)
        if not space or (last and int(last[2], 16) == space):
            return shown
        return shown.removesuffix(b"] TJ") + b"<%04x>] TJ" % space

    def _space(self, name: str) -> int:
        """Return the glyph of the space in a font, which knows it from then on; 0 if there is none."""
        if name not in self._spaces:
            font = self._fonts[name]
            glyph, width = find_glyph(font.file_content, ord(" "))
            if glyph:
                font.to_unicode.setdefault(glyph, " ")
                font.widths.setdefault(glyph, width)
            self._spaces[name] = glyph
        return self._spaces[name]


def _text_of(box: Any) -> str:
    """Return the words of a box, without the zero width space that WeasyPrint puts after a last space where words are spaced wider."""
    return str(box.text).removesuffix("\N{ZERO WIDTH SPACE}")
