"""A new guide and the smallest one: built inside their folders, in every format and theme, without a warning."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.end_to_end.conftest import CHECKOUT, run

THEMES = sorted(file.parent.name for file in CHECKOUT.glob("styles/themes/*/theme.toml"))


@pytest.mark.parametrize("kind", ["film", "novel"])
def test_new_guide_builds_in_its_folder_without_a_finding(tmp_path: Path, kind: str) -> None:
    begun = run("new", "the-keeper", "--kind", kind, cwd=tmp_path)
    assert begun.returncode == 0, begun.stderr
    assert "linernotes build" in begun.stderr + begun.stdout
    built = run("build", cwd=tmp_path / "the-keeper")
    assert (built.returncode, "warning" in built.stderr) == (0, False), built.stderr
    names = {file.name for file in (tmp_path / "the-keeper" / "dist").iterdir()}
    assert {f"the-keeper-{edition}-a4.pdf" for edition in ("student", "teacher")} <= names
    assert "the-keeper-student.epub" in names
    again = run("new", "the-keeper", cwd=tmp_path)
    assert (again.returncode, "nothing is overwritten" in again.stderr) == (2, True)


@pytest.mark.parametrize("theme", THEMES)
def test_smallest_guide_builds_in_every_theme(tmp_path: Path, theme: str) -> None:
    shutil.copytree(CHECKOUT / "examples" / "one-page" / "manuscript", tmp_path / "manuscript")
    with (tmp_path / "manuscript" / "book.toml").open("a", encoding="utf-8") as book:
        book.write(f'\n[look]\ntheme = "{theme}"\n')
    built = run("build", "--strict", cwd=tmp_path)
    assert (built.returncode, built.stderr) == (0, "")
    assert {file.suffix for file in (tmp_path / "dist").iterdir()} >= {".pdf", ".epub"}
