"""Accidents: builds that are stopped, folders that are missing, odd names and line ends, clocks, and two builds at a time.

``ACCIDENTS=50`` stops builds at that many moments; the moments are drawn from a seed.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from linernotes.assets import cache_folder
from linernotes.build.moves import settle
from tests.processes import HUNG
from tests.sample import BOOK, FILES, STORY, write_guide

SOURCE = str(Path(__file__).parents[2] / "src")
FEW = ("-e", "student", "--paper", "a4")
MOMENTS = int(os.environ.get("ACCIDENTS", "1"))
EDITED = STORY.replace("Nobody comes", "Somebody comes")

Files = dict[str, bytes]


def begin(project: Path, *arguments: str | Path, **environment: str | None) -> subprocess.Popen[str]:
    names = {**os.environ, "PYTHONPATH": SOURCE, **environment}
    command = [sys.executable, "-P", "-m", "linernotes", "build", "-p", str(project), "--cache", str(project / "cache"), *FEW]
    return subprocess.Popen(
        [*command, *map(str, arguments)],
        env={name: value for name, value in names.items() if value is not None},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def build(project: Path, *arguments: str | Path, code: int = 0, **environment: str | None) -> str:
    """Build a guide and return its messages."""
    running = begin(project, *arguments, **environment)
    _, messages = running.communicate(timeout=HUNG)
    assert "Traceback" not in messages
    assert running.returncode == code, messages
    return messages


def made(folder: Path) -> Files:
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """Return the folders of the guide before and after an edit, built without accidents."""
    projects = {}
    for name, story in (("before", STORY), ("after", EDITED)):
        projects[name] = write_guide(tmp_path_factory.mktemp(name), {"story.md": story})
        build(projects[name])
    return projects


@pytest.fixture(scope="module")
def sound(built: Mapping[str, Path]) -> Mapping[str, Files]:
    """Return the files of these builds."""
    return {name: made(project / "dist") for name, project in built.items()}


def processes_of(session: int) -> list[str]:
    """Return the commands of the processes that a build has started."""
    listed = subprocess.run(["ps", "-eo", "pid,ppid,args"], capture_output=True, text=True, check=True).stdout
    return [line for line in listed.splitlines() if "linernotes.workers" in line and str(session) in line.split()[:2]]


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL, signal.SIGTERM], ids=lambda each: each.name)
@pytest.mark.parametrize("number", range(MOMENTS))
def test_stopped_build_leaves_complete_files_and_a_usable_cache(
    number: int, how: signal.Signals, built: Mapping[str, Path], sound: Mapping[str, Files], tmp_path: Path
) -> None:
    project = write_guide(tmp_path / "guide")
    shutil.copytree(built["before"] / "cache", project / "cache")
    scratch = tmp_path / "home"
    (scratch / "linernotes").mkdir(parents=True)
    (scratch / "linernotes" / "fonts").symlink_to(cache_folder() / "fonts")  # building them takes ten seconds
    build(project, XDG_CACHE_HOME=str(scratch))
    (project / "manuscript" / "story.md").write_text(EDITED)
    running = begin(project, XDG_CACHE_HOME=str(scratch))
    time.sleep(random.Random(f"{how} {number}").uniform(0.1, 3.0))  # noqa: S311  # moments, not secrets
    running.send_signal(how)
    _, messages = running.communicate(timeout=HUNG)
    assert "Traceback" not in messages
    settle(project / "dist")  # as the next command does
    after = made(project / "dist")
    assert after in (sound["before"], sound["after"]), "the files are of one manuscript, whole"
    build(project, XDG_CACHE_HOME=str(scratch))
    assert made(project / "dist") == sound["after"]
    assert not processes_of(running.pid)
    assert not list(project.glob(".linernotes*"))
    assert not (scratch / "linernotes" / "scratch").exists(), "no temporary file is left"


@pytest.mark.parametrize(
    ("option", "place"),
    [("--to", "file/dist"), ("--to", "/proc/nowhere"), ("--to", "file")],
)
def test_output_folder_that_cannot_be_made_is_an_error(option: str, place: str, tmp_path: Path) -> None:
    project = write_guide(tmp_path)
    (tmp_path / "file").write_text("a file")
    assert "error" in build(project, "-e", "student", "-f", "pdf", option, tmp_path / place, code=2).lower()


@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C", "LANG": None, "PYTHONUTF8": "0", "XDG_CACHE_HOME": "relative"},
        {"LC_ALL": "nowhere.UTF-9", "PATH": "/nowhere", "TMPDIR": "/nowhere", "TZ": "Nowhere/Nothing"},
    ],
    ids=" ".join,
)
def test_surroundings_do_not_change_a_file(
    environment: dict[str, str | None], sound: Mapping[str, Files], tmp_path: Path
) -> None:
    project = write_guide(tmp_path)
    running = begin(project, **environment)
    _, messages = running.communicate(timeout=HUNG)
    assert (running.returncode, "Traceback" in messages) == (0, False), messages
    assert made(project / "dist") == sound["before"]


@pytest.mark.parametrize("environment", [{"XDG_CACHE_HOME": "/proc/nowhere"}, {"XDG_CACHE_HOME": None, "HOME": "/proc"}])
def test_home_that_cannot_be_written_is_an_error_with_a_hint(environment: dict[str, str | None], tmp_path: Path) -> None:
    running = begin(write_guide(tmp_path), **environment)
    _, messages = running.communicate(timeout=HUNG)
    assert running.returncode == 2
    assert "hint: set XDG_CACHE_HOME to a folder that can be written" in messages
    assert "Traceback" not in messages


def test_line_ends_of_windows_change_no_file(sound: Mapping[str, Files], tmp_path: Path) -> None:
    project = write_guide(tmp_path, {path: text.replace("\n", "\r\n") for path, text in FILES.items()})
    build(project)
    assert made(project / "dist") == sound["before"]


NAMES = ("Kapitel zwei", "Größe", "e\u0301te\u0301", "فصل", "\N{GUITAR}", "#1; rm -rf")


def test_names_of_folders_and_files_may_have_all_characters(tmp_path: Path) -> None:
    texts = {f"{name}.md": f"# Chapter {number}\n\nWords.\n" for number, name in enumerate(NAMES)}
    listed = "".join(f", '{name}.md'" for name in NAMES)
    project = write_guide(
        tmp_path / "My guide \N{GUITAR} فصل", {**texts, "book.toml": BOOK.replace('"story.md"', f'"story.md"{listed}')}
    )
    build(project)
    assert len(made(project / "dist")) == 4


def test_dates_of_files_do_not_matter(sound: Mapping[str, Files], tmp_path: Path) -> None:
    project = write_guide(tmp_path)
    build(project)
    for clock, story, files in ((0, EDITED, sound["after"]), (4_000_000_000, STORY, sound["before"])):  # in 1970 and 2096
        (project / "manuscript" / "story.md").write_text(story)
        for file in project.rglob("*"):
            os.utime(file, (clock, clock))
        build(project)
        assert made(project / "dist") == files


def test_two_builds_into_one_folder_are_not_mixed(sound: Mapping[str, Files], tmp_path: Path) -> None:
    first = write_guide(tmp_path / "first")
    second = write_guide(tmp_path / "second", {"story.md": EDITED})
    both = [begin(project, "--to", tmp_path / "dist") for project in (first, second)]
    for running in both:
        _, messages = running.communicate(timeout=HUNG)
        assert (running.returncode, messages) == (0, "")
    assert made(tmp_path / "dist") in (sound["before"], sound["after"])
    assert not list(tmp_path.glob(".linernotes*"))
