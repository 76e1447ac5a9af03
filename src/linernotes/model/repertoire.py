"""The characters that the fonts of a book are built with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

BLOCKS: Mapping[str, range] = {
    "Latin Extended-B": range(0x180, 0x250),
    "IPA": range(0x250, 0x2B0),
    "Greek": range(0x370, 0x400),
    "Cyrillic": range(0x400, 0x500),
    "Cyrillic Supplement": range(0x500, 0x530),
    "Vietnamese": range(0x1E00, 0x1F00),
    "Greek Extended": range(0x1F00, 0x2000),
}
"""Code points by the name of their script or block, as book.toml may list them."""


@dataclass(frozen=True, slots=True)
class Repertoire:
    """The characters that the fonts of a book are built with.

    Attributes:
        built_in: the code points of every book.
        listed: the code points that ``[fonts] repertoire`` in book.toml adds.
        available: all code points that one of the fonts could contain; only set if the book uses or lists others than the
            built-in ones.
    """

    built_in: frozenset[int] = frozenset()
    listed: frozenset[int] = frozenset()
    available: frozenset[int] = frozenset()

    @property
    def points(self) -> frozenset[int]:
        """The code points to build the fonts with."""
        return self.built_in | self.listed

    def lacks(self, character: str) -> bool:
        """Return whether the fonts are built without a character."""
        point = ord(character)
        return point not in self.built_in and not (point in self.listed and point in self.available)


def range_names(points: Iterable[int]) -> list[str]:
    """Return the items of ``[fonts] repertoire`` that list at least these code points: names of blocks, or ranges."""
    rest = set(points)
    names = [name for name, block in BLOCKS.items() if not rest.isdisjoint(block)]
    rest -= {point for name in names for point in BLOCKS[name]}
    for first in sorted(rest):
        if first - 1 not in rest:
            last = first
            while last + 1 in rest:
                last += 1
            names.append(f"{first:04X}" if first == last else f"{first:04X}-{last:04X}")
    return names
