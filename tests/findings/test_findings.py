"""Each code has a folder of cases: files that are laid over the sample guide, and what the reader then says."""

from __future__ import annotations

from pathlib import Path

import pytest

from linernotes.model.findings import Code
from tests.sample import read_guide

CASES = Path(__file__).parent
EXPECTED = "expected.txt"


@pytest.mark.parametrize("code", list(Code))
def test_every_code_has_a_case_and_is_found_there(code: Code, tmp_path: Path) -> None:
    folder = CASES / code.value
    assert folder.is_dir(), f"write a case of {code} into tests/findings/{code}/"
    changes: dict[str, str | bytes | None] = {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file() and file.name != EXPECTED
    }
    absent = {path.removesuffix(".absent"): None for path in changes if path.endswith(".absent")}
    laid = {path: text for path, text in changes.items() if not path.endswith(".absent")}
    _, findings = read_guide(tmp_path, {**laid, **absent})
    told = "".join(f"{finding}\n" for finding in findings)
    assert told == (folder / EXPECTED).read_text(encoding="utf-8")
    assert f"[{code}]" in told


def test_no_folder_is_left_of_a_code_that_is_gone() -> None:
    assert {folder.name for folder in CASES.iterdir() if folder.is_dir() and folder.name != "__pycache__"} == {
        code.value for code in Code
    }
