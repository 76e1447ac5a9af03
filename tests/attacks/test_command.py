"""The command in odd surroundings: odd terminals, closed output, odd names, files with the names of its libraries."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.processes import HUNG
from tests.sample import BOOK, write_guide

COMMAND = f"{sys.executable} -P -m linernotes"


def shell(command: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    names = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "src"), **environment}
    return subprocess.run(["bash", "-c", command], cwd=cwd, env=names, capture_output=True, check=False, timeout=HUNG)


@pytest.mark.parametrize(
    ("redirect", "code"),
    [(">&-", 0), ("2>&-", 0), ("<&- >&- 2>&-", 0), (">/dev/full", 2), ("2>/dev/full", 0), (">/dev/full 2>/dev/full", 2)],
)
def test_closed_or_full_output_gives_no_traceback(redirect: str, code: int, tmp_path: Path) -> None:
    done = shell(f"{COMMAND} check {redirect}", write_guide(tmp_path))
    assert done.returncode == code
    assert b"Traceback" not in done.stderr


def test_output_into_a_program_that_ends_gives_no_traceback(tmp_path: Path) -> None:
    done = shell(f"{COMMAND} check | true; {COMMAND} check 2>&1 | head -c 1", write_guide(tmp_path, {"story.md": "x"}))
    assert b"Traceback" not in done.stderr
    assert b"BrokenPipe" not in done.stderr


ASCII = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


@pytest.mark.parametrize("environment", [ASCII, {"LC_ALL": "C"}, {"TERM": "dumb", "COLUMNS": "1"}])
@pytest.mark.parametrize("end", ["", "\n["])
def test_terminal_without_unicode_gets_every_message(environment: Mapping[str, str], end: str, tmp_path: Path) -> None:
    files = {"book.toml": BOOK.replace("The Lighthouse", "Größe"), "ö.md": "# X\n", "data/terms.toml": f"['ü']\nterm = 'x'{end}"}
    done = shell(f"{COMMAND} check", write_guide(tmp_path / "Ä b", files), **environment)
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    assert b"manuscript/data/terms.toml" in done.stderr


def test_folders_whose_names_are_not_unicode_are_used(tmp_path: Path) -> None:
    folder = write_guide(Path(os.fsdecode(os.fsencode(tmp_path) + b"/a\xff\x1b[31m\n")))
    done = shell(f"{COMMAND} build -e student -f pdf --paper a4 --cache c", folder)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"\x1b" not in done.stdout
    assert (folder / "dist" / "the-lighthouse-student-a4.pdf").is_file()


def test_files_of_the_guide_are_not_imported(tmp_path: Path) -> None:
    folder = write_guide(tmp_path)
    for name in ("socket", "linernotes", "weasyprint", "json", "sitecustomize"):
        (folder / f"{name}.py").write_text("open('imported', 'w')\n")
    done = shell(f"{COMMAND} build -e student -f pdf --paper a4 --cache c; make -s -n check", folder)
    assert b"student" in done.stdout
    assert not (folder / "imported").exists()
    makefile = (Path(__file__).parents[2] / "Makefile").read_text()
    assert "-P -m linernotes" in makefile


@pytest.mark.parametrize(
    ("path", "text", "message"),
    [
        ("templates/pages/imprint.html.j2", "{{ cycler.__init__.__globals__.os.popen('touch ran').read() }}", b"--trust"),
        ("templates/pages/imprint.html.j2", '<section id="imprint"><h1>I</h1><script>x</script></section>', b"active-content"),
        ("styles/epub/book.css", "@import url(http://127.0.0.1:9/a.css);", b"is not a file of the guide"),
        ("styles/type.css", "a" + "[" * 5000, b"brackets are open"),
        ("templates/parts/figure.html.j2", "\0" * 6_000_000, b"larger than 1 MB"),
    ],
)
def test_template_or_style_of_a_project_ends_the_build(path: str, text: str, message: bytes, tmp_path: Path) -> None:
    folder = write_guide(tmp_path)
    (folder / path).parent.mkdir(parents=True)
    (folder / path).write_text(text)
    done = shell(f"{COMMAND} build -e student -f epub --cache c", folder)
    assert done.returncode in (1, 2)
    assert message in done.stderr
    assert b"Traceback" not in done.stderr
    assert not (folder / "ran").exists()
    assert not list(folder.glob("dist/*"))
