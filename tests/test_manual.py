"""The manual, which is a guide itself: its generated tables."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from linernotes.build.project import read_project
from linernotes.snapshot import FOLDER, Snapshot

CHECKOUT = Path(__file__).parents[1]


def test_generated_tables_are_up_to_date() -> None:
    command = [sys.executable, "scripts/reference", "--check"]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert not done.returncode, f"run python scripts/reference, which renews:\n{done.stdout}{done.stderr}"


def test_manual_has_no_problems() -> None:
    assert read_project(Snapshot(CHECKOUT / "docs" / "manual" / FOLDER)).findings == ()
