"""The walk in docs/accessibility.md is what the tag tree of the student edition gives.

``LINERNOTES_GOLDEN=keep`` writes it anew; read it as a listener would before you commit it.
"""

from __future__ import annotations

import os
import re
from itertools import pairwise
from pathlib import Path

import pytest

from tests.end_to_end.conftest import CHECKOUT
from tests.end_to_end.walking import Node, announced, read_tree, walk

SYMBOLS = re.compile("[▮▯◷♙▣☐↩●◐○]")
EXPLAINED = (
    "depth 2 of 4",
    "about eight minutes",
    "alone, ",
    "needs the film",
    "Verified",
    "One source",
    "Disputed",
    "The marks",
)
"""Where the guide shows its symbols and says what they mean."""

BARE = ("text:", "item:", "caption:")
"""Announcements without a word."""

WALK = re.compile(r"<!-- page (\w+) -->\n```text\n(.*?)```", re.DOTALL)


def test_the_walk_in_the_document_is_what_the_tag_tree_gives(guide: Path) -> None:
    document = CHECKOUT / "docs" / "accessibility.md"
    file = guide / "the-runaways-student-a4.pdf"
    walked = WALK.sub(
        lambda page: f"<!-- page {page[1]} -->\n```text\n" + "".join(f"{line}\n" for line in walk(file, page[1])) + "```",
        document.read_text(encoding="utf-8"),
    )
    if os.environ.get("LINERNOTES_GOLDEN") == "keep":
        document.write_text(walked, encoding="utf-8")
    assert document.read_text(encoding="utf-8") == walked
    assert len(WALK.findall(walked)) == 3


@pytest.mark.parametrize("edition", ["student", "teacher", "large"])
def test_nothing_is_said_twice_nor_empty_nor_a_sign_that_is_for_the_eye(guide: Path, edition: str) -> None:
    faults = []
    file = guide / f"the-runaways-{edition}-a4.pdf"
    for folio in read_tree(file)[1]:
        said = walk(file, folio)
        faults += [f"{folio}: twice {line!r}" for line, other in pairwise(said) if line == other]
        faults += [f"{folio}: {line!r}" for line in said if line.endswith((":", ": ")) and line.strip() in BARE]
        faults += [
            f"{folio}: {line!r}" for line in said if SYMBOLS.search(line) and not any(words in line for words in EXPLAINED)
        ]
    assert not faults


def test_what_would_be_silly_to_hear_is_written_down_as_it_is_heard() -> None:
    def words(text: str) -> Node:
        return Node("words", 0, text)

    item = Node("LI", kids=[Node("Lbl", kids=[words("A")]), Node("LBody", kids=[words("oil")])])
    cells = [Node("TH", scope="Row", kids=[words("lamp")]), Node("TD")]
    link = Node("Link", alternative="Source: verified", kids=[words("●")])
    page = Node(
        "Sect",
        kids=[
            Node("H2", kids=[words("Light")]),
            Node("P", kids=[words("It burns. "), link]),
            Node("L", kids=[item]),
            Node("Table", kids=[Node("TR", kids=cells)]),
        ],
    )
    assert list(announced(page)) == [
        "heading of level 2: Light",
        "text: It burns. ⟨link: Source: verified⟩",
        "list of 1",
        "  item A: oil",
        "table, rows: 1, columns: 2",
        "  row 1: row head lamp | empty",
    ]
