"""Font files of a guide, and what was found in them."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis of a variable font: its tag and the lowest, the default and the highest value (OpenType 1.9.1, fvar)."""

    tag: str
    lowest: float
    default: float
    highest: float

    def nearest(self, value: float) -> float:
        """Return the value of the axis that is nearest to a value."""
        return min(max(value, self.lowest), self.highest)


@dataclass(frozen=True, slots=True)
class FontFacts:
    """Everything that a guide needs to know about a font file before it uses it.

    Attributes:
        italic: whether its letters are italic.
        weight: its weight in the numbers of style sheets, such as 400.
        axes: the axes of a variable font; empty for a static one.
        characters: its code points.
        embedding: the embedding rights, as bits (OpenType 1.9.1, OS/2, fsType).
        widths: the widths of the characters from U+0020 to U+007E in thousandths of the size, rounded up, for regular and for bold
            letters; a static font has the same widths twice. A character that it lacks has the width 0.
        notice: its copyright and licence, as the file has them.
    """

    italic: bool
    weight: int
    axes: tuple[Axis, ...]
    characters: frozenset[int]
    embedding: int
    widths: tuple[tuple[int, ...], tuple[int, ...]]
    notice: str

    def axis(self, tag: str) -> Axis | None:
        """Return the axis with a tag."""
        return next((axis for axis in self.axes if axis.tag == tag), None)


@dataclass(frozen=True, slots=True)
class FontFile:
    """A font file of a guide.

    Attributes:
        path: its path below ``manuscript/``, or below the folder of its theme.
        content: the bytes of the file.
        licence: the text of the licence that lies beside it; empty if there is none.
        facts: what was found in it.
    """

    path: str
    content: bytes = field(repr=False)
    licence: str = field(repr=False)
    facts: FontFacts = field(repr=False)
