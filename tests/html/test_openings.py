"""Pages that a picture fills: those that open a chapter, pictures over two pages, and back covers."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from linernotes.assets import built_in_templates
from linernotes.build.misfits import describe_misfits
from linernotes.editing import edit
from linernotes.editing.lists import figure_entries
from linernotes.html.medium import Medium, Paged, Reflowable, Repaged
from linernotes.html.pages import Pages
from linernotes.html.placeholders import Placeholders
from linernotes.html.templates import Templates
from linernotes.html.titles import opening_title_style
from linernotes.look.theme import Theme, TitleSpace
from linernotes.model.book import Picture, Section
from linernotes.typeset.gathering import Gathering
from linernotes.typeset.pagination import PlacedSection
from tests.sample import STUDENT, book_of, section_of

FIGURE = "::: figure {#view}\n![A view.](art/view.svg)\n\nA view.\n:::\n"
OPENING = f"# Plot {{role=opening}}\n\n{FIGURE}\nA lead.\n\n## You will\n\n- read\n\n## You will need\n\n- a pen\n"
SPREAD = f"# The road {{#road role=spread}}\n\n{FIGURE}"
BACK = "# For a head of department {#back role=back-cover}\n\n![A view.](art/view.svg)\n\nTwelve questions.\n"
VIEW = Picture("art/view.svg", "image/svg+xml", b"", 210, 165)


THEME = Theme(
    "any", {}, (0.72, 0.3, 0.56, 0.46), {"opening": TitleSpace(476, 130, 128, 102)}, capitals=(500,) * 12 + (694,) + (500,) * 13
)


def rendered(section: Section, medium: Medium) -> str:
    book = edit(replace(book_of(section), pictures=(VIEW,)), STUDENT)
    return str(Pages(book, STUDENT, medium, Templates(built_in_templates(), theme=THEME)).render(book.sections[0]).body)


def test_each_heading_of_an_opening_begins_a_column() -> None:
    body = rendered(section_of(OPENING), Paged({}, Placeholders()))
    assert [re.findall(r"<h2[^>]*>([^<]*)", column) for column in body.split('class="opening-column"')[1:]] == [
        ["You will"],
        ["You will need"],
    ]
    assert "--picture: 169.7mm; --caption-lines: 1; --title-size: " in body


@pytest.mark.parametrize(
    ("medium", "pictures"), [(Paged({}, Placeholders()), 2), (Repaged({}, Placeholders()), 1), (Reflowable(), 1)]
)
def test_picture_over_two_pages_is_one_picture_elsewhere(medium: Medium, pictures: int) -> None:
    body = rendered(section_of(SPREAD), medium)
    assert (body.count("<img"), body.count('alt="A view."')) == (pictures, 1)


@pytest.mark.parametrize(
    ("after", "medium", "printed"),
    [
        ("# Next\n\nText.\n", Paged({}, Placeholders()), True),
        (OPENING, Paged({}, Placeholders()), False),
        ("# Next\n\nText.\n", Repaged({}, Placeholders()), False),
    ],
)
def test_caption_of_a_picture_over_two_pages_is_on_the_next_page(after: str, medium: Medium, printed: bool) -> None:
    book = edit(replace(book_of(section_of(SPREAD), section_of(after)), pictures=(VIEW,)), STUDENT)
    spread, section = book.sections
    document = Pages(book, STUDENT, medium, Templates(built_in_templates(), theme=THEME)).gathering([section], spread)
    assert ("Figure 1 (p." in document) is printed


@pytest.mark.parametrize(("first", "warnings"), [(32, 0), (33, 1)])
def test_picture_over_two_pages_begins_on_a_left_hand_page(first: int, warnings: int) -> None:
    placed = PlacedSection(section_of(SPREAD), Gathering(b"", 2, {}, (), {}), first)
    assert ["a right-hand page" in each for each in describe_misfits(placed)] == [True] * warnings


def test_text_beside_a_picture_over_two_pages_is_reported() -> None:
    with pytest.raises(AssertionError, match="one picture over two pages"):
        section_of(f"{SPREAD}\nMore text.\n")


@pytest.mark.parametrize(
    ("medium", "order"),
    [
        (Paged({}, Placeholders()), ["A view.", "</h1>", "Twelve"]),
        (Repaged({}, Placeholders()), ["</h1>", "A view.", "Twelve"]),
        (Reflowable(), ["</h1>", "A view.", "Twelve"]),
    ],
)
def test_words_of_a_back_cover_are_on_its_picture_or_around_it(medium: Medium, order: list[str]) -> None:
    body = rendered(section_of(BACK), medium)
    assert sorted(order, key=body.index) == order
    assert (body.count("<img"), "figcaption" in body) == (1, False)


def test_picture_of_a_back_cover_has_no_number_and_is_in_no_list() -> None:
    book = edit(book_of(section_of(BACK), section_of(SPREAD)), STUDENT)
    assert [(entry.number, entry.target.slug) for entry in figure_entries(book)] == [(1, "road")]


def test_back_cover_has_no_page_number_and_no_second_page() -> None:
    placed = PlacedSection(section_of(BACK), Gathering(b"", 2, {}, (), {}), 64)
    assert not placed.section.shows_folio
    assert ["do not fit on one page" in each for each in describe_misfits(placed)] == [True]


@pytest.mark.parametrize("more", ["![Another.](art/view.svg)", FIGURE])
def test_second_picture_of_a_back_cover_is_reported(more: str) -> None:
    with pytest.raises(AssertionError, match="one picture, before its words"):
        section_of(f"{BACK}\n{more}\n")


def test_caption_on_a_back_cover_is_reported() -> None:
    with pytest.raises(AssertionError, match="no id, no caption"):
        section_of(f"# Last {{role=back-cover}}\n\n{FIGURE}")


@pytest.mark.parametrize(("title", "size"), [("Io", 128), ("Café", 128), ("MMMMMMMMMM", 68), ("MMMMMMMM MMMMMMMM", 80)])
def test_title_of_an_opening_is_as_large_as_its_capitals_allow(title: str, size: int) -> None:
    assert opening_title_style(title, THEME).startswith(f"--title-size: {size}pt")


def test_every_page_that_begins_a_chapter_says_how_large_its_title_fits() -> None:
    chapter = section_of('# Five people {label="Part 4"}\n\nText.\n')
    size = "--picture: 0.0mm; --caption-lines: 0; --title-size: 88pt"
    assert size in rendered(replace(chapter, heads=True), Paged({}, Placeholders()))
    assert "--title-size" not in rendered(chapter, Paged({}, Placeholders()))
