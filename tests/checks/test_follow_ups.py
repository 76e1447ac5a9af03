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
