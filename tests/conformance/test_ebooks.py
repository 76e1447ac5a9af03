"""The e-books are valid and accessible by the word of EPUBCheck, Ace and axe-core, and Thorium's parser finds all that they say."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest

from linernotes.model.problems import Problem
from linernotes.proofing.validators import Ace
from tests.conformance.conftest import DAMAGED, EBOOKS, TORN, Asked
from tests.conformance.reading_systems import PACKAGES, need_node
from tests.end_to_end.reading import OPF, documents, listed_in, package_of, spine_of

DC = "{http://purl.org/dc/elements/1.1/}"

A_PERSON_ADDS = {"a11y:certifiedBy", "a11y:certifierCredential", "a11y:certifierReport", "dcterms:conformsTo"}
"""What Ace misses and no program may claim."""

PARDONS = (
    ("region", "", "", "a section is no page of a site: reading systems give it its landmarks"),
    ("landmark-one-main", "", "", "the same"),
    ("page-has-heading-one", "cover.xhtml", "", "a cover is a picture, and its title the alternative text"),
    (
        "aria-prohibited-attr",
        "",
        'role="doc-pagebreak"',
        "axe-core 4.14 takes the role for none, whose name is the author's by DPUB-ARIA",
    ),
)
"""What axe-core says and is not a fault: rule, section, element, reason."""


def violations(told: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield rule, section and element of whatever axe-core finds."""
    for section in told["sections"]:
        for violation in section["violations"]:
            yield from ((violation["rule"], section["section"], place) for place in violation["places"])


def pardons(found: tuple[str, str, str]) -> Iterator[str]:
    """Yield the rules of the pardons that something found has."""
    rule, section, place = found
    yield from (named for named, where, what, _ in PARDONS if named == rule and where in section and what in place)


def test_these_are_all_the_ebooks(ebooks: dict[str, Path]) -> None:
    assert sorted(ebooks) == sorted([*EBOOKS, DAMAGED, TORN])


@pytest.mark.parametrize("book", EBOOKS)
def test_epubcheck_finds_nothing(epubcheck_problems: dict[str, list[Problem]], book: str) -> None:
    assert epubcheck_problems[book] == []


def test_epubcheck_notices_what_is_damaged(epubcheck_problems: dict[str, list[Problem]]) -> None:
    assert {"OPF-029", "RSC-007", "RSC-012"} <= {problem.rule for problem in epubcheck_problems[DAMAGED]}


@pytest.mark.parametrize("book", EBOOKS)
def test_ace_finds_nothing(asked: Asked, ebooks: dict[str, Path], book: str) -> None:
    told = asked("ace")[book]
    assert (told["outcome"], told["assertions"]) == ("pass", [])
    assert told["documents"] > len(spine_of(ebooks[book]))
    assert set(told["missing"]) <= A_PERSON_ADDS


def test_ace_notices_what_is_damaged(asked: Asked) -> None:
    told = asked("ace")
    rules = {"image-alt", "html-has-lang", "epub-pagelist-broken", "epub-toc-order", "metadata-accessibilityhazard"}
    assert told[DAMAGED]["outcome"] == "fail"
    assert rules <= {each["rule"] for each in told[DAMAGED]["assertions"]}
    assert told[TORN]["outcome"].startswith("unreadable")


def test_the_ace_of_verify_says_the_same(ebooks: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    need_node()
    monkeypatch.setenv("PATH", str(PACKAGES / ".bin"), prepend=os.pathsep)
    whole, damaged = ebooks["the-lighthouse-student.epub"], ebooks[DAMAGED]
    assert Ace().install_hint() == ""
    judged = Ace().validate([whole, damaged])
    assert judged[whole] == []
    assert ("forms.xhtml", "image-alt") in {(fault.place, fault.rule) for fault in judged[damaged]}


@pytest.mark.parametrize("book", EBOOKS)
def test_axe_finds_nothing(asked: Asked, ebooks: dict[str, Path], book: str) -> None:
    told = asked("axe")[book]
    assert told["complaints"] == []
    assert [section["section"] for section in told["sections"] if section["passes"]] == spine_of(ebooks[book])
    assert [found for found in violations(told) if not list(pardons(found))] == []


def test_axe_notices_what_is_damaged(asked: Asked) -> None:
    told = asked("axe")
    assert {"image-alt", "html-has-lang"} <= {rule for rule, _, _ in violations(told[DAMAGED])}
    assert told[TORN]["complaints"]


def test_no_pardon_outlives_its_need(asked: Asked) -> None:
    told = asked("axe")
    assert {rule for book in EBOOKS for found in violations(told[book]) for rule in pardons(found)} == {
        rule for rule, *_ in PARDONS
    }


@pytest.mark.parametrize("book", EBOOKS)
def test_thorium_finds_all_that_a_book_says_of_itself(asked: Asked, ebooks: dict[str, Path], book: str) -> None:
    package, metadata = package_of(ebooks[book]), asked("manifest")[book]["metadata"]
    said = properties_of(package)
    access = metadata["accessibility"]
    for key, name in (("title", "title"), ("language", "language"), ("author", "creator"), ("identifier", "identifier")):
        assert listed(metadata[key]) == [element.text for element in package.iter(f"{DC}{name}")]
    assert listed(access["accessMode"]) == said["schema:accessMode"]
    assert [",".join(modes) for modes in access["accessModeSufficient"]] == said["schema:accessModeSufficient"]
    assert listed(access["feature"]) == said["schema:accessibilityFeature"]
    assert listed(access["hazard"]) == said["schema:accessibilityHazard"]
    assert listed(access["summary"]) == said["schema:accessibilitySummary"]


@pytest.mark.parametrize("book", EBOOKS)
def test_thorium_finds_contents_pages_and_landmarks(asked: Asked, ebooks: dict[str, Path], book: str) -> None:
    file, manifest = ebooks[book], asked("manifest")[book]
    assert [entry["href"] for entry in manifest["readingOrder"]] == spine_of(file)
    assert list(entries(manifest["toc"])) == listed_in(file, "toc")
    assert list(entries(manifest["pageList"])) == listed_in(file, "page-list")
    assert list(entries(manifest["landmarks"])) == listed_in(file, "landmarks")
    assert len(manifest["pageList"]) == sum(
        element.get("role") == "doc-pagebreak" for root in documents(file).values() for element in root.iter()
    )


def test_thorium_misses_what_is_damaged(asked: Asked, ebooks: dict[str, Path]) -> None:
    assert "hazard" not in asked("manifest")[DAMAGED]["metadata"]["accessibility"]
    whole = ebooks["the-lighthouse-teacher.epub"]
    assert list(entries(asked("manifest")[DAMAGED]["toc"])) != listed_in(whole, "toc")


def properties_of(package: Element) -> dict[str, list[str]]:
    """Return what the metadata of a package say, by property."""
    found: dict[str, list[str]] = {}
    for meta in package.iter(f"{OPF}meta"):
        found.setdefault(meta.get("property", ""), []).append(meta.text or "")
    return found


def listed(value: str | list[str]) -> list[str]:
    """Return the values that the parser gives as one where there is one only."""
    return [value] if isinstance(value, str) else value


def entries(nested: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """Yield title and target of each entry, then of those below it."""
    for entry in nested:
        yield " ".join(entry["title"].split()), entry["href"]
        yield from entries(entry.get("children", []))
