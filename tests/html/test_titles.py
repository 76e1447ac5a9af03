"""Titles that fit: on the title page and the cover, and shortened."""

from __future__ import annotations

import pytest

from linernotes.html.titles import SMALLEST, cover_lines, shortened, title_page_style
from linernotes.look.theme import Theme, TitleSpace

SPACES = {
    "title": TitleSpace(425, 225, 76, 70),
    "subtitle": TitleSpace(272, 130, 22, 30),
    "drawn": TitleSpace(479, 300, 118, 96),
    "drawn-subtitle": TitleSpace(476, 64, 22, 30),
}
THEME = Theme("any", {}, (0.72, 0.3, 0.56, 0.46), SPACES)


@pytest.mark.parametrize(
    ("title", "size"),
    [("", 118), ("X", 118), ("The Runaways", 118), ("The Incomprehensibilities", 54), ("m" * 200, SMALLEST)],
)
def test_title_is_as_large_as_its_longest_word_allows(title: str, size: int) -> None:
    assert title_page_style(title, "", THEME, drawn=True).startswith(f"--title-size: {size}pt;")


def test_long_title_and_subtitle_are_smaller() -> None:
    style = title_page_style("The Runaways", "A guide", THEME, drawn=False)
    assert style == "--title-size: 76pt; --title-leading: 70pt; --subtitle-size: 22pt; --subtitle-leading: 30pt"
    style = title_page_style("The Runaways and " * 6, "A study guide to a film " * 5, THEME, drawn=False)
    assert style == "--title-size: 40pt; --title-leading: 36.8pt; --subtitle-size: 20pt; --subtitle-leading: 27.3pt"


def test_title_is_slightly_smaller_if_one_short_word_is_left_over() -> None:
    alone = title_page_style("The Monkey’s Paw", "", THEME, drawn=False)
    assert alone.startswith("--title-size: 54pt;"), "on one line"
    even = title_page_style("The Monkey’s Other Paws", "", THEME, drawn=False)
    assert even.startswith("--title-size: 76pt;"), "on two lines"


def test_cover_has_the_lines_that_allow_the_largest_letters() -> None:
    space = TitleSpace(1400, 1560, 420, 420, 0.5)
    assert cover_lines("The Runaways", space, drawn=True) == (["The", "Runaways"], 350)
    lines, size = cover_lines("The Strange and Remarkable Adventures of a Schoolteacher", space, drawn=False)
    assert " ".join(lines) == "The Strange and Remarkable Adventures of a Schoolteacher"
    assert size * len(lines) <= 1560


@pytest.mark.parametrize(
    ("text", "short"),
    [("One two three", "One two three"), ("One two, three four", "One two…"), ("Onetwothreefourfive", "Onetwothreef…")],
)
def test_text_is_shortened_after_a_word(text: str, short: str) -> None:
    assert shortened(text, 13) == short
