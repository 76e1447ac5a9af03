"""Page numbers in the contents of pages: where they were set in blank figures, and the figures filled in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from linernotes.typeset.gathering import Blank

_SHOWN = re.compile(rb"/(\S+) \S+ Tf|\[([^\]]*)\] TJ")
_GLYPH = re.compile(rb"[0-9a-f]{4}")
_STRING = re.compile(rb"<([0-9a-f]*)>")


def find_blanks(contents: Iterable[tuple[int, tuple[str, ...], bytes]], noughts: Mapping[str, int]) -> Iterator[Blank]:
    """Yield the runs of blank figures in the contents of pages.

    Args:
        contents: content streams, each with its page and, if it is that of a group, the names of this and of those around it.
        noughts: by the resource name of a font, its glyph of the blank figure 0; those of 1 to 9 follow.
    """
    if not noughts:
        return
    for page, group, content in contents:
        nought = None
        for shown in _SHOWN.finditer(content):
            if shown[1] is not None:
                nought = noughts.get(shown[1].decode())
            elif nought is not None:
                for number, spots in _runs(content, shown.start(2), shown.end(2), nought):
                    yield Blank(page, number, spots, nought, group)


def _runs(content: bytes, start: int, end: int, nought: int) -> Iterator[tuple[str, tuple[int, ...]]]:
    number, spots = "", []
    for string in _STRING.finditer(content, start, end):
        for glyph in _GLYPH.finditer(content, string.start(1), string.end(1)):
            figure = int(glyph[0], 16) - nought
            if 0 <= figure < 10:
                number += str(figure)
                spots.append(glyph.start())
            elif number:
                yield number, tuple(spots)
                number, spots = "", []
    if number:
        yield number, tuple(spots)


def fill(content: bytes, blanks: Sequence[Blank], figures: Mapping[str, str]) -> bytes:
    """Return a content stream with the figures filled in that belong in the stead of each number."""
    filled = bytearray(content)
    for blank in blanks:
        for spot, figure in zip(blank.spots, figures[blank.number], strict=True):
            filled[spot : spot + 4] = b"%04x" % (blank.nought + int(figure))
    return bytes(filled)
