"""Find the placeholders of page numbers in content streams, and fill in the real digits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from linernotes.typeset.gathering import Placeholder

_SHOWN = re.compile(rb"/(\S+) \S+ Tf|\[([^\]]*)\] TJ")
_GLYPH = re.compile(rb"[0-9a-f]{4}")
_STRING = re.compile(rb"<([0-9a-f]*)>")


def find_placeholders(
    contents: Iterable[tuple[int, tuple[str, ...], bytes]], zero_glyphs: Mapping[str, int]
) -> Iterator[Placeholder]:
    """Yield the placeholders in the contents of pages.

    Args:
        contents: content streams, each with its page and, for a form XObject, its name and those of the ones around it.
        zero_glyphs: by resource name of a font, its glyph of the placeholder digit 0; those of 1 to 9 follow it.
    """
    if not zero_glyphs:
        return
    for page, group, content in contents:
        zero_glyph = None
        for shown in _SHOWN.finditer(content):
            if shown[1] is not None:
                zero_glyph = zero_glyphs.get(shown[1].decode())
            elif zero_glyph is not None:
                for number, offsets in _runs(content, shown.start(2), shown.end(2), zero_glyph):
                    yield Placeholder(page, number, offsets, zero_glyph, group)


def _runs(content: bytes, start: int, end: int, zero_glyph: int) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Yield the runs of placeholder digits between two offsets: the number, and the offset of each of its glyphs."""
    number, offsets = "", []
    for string in _STRING.finditer(content, start, end):
        for glyph in _GLYPH.finditer(content, string.start(1), string.end(1)):
            digit = int(glyph[0], 16) - zero_glyph
            if 0 <= digit < 10:
                number += str(digit)
                offsets.append(glyph.start())
            elif number:
                yield number, tuple(offsets)
                number, offsets = "", []
    if number:
        yield number, tuple(offsets)


def fill_in_content(content: bytes, placeholders: Sequence[Placeholder], digits: Mapping[str, str]) -> bytes:
    """Return a content stream with the real digits, given by placeholder number, in place of the placeholders."""
    filled = bytearray(content)
    for placeholder in placeholders:
        for offset, digit in zip(placeholder.offsets, digits[placeholder.number], strict=True):
            filled[offset : offset + 4] = b"%04x" % (placeholder.zero_glyph + int(digit))
    return bytes(filled)
