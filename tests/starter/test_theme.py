"""A new theme: a copy of a built-in one that looks the same until it is changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from linernotes.build.project import read_project
from linernotes.model.findings import ProjectError
from linernotes.snapshot import FOLDER, Snapshot
from linernotes.starter.theme import new_theme
from tests.sample import BOOK, write_guide


@pytest.mark.parametrize("source", ["plain", "novel", "stage"])
def test_new_theme_has_no_finding_and_the_look_of_its_source(source: str, tmp_path: Path) -> None:
    project = write_guide(tmp_path, {"book.toml": f'{BOOK}\n[look]\ntheme = "own"\n'})
    new_theme(project, "own", source)
    guide = read_project(Snapshot(project / FOLDER))
    assert guide.findings == ()
    copied = guide.look.design.styles["print/theme.css"].decode()
    original = read_project(Snapshot(project / FOLDER), theme=source).look
    assert copied.replace("/themes/own/", f"/themes/{source}/") == original.design.styles["print/theme.css"].decode()
    assert guide.look.theme.colours == original.theme.colours


@pytest.mark.parametrize(
    ("name", "source", "problem"),
    [("plain", "novel", "already a theme"), ("../own", "plain", "cannot be the name"), ("own", "plane", "there is no theme")],
)
def test_new_theme_needs_a_free_name_and_a_source(name: str, source: str, problem: str, tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match=problem):
        new_theme(write_guide(tmp_path), name, source)
    assert not (tmp_path / "styles").exists()
