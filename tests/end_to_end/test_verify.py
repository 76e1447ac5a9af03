"""The verify command on finished files."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from linernotes.model.formats import REPORT
from linernotes.proofing.verdicts import NOT_VERIFIED, VERDICTS, Verdict, record_verdicts
from tests.conformance.vera import require_jdk
from tests.end_to_end.conftest import run
from tests.processes import HUNG
from tests.sample import STORY, write_guide

PDF, LETTER, EBOOK = "the-lighthouse-student-a4.pdf", "the-lighthouse-student-letter.pdf", "the-lighthouse-student.epub"


def verify(*arguments: str | Path, path: str | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command; a ``path`` limits where it finds other programs."""
    environment = os.environ if path is None else {**os.environ, "PATH": path}
    command = [sys.executable, "-m", "linernotes", "verify", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=HUNG, env=environment)


@pytest.fixture
def finished(sample: Path, tmp_path: Path) -> Path:
    """A writable folder with the files of the sample guide."""
    folder = tmp_path / "finished"
    folder.mkdir()
    for file in sample.glob("the-*.*"):
        shutil.copy(file, folder)
    return folder


@pytest.fixture
def broken(sample: Path, tmp_path: Path) -> Path:
    """An e-book with a dead link."""
    file = tmp_path / "broken.epub"
    with zipfile.ZipFile(sample / EBOOK) as whole, zipfile.ZipFile(file, "w") as out:
        for entry in whole.infolist():
            content = whole.read(entry)
            out.writestr(entry, content.replace(b"#tab-lamps", b"#tab-lumps"))
    return file


def verdicts_in(folder: Path) -> dict[str, str]:
    """Return the verdicts in the report of a folder, by file."""
    root = ElementTree.parse(folder / REPORT).getroot()
    return {file: cell.text or "" for cell in root.iter() if (file := cell.get("data-file"))}


def test_each_validator_lists_its_problems_with_their_places(finished: Path, broken: Path) -> None:
    require_jdk()
    verified = verify(broken, finished / EBOOK)
    assert verified.returncode == 1
    assert "storm.xhtml" in verified.stderr
    assert "[link-dead]" in verified.stderr
    assert "[RSC-012]" in verified.stderr
    assert EBOOK not in verified.stderr, "one e-book has the problems of another"


def test_missing_validators_are_named_with_an_install_hint(finished: Path, broken: Path) -> None:
    verified = verify(finished / EBOOK, finished / PDF, path="")
    assert verified.returncode == 0
    for expected in ("veraPDF", "EPUBCheck", "Ace", "not installed", "install a Java", "npm install"):
        assert expected in verified.stderr
    assert verify(finished / EBOOK, "--strict", path="").returncode == 1
    assert verify(broken, path="").returncode == 1


def test_java_that_does_not_run_gives_no_verdict(finished: Path, tmp_path: Path) -> None:
    for name in ("java", "javac"):
        stub = tmp_path / name
        stub.write_text("#!/bin/sh\necho 'Error: no runtime present' >&2\nexit 1\n", encoding="utf-8")
        stub.chmod(0o755)
    verified = verify(finished / EBOOK, finished / PDF, path=f"{tmp_path}:/bin:/usr/bin")
    assert verified.returncode == 2
    assert "could not judge" in verified.stdout
    assert "no runtime present" in verified.stderr
    assert "Traceback" not in verified.stderr


def test_paths_without_finished_files_are_errors(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").touch()
    for wrong in (tmp_path, tmp_path / "absent.pdf", tmp_path / "notes.txt"):
        verified = verify(wrong, path="")
        assert verified.returncode == 2
        assert "Traceback" not in verified.stderr
    assert ".pdf and .epub" in verify(tmp_path / "notes.txt", path="").stderr


def test_folder_means_all_finished_files_in_it(finished: Path, tmp_path: Path) -> None:
    (tmp_path / "nonsense.pdf").write_bytes(b"nonsense")
    (tmp_path / "nonsense.epub").write_bytes(b"nonsense")
    verified = verify(tmp_path, path="")
    assert verified.returncode == 1
    assert verified.stderr.count("[unreadable]") == 2
    assert verify(finished, path="").stdout.count(".pdf") == 4


def test_report_shows_the_verdicts_after_verify_and_after_build(tmp_path: Path) -> None:
    require_jdk()
    project = write_guide(tmp_path)
    dist = tmp_path / "dist"
    assert run("build", "--project", project, "-e", "student").returncode == 0
    assert verdicts_in(dist) == {PDF: NOT_VERIFIED, LETTER: NOT_VERIFIED, EBOOK: NOT_VERIFIED}
    passed = verify(dist / EBOOK, dist / PDF)
    assert passed.returncode == 0, passed.stderr
    assert passed.stdout.count("pass") >= 4
    verified = verdicts_in(dist)
    assert "EPUBCheck: pass" in verified[EBOOK]
    assert (verified[PDF], verified[LETTER]) == ("veraPDF: pass", NOT_VERIFIED)
    assert run("build", "--project", project, "-e", "student").returncode == 0
    assert verdicts_in(dist) == verified
    (project / "manuscript" / "story.md").write_text(STORY.replace("Nobody comes", "Somebody comes"))
    assert run("build", "--project", project, "-e", "student", "-f", "pdf").returncode == 0
    assert verdicts_in(dist) == {**verified, PDF: NOT_VERIFIED}


def test_build_and_verify_write_the_same_report(tmp_path: Path) -> None:
    project = write_guide(tmp_path)
    dist = tmp_path / "dist"
    build = ("build", "--project", project, "-e", "student", "-f", "epub")
    assert run(*build).returncode == 0
    record_verdicts([Verdict(dist / EBOOK, "EPUBCheck")])
    after_verify = (dist / REPORT).read_bytes()
    (dist / REPORT).unlink()
    assert run(*build).returncode == 0
    assert (dist / REPORT).read_bytes() == after_verify
    assert verdicts_in(dist) == {EBOOK: "EPUBCheck: pass"}
    (dist / VERDICTS).unlink()
    record_verdicts([Verdict(dist / EBOOK, "Ace")])
    assert verdicts_in(dist) == {EBOOK: "Ace: pass"}
