"""The manual: its tutorial gives the results that it promises, and it builds without a warning."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from pikepdf import Dictionary, Pdf
from pypdfium2 import PdfDocument

from linernotes.build.request import Request
from linernotes.build.run import build
from tests.authoring import MANUAL
from tests.processes import HUNG

TUTORIAL = MANUAL / "tutorial" / "first-guide.md"

_BLOCK = re.compile(r"```(?P<kind>\w+)\n(?P<code>.*?)```", re.DOTALL)
_FILE = re.compile(r"(?P<how>new file|end of)\s+`(?P<file>manuscript/[\w.-]+)`:\n*\Z")
_CHANGE = re.compile(r"Change `(?P<old>[^`]+)` to `(?P<new>[^`]+)` in\s+`(?P<file>[^`]+)`")


def steps() -> Iterator[tuple[str, str, str]]:
    """Yield the blocks of code of the tutorial, each with its kind and the words above it."""
    text, end = TUTORIAL.read_text(encoding="utf-8"), 0
    for block in _BLOCK.finditer(text):
        yield block["kind"], block["code"], text[end : block.start()]
        end = block.end()


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder in which every step of the tutorial was done; what it promises is compared on the way."""
    folder = tmp_path_factory.mktemp("tutorial")
    command = folder / "bin" / "linernotes"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m linernotes "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    environment = {**os.environ, "PATH": f"{command.parent}:{os.environ['PATH']}", "COLUMNS": "200"}
    here, output = folder, ""
    for kind, code, above in steps():
        for change in _CHANGE.finditer(above):
            file = here / change["file"]
            text = file.read_text(encoding="utf-8")
            assert change["old"] in text
            file.write_text(text.replace(change["old"], change["new"]), encoding="utf-8")
        if kind == "sh":
            script = f"{code}pwd -P >{folder}/here"
            done = subprocess.run(
                ["/bin/sh", "-c", script], cwd=here, env=environment, capture_output=True, text=True, check=False, timeout=HUNG
            )
            here, output = Path((folder / "here").read_text(encoding="utf-8").strip()), done.stdout + done.stderr
        elif kind == "text":
            for line in code.splitlines():
                assert re.search(".*".join(map(re.escape, line.split("…"))), output), f"{line}\nis not in\n{output}"
        else:
            written = _FILE.search(above)
            assert written, f"the tutorial does not say where this belongs:\n{code}"
            file = here / written["file"]
            before = file.read_text(encoding="utf-8") + "\n" if written["how"] == "end of" else ""
            file.write_text(before + code, encoding="utf-8")
    return here


def test_tutorial_ends_with_a_guide_without_problems(followed: Path) -> None:
    check = [sys.executable, "-m", "linernotes", "check", "--strict", "-p", str(followed)]
    assert not subprocess.run(check, check=False).returncode


def test_tutorial_ends_with_the_files_that_it_names(followed: Path) -> None:
    named = set(re.findall(r"hare-[\w.-]+\.(?:pdf|epub)", TUTORIAL.read_text(encoding="utf-8")))
    made = {file.name for file in (followed / "dist").iterdir()}
    assert named <= made
    assert any(name.endswith("-booklet.pdf") for name in made)


@pytest.fixture(scope="module")
def manual(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder with the files of the manual, which was built without a warning."""
    folder = tmp_path_factory.mktemp("manual")
    outcome = build(MANUAL.parent, Request(folder, strict=True), lambda _: None)
    assert outcome.complaints == ()
    return folder


def test_manual_is_built_without_a_warning(manual: Path) -> None:
    assert {".pdf", ".epub"} <= {file.suffix for file in manual.iterdir()}


def test_only_guides_with_code_contain_its_font(manual: Path, followed: Path) -> None:
    with_code, without = manual / "liner-notes-manual-manual-a4.pdf", followed / "dist" / "hare-student-a4.pdf"
    assert "LinerCode" in fonts_of(with_code)
    assert "LinerCode" not in fonts_of(without)
    assert any("LinerCode" in name for name in ZipFile(manual / "liner-notes-manual-manual.epub").namelist())
    assert not any("LinerCode" in name for name in ZipFile(followed / "dist" / "hare-student.epub").namelist())


def fonts_of(file: Path) -> str:
    """Return the names of the fonts of a PDF."""
    with Pdf.open(file) as document:
        found = (each for each in document.objects if isinstance(each, Dictionary) and each.get("/Type") == "/Font")
        return " ".join(str(font.get("/BaseFont")) for font in found).replace("Liner-", "Liner")


def test_contents_print_a_label_once_for_the_sections_that_share_it(manual: Path) -> None:
    with PdfDocument(manual / "liner-notes-manual-manual-a4.pdf") as document:
        contents = document[2].get_textpage().get_text_range()
    assert contents.startswith("Contents")
    assert contents.split().count("Reference") == 1
