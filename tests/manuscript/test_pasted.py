"""Text that was pasted from a word processor: tabs between cells, and tabs at the beginning of lines."""

from __future__ import annotations

import pytest

from linernotes.model.findings import Code, Severity
from linernotes.model.lines import NumberedLine
from linernotes.model.walking import descend, plain_text
from tests.sample import section_and_findings

ROWS = "Lamp\tLine\tWhy\nThe great lamp\t2\tit goes out\nThe small lamp of the harbour below\t4\tit burns"
TABLE = (
    "write it as a table: | Lamp | Line | Why | and below it |---|---|---| and then each row on a line: "
    "| The great lamp | 2 | it goes out |"
)


@pytest.mark.parametrize("around", ["{}", "::: activity\n{}\n:::", "> {}", "- A list:\n\n  {}", "Intro.\n\n{}"])
def test_table_that_was_pasted_with_tabs_is_reported(around: str) -> None:
    indent = {"> {}": "> ", "- A list:\n\n  {}": "  "}.get(around, "")
    _, findings = section_and_findings("# T\n\n" + around.format(ROWS.replace("\n", f"\n{indent}")) + "\n")
    [finding] = findings
    assert (finding.code, finding.severity) == (Code.MARKUP_UNKNOWN, Severity.WARNING)
    first = finding.place.line
    assert f"lines {first} to {first + 2} have tabs between their words" in finding.message
    assert finding.hint == TABLE


def test_single_line_with_a_tab_is_reported() -> None:
    _, [finding] = section_and_findings("# T\n\nfakir\ta holy man of the East who begs\n")
    assert "this line has a tab between its words" in finding.message
    assert "| fakir | a holy man of the East w… | and below it |---|---|" in finding.hint


@pytest.mark.parametrize(
    "text", ["\tA tab before it.", "A tab after it.\t\nAnother line.", "1.\tA list.", "| a |\tb |\n|---|---|"]
)
def test_other_tabs_are_no_pasted_table(text: str) -> None:
    assert not [each for each in section_and_findings(f"# T\n\n{text}\n")[1] if "between" in each.message]


@pytest.mark.parametrize("fence", ["retelling", "extract"])
@pytest.mark.parametrize("indent", ["\t", "    ", "      ", "\t\t"])
def test_lines_that_begin_with_a_tab_are_lines(fence: str, indent: str) -> None:
    text = f"# T\n\n::: {fence}\n{indent}The wind rises.\nHe climbs. {{#climbs}}\n\n{indent}Nobody *comes*.\n{indent}He waits.\n:::\n\nAfter it.\n"
    section, findings = section_and_findings(text)
    assert not findings
    lines = [(plain_text(line.children), line.place.line) for line in descend(section, NumberedLine)]
    assert lines == [("The wind rises.", 4), ("He climbs.", 5), ("Nobody comes.", 7), ("He waits.", 8)]


@pytest.mark.parametrize("fence", ["verse", "dialogue"])
def test_indented_lines_of_verse_and_dialogue_are_lines(fence: str) -> None:
    section, findings = section_and_findings(f"# T\n\n::: {fence}\n\tKeeper: the wind,\n    Nobody: the sea.\n:::\n")
    assert not findings
    assert "the wind," in plain_text(section)


def test_teacher_part_that_is_indented_in_a_retelling_is_no_line() -> None:
    text = "# T\n\n::: retelling\nThe wind rises.\n\n    ::: answer\n    The secret.\n    :::\n:::\n"
    _, findings = section_and_findings(text)
    assert [each for each in findings if each.severity is Severity.ERROR]


def test_indented_text_names_the_tab() -> None:
    [tab] = section_and_findings("# T\n\n\tThe wind rises over the bay.\n")[1]
    [spaces] = section_and_findings("# T\n\n    The wind rises over the bay.\n")[1]
    assert "begins with a tab" in tab.message
    assert "begins with four spaces" in spaces.message
