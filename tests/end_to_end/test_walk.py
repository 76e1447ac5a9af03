"""The screen-reader walk of a guide with every form is that in ``walk.txt``.

``LINERNOTES_GOLDEN=write`` writes it again; read it as a listener would before you commit it.
"""

from __future__ import annotations

import os
import re
from itertools import pairwise
from pathlib import Path

import pytest

from tests.end_to_end.conftest import CHECKOUT, _once, _shared, run
from tests.end_to_end.walking import Node, announcements, read_tree, walk, walk_text
from tests.sample import FORMS, write_guide

WALK = Path(__file__).with_name("walk.txt")
SYMBOLS = re.compile("[▮▯◷♙▣☐↩●◐○]")
"""Symbols for the eye, which stand next to words that say the same."""

EMPTY = re.compile(r"\s*(?:text|item|caption):\s*")
EXCERPT = re.compile(r"```text\n(.*?)```", re.DOTALL)


@pytest.fixture(scope="session")
def forms(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder with the PDF files of a guide with every form."""
    folder = _shared(tmp_path_factory, worker_id) / "walk"

    def make() -> None:
        project = write_guide(folder / "project", FORMS)
        built = run("build", "--project", project, "--format", "pdf", "--paper", "a4", "--to", folder)
        assert built.returncode == 0, built.stderr

    return _once(folder, make)


def lines_of(file: Path) -> list[tuple[str, str]]:
    """Return the folio and the words of each announcement in a file."""
    return [(folio, line) for folio in read_tree(file)[1] for line in walk(file, folio)]


def test_walk_of_every_form_is_unchanged(forms: Path) -> None:
    file = forms / "the-lighthouse-student-a4.pdf"
    walked = walk_text(file, read_tree(file)[1])
    if os.environ.get("LINERNOTES_GOLDEN") == "write":
        WALK.write_text(walked, encoding="utf-8")
    assert WALK.read_text(encoding="utf-8") == walked


def test_document_quotes_the_walk() -> None:
    walked = WALK.read_text(encoding="utf-8")
    excerpts = EXCERPT.findall((CHECKOUT / "docs/manual/manuscript/reference/accessibility.md").read_text(encoding="utf-8"))
    assert excerpts
    assert [excerpt for excerpt in excerpts if excerpt not in walked] == []


@pytest.mark.parametrize("edition", ["student", "teacher"])
def test_symbols_for_the_eye_are_not_announced(forms: Path, edition: str) -> None:
    lines = lines_of(forms / f"the-lighthouse-{edition}-a4.pdf")
    assert [(folio, line) for folio, line in lines if SYMBOLS.search(line)] == []


@pytest.mark.parametrize("edition", ["student", "teacher", "large"])
def test_nothing_is_announced_twice_or_without_words(guide: Path, edition: str) -> None:
    lines = lines_of(guide / f"the-runaways-{edition}-a4.pdf")
    assert [one for one, other in pairwise(lines) if one == other] == []
    assert [(folio, line) for folio, line in lines if EMPTY.fullmatch(line)] == []


def test_each_kind_of_element_has_its_announcement() -> None:
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
    assert list(announcements(page)) == [
        "heading of level 2: Light",
        "text: It burns. ⟨link: Source: verified⟩",
        "list of 1",
        "  item A: oil",
        "table, rows: 1, columns: 2",
        "  row 1: row header lamp | empty",
    ]
