"""SECURITY.md lists the attacks that are tested, and no others. ``LINERNOTES_GOLDEN=write`` writes its tables again."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.attacks import designs, ebooks, guides, stories
from tests.attacks.attack import Attack

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "SECURITY.md"
LEAST = 60


def table(attacks: Iterable[Attack]) -> str:
    rows = (
        f"| `{each.name}` | {each.does.replace('|', '&#124;').replace('<', '&lt;')} | {'rejected' if each.answer else 'built'} |"
        for each in attacks
    )
    return "\n".join(["| name | attack | result |", "|---|---|---|", *rows])


@pytest.mark.parametrize(
    ("name", "attacks"),
    [("guides", guides.ATTACKS), ("templates", designs.TEMPLATES), ("stories", stories.STORIES), ("ebooks", ebooks.ATTACKS)],
)
def test_table_lists_the_attacks_that_are_tested(name: str, attacks: tuple[Attack, ...]) -> None:
    section = re.compile(rf"(?<=<!-- {name} -->\n\n)(?:\|.*\n)*")
    page = PAGE.read_text(encoding="utf-8")
    if os.environ.get("LINERNOTES_GOLDEN") == "write":
        page = section.sub(lambda _: f"{table(attacks)}\n", page)
        PAGE.write_text(page, encoding="utf-8")
    assert section.findall(page) == [f"{table(attacks)}\n"]


def test_there_are_enough_attacks_and_no_name_is_used_twice() -> None:
    names = [attack.name for attack in (*guides.ATTACKS, *designs.TEMPLATES, *stories.STORIES, *ebooks.ATTACKS)]
    assert len(set(names)) == len(names) >= LEAST


def test_every_test_that_the_page_names_exists() -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", PAGE.read_text(encoding="utf-8"))
    assert named
    for file, test in named:
        assert f"def {test}" in (ROOT / file).read_text(encoding="utf-8"), f"{file}::{test}"
