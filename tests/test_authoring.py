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
from linernotes.starter.guide import new_guide
from linernotes.starter.words import Kind
from tests.authoring import FORMS, examples, manual_files, write_project
from tests.sample import read_folder

CHECKOUT = Path(__file__).parents[1]


def test_example_of_the_readme_is_read_without_findings(tmp_path: Path) -> None:
    readme = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    [example] = re.findall(r"```markdown\n(.*?)```", readme, re.DOTALL)
    starter = tmp_path / "guide"
    new_guide(starter, Kind.TOPIC, "en-GB")
    (starter / "manuscript" / "storm.md").write_text(example, encoding="utf-8")
    book = starter / "manuscript" / "book.toml"
    text = book.read_text(encoding="utf-8")
    book.write_text(text.replace('sections = ["back/', 'sections = ["storm.md", "back/'), encoding="utf-8")
    project = read_folder(starter)
    assert project.findings == ()
    assert "storm.md" in {section.source for section in project.book.sections}


def test_links_of_the_readme_lead_to_files() -> None:
    for page in ("README.md", "docs/README.md", "CONTRIBUTING.md"):
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", (CHECKOUT / page).read_text(encoding="utf-8")):
            assert (CHECKOUT / page).parent.joinpath(target).exists(), target


def test_paths_in_contributing_exist() -> None:
    text = re.sub(r"```.*?```", "", (CHECKOUT / "CONTRIBUTING.md").read_text(encoding="utf-8"), flags=re.DOTALL)
    for path in re.findall(r"`([\w.-]+/[\w./-]*)`", text):
        assert "aims" in path or any((root / path).exists() for root in (CHECKOUT, CHECKOUT / "src/linernotes")), path


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
    text = re.sub(r"```.*?```|`[^`\n]+`", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([\w./-]+\.\w+)\)", text):
        assert (page.parent / target).is_file(), target
