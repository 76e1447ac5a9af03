"""A new guide: complete, without a finding, and never in place of another."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from linernotes.build.project import read_project
from linernotes.model.document import Diagram
from linernotes.model.findings import ProjectError
from linernotes.model.guide import Question, QuestionKind, TeacherNote
from linernotes.model.walking import descend
from linernotes.snapshot import FOLDER, Snapshot
from linernotes.starter.guide import new_guide, slug_of, title_of
from linernotes.starter.words import Kind, starter_languages


@pytest.mark.parametrize("language", [*starter_languages(), "en-US", "fr-CA"])
@pytest.mark.parametrize("kind", Kind)
def test_new_guide_has_no_finding_and_every_kind_of_question(tmp_path: Path, kind: Kind, language: str) -> None:
    files = new_guide(tmp_path / "the-lighthouse", kind, language)
    guide = read_project(Snapshot(tmp_path / "the-lighthouse" / FOLDER))
    assert guide.findings == ()
    assert guide.book.metadata.title == "The Lighthouse"
    assert len([section for section in guide.book.sections if not section.made]) >= 6
    assert {question.kind for question in descend(guide.book.sections, Question)} == set(QuestionKind)
    assert any(descend(guide.book.sections, Diagram))
    assert any(descend(guide.book.sections, TeacherNote))
    assert all(b"<!--" in file.read_bytes() or file.suffix == ".toml" for file in files)


def test_american_guide_has_american_spellings(tmp_path: Path) -> None:
    files = new_guide(tmp_path / "guide", Kind.FILM, "en-US")
    text = "\n".join(file.read_text(encoding="utf-8") for file in files)
    assert text.count("harbor") > 10
    assert "The harbor" in text
    assert not re.search(r"harbour|colour|licence", text, re.IGNORECASE)
    assert read_project(Snapshot(tmp_path / "guide" / FOLDER)).findings == ()


def test_new_guide_overwrites_nothing(tmp_path: Path) -> None:
    (tmp_path / FOLDER).mkdir()
    with pytest.raises(ProjectError, match="already a manuscript"):
        new_guide(tmp_path, Kind.FILM, "en-GB")
    (tmp_path / "file").touch()
    with pytest.raises(ProjectError, match="is a file"):
        new_guide(tmp_path / "file", Kind.FILM, "en-GB")
    with pytest.raises(ProjectError, match="not a language tag"):
        new_guide(tmp_path / "other", Kind.FILM, "English!")


def test_new_guide_joins_other_files_in_its_folder(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    new_guide(tmp_path, Kind.TOPIC, "en-GB")
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "mine"
    assert (tmp_path / FOLDER / "book.toml").is_file()


@pytest.mark.parametrize(
    ("name", "title", "slug"),
    [
        ("jane-eyre", "Jane Eyre", "jane-eyre"),
        ("Dr Jekyll", "Dr Jekyll", "dr-jekyll"),
        ("1984", "1984", "guide"),
        ("Émile", "Émile", "emile"),
        ('"', "", "guide"),
    ],
)
def test_name_of_the_folder_becomes_title_and_slug(name: str, title: str, slug: str) -> None:
    assert (title_of(name), slug_of(name)) == (title, slug)
