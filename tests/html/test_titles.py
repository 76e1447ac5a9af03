"""Titles that fit: on the title page, and shortened."""

from __future__ import annotations

import pytest

from linernotes.html.titles import ON_TITLE_PAGE, OVER_BACKDROP, SMALLEST, shortened, title_style


@pytest.mark.parametrize(
    ("title", "size"),
    [("", 118), ("X", 118), ("The Runaways", 118), ("The Incomprehensibilities", 54), ("m" * 200, SMALLEST)],
)
def test_title_is_as_large_as_its_longest_word_allows(title: str, size: int) -> None:
    assert title_style(title, OVER_BACKDROP).startswith(f"--title-size: {size}pt;")


def test_long_title_is_smaller() -> None:
    assert title_style("The Runaways", ON_TITLE_PAGE) == "--title-size: 76pt; --title-leading: 70pt"
    assert title_style("The Runaways and " * 6, ON_TITLE_PAGE) == "--title-size: 40pt; --title-leading: 36.8pt"


@pytest.mark.parametrize(
    ("text", "short"),
    [("One two three", "One two three"), ("One two, three four", "One two…"), ("Onetwothreefourfive", "Onetwothreef…")],
)
def test_text_is_shortened_after_a_word(text: str, short: str) -> None:
    assert shortened(text, 13) == short
