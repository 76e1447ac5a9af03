from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from linernotes.model.findings import ProjectError
from linernotes.model.formats import Format
from linernotes.model.problems import Problem, ProofError
from linernotes.proofing.finished import proofread
from linernotes.proofing.validators import ValidatorError
from linernotes.proofing.verification import FinishedFile, find_files, verify_files


@dataclass
class Stub:
    """A validator that finds one problem in every file, or fails."""

    format: Format
    name: str = "Stub"
    hint: str = ""
    failure: str = ""

    def install_hint(self) -> str:
        return self.hint

    def validate(self, files: Sequence[Path]) -> dict[Path, list[Problem]]:
        if self.failure:
            raise ValidatorError(self.failure)
        return {file: [Problem("", "R1", "odd", 2)] for file in files}


@pytest.mark.parametrize("kind", Format)
def test_each_format_has_its_own_suffix(kind: Format) -> None:
    assert Format.of_file(Path(f"a{kind.suffix.upper()}")) is kind


def test_other_suffixes_have_no_format() -> None:
    assert Format.of_file(Path("verdicts.json")) is None


@pytest.mark.parametrize("kind", Format)
def test_file_of_another_format_is_an_error(kind: Format) -> None:
    with pytest.raises(ProofError):
        proofread(kind, b"nonsense")


def test_unknown_suffix_is_an_error_that_lists_the_known_ones(tmp_path: Path) -> None:
    (tmp_path / "notes.docx").touch()
    with pytest.raises(ProjectError) as error:
        find_files([tmp_path / "notes.docx"])
    assert all(kind.suffix in str(error.value) for kind in Format)


def test_missing_file_and_empty_folder_are_errors(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "absent.pdf"):
        with pytest.raises(ProjectError, match=r"there (is|are) no"):
            find_files([path])


def test_folder_is_searched_for_finished_files(tmp_path: Path) -> None:
    for name in ("b.epub", "a.PDF", "accessibility.html"):
        (tmp_path / name).touch()
    expected = (FinishedFile(tmp_path / "a.PDF", Format.PDF), FinishedFile(tmp_path / "b.epub", Format.EPUB))
    assert find_files([tmp_path, tmp_path / "b.epub"]) == expected


def test_each_validator_gets_the_files_of_its_format(sample: Path) -> None:
    pdf, ebook = sample / "the-lighthouse-student-a4.pdf", sample / "the-lighthouse-student.epub"
    steps: list[str] = []
    found = verify_files(find_files([ebook, pdf]), steps.append, [Stub(Format.PDF), Stub(Format.EPUB, hint="install it")])
    assert [(verdict.file, verdict.validator, verdict.summary) for verdict in found.verdicts] == [
        (ebook, "linernotes", "pass"),
        (pdf, "linernotes", "pass"),
        (pdf, "Stub", "2 problems"),
    ]
    assert found.missing == (("Stub", "install it"),)
    assert steps == ["proofreading", "running Stub"]


def test_validator_that_fails_gives_the_reason(sample: Path) -> None:
    files = find_files([sample / "the-lighthouse-student.epub"])
    found = verify_files(files, lambda _: None, [Stub(Format.EPUB, failure="no runtime")])
    assert [(verdict.summary, verdict.error) for verdict in found.verdicts] == [("pass", ""), ("could not judge", "no runtime")]


def test_unreadable_file_is_not_passed_to_validators(tmp_path: Path) -> None:
    (tmp_path / "nonsense.epub").write_bytes(b"nonsense")
    [verdict] = verify_files(find_files([tmp_path]), lambda _: None, [Stub(Format.EPUB)]).verdicts
    assert [problem.rule for problem in verdict.problems] == ["unreadable"]
