"""A project's own template that leaves out a text of the book is reported, and not a guide without this text."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from linernotes.assets import built_in_templates
from linernotes.build.project import read_project
from linernotes.html.medium import Paged
from linernotes.html.pages import Pages
from linernotes.html.placeholders import Placeholders
from linernotes.html.templates import BrokenTemplateError, Templates
from linernotes.snapshot import FOLDER, Snapshot
from tests.sample import BOOK, write_guide

PLAIN = {path: text.decode() for path, text in built_in_templates().items()}
THEME = (Path(__file__).parents[2] / "styles" / "themes" / "plain" / "theme.toml").read_text(encoding="utf-8")


def render(folder: Path, files: Mapping[str, str]) -> str:
    """Return the pages of the teacher edition of the sample guide with these files."""
    guide = read_project(Snapshot(write_guide(folder, files) / FOLDER))
    look, edition = guide.look, guide.book.editions[-1]
    templates = Templates(look.design.templates, theme=look.theme, own=look.own_templates)
    pages = Pages(guide.editions[edition.name], edition, Paged({}, Placeholders()), templates)
    return "".join(pages.gathering([section]) for section in pages.book.sections)


@pytest.mark.parametrize(
    ("template", "written", "instead", "left_out"),
    [
        ("parts/question.html.j2", "", "\n", "'prompt'"),
        ("parts/question.html.j2", "{{ prompt }}", "{{ prompt | truncate(8) }}", "'prompt'"),
        ("parts/answer-key.html.j2", "{{ entry.model }}", "", "'model'"),
        ("parts/teacher-notes.html.j2", "{{ note.body }}", "", "Keep the wreckers"),
        ("pages/section.html.j2", "{{ body }}", "", "'body'"),
        ("print/gathering.xhtml.j2", "{{ page.body }}", "", "'body'"),
    ],
)
def test_text_that_a_template_leaves_out_is_named(
    template: str, written: str, instead: str, left_out: str, tmp_path: Path
) -> None:
    text = PLAIN[template].replace(written, instead) if written else instead
    with pytest.raises(BrokenTemplateError, match="the template leaves out a text") as caught:
        render(tmp_path, {f"../templates/{template}": text})
    assert left_out in caught.value.message
    assert str(caught.value.place) == f"templates/{template}"


@pytest.mark.parametrize("text", ["\n", "{{ nothing }}", "{% if %}"])
def test_template_of_a_theme_is_named_with_its_folder(text: str, tmp_path: Path) -> None:
    files = {
        "book.toml": f'{BOOK}\n[look]\ntheme = "own"\n',
        "../styles/themes/own/theme.toml": THEME,
        "../styles/themes/own/templates/parts/question.html.j2": text,
    }
    with pytest.raises(BrokenTemplateError) as caught:
        render(tmp_path, files)
    assert caught.value.place
    assert caught.value.place.file == "styles/themes/own/templates/parts/question.html.j2"


def test_copies_of_all_built_in_templates_print_everything(tmp_path: Path) -> None:
    copies = {f"../templates/{path}": f"{text}\n" for path, text in PLAIN.items()}
    assert "Why" in render(tmp_path, copies)


def test_letters_in_other_markup_and_case_are_the_same_text(tmp_path: Path) -> None:
    text = PLAIN["parts/question.html.j2"].replace("{{ prompt }}", "<div><b>{{ prompt | striptags | upper }}</b></div>")
    render(tmp_path, {"../templates/parts/question.html.j2": text})
