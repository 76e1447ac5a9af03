"""What an e-book says of its accessibility (EPUB Accessibility 1.1, 2.2): each claim from what was counted in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from linernotes.epub.census import Census
from linernotes.model.wording import Wording

STANDARD = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
"""Letter for letter, as EPUB Accessibility 1.1 (2.4.1) spells it."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A property and its value; ``of`` is the property of another claim that it refines."""

    name: str
    value: str
    of: str = ""


def claims(census: Census, words: Wording, printed: str, certified_by: str) -> Iterator[Claim]:
    """Yield what is true of a book.

    Args:
        census: what is in it.
        words: the words of the summary.
        printed: the printed edition whose pages it names; empty where there is none.
        certified_by: the person or house that says that it conforms to `STANDARD`; empty: nobody does.
    """
    yield Claim("schema:accessMode", "textual")
    if census.pictures:
        yield Claim("schema:accessMode", "visual")
    everything_told = census.told == census.pictures
    if everything_told:
        yield Claim("schema:accessModeSufficient", "textual")
    if census.pictures:
        yield Claim("schema:accessModeSufficient", "textual,visual")
    for feature in _features(census, printed):
        yield Claim("schema:accessibilityFeature", feature)
    if printed and census.pages:
        yield Claim("pageBreakSource", printed)
    # Nothing that moves, sounds or runs can flash, swing or startle.
    yield Claim("schema:accessibilityHazard", "unknown" if census.moving else "none")
    yield Claim("schema:accessibilitySummary", " ".join(summary(census, words, printed, certified_by)))
    if certified_by:
        yield Claim("dcterms:conformsTo", STANDARD)
        yield Claim("a11y:certifiedBy", certified_by, of="dcterms:conformsTo")


def _features(census: Census, printed: str) -> Iterator[str]:
    told = {
        "tableOfContents": census.entries,
        "readingOrder": True,  # proofreading refuses a book whose contents and documents disagree
        "structuralNavigation": True,  # and one whose headings leave a level out
        "alternativeText": census.pictures and census.told == census.pictures,
        "longDescription": census.described,
        "displayTransformability": census.adaptable,
        "ARIA": census.roles,
        "pageBreakMarkers": census.pages,
        "pageNavigation": census.pages and printed,
        "unlocked": True,  # the press knows no lock
    }
    return (feature for feature, there in told.items() if there)


def summary(census: Census, words: Wording, printed: str, certified_by: str) -> Iterator[str]:
    """Yield the sentences of the summary."""
    if census.adaptable:
        yield words.access_text
    if census.pictures and census.told == census.pictures:
        yield words.access_described if census.described == census.pictures else words.access_pictures
    if census.tables and census.heard == census.tables:
        yield words.access_tables
    if census.pages and printed:
        yield words.access_pages
    yield words.access_certified if certified_by else words.access_uncertified
