"""Anchors → folios, settled in rounds until no page number moves."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from linernotes.model.book import FolioStyle, Section
from linernotes.model.findings import TypesettingError
from linernotes.model.walking import plain_text
from linernotes.typeset.gathering import Gathering

ROUNDS = 5

_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def spell_folio(style: FolioStyle, number: int) -> str:
    """Return a folio: 27, xxvii, T27 or L27."""
    match style:
        case FolioStyle.ARABIC:
            return str(number)
        case FolioStyle.TEACHER:
            return f"T{number}"
        case FolioStyle.REFLOWED:
            return f"L{number}"
        case FolioStyle.ROMAN:
            spelled = ""
            for value, letters in _ROMAN:
                spelled += letters * (number // value)
                number %= value
            return spelled


@dataclass(frozen=True, slots=True)
class Leaf:
    """A gathering in its place in a book.

    Attributes:
        first: the number of its first page among those of its style.
        digits: by placeholder number, the real digits.
    """

    section: Section
    gathering: Gathering
    first: int
    digits: Mapping[str, str] = field(default_factory=dict)

    def folios(self) -> Iterator[str]:
        """Yield the folio of each page."""
        return (spell_folio(self.section.folios, self.first + page) for page in range(self.gathering.pages))


def collate(sections: Sequence[Section], gatherings: Mapping[str, Gathering]) -> tuple[Leaf, ...]:
    """Put gatherings, by slug, into the order of the sections and count their pages."""
    pages: Counter[FolioStyle] = Counter()
    leaves = []
    for section in sections:
        gathering = gatherings[section.slug]
        leaves.append(Leaf(section, gathering, pages[section.folios] + 1))
        pages[section.folios] += gathering.pages
    return tuple(leaves)


def take_out(sections: Sequence[Section], gatherings: Mapping[str, Gathering], whole: Sequence[Leaf]) -> tuple[Leaf, ...]:
    """Put gatherings, by slug, into the order of the sections of a part, their pages counted as in the whole."""
    first = {leaf.section.slug: leaf.first for leaf in whole}
    return tuple(Leaf(section, gatherings[section.slug], first[section.slug]) for section in sections)


def map_pages(leaves: Sequence[Leaf]) -> dict[str, str]:
    """Return the folio of every section by its slug, and of every anchor as ``slug#anchor``."""
    folios: dict[str, str] = {}
    for leaf in leaves:
        spelled = list(leaf.folios())
        folios[leaf.section.slug] = spelled[0]
        folios |= {f"{leaf.section.slug}#{anchor}": spelled[page] for anchor, page in leaf.gathering.anchors.items()}
    return folios


LETTERS = 1500
"""On a page, about."""


def estimate(sections: Sequence[Section]) -> dict[str, str]:
    """Return folios that the sections may begin on, by slug: near enough to tell how many digits most of them have."""
    pages: Counter[FolioStyle] = Counter()
    folios: dict[str, str] = {}
    for section in sections:
        folios[section.slug] = spell_folio(section.folios, pages[section.folios] + 1)
        pages[section.folios] += 1 + len(plain_text(section.blocks)) // LETTERS
    return folios


def settle(
    sections: Sequence[Section], typeset: Callable[[Mapping[str, str]], Mapping[str, Gathering]]
) -> tuple[tuple[Leaf, ...], dict[str, str]]:
    """Set the sections until the folios that they name are as many digits long as those of their pages.

    Args:
        sections: in the order of the book.
        typeset: sets all sections, given the folios that they may name; the first time these are estimates.

    Returns:
        The leaves of the book, and the folio of every anchor.

    Raises:
        TypesettingError: if pages still move after five rounds; the message names what moves.
    """
    named = estimate(sections)
    before: Mapping[str, Gathering] = {}
    for _ in range(ROUNDS):
        gatherings = typeset(named)
        leaves = collate(sections, gatherings)
        found = map_pages(leaves)
        if gatherings == before or found == named:
            return leaves, found
        before = gatherings
        moving = sorted(spot for spot in found if found[spot] != named.get(spot) and "#" not in spot)
        named = found
    raise TypesettingError(
        f"page numbers do not come to rest after {ROUNDS} rounds; these move: {', '.join(moving)}",
        hint="a section that names pages grows when its own numbers change; shorten it",
    )


def record(edition: str, key: str, leaves: Sequence[Leaf], folios: Mapping[str, str]) -> bytes:
    """Return a page map as a file: which text it belongs to, how many pages there are, where everything stands."""
    told = {"edition": edition, "key": key, "pages": sum(leaf.gathering.pages for leaf in leaves), "folios": dict(folios)}
    # A line for each, for those who compare; the indents of json take ten times as long.
    return (json.dumps(told, ensure_ascii=False, separators=(",\n ", ": ")) + "\n").encode()
