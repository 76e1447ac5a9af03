from __future__ import annotations

from pathlib import Path

import pytest

from linernotes.epub.census import take_census
from linernotes.epub.reader import open_package
from tests.epub.packages import LAMP, SILENT_PICTURE, TABLE, package


def test_pictures_tables_and_page_marks_are_counted() -> None:
    census = take_census(package(f"{LAMP}{TABLE}{SILENT_PICTURE}"))
    assert (census.documents, census.pictures, census.alternatives, census.descriptions) == (2, 2, 1, 0)
    assert (census.tables, census.accessible_tables, census.contents_entries, census.page_marks) == (1, 1, 1, 1)


def test_decoration_is_not_counted_as_a_picture() -> None:
    assert take_census(package('<img src="a.png" alt="" role="presentation"/>')).pictures == 0


@pytest.mark.parametrize("sheet", ["p { font-size: 12px }", "body { color: black }", "a { margin: 0 !important }"])
def test_fixed_sizes_and_colours_make_a_book_not_adaptable(sheet: str) -> None:
    assert not take_census(package(sheet=sheet)).adaptable


def test_inherited_colours_and_comments_leave_a_book_adaptable() -> None:
    assert take_census(package(sheet="p { color: inherit; margin: 1em } /* a { color: red } */")).adaptable


def test_video_and_animation_are_media() -> None:
    assert not take_census(package()).has_media
    assert take_census(package('<video src="a.mp4"></video>')).has_media
    assert take_census(package(sheet="p { animation: spin 1s }")).has_media


def test_finished_book_has_the_questions_and_tables_of_its_manuscript(sample: Path) -> None:
    census = take_census(open_package((sample / "the-lighthouse-teacher.epub").read_bytes()))
    assert (census.questions, census.answered, census.tables, census.accessible_tables) == (2, 2, 1, 1)
