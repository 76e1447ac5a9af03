"""Finished files get their places together, even if the program is killed or the disk fails between two of them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from itertools import product
from pathlib import Path

import pytest

from linernotes.build.moves import settle
from linernotes.build.output import Drafts, drafts_folder
from tests.accidents.stops import NEW, OLD

ROOT = Path(__file__).parents[2]
HOW = ("kill", "fail", "refuse", "interrupt")
ALL = [f"{first}+{second}" for first, second in product(HOW, HOW)]
WAYS = [*HOW, *(ALL if "ACCIDENTS" in os.environ else ["kill+kill"])]


@pytest.mark.parametrize("way", WAYS)
def test_files_are_of_one_build_wherever_publishing_stops(way: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.accidents.stops", str(tmp_path / "work"), way]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    result = json.loads(done.stdout)
    assert result["mixed"] == []
    assert result["attempts"] > len(NEW)


def half_published(folder: Path) -> Path:
    """Return an output folder, of which a killed build has replaced one file, but not the other."""
    (to := folder / "dist").mkdir()
    for name, content in OLD.items():
        (to / name).write_bytes(content)
    run = folder / ".linernotes-drafts-dist" / "run-a"
    run.mkdir(parents=True, mode=0o700)
    (run / "moves").write_text("old guide-a4.pdf\nold guide-letter.pdf\n")
    (to / "guide-a4.pdf").write_bytes(b"new")
    (run / "guide-letter.pdf").write_bytes(b"new")
    return to


@pytest.mark.parametrize("command", ["build", "verify"])
def test_next_command_finishes_the_moves_of_a_killed_build(command: str, tmp_path: Path) -> None:
    to = half_published(tmp_path)
    options = ["verify", str(to)] if command == "verify" else ["build", "-p", str(tmp_path / "no-guide"), "--to", str(to)]
    subprocess.run([sys.executable, "-P", "-m", "linernotes", *options], capture_output=True, check=False)
    assert {(to / name).read_bytes() for name in ("guide-a4.pdf", "guide-letter.pdf")} == {b"new"}
    assert not (tmp_path / ".linernotes-drafts-dist").exists()


def test_next_build_finishes_moves_before_its_own(tmp_path: Path) -> None:
    to = half_published(tmp_path)
    with drafts_folder(to) as folder:
        drafts = Drafts(folder, to)
        drafts.write("guide-a4.pdf", b"newer")
        drafts.publish()
    assert [(to / name).read_bytes() for name in ("guide-a4.pdf", "guide-letter.pdf")] == [b"newer", b"new"]


def test_moves_into_a_folder_that_was_deleted_are_given_up(tmp_path: Path) -> None:
    to = half_published(tmp_path)
    for file in to.iterdir():
        file.unlink()
    to.rmdir()
    settle(to)
    assert not to.exists()
    with drafts_folder(to) as folder:
        drafts = Drafts(folder, to)
        drafts.write("guide-a4.pdf", b"newer")
        drafts.publish()
    assert [file.name for file in to.iterdir()] == ["guide-a4.pdf"]


def test_drafts_of_a_killed_build_are_deleted_by_a_build_without_changes(tmp_path: Path) -> None:
    (to := tmp_path / "dist").mkdir()
    (run := tmp_path / ".linernotes-drafts-dist" / "run-a").mkdir(parents=True)
    (run / "guide-teacher-a4.pdf").write_text("teacher text")
    settle(to)
    assert [path.name for path in tmp_path.iterdir()] == ["dist"]
