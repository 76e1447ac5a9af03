"""XHTML of every form and of every kind of page, for both media and both editions.

A form is a file `forms/<name>.md`, read as the only chapter of the sample guide; `forms/<name>.xhtml` is its XHTML. So the files of
one form do not depend on those of another. `LINERNOTES_GOLDEN=write` writes the XHTML files; read the difference before you commit it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import get_args

import pytest

from linernotes.assets import read_design
from linernotes.editing import edit
from linernotes.editing.editions import printed_sections
from linernotes.html.medium import Paged, Reflowable
from linernotes.html.pages import Pages
from linernotes.html.placeholders import PLACEHOLDER, placeholder_number
from linernotes.html.templates import Templates
from linernotes.look.applied import apply_look
from linernotes.model.guide import AnswerKey, TeacherNoteList
from linernotes.model.kinds import AnyBlock, AnyInline
from linernotes.model.walking import descend
from tests.sample import BOOK, FORM_DATA, FORM_FILES, FORMS, FORMS_FOLDER, KEY, STORY, STUDENT, TEACHER, read_guide

PAGES_FOLDER = Path(__file__).parent / "pages"
LISTS = '\n[pages.contents]\nshows = ["theme-key", "figure-list"]\n'
STORY_WITH_FIGURE_AND_NOTE = f"{STORY}\n{FORM_FILES['figure.md']}\n{FORM_FILES['note.md']}"
GUIDE = {"book.toml": BOOK + LISTS, "story.md": STORY_WITH_FIGURE_AND_NOTE, "key.md": f"{KEY}\n::: standards-matrix\n:::\n"}
PAGES = ("title-page", "imprint", "contents", "storm", "words", "key")


def renditions(project: Path, changes: Mapping[str, str]) -> Iterator[tuple[str, Pages]]:
    """Yield the pages of a guide for each medium and edition, with their names."""
    book, findings = read_guide(project, {**FORM_DATA, **changes})
    assert [finding for finding in findings if not finding.code.endswith("-unused")] == []
    look = apply_look(read_design(project), book.look)
    templates = Templates(look.design.templates, theme=look.theme)
    for medium in (Paged(), Reflowable()):
        for edition in (STUDENT, TEACHER):
            yield f"{medium.name} {edition.name}", Pages(edit(book, edition), edition, medium, templates)


def assert_golden(golden: Path, texts: Mapping[str, str]) -> None:
    """Compare renditions, by name, with a file that has equal ones once; page numbers are shown as {placeholders}."""
    names: dict[str, list[str]] = {}
    for name, text in texts.items():
        shown = PLACEHOLDER.sub(lambda run: f"{{{placeholder_number(run[0])}}}", text)
        names.setdefault(shown, []).append(name)
    found = "\n".join(f"<!-- {' | '.join(those)} -->\n{text.strip()}\n" for text, those in names.items())
    if os.environ.get("LINERNOTES_GOLDEN") == "write":
        golden.write_text(found, encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8")


def render_form(pages: Pages) -> Iterator[tuple[str, str]]:
    """Yield the blocks of the only chapter, and those that the answer key takes from it."""
    for section in pages.book.sections:
        pages.renderer.slug = section.slug
        if section.slug == "form":
            yield "", pages.renderer.blocks(section.blocks)
        elif section.slug == "key":
            lists = [each for each in descend(section.blocks, AnswerKey) if each.entries]
            notes = [each for each in descend(section.blocks, TeacherNoteList) if each.notes]
            yield ", answer key", pages.renderer.blocks([*lists, *notes])


@pytest.mark.parametrize("form", sorted(FORM_FILES))
def test_form(form: str, tmp_path: Path) -> None:
    changes = {"story.md": f"# A form {{#form}}\n\n{FORM_FILES[form]}"}
    texts = {name + part: text for name, pages in renditions(tmp_path, changes) for part, text in render_form(pages) if text}
    assert_golden((FORMS_FOLDER / form).with_suffix(".xhtml"), texts)


@pytest.mark.parametrize("slug", PAGES)
def test_page(slug: str, tmp_path: Path) -> None:
    texts = {
        name: str(pages.render(section).body)
        for name, pages in renditions(tmp_path, GUIDE)
        for section in printed_sections(pages.book, pages.edition)
        if section.slug == slug
    }
    assert_golden(PAGES_FOLDER / f"{slug}.xhtml", texts)


@pytest.mark.parametrize("union", [AnyBlock, AnyInline], ids=["blocks", "inlines"])
def test_every_kind_has_an_example(union: object, tmp_path: Path) -> None:
    book, _ = read_guide(tmp_path, FORMS)
    shown = {type(node) for node in descend(book.sections)}
    missing = [kind.__name__ for kind in get_args(union) if kind not in shown]
    assert not missing, "add examples to tests/golden/forms"


def test_every_golden_file_has_a_source() -> None:
    assert {file.stem for file in FORMS_FOLDER.glob("*.xhtml")} == {file.stem for file in FORMS_FOLDER.glob("*.md")}
    assert {file.stem for file in PAGES_FOLDER.iterdir()} == set(PAGES)
