"""Fences that have a title or an id: modules that list such blocks by kind must not forget one."""

from __future__ import annotations

from pathlib import Path

import pytest

from linernotes.manuscript.fences import FENCES
from linernotes.model.document import Table
from linernotes.model.findings import Code
from linernotes.model.walking import descend
from tests.sample import BOOK, STORY, read_folder, read_guide, write_guide

CARDS = [fence.name for fence in FENCES if "title" in fence.attributes and fence.name != "figure"]
TARGETS = [fence.name for fence in FENCES if "id" in fence.attributes]
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>'
CONTENT = {"figure": "![A rock.](art/x.svg)\n\nThe rock.", "table": "| a |\n|---|\n| b |"}
"""What these fences contain; all others contain a sentence."""


def guide(*blocks: str) -> dict[str, str]:
    """Return the files of a guide with these blocks at the end of its story."""
    return {"story.md": "\n\n".join((STORY, *blocks, "")), "art/x.svg": PICTURE}


def named(fence: str) -> str:
    return f"::: {fence} {{#the-rock}}\n{CONTENT.get(fence, 'It is dark.')}\n:::"


@pytest.mark.parametrize("card", CARDS)
def test_answer_in_the_title_of_a_card_is_a_warning(card: str, tmp_path: Path) -> None:
    _, found = read_guide(tmp_path, guide(f'::: {card} {{title="Answer: the uncle"}}\nIt is dark.\n:::'))
    assert [finding.code for finding in found] == [Code.TEACHER_TEXT_MISPLACED]


@pytest.mark.parametrize("card", CARDS)
def test_table_in_a_card_has_the_name_of_the_card(card: str, tmp_path: Path) -> None:
    project = read_folder(write_guide(tmp_path, guide(f'::: {card} {{title="The uncle"}}\n{CONTENT["table"]}\n:::')))
    assert [table.name for table in descend(project.editions["student"].sections, Table)][-1] == "The uncle"


@pytest.mark.parametrize("fence", TARGETS)
def test_link_leads_to_a_fence_with_an_id(fence: str, tmp_path: Path) -> None:
    _, found = read_guide(tmp_path, guide("Look at [](#the-rock).", named(fence)))
    assert not found


@pytest.mark.parametrize("fence", TARGETS)
def test_id_of_a_fence_may_not_be_that_of_a_heading(fence: str, tmp_path: Path) -> None:
    book = BOOK.replace('"story.md"', '"story.md", "rock.md"')
    other = "# A rock\n\n## The rock {#the-rock}\n\nIt is dark.\n"
    _, found = read_guide(tmp_path, {**guide(named(fence)), "book.toml": book, "rock.md": other})
    assert [finding.code for finding in found] == [Code.ID_DUPLICATE]
