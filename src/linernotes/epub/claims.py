"""The accessibility metadata of an e-book (EPUB Accessibility 1.1, 2.2): each claim follows from the census of its content."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from linernotes.epub.census import Census
from linernotes.model.wording import Wording

STANDARD = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
"""The exact spelling that EPUB Accessibility 1.1 (2.4.1) requires."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A metadata property and its value.

    Attributes:
        name: the name of the property; ``dc:…`` is an element of Dublin Core.
        id: the id by which other claims refer to this one; empty if none does.
        refines: the id of the claim that this one refines; empty if it describes the e-book.
        scheme: the scheme that the value is from; may be empty.
    """

    name: str
    value: str
    id: str = ""
    refines: str = ""
    scheme: str = ""


def accessibility_claims(census: Census, wording: Wording, printed: str, certified_by: str) -> Iterator[Claim]:
    """Yield the claims that are true of an e-book.

    Args:
        census: the counts of its content.
        wording: the sentences of the summary.
        printed: the printed edition whose pages it marks; empty if there is none.
        certified_by: the person or organisation that certifies conformance to `STANDARD`; empty if there is none.
    """
    yield Claim("schema:accessMode", "textual")
    if census.pictures:
        yield Claim("schema:accessMode", "visual")
    if census.alternatives == census.pictures:
        yield Claim("schema:accessModeSufficient", "textual")
    if census.pictures:
        yield Claim("schema:accessModeSufficient", "textual,visual")
    for feature in _features(census, printed):
        yield Claim("schema:accessibilityFeature", feature)
    if printed and census.page_marks:
        yield Claim("pageBreakSource", printed)
    # Flashing, motion and sound are the three hazards: a book without media and scripts has none of them.
    yield Claim("schema:accessibilityHazard", "unknown" if census.has_media else "none")
    yield Claim("schema:accessibilitySummary", " ".join(_summary(census, wording, printed, certified_by)))
    if certified_by:
        yield Claim("dcterms:conformsTo", STANDARD, id="conformance")
        yield Claim("a11y:certifiedBy", certified_by, refines="conformance")


def _features(census: Census, printed: str) -> Iterator[str]:
    features = {
        "tableOfContents": census.contents_entries,
        "readingOrder": True,  # proofreading rejects an e-book whose contents and spine disagree
        "structuralNavigation": True,  # proofreading rejects an e-book that skips a heading level
        "alternativeText": census.pictures and census.alternatives == census.pictures,
        "longDescription": census.descriptions,
        "displayTransformability": census.adaptable,
        "ARIA": census.has_roles,
        "pageBreakMarkers": census.page_marks,
        "pageNavigation": census.page_marks and printed,
        "unlocked": True,  # Liner Notes never adds DRM
    }
    return (feature for feature, present in features.items() if present)


def _summary(census: Census, wording: Wording, printed: str, certified_by: str) -> Iterator[str]:
    """Yield the sentences of the summary."""
    if census.adaptable:
        yield wording.access_text
    if census.pictures and census.alternatives == census.pictures:
        yield wording.access_described if census.descriptions == census.pictures else wording.access_pictures
    if census.tables and census.accessible_tables == census.tables:
        yield wording.access_tables
    if census.page_marks and printed:
        yield wording.access_pages
    yield wording.access_certified if certified_by else wording.access_uncertified
