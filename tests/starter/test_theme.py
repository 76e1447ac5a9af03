"""A new theme: a copy of a built-in one that looks the same until it is changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from linernotes.build.project import read_project
from linernotes.model.findings import ProjectError
from linernotes.snapshot import FOLDER, Snapshot
from linernotes.starter.theme import copy_template, new_theme
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


@pytest.mark.parametrize("name", ["pages/title-page", "pages/title-page.html.j2"])
def test_copied_template_is_that_of_the_theme_and_changes_nothing(name: str, tmp_path: Path) -> None:
    project = write_guide(tmp_path, {"book.toml": f'{BOOK}\n[look]\ntheme = "stage"\n'})
    before = read_project(Snapshot(project / FOLDER)).look.design.templates
    file = copy_template(project, name)
    assert file == project / "templates/pages/title-page.html.j2"
    after = read_project(Snapshot(project / FOLDER))
    assert (after.findings, after.look.design.templates) == ((), before)


def test_template_of_a_theme_is_written_into_its_folder(tmp_path: Path) -> None:
    project = write_guide(tmp_path)
    new_theme(project, "own", "plain")
    file = copy_template(project, "parts/question", "own")
    assert file == project / "styles/themes/own/templates/parts/question.html.j2"
    assert read_project(Snapshot(project / FOLDER), theme="own").findings == ()


@pytest.mark.parametrize(
    ("name", "theme", "problem", "hint"),
    [
        ("parts/questoin", "", "no template 'parts/questoin'", "parts/question"),
        ("parts/question", "plain", "is built in", "leave --theme out"),
        ("parts/question", "plian", "no theme 'plian'", "plain"),
        ("../secret", "", "no template", ""),
    ],
)
def test_only_existing_templates_and_own_themes_are_copied(
    name: str, theme: str, problem: str, hint: str, tmp_path: Path
) -> None:
    with pytest.raises(ProjectError, match=problem) as error:
        copy_template(write_guide(tmp_path), name, theme)
    assert hint in error.value.hint
    assert not (tmp_path / "templates").exists()


def test_template_is_not_overwritten(tmp_path: Path) -> None:
    project = write_guide(tmp_path)
    file = copy_template(project, "parts/question")
    file.write_text("mine", encoding="utf-8")
    with pytest.raises(ProjectError, match="already a file"):
        copy_template(project, "parts/question")
    assert file.read_text(encoding="utf-8") == "mine"
