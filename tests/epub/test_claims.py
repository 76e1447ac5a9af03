from __future__ import annotations

from linernotes.epub.census import Census
from linernotes.epub.claims import STANDARD, accessibility_claims
from linernotes.model.wording import Wording

EVERYTHING = Census(
    documents=2,
    pictures=2,
    alternatives=2,
    descriptions=1,
    tables=1,
    accessible_tables=1,
    contents_entries=3,
    page_marks=1,
    has_roles=True,
)


def claims(census: Census, printed: str = "", certified_by: str = "") -> list[tuple[str, str]]:
    """Return the claims without their namespaces."""
    found = accessibility_claims(census, Wording(), printed, certified_by)
    return [(claim.name.partition(":")[2] or claim.name, claim.value) for claim in found]


def features(census: Census, printed: str = "") -> set[str]:
    return {value for name, value in claims(census, printed) if name == "accessibilityFeature"}


def test_empty_book_claims_no_features_of_content() -> None:
    assert ("accessMode", "visual") not in claims(Census())
    assert not {"alternativeText", "longDescription", "pageBreakMarkers", "ARIA"} & features(Census())


def test_counted_content_is_claimed() -> None:
    expected = {"alternativeText", "longDescription", "pageNavigation", "displayTransformability", "ARIA", "tableOfContents"}
    assert expected <= features(EVERYTHING, "The book, PDF 1")
    assert ("accessModeSufficient", "textual") in claims(EVERYTHING)
    assert ("pageBreakSource", "The book, PDF 1") in claims(EVERYTHING, "The book, PDF 1")


def test_picture_without_alternative_withdraws_the_claims() -> None:
    census = Census(pictures=2, alternatives=1)
    assert ("accessModeSufficient", "textual") not in claims(census)
    assert "alternativeText" not in features(census)


def test_media_make_hazards_unknown() -> None:
    assert ("accessibilityHazard", "none") in claims(Census())
    assert ("accessibilityHazard", "unknown") in claims(Census(has_media=True))


def test_conformance_is_claimed_only_if_a_person_certifies_it() -> None:
    assert "conformsTo" not in dict(claims(Census()))
    certified = dict(claims(Census(), certified_by="Ada Example"))
    assert (certified["conformsTo"], certified["certifiedBy"]) == (STANDARD, "Ada Example")
    assert Wording().access_certified in certified["accessibilitySummary"]
