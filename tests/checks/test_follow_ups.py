"""A file that cannot be read causes one finding, and none about what it would have contained."""

from pathlib import Path

import pytest

from linernotes.model.findings import Code
from tests.sample import BOOK, FILES, STORY, read_guide

BROKEN = '[x]\nname = "never closed\n'


def codes(tmp_path: Path, changes: dict[str, str | bytes | None]) -> list[Code]:
    return [finding.code for finding in read_guide(tmp_path, changes)[1]]


def test_broken_plan_is_the_only_finding(tmp_path: Path) -> None:
    assert codes(tmp_path, {"book.toml": BOOK.replace('"The Lighthouse"', '"The Lighthouse')}) == [Code.TOML_SYNTAX]
    assert codes(tmp_path, {"book.toml": BOOK.replace('"The Lighthouse"', "“The Lighthouse”")}) == [Code.TOML_SYNTAX]


@pytest.mark.parametrize("file", [path for path in FILES if path.startswith("data/")])
def test_broken_data_file_is_the_only_finding(tmp_path: Path, file: str) -> None:
    story = STORY + "\n::: character {of=keeper}\n:::\n"
    assert codes(tmp_path, {"story.md": story, file: BROKEN}) == [Code.TOML_SYNTAX]
    assert codes(tmp_path, {"story.md": story, file: b"\xff"}) == [Code.FILE_UNREADABLE]


@pytest.mark.parametrize("file", ["story.md", "words.md", "key.md"])
def test_unreadable_section_is_the_only_finding(tmp_path: Path, file: str) -> None:
    changes: dict[str, str | bytes | None] = {"other.md": "# Other {#other}\n\n[The storm](#storm), [the words](#words).\n"}
    changes["book.toml"] = BOOK.replace('"story.md"', '"story.md", "other.md"')
    assert codes(tmp_path / "a", {**changes, file: b"\xff"}) == [Code.FILE_UNREADABLE]
    assert codes(tmp_path / "b", {**changes, file: None}) == [Code.FILE_UNREADABLE]


def test_other_findings_stay(tmp_path: Path) -> None:
    story = STORY.replace("theme=NT", "theme=XX")
    assert codes(tmp_path, {"story.md": story, "data/facts.toml": BROKEN}) == [Code.TOML_SYNTAX, Code.THEME_UNKNOWN]


QUESTIONS = "".join(f"\n::: question {{#q-{n}}}\nWhy?\n\n::: answer\nSo.\n:::\n:::\n" for n in range(4))


@pytest.mark.parametrize("forgotten", range(3))
def test_forgotten_end_of_a_fence_is_the_only_finding(tmp_path: Path, forgotten: int) -> None:
    parts = QUESTIONS.split("\n::: question")
    parts[forgotten + 1] = parts[forgotten + 1].replace("So.\n:::\n", "So.\n", 1)
    _, findings = read_guide(tmp_path, {"story.md": STORY + "\n::: question".join(parts)})
    [finding] = findings
    assert finding.code is Code.FENCE_UNCLOSED
    others = 3 - forgotten
    assert finding.hint.endswith(f"; {others} more problems below may come from this, and are left out here") or (
        others == 1 and "; one more problem below may come from this, and is left out here" in finding.hint
    )


def test_misplaced_fence_above_one_that_is_not_closed_stays(tmp_path: Path) -> None:
    story = STORY + "\n::: answer\nSo.\n:::\n\n::: question {#q-last}\nWhy?\n"
    assert codes(tmp_path, {"story.md": story}) == [Code.FENCE_MISPLACED, Code.FENCE_UNCLOSED]


def test_retelling_with_a_wrong_name_causes_no_findings_about_lines(tmp_path: Path) -> None:
    story = STORY.replace("::: retelling", "::: Retelling")
    assert codes(tmp_path, {"story.md": story}) == [Code.FENCE_UNKNOWN]
