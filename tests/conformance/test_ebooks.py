"""The e-books are valid and accessible according to EPUBCheck, Ace and axe-core, and Thorium's parser reads all metadata."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest

from linernotes.model.problems import Problem
from linernotes.proofing.validators import Ace
from tests.conformance.conftest import DAMAGED, EBOOKS, IN_AXE, IN_BROWSER, INCOMPLETE, ReportsOf
from tests.conformance.reading_systems import PACKAGES, require_node
from tests.end_to_end.reading import OPF, documents, listed_in, package_of, spine_of

DC = "{http://purl.org/dc/elements/1.1/}"

CERTIFICATION = {"a11y:certifiedBy", "a11y:certifierCredential", "a11y:certifierReport", "dcterms:conformsTo"}
"""Metadata that Ace misses and only a person can add."""

EXCEPTIONS = (
    ("region", "", "", "a section is not a page of a site: reading systems add the landmarks"),
    ("landmark-one-main", "", "", "the same"),
    ("page-has-heading-one", "cover.xhtml", "", "a cover is a picture whose alternative text is the title"),
    (
        "aria-prohibited-attr",
        "",
        'role="doc-pagebreak"',
        "axe-core 4.14 does not know that DPUB-ARIA allows authors to name this role",
    ),
)
"""Reports of axe-core that are not problems: rule, section, element, reason."""


def violations(report: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield rule, section and element of each violation that axe-core finds."""
    for section in report["sections"]:
        for violation in section["violations"]:
            yield from ((violation["rule"], section["section"], place) for place in violation["places"])


def matching_exceptions(violation: tuple[str, str, str]) -> Iterator[str]:
    """Yield the rules of the exceptions that apply to a violation."""
    rule, section, place = violation
    yield from (name for name, where, what, _ in EXCEPTIONS if name == rule and where in section and what in place)


def test_list_of_e_books_is_complete(ebooks: dict[str, Path]) -> None:
    assert sorted(ebooks) == sorted([*EBOOKS, DAMAGED, INCOMPLETE])


@pytest.mark.parametrize("book", EBOOKS)
def test_epubcheck_finds_nothing(epubcheck_problems: dict[str, list[Problem]], book: str) -> None:
    assert epubcheck_problems[book] == []


def test_epubcheck_finds_the_damage(epubcheck_problems: dict[str, list[Problem]]) -> None:
    assert {"OPF-029", "RSC-007", "RSC-012"} <= {problem.rule for problem in epubcheck_problems[DAMAGED]}


@pytest.mark.parametrize("book", IN_BROWSER)
def test_ace_finds_nothing(reports: ReportsOf, ebooks: dict[str, Path], book: str) -> None:
    report = reports("ace")[book]
    assert (report["outcome"], report["assertions"]) == ("pass", [])
    assert report["documents"] > len(spine_of(ebooks[book]))
    assert set(report["missing"]) <= CERTIFICATION


def test_ace_finds_the_damage(reports: ReportsOf) -> None:
    report = reports("ace")
    rules = {"image-alt", "html-has-lang", "epub-pagelist-broken", "epub-toc-order", "metadata-accessibilityhazard"}
    assert report[DAMAGED]["outcome"] == "fail"
    assert rules <= {each["rule"] for each in report[DAMAGED]["assertions"]}
    assert report[INCOMPLETE]["outcome"].startswith("unreadable")


def test_verify_reports_what_ace_finds(ebooks: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    require_node()
    monkeypatch.setenv("PATH", str(PACKAGES / ".bin"), prepend=os.pathsep)
    whole, damaged = ebooks["the-lighthouse-student.epub"], ebooks[DAMAGED]
    assert Ace().install_hint() == ""
    found = Ace().validate([whole, damaged])
    assert found[whole] == []
    assert ("forms.xhtml", "image-alt") in {(problem.place, problem.rule) for problem in found[damaged]}


@pytest.mark.parametrize("book", IN_AXE)
def test_axe_finds_nothing(reports: ReportsOf, ebooks: dict[str, Path], book: str) -> None:
    report = reports("axe")[book]
    assert report["complaints"] == []
    assert [section["section"] for section in report["sections"] if section["passes"]] == spine_of(ebooks[book])
    assert [found for found in violations(report) if not list(matching_exceptions(found))] == []


def test_axe_finds_the_damage(reports: ReportsOf) -> None:
    report = reports("axe")
    assert {"image-alt", "html-has-lang"} <= {rule for rule, _, _ in violations(report[DAMAGED])}
    assert report[INCOMPLETE]["complaints"]


def test_every_exception_is_needed(reports: ReportsOf) -> None:
    report = reports("axe")
    assert {rule for book in IN_AXE for found in violations(report[book]) for rule in matching_exceptions(found)} == {
        rule for rule, *_ in EXCEPTIONS
    }


@pytest.mark.parametrize("book", EBOOKS)
def test_thorium_reads_all_metadata(reports: ReportsOf, ebooks: dict[str, Path], book: str) -> None:
    package, metadata = package_of(ebooks[book]), reports("manifest")[book]["metadata"]
    properties = properties_of(package)
    access = metadata["accessibility"]
    assert [metadata["title"], *listed(metadata.get("subtitle", []))] == [each.text for each in package.iter(f"{DC}title")]
    for key, name in (("language", "language"), ("author", "creator"), ("identifier", "identifier"), ("subject", "subject")):
        assert listed(metadata.get(key, [])) == [element.text for element in package.iter(f"{DC}{name}")]
    assert listed(access["accessMode"]) == properties["schema:accessMode"]
    assert [",".join(modes) for modes in access["accessModeSufficient"]] == properties["schema:accessModeSufficient"]
    assert listed(access["feature"]) == properties["schema:accessibilityFeature"]
    assert listed(access["hazard"]) == properties["schema:accessibilityHazard"]
    assert listed(access["summary"]) == properties["schema:accessibilitySummary"]


@pytest.mark.parametrize("book", EBOOKS)
def test_thorium_reads_contents_pages_and_landmarks(reports: ReportsOf, ebooks: dict[str, Path], book: str) -> None:
    file, manifest = ebooks[book], reports("manifest")[book]
    assert [entry["href"] for entry in manifest["readingOrder"]] == spine_of(file)
    assert list(entries(manifest["toc"])) == listed_in(file, "toc")
    assert list(entries(manifest["pageList"])) == listed_in(file, "page-list")
    assert list(entries(manifest["landmarks"])) == listed_in(file, "landmarks")
    assert len(manifest["pageList"]) == sum(
        element.get("role") == "doc-pagebreak" for root in documents(file).values() for element in root.iter()
    )


def test_thorium_does_not_read_damaged_metadata(reports: ReportsOf, ebooks: dict[str, Path]) -> None:
    assert "hazard" not in reports("manifest")[DAMAGED]["metadata"]["accessibility"]
    whole = ebooks["the-lighthouse-teacher.epub"]
    assert list(entries(reports("manifest")[DAMAGED]["toc"])) != listed_in(whole, "toc")


def properties_of(package: Element) -> dict[str, list[str]]:
    """Return the metadata of a package by property."""
    found: dict[str, list[str]] = {}
    for meta in package.iter(f"{OPF}meta"):
        found.setdefault(meta.get("property", ""), []).append(meta.text or "")
    return found


def listed(value: str | dict[str, str] | list[str | dict[str, str]]) -> list[str]:
    """Return the values as a list; the parser gives a single value without one, and an object if a value is refined."""
    values = value if isinstance(value, list) else [value]
    return [each["name"] if isinstance(each, dict) else each for each in values]


def entries(nested: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """Yield title and target of each entry and of the entries below it."""
    for entry in nested:
        yield " ".join(entry["title"].split()), entry["href"]
        yield from entries(entry.get("children", []))
