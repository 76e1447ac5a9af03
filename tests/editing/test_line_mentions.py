"""Mentions of lines of the retelling are links."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from linernotes.editing import edit
from linernotes.model.document import Link, Target
from linernotes.model.findings import Severity
from linernotes.model.walking import descend, plain_text
from linernotes.model.wording import Wording
from tests.sample import BOOK, KEY, STUDENT, TEACHER, book_of, read_guide, section_of

RETELLING = "::: retelling\n" + "".join(f"He climbs step {number}.\n" for number in range(1, 41)) + ":::\n"


def linked(text: str, *, bracketed: bool = False, words: Wording | None = None) -> list[tuple[str, int]]:
    """Return the words and the line of each link to a line in a text."""
    sections = section_of(f"# Story {{#story}}\n\n{RETELLING}"), section_of(f"# Talk {{#talk}}\n\n{text}", file="talk.md")
    book = replace(book_of(*sections), bracketed_lines=bracketed, wording=words or Wording())
    found = []
    for link in descend(edit(book, STUDENT).sections, Link):
        assert isinstance(link.destination, Target)
        assert link.destination.slug == "story"
        found.append((plain_text(link.children).replace("\N{NO-BREAK SPACE}", " "), int(link.destination.anchor.split("--")[1])))
    return found


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("It turns (line 38).", [("line 38", 38)]),
        ("Line 3 says so.", [("Line 3", 3)]),
        ("See lines 38–40.", [("lines 38–40", 38)]),
        ("See lines 3-5.", [("lines 3–5", 3)]),
        ("See lines 6--9, 20 and 31--33.", [("lines 6–9", 6), ("20", 20), ("31–33", 31)]),
        ("*How:* **line 4**", [("line 4", 4)]),
        ("See lines 3 to 5 again.", [("lines 3", 3), ("5", 5)]),
        ("In line 12, 3 girls sing.", [("line 12", 12)]),
        ("| Line | Age |\n|---|---|\n| 14 | 15 |\n| 5--7 | 16 |\n", [("14", 14), ("5–7", 5)]),
        ("> line 4\n\n- line 5\n", [("line 4", 4), ("line 5", 5)]),
    ],
)
def test_mention_of_a_line_is_a_link(text: str, links: list[tuple[str, int]]) -> None:
    assert linked(text) == links


@pytest.mark.parametrize(
    "text",
    [
        "line 41",  # the retelling has 40
        "lines 39–41",
        "lines 9–7",
        "the deadline 12",
        "line 12a and line 1.5",
        "[line 4]{.plain}",
        "`line 4`",
        "## Why line 4?",
        "a girl (17)",
    ],
)
def test_other_numbers_are_not_links(text: str) -> None:
    assert linked(text) == []


def test_mention_in_a_link_stays_part_of_it() -> None:
    assert linked("[lines 5 and 6](#line-5)") == [("lines 5 and 6", 5)]


def test_numbers_in_brackets_are_lines_if_the_guide_says_so() -> None:
    text = "She knows (13) and says (3--4, 22), at [17]{.plain} or so ([17]{.plain}) in 1975 (1976)."
    assert linked(text, bracketed=True) == [("13", 13), ("3–4", 3), ("22", 22)]
    assert linked("(13)") == []
    assert linked("[](#line-3) (5), [](#line-4) (6, line 7)", bracketed=True) == [("line 3", 3), ("line 4", 4), ("line 7", 7)]


def test_columns_of_several_numbers_are_lines_if_the_guide_says_so() -> None:
    table = "| Claim | Start from |\n|---|---|\n| One | 3, 5--7 |\n| Two | 9, 12, *and so on* |\n"
    assert linked(table, bracketed=True)[:4] == [("3", 3), ("5–7", 5), ("9", 9), ("12", 12)]
    assert linked(table.replace("3, 5--7", "3"), bracketed=True) == []


def test_word_for_a_line_is_that_of_the_guide() -> None:
    assert linked("in Zeile 4, line 5", words=Wording(line="Zeile", lines="Zeilen")) == [("Zeile 4", 4)]


def test_mentions_in_answers_are_links_for_teachers(tmp_path: Path) -> None:
    question = "::: question {#q-a}\nWhy?\n\n::: answer\nBecause of line 2, she says.\n:::\n:::\n"
    files = {"story.md": f"# Storm {{#storm}}\n\n{RETELLING}\n{question}", "key.md": KEY, "book.toml": BOOK}
    book, findings = read_guide(tmp_path, files)
    assert findings == ()
    assert Target("storm", "line--2") in [link.destination for link in descend(edit(book, TEACHER).sections, Link)]


def test_bracketed_lines_is_read_from_book_toml(tmp_path: Path) -> None:
    book, _ = read_guide(tmp_path, {"book.toml": f"{BOOK}\n[retelling]\nbracketed_lines = true\n"})
    assert book.bracketed_lines
    wrong, findings = read_guide(tmp_path / "wrong", {"book.toml": f"{BOOK}\n[retelling]\nbracketed_lines = 1\n"})
    assert not wrong.bracketed_lines
    assert [str(finding.code) for finding in findings] == ["data-entry"]


@pytest.mark.parametrize(
    ("mention", "message"),
    [
        ("see line 41", "the retelling has no line 41"),
        ("see lines 3, 39 and 50", "the retelling has no line 50"),
        ("*see lines 39--41*", "the retelling has no lines 39-41"),
        ("- see Line 99", "the retelling has no line 99"),
    ],
)
def test_mention_of_a_line_that_does_not_exist_is_reported(tmp_path: Path, mention: str, message: str) -> None:
    question = f"::: question {{#q-a}}\nWhy?\n\n::: answer\n{mention}\n:::\n:::\n"
    files = {"story.md": f"# Storm {{#storm}}\n\n{RETELLING}\n{question}\n\n{mention}\n", "key.md": KEY, "book.toml": BOOK}
    _, findings = read_guide(tmp_path, files)
    assert [(each.place.line, each.severity, each.message) for each in findings] == [
        (50, Severity.WARNING, f"{message} (edition teacher)"),
        (55, Severity.WARNING, message),
    ]
    assert all(each.hint.startswith("its last line is 40; if you mean a line of another text") for each in findings)


@pytest.mark.parametrize("text", ["line 40", "(99)", "[line 99]{.plain}", "line E9", "`line 99`", "the deadline 99", "lines 41a"])
def test_other_numbers_are_not_missing_lines(tmp_path: Path, text: str) -> None:
    files = {"story.md": f"# Storm {{#storm}}\n\n{RETELLING}\n{text}\n", "key.md": KEY, "book.toml": BOOK}
    assert read_guide(tmp_path, files)[1] == ()
