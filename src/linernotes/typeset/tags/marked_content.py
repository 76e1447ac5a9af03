"""The marked content of pages: which sequences are content and which are artifacts, and where words end.

At this stage content streams are lists of operators. Each stream is read once: first that of a page, then those of its transparency
groups, which hold the marked content of whatever has an opacity (ISO 32000-1, 14.7.4.2).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple, cast

import pydyf

from linernotes.fonts.truetype import find_glyph
from linernotes.typeset.tags.structure import ContentId, Group, MarkedContent

_ARTIFACTS: Mapping[str, Mapping[str, str]] = {
    "Layout": {"Type": "/Layout"},
    "Pagination": {"Type": "/Pagination"},
    "Header": {"Type": "/Pagination", "Subtype": "/Header"},
    "Footer": {"Type": "/Pagination", "Subtype": "/Footer"},
}
"""Property lists of artifacts by kind (ISO 32000-1, 14.8.2.2.2)."""

_SEARCH_AHEAD = 400
"""The number of letters by which a line may be further on in its element, because the text of other elements is between."""

_WHITE = re.compile(r"[ \t\r\n\f]+")
_HYPHEN = "\N{HYPHEN}"
_LAST_GLYPH = re.compile(rb"(\[.*<[0-9a-f]*)([0-9a-f]{4})(>[^<>]*\] TJ)", re.DOTALL)
_SOFT_HYPHEN = rb"\1\3" b"\n/Span <</ActualText <feff00ad>>> BDC\n[<" rb"\2\3" b"\nEMC"


class _SourceText:
    """The text of an HTML element, without that of its child elements, and how much of it has been found in text boxes."""

    def __init__(self, element: Any) -> None:
        pieces = [element.text or "", *(child.tail or "" for child in element)]
        self.text = "\0".join(_WHITE.sub(" ", piece) for piece in pieces)
        self.position = 0

    def find(self, words: str) -> int:
        """Return the position at which the words end, and continue from there; -1 if they are not found."""
        start = self.text.find(words, self.position, self.position + len(words) + _SEARCH_AHEAD)
        # After words that are not found, continue halfway, so that the next ones are not skipped.
        self.position = start + len(words) if start >= 0 else self.position + len(words) // 2
        return self.position if start >= 0 else -1

    def is_space(self, position: int) -> bool:
        """Return whether there is white space at a position."""
        return self.text[position : position + 1] == " "


class _Run(NamedTuple):
    """The last text that was read: its sequence, the block that it belongs to, and whether it ends with a space."""

    content: MarkedContent
    block: object
    spaced: bool


class ContentMarker:
    """The marked-content sequences of all pages of a document.

    Args:
        pdf: the drawn document.
        document: the document as WeasyPrint has laid it out.

    Attributes:
        ids: the final place of each sequence that is content; artifacts have none.
        groups: the transparency groups that contain such sequences.
    """

    def __init__(self, pdf: Any, document: Any) -> None:
        self.ids: dict[MarkedContent, ContentId] = {}
        self.groups: list[Group] = []
        self._pages = len(document.pages)
        self._counts: dict[int, int] = {}
        # A page and its groups share one dictionary of sequences, which does not say which stream contains which sequence.
        self._streams: dict[int, list[Any]] = {}
        for each in pdf.objects:
            if getattr(each, "_tags", None) is not None:
                self._streams.setdefault(id(each._tags), []).append(each)
        self._fonts = {font.hash: font for font in document.fonts.values()}
        self._spaces: dict[str, int] = {}
        self._source_texts: dict[Any, _SourceText] = {}
        self._last: _Run | None = None
        self._page, self._stream = 0, cast(Any, None)
        self._artifacts: dict[int, str] = {}
        self._spaced: set[int] = set()
        self._hyphenated: set[int] = set()

    @property
    def counts(self) -> list[int]:
        """The number of content sequences in each stream, first those of the pages, then those of the groups."""
        return [self._counts[stream] for stream in sorted(self._counts)]

    def begin_page(self, page: int, stream: Any) -> None:
        """Begin a page, given its content stream."""
        self._page, self._stream = page, stream
        self._artifacts, self._spaced, self._hyphenated = {}, set(), set()

    def text(self, box: Any, artifact: str, block: object) -> MarkedContent | None:
        """Return the sequence of a text box in a block; None if it draws nothing or is an artifact, of the kind ``artifact``."""
        number = self._number(box)
        if number is None:
            return None
        if artifact:
            self._artifacts[number] = artifact
            return None
        if not text_of(box).strip() or box.style["visibility"] != "visible":
            self._artifacts[number] = "Layout"
            self.end_word(block)
            return None
        content = MarkedContent(self._page, number)
        self._last = _Run(content, block, self._read(box, number, block))
        return content

    def picture(self, box: Any, artifact: str) -> MarkedContent | None:
        """Return the sequence of a picture; None if it is not drawn or is an artifact, of the kind ``artifact``."""
        number = self._number(box)
        if number is None:
            return None
        if artifact:
            self._artifacts[number] = artifact
            return None
        return MarkedContent(self._page, number)

    def _number(self, box: Any) -> int | None:
        """Return the number that a box was drawn with; None if it was not drawn, for example because it is scaled to nothing."""
        drawn = self._stream._tags.pop(box, None)
        return drawn and int(drawn["mcid"])

    def end_word(self, block: object) -> None:
        """Add a space after the last text if it is on this page and in this block."""
        last = self._last
        if last and last.block is block and last.content.page == self._page and not last.spaced:
            self._spaced.add(last.content.number)
            self._last = last._replace(spaced=True)

    # --- where words end ---

    def _read(self, box: Any, number: int, block: object) -> bool:
        """Compare a text box with its source text, and return whether it ends with a space.

        Words are separated by spaces (14.8.2.5), not by the ends of lines, and white space at the ends of lines and between
        elements is not drawn. A hyphen that was added at the end of a line is not a letter of its word (14.8.2.2.3).
        """
        words = text_of(box)
        if box.element is None or box.element_tag != box.element.tag:
            return bool(words.endswith(" "))
        source = self._source_texts.get(box.element)
        if source is None:
            source = self._source_texts[box.element] = _SourceText(box.element)
        end = source.find(words.removesuffix(_HYPHEN) if words.endswith(_HYPHEN) else words)
        if end >= 0 and source.is_space(end - len(words) - 1) and not words.startswith(" "):
            self.end_word(block)
        if words.endswith(_HYPHEN):
            if end >= 0 and source.text[end : end + 1] != _HYPHEN:
                self._hyphenated.add(number)
            return False
        if end >= 0 and source.is_space(end):
            self._spaced.add(number)
            return True
        return bool(words.endswith(" "))

    # --- in the content streams ---

    def finish_page(self) -> None:
        """Rewrite the content streams of the page and its groups."""
        self._counts[self._page] = self._rewrite(self._stream.stream, self._page)
        for stream in self._streams[id(self._stream._tags)]:
            number = self._pages + len(self.groups)
            count = 0 if stream is self._stream else self._rewrite(stream.stream, number)
            if count:
                self._counts[number] = count
                self.groups.append(Group(self._page, stream))

    def _rewrite(self, operators: list[Any], stream: int) -> int:
        """Rewrite a content stream, and return its number of content sequences."""
        font, number, shown, depth, count = b"", -1, -1, 0, 0
        for index, item in enumerate(operators):
            if item == b"EMC":
                depth -= 1
                if depth == 0 and number >= 0 and shown >= 0:
                    operators[shown] = self._end(operators[shown], number, font.decode())
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
                    operators[index - 1], operators[index] = "/Artifact", pydyf.Dictionary(_ARTIFACTS[kind])
                    number = -1
                    continue
                self.ids[MarkedContent(self._page, number)] = ContentId(stream, count)
                item["MCID"] = count
                count += 1
        return count

    def _end(self, shown: bytes, number: int, font: str) -> bytes:
        """Return the last text operator of a sequence, with a space or a soft hyphen at its end where one belongs there."""
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
        """Return the glyph of the space in a font, and add it to the glyphs that the font uses; 0 if there is none."""
        if name not in self._spaces:
            font = self._fonts[name]
            glyph, width = find_glyph(font.file_content, ord(" "))
            if glyph:
                font.to_unicode.setdefault(glyph, " ")
                font.widths.setdefault(glyph, width)
            self._spaces[name] = glyph
        return self._spaces[name]


def text_of(box: Any) -> str:
    """Return the text of a box without the zero width space that WeasyPrint adds after a last space if word-spacing is set."""
    return str(box.text).removesuffix("\N{ZERO WIDTH SPACE}")
