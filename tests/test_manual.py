"""The manual, which is a guide itself: its generated tables, and its check."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.authoring import MANUAL
from tests.sample import read_folder

CHECKOUT = Path(__file__).parents[1]


def test_generated_tables_are_up_to_date() -> None:
    command = [sys.executable, "scripts/reference", "--check"]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert not done.returncode, f"run python scripts/reference, which renews:\n{done.stdout}{done.stderr}"


def test_manual_has_no_findings() -> None:
    assert read_folder(MANUAL.parent).findings == ()
