from __future__ import annotations

import re
from pathlib import Path

import pytest

from linernotes.model.papers import TEXT_BLOCK, TYPESET_PAGE, Box, Paper, trim_box

PAGES = Path(__file__).parents[2] / "styles" / "print" / "pages.css"


def test_the_style_sheet_sets_the_same_page_and_text_block() -> None:
    [size] = re.findall(r"size: (\S+)mm (\S+)mm;", PAGES.read_text(encoding="utf-8"))
    [margins] = re.findall(
        r"margin: (\S+)mm (\S+)mm (\S+)mm (\S+)mm;", PAGES.read_text(encoding="utf-8").partition("}\n@page title")[0]
    )
    width, height = map(float, size)
    top, right, bottom, left = map(float, margins)
    assert Box(0, 0, width, height) == TYPESET_PAGE
    assert Box(left, bottom, width - right, height - top) == TEXT_BLOCK


@pytest.mark.parametrize("paper", Paper)
def test_a_paper_is_a_part_of_the_typeset_page(paper: Paper) -> None:
    assert TYPESET_PAGE.holds(trim_box(paper))


def test_a_box_is_written_as_its_size() -> None:
    assert str(TEXT_BLOCK) == "168 × 232.8 mm"


def test_only_a_box_that_is_inside_is_held() -> None:
    assert TEXT_BLOCK.holds(TEXT_BLOCK)
    assert TEXT_BLOCK.grown(1).holds(TEXT_BLOCK)
    assert not TEXT_BLOCK.holds(TEXT_BLOCK.grown(1))
