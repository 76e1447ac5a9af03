"""Pagination: from gatherings to the folio of every page and anchor. Typesetting is repeated until no folio changes its length."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import assert_never

from linernotes.editing.flow import run_on_groups
from linernotes.model.book import FolioStyle, Section
from linernotes.model.findings import TypesettingError
from linernotes.model.keeping import keep
from linernotes.model.walking import plain_text
from linernotes.typeset.gathering import Gathering

_ROUNDS = 5
"""The greatest number of times that a book is typeset."""

_LETTERS_PER_PAGE = 1500
"""For an estimate."""

_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def format_folio(style: FolioStyle, number: int) -> str:
    """Return a folio: 27, xxvii, T27 or L27."""
    match style:
        case FolioStyle.ARABIC:
            return str(number)
        case FolioStyle.TEACHER:
            return f"T{number}"
        case FolioStyle.REFLOWED:
            return f"L{number}"
        case FolioStyle.ROMAN:
            folio = ""
            for value, letters in _ROMAN:
                folio += letters * (number // value)
                number %= value
            return folio
        case other:
            assert_never(other)


@dataclass(frozen=True, slots=True)
class PlacedSection:
    """A section with its gathering and its place in the book.

    Attributes:
        first: the number of its first page; each folio style is counted separately.
        digits: by placeholder number, the digits to print.
        below: the sections that run on below it, in the same gathering.
    """

    section: Section
    gathering: Gathering
    first: int
    digits: Mapping[str, str] = field(default_factory=dict)
    below: tuple[Section, ...] = ()

    @property
    def sections(self) -> tuple[Section, ...]:
        """All sections of the gathering."""
        return (self.section, *self.below)

    def page_of(self, section: Section) -> int:
        """Return the page of the gathering on which one of its sections begins, counted from 0."""
        return self.gathering.anchors.get(section.slug, 0)

    def folios(self) -> Iterator[str]:
        """Yield the folio of each page."""
        return (format_folio(self.section.folios, self.first + page) for page in range(self.gathering.pages))


def place_sections(sections: Sequence[Section], gatherings: Mapping[str, Gathering]) -> tuple[PlacedSection, ...]:
    """Place sections one after the other, given their gatherings by the slug of the first section in each."""
    pages: Counter[FolioStyle] = Counter()
    placed = []
    for section, *below in run_on_groups(sections):
        gathering = gatherings[section.slug]
        placed.append(PlacedSection(section, gathering, pages[section.folios] + 1, below=tuple(below)))
        pages[section.folios] += gathering.pages
    return tuple(placed)


def extract(
    sections: Sequence[Section], gatherings: Mapping[str, Gathering], whole: Sequence[PlacedSection]
) -> tuple[PlacedSection, ...]:
    """Place the sections of an extract, which keep the page numbers of the whole book."""
    first = {section.slug: placed.first + placed.page_of(section) for placed in whole for section in placed.sections}
    return tuple(
        PlacedSection(section, gatherings[section.slug], first[section.slug], below=tuple(below))
        for section, *below in run_on_groups(sections)
    )


def map_pages(placed: Sequence[PlacedSection]) -> dict[str, str]:
    """Return the folio of every section by its slug, and of every anchor as ``slug#anchor``."""
    folios: dict[str, str] = {}
    for each in placed:
        of_page = list(each.folios())
        folios |= {section.slug: of_page[each.page_of(section)] for section in each.sections}
        slugs, slug = {section.slug for section in each.below}, each.section.slug
        for anchor, page in each.gathering.anchors.items():  # in the order of the document
            slug = anchor if anchor in slugs else slug
            folios[f"{slug}#{anchor}"] = of_page[page]
    return folios


def estimate(sections: Sequence[Section]) -> dict[str, str]:
    """Return estimated folios of the sections' first pages by slug; most of them have the right number of digits."""
    pages: Counter[FolioStyle] = Counter()
    folios: dict[str, str] = {}
    for group in run_on_groups(sections):
        style, letters = group[0].folios, 0
        for section in group:
            folios[section.slug] = format_folio(style, pages[style] + 1 + letters // _LETTERS_PER_PAGE)
            letters += keep(section, "letters", (), partial(_letters, section))
        pages[style] += 1 + letters // _LETTERS_PER_PAGE
    return folios


def _letters(section: Section) -> int:
    return len(plain_text(section.blocks))


def paginate(
    sections: Sequence[Section], typeset: Callable[[Mapping[str, str]], Mapping[str, Gathering]]
) -> tuple[tuple[PlacedSection, ...], dict[str, str]]:
    """Typeset sections until the folios that they name have as many digits as those of their pages.

    Args:
        sections: in the order of the book.
        typeset: typesets all sections, given the folios that they may name; in the first round these are estimates.

    Returns:
        The placed sections, and the folio of every section and anchor.

    Raises:
        TypesettingError: if folios still change in the last round; the message names the sections.
    """
    named = estimate(sections)
    before: Mapping[str, Gathering] = {}
    for _ in range(_ROUNDS):
        gatherings = typeset(named)
        placed = place_sections(sections, gatherings)
        found = map_pages(placed)
        if gatherings == before or found == named:
            return placed, found
        before = gatherings
        moving = sorted(key for key in found if found[key] != named.get(key) and "#" not in key)
        named = found
    raise TypesettingError(
        f"page numbers still change after {_ROUNDS} rounds of typesetting, those of: {', '.join(moving)}",
        hint="a section that names pages grows when its own numbers change; shorten it",
    )


def page_map_file(edition: str, key: str, placed: Sequence[PlacedSection], folios: Mapping[str, str]) -> bytes:
    """Return the content of a ``.pages.json`` file: the number of pages, every folio, and a hash of the text that they belong to."""
    data = {"edition": edition, "key": key, "pages": sum(each.gathering.pages for each in placed), "folios": dict(folios)}
    # One entry per line, so that two files can be compared. The indent argument would do so too, but is ten times slower.
    return (json.dumps(data, ensure_ascii=False, separators=(",\n ", ": ")) + "\n").encode()
