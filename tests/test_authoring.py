from __future__ import annotations

import re
from pathlib import Path

import pytest

from linernotes.build.request import Request
from linernotes.build.run import build
from linernotes.manuscript.datatables import DATA_FENCES
from linernotes.manuscript.fences import FENCES
from linernotes.manuscript.questions import QUESTION_FENCES
from linernotes.model.formats import Format
from linernotes.model.papers import Paper
from tests.authoring import FORMS, examples, manual_files, write_project
from tests.sample import read_folder

CHECKOUT = Path(__file__).parents[1]

README = re.compile(r"`(manuscript/[a-z.]+)`[^`]*:\n\n```\w+\n(.*?)```", re.DOTALL)
"""The files of the example in the README."""


def test_example_of_the_readme_is_read_without_findings(tmp_path: Path) -> None:
    files = README.findall((CHECKOUT / "README.md").read_text(encoding="utf-8"))
    (tmp_path / "manuscript").mkdir()
    for path, text in files:
        (tmp_path / path).write_text(text, encoding="utf-8")
    project = read_folder(tmp_path)
    assert project.findings == ()
    assert {section.source for section in project.book.sections} | {"book.toml"} == {
        path.removeprefix("manuscript/") for path, _ in files
    }


def test_every_example_is_read_and_printed_without_findings(tmp_path: Path) -> None:
    project = write_project(tmp_path)
    assert read_folder(project).findings == ()
    request = Request(tmp_path / "dist", ("teacher",), (Format.PDF, Format.EPUB), (Paper.A4,), strict=True)
    outcome = build(project, request, lambda _: None)
    assert outcome.complaints == ()
    assert {product.file.suffix for product in outcome.products} == {".pdf", ".epub"}


@pytest.mark.parametrize("name", [each.name for each in examples()])
def test_every_example_has_a_picture(name: str) -> None:
    picture = FORMS / f"{name}.png"
    assert 500 < picture.stat().st_size < 60_000


def test_every_fence_has_an_example() -> None:
    shown = set(re.findall(r"^:+ ([a-z-]+)", "\n".join(each.text for each in examples()), re.MULTILINE))
    assert {fence.name for fence in (*FENCES, *DATA_FENCES, *QUESTION_FENCES)} == shown


@pytest.mark.parametrize("page", manual_files(), ids=lambda file: file.stem)
def test_every_link_of_the_manual_leads_to_a_file(page: Path) -> None:
    for target in re.findall(r"\]\(([\w./-]+\.\w+)\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).is_file() or target in ("art/lamp.svg", "art/map.svg"), target
