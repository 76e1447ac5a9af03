"""Each finding code has a folder of cases: replacements of files of the sample guide, and the expected findings."""

from __future__ import annotations

from pathlib import Path

import pytest

from linernotes.model.findings import Code
from tests.sample import read_guide

CASES = Path(__file__).parent
EXPECTED = "expected.txt"
WITHOUT_CASE = {Code.PAPER_TOO_SMALL}
"""No manuscript has this finding: all papers that an author can choose are large enough (see tests/checks/test_papers.py)."""


@pytest.mark.parametrize("code", [code for code in Code if code not in WITHOUT_CASE])
def test_every_code_has_a_case_with_its_findings(code: Code, tmp_path: Path) -> None:
    folder = CASES / code.value
    assert folder.is_dir(), f"add a case for {code} in tests/findings/{code}/"
    _, findings = read_guide(tmp_path, changes_of(folder))
    output = "".join(f"{finding}\n" for finding in findings)
    assert output == (folder / EXPECTED).read_text(encoding="utf-8")
    assert f"[{code}]" in output


def changes_of(folder: Path) -> dict[str, str | bytes | None]:
    """Return the replacements of files in a folder of cases, by path below the manuscript folder; None for a file to leave out."""
    changes: dict[str, str | bytes | None] = {}
    for file in folder.rglob("*"):
        if file.is_file() and file.name != EXPECTED:
            path = _path(file.relative_to(folder))
            changes[path.removesuffix(".absent")] = None if path.endswith(".absent") else file.read_bytes()
    return changes


def _path(file: Path) -> str:
    """Return a path below the manuscript folder; templates and styles are beside that folder."""
    return f"../{file.as_posix()}" if file.parts[0] in ("templates", "styles") else file.as_posix()


def test_every_folder_of_cases_has_a_code() -> None:
    assert {folder.name for folder in CASES.iterdir() if folder.is_dir() and folder.name != "__pycache__"} == {
        code.value for code in Code if code not in WITHOUT_CASE
    }
