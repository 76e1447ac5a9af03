"""Text in drawings: widths, line breaks and lines of text, without opening a font file.

The widths are those of the built-in fonts, which a test checks. If a guide uses other fonts, labels are placed with a little too
much or too little room.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

SMALL: Final = 30
"""8.5 pt, the smallest size in a diagram."""
PLAIN: Final = 32
"""9 pt."""
LARGE: Final = 38


class Font(StrEnum):
    """The fonts of diagrams by their use; the template maps them to families."""

    SANS = "sans"
    BOLD = "bold"
    NARROW = "narrow"


class Anchor(StrEnum):
    """The part of a line of text that its x coordinate refers to."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


# Thousandths of the size for the code points 32 to 126, from the built-in fonts.
# fmt: off
_WIDTHS: Final[Mapping[Font, tuple[int, ...]]] = {
    Font.SANS: (
        208, 275, 384, 582, 514, 953, 697, 214, 355, 355, 407, 627, 280, 333, 280, 294, 573, 529, 569, 574, 558, 572, 574,
        556, 574, 573, 301, 301, 627, 627, 627, 583, 1004, 686, 699, 727, 733, 676, 612, 796, 735, 269, 563, 667, 541, 847,
        735, 787, 666, 787, 726, 672, 608, 730, 651, 928, 681, 658, 635, 302, 294, 302, 627, 488, 190, 546, 570, 523, 570,
        550, 284, 561, 566, 229, 227, 518, 229, 860, 566, 574, 570, 570, 336, 514, 299, 565, 508, 728, 518, 508, 499, 358,
        245, 358, 627,
    ),
    Font.BOLD: (
        196, 301, 456, 600, 556, 973, 764, 253, 364, 364, 407, 641, 307, 333, 307, 300, 595, 596, 596, 596, 597, 595, 596,
        596, 596, 595, 335, 335, 641, 641, 641, 613, 1001, 724, 722, 733, 739, 683, 622, 802, 754, 301, 603, 725, 591, 872,
        754, 793, 681, 793, 730, 679, 641, 748, 694, 964, 706, 699, 653, 350, 300, 350, 641, 518, 228, 580, 608, 573, 608,
        584, 325, 607, 602, 267, 264, 570, 267, 891, 602, 613, 608, 608, 380, 556, 342, 601, 547, 798, 572, 547, 519, 393,
        253, 393, 641,
    ),
    Font.NARROW: (
        147, 269, 381, 512, 427, 778, 598, 211, 354, 354, 382, 545, 240, 272, 240, 278, 476, 437, 474, 476, 467, 479, 476,
        446, 469, 476, 260, 260, 545, 545, 545, 472, 785, 562, 557, 579, 581, 527, 469, 619, 586, 254, 474, 574, 463, 731,
        588, 623, 538, 623, 572, 524, 512, 578, 540, 780, 556, 554, 523, 335, 278, 335, 545, 404, 184, 470, 478, 453, 478,
        466, 274, 461, 472, 223, 221, 460, 223, 707, 473, 478, 478, 478, 300, 427, 277, 473, 422, 643, 453, 420, 413, 365,
        213, 365, 545,
    ),
}
# fmt: on
_OTHERS: Final = {
    "–": 500,
    "—": 1000,
    "‘": 280,
    "’": 280,
    "“": 488,
    "”": 488,
    "·": 333,
    "×": 641,
    "…": 973,
    "\N{NO-BREAK SPACE}": 208,
}
_UNKNOWN: Final = 1000

_HYPHENS: Final = "\N{HYPHEN}\N{EN DASH}\N{EM DASH}-"
_PARTS: Final = re.compile(rf"[^\s{_HYPHENS}]*[{_HYPHENS}]|[^\s{_HYPHENS}]+")
"""The parts of a text that a line may end after."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of text: its position (y is the baseline), font, size and the name of its colour."""

    x: float
    y: float
    text: str
    font: Font
    size: float
    anchor: Anchor = Anchor.START
    paint: str = "ink"

    @property
    def length(self) -> float:
        """The width of the text; 0 if it has characters of unknown width, such as those of other scripts."""
        measured = all(_width(character, self.font) != _UNKNOWN or character in _OTHERS for character in self.text)
        return text_width(self.text, self.font, self.size) if measured else 0

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of the text, from cap height to the depth of descenders."""
        width = text_width(self.text, self.font, self.size)
        left = self.x - {Anchor.START: 0.0, Anchor.MIDDLE: width / 2, Anchor.END: width}[self.anchor]
        return left, self.y - 0.72 * self.size, left + width, self.y + 0.21 * self.size


def text_width(text: str, font: Font, size: float) -> float:
    """Return the width of a text."""
    return sum(_width(character, font) for character in text) * size / 1000


def _width(character: str, font: Font) -> int:
    widths = _WIDTHS[font]
    if character in _OTHERS:
        return _OTHERS[character]
    base = unicodedata.normalize("NFKD", character)[0]
    return widths[ord(base) - 32] if 32 <= ord(base) < 127 else _UNKNOWN


def wrap(text: str, width: float, font: Font = Font.SANS, size: float = SMALL) -> tuple[str, ...]:
    """Break a text into lines that fit a width; a word that is wider than a line is split, after a hyphen if it has one."""
    lines: list[str] = []
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(joined, font, size) <= width:
            lines[-1] = joined
            continue
        while text_width(word, font, size) > width and len(word) > 1:
            fitting = [n for n in range(len(word) - 1, 1, -1) if text_width(word[:n], font, size) <= width] or [1]
            at = next((n for n in fitting if word[n - 1] in _HYPHENS), fitting[0])
            lines.append(word[:at])
            word = word[at:]
        lines.append(word)
    return tuple(lines)


def fits(text: str, width: float, font: Font = Font.SANS, size: float = SMALL) -> bool:
    """Return whether a text can be broken into lines of a width at spaces and hyphens alone."""
    return widest_part((text,), font, size) <= width


def widest_part(texts: Iterable[str], font: Font = Font.SANS, size: float = SMALL) -> float:
    """Return the width of the widest part of texts that no line may be broken in, such as a word."""
    return max((text_width(part, font, size) for text in texts for part in _PARTS.findall(text)), default=0)


def widest(lines: tuple[str, ...], font: Font = Font.SANS, size: float = SMALL) -> float:
    """Return the width of the widest line."""
    return max((text_width(line, font, size) for line in lines), default=0)
