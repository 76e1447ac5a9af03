"""What an author meets who asks whether finished files can be read by everybody."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from linernotes.proofing.validators import EPUBCheck
from tests.conformance.vera import need_a_jdk
from tests.end_to_end.conftest import run
from tests.sample import STORY, write_guide


def verify(*arguments: str | Path, path: str | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command, with nothing but these folders to find other programs in."""
    environment = os.environ if path is None else {**os.environ, "PATH": path}
    command = [sys.executable, "-m", "linernotes", "verify", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=300, env=environment)


@pytest.fixture
def finished(sample: Path, tmp_path: Path) -> Path:
    """A folder with the files of the sample guide, in which verdicts may be noted."""
    folder = tmp_path / "finished"
    folder.mkdir()
    for file in sample.glob("the-*.*"):
        shutil.copy(file, folder)
    return folder


@pytest.fixture
def broken(sample: Path, tmp_path: Path) -> Path:
    """A book in which a link leads nowhere."""
    file = tmp_path / "broken.epub"
    with zipfile.ZipFile(sample / "the-lighthouse-student.epub") as whole, zipfile.ZipFile(file, "w") as out:
        for entry in whole.infolist():
            content = whole.read(entry)
            out.writestr(entry, content.replace(b"#tab-lamps", b"#tab-lumps"))
    return file


def test_the_files_of_a_build_pass_whoever_is_there(finished: Path) -> None:
    need_a_jdk()
    asked = verify(finished / "the-lighthouse-student-a4.pdf", finished / "the-lighthouse-student.epub")
    assert asked.returncode == 0, asked.stderr
    assert "veraPDF" in asked.stdout
    assert "EPUBCheck" in asked.stdout
    assert asked.stdout.count("pass") >= 4


def test_a_fault_is_told_by_each_validator_with_its_place(broken: Path) -> None:
    need_a_jdk()
    asked = verify(broken)
    assert asked.returncode == 1
    assert "storm.xhtml" in asked.stderr
    assert "[link-dead]" in asked.stderr
    assert "[RSC-012]" in asked.stderr


def test_of_several_e_books_each_has_its_own_verdict(finished: Path, broken: Path) -> None:
    need_a_jdk()
    whole = finished / "the-lighthouse-teacher.epub"
    found = EPUBCheck().judge([broken, whole])
    assert [fault.rule for fault in found[broken]] == ["RSC-012"]
    assert found[whole] == []


def test_without_java_and_ace_the_rest_is_done_and_what_is_missing_is_named(finished: Path, broken: Path) -> None:
    asked = verify(finished / "the-lighthouse-student.epub", finished / "the-lighthouse-student-a4.pdf", path="")
    assert asked.returncode == 0
    for told in ("veraPDF was not asked", "EPUBCheck was not asked", "Ace was not asked", "install a Java", "npm install"):
        assert told in asked.stderr
    assert verify(finished / "the-lighthouse-student.epub", "--strict", path="").returncode == 1
    assert verify(broken, path="").returncode == 1


def test_a_java_that_does_not_run_is_no_verdict(finished: Path, tmp_path: Path) -> None:
    for name in ("java", "javac"):
        stub = tmp_path / name
        stub.write_text("#!/bin/sh\necho 'Error: no runtime present' >&2\nexit 1\n", encoding="utf-8")
        stub.chmod(0o755)
    asked = verify(
        finished / "the-lighthouse-student.epub", finished / "the-lighthouse-student-a4.pdf", path=f"{tmp_path}:/bin:/usr/bin"
    )
    assert asked.returncode == 2
    assert "could not judge" in asked.stdout
    assert "no runtime present" in asked.stderr
    assert "Traceback" not in asked.stderr


def test_a_folder_stands_for_its_files_and_nonsense_is_no_file(finished: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").touch()
    for wrong in (tmp_path, tmp_path / "absent.pdf", tmp_path / "notes.txt"):
        asked = verify(wrong, path="")
        assert asked.returncode == 2
        assert "Traceback" not in asked.stderr
    (tmp_path / "nonsense.pdf").write_bytes(b"nonsense")
    (tmp_path / "nonsense.epub").write_bytes(b"nonsense")
    asked = verify(tmp_path, path="")
    assert asked.returncode == 1
    assert asked.stderr.count("[unreadable]") == 2
    assert verify(finished, path="").stdout.count(".pdf") == 4


def test_verdicts_are_told_in_the_report_for_as_long_as_a_file_is_the_same(tmp_path: Path) -> None:
    need_a_jdk()
    project = write_guide(tmp_path)
    dist, book = tmp_path / "dist", "the-lighthouse-student.epub"
    assert run("build", "--project", project, "-e", "student").returncode == 0
    assert told(dist) == {
        "the-lighthouse-student-a4.pdf": "not asked yet",
        "the-lighthouse-student-letter.pdf": "not asked yet",
        book: "not asked yet",
    }
    assert verify(dist / book, dist / "the-lighthouse-student-a4.pdf").returncode == 0
    said = told(dist)
    assert "EPUBCheck: pass" in said[book]
    assert said["the-lighthouse-student-a4.pdf"] == "veraPDF: pass"
    assert said["the-lighthouse-student-letter.pdf"] == "not asked yet"
    (project / "manuscript" / "story.md").write_text(STORY.replace("Nobody comes", "Somebody comes"))
    assert run("build", "--project", project, "-e", "student", "-f", "pdf").returncode == 0
    assert "EPUBCheck: pass" in told(dist)[book]
    assert told(dist)["the-lighthouse-student-a4.pdf"] == "not asked yet"
    (dist / "verdicts.json").write_text("nonsense")
    assert verify(dist / book).returncode == 0
    assert "EPUBCheck: pass" in told(dist)[book]


def told(folder: Path) -> dict[str, str]:
    """Return the cells of the report that say what validators said, by file."""
    root = ElementTree.parse(folder / "accessibility.html").getroot()
    assert (folder / "accessibility.html").read_text().startswith("<!DOCTYPE html>")
    return {file: cell.text or "" for cell in root.iter() if (file := cell.get("data-file"))}
