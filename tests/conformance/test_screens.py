"""The e-books in Chromium: on narrow screens, in large letters, at night, and copied."""

from __future__ import annotations

import re

import pytest

from tests.conformance.conftest import DAMAGED, IN_BROWSER, ReportsOf


def found(reports: ReportsOf, book: str, what: str) -> list[tuple[str, str]]:
    """Return what the program reports on the sections of a book: the section, and a place in it."""
    report = reports("screens")[book]
    assert report["complaints"] == [] or book == DAMAGED
    assert report["sections"]
    return [(section["section"], place) for section in report["sections"] for place in section[what]]


@pytest.mark.parametrize("book", IN_BROWSER)
def test_nothing_is_wider_than_a_screen_of_320_pixels(reports: ReportsOf, book: str) -> None:
    assert found(reports, book, "overflow") == []


@pytest.mark.parametrize("book", IN_BROWSER)
def test_letters_of_drawings_are_legible_on_small_screens(reports: ReportsOf, book: str) -> None:
    assert found(reports, book, "small") == []


@pytest.mark.parametrize("book", IN_BROWSER)
def test_every_word_can_be_read_at_night(reports: ReportsOf, book: str) -> None:
    assert found(reports, book, "pale") == []


@pytest.mark.parametrize("book", IN_BROWSER)
def test_copied_lines_have_no_numbers(reports: ReportsOf, book: str) -> None:
    copied = [section["copied"] for section in reports("screens")[book]["sections"] if section["copied"].strip()]
    assert copied
    assert not re.findall(r"(?:^|[.!?] )line ?S?\d+|[.!?]\d", " ".join(copied))


def test_damaged_style_sheets_are_noticed(reports: ReportsOf) -> None:
    assert found(reports, DAMAGED, "overflow")
    assert found(reports, DAMAGED, "pale")
    assert found(reports, DAMAGED, "small")
    assert any("line" in section["copied"] for section in reports("screens")[DAMAGED]["sections"])
