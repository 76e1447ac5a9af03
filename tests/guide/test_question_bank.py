"""Rules of the question bank that ``[checks.questions]`` of book.toml cannot express."""

from __future__ import annotations

import re
from pathlib import Path

from linernotes.model.guide import Question
from linernotes.model.walking import descend
from tests.sample import read_checkout

CHECKOUT = Path(__file__).parents[2]


def test_questions_of_a_theme_are_in_order_of_depth() -> None:
    for section in read_checkout().book.sections:
        if section.source not in ("discussion/02-questions-by-theme.md", "discussion/03-big-questions.md"):
            continue
        depths: dict[str, list[int]] = {}
        for node in descend(section.blocks):
            if isinstance(node, Question):
                depths.setdefault(node.theme, []).append(int(node.depth or 0))
        assert depths
        assert all(depth == sorted(depth) for depth in depths.values()), depths


def test_first_and_last_worksheet_ask_the_same_questions() -> None:
    first, last = (CHECKOUT / "manuscript" / "worksheets" / file for file in ("w1-before.md", "w5-after.md"))
    asked = re.findall(r"^\| \d \| (.+?) \|", first.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(asked) == 8
    assert asked == re.findall(r"^\d\. (.+)$", last.read_text(encoding="utf-8"), re.MULTILINE)
