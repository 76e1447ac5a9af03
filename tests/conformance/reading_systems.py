"""Reading systems and validators that run on Node, most of them in Chromium: each program in ``readers/`` reads all e-books."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from linernotes.proofing.validators import find_browser
from tests.conformance.missing import skip_loudly
from tests.processes import HUNG

HERE = Path(__file__).parent
PACKAGES = HERE / "node_modules"
ACE_LIMITS = dict.fromkeys(("ACE_TIMEOUT_INITIAL", "ACE_TIMEOUT_EXTENSION"), str(int(HUNG * 1000)))
"""Milliseconds that Ace waits for its browser to start, and for axe-core."""

Reports = dict[str, Any]
"""The report of a program on each e-book, by file name."""


def require_node() -> None:
    """Skip the test if Node, its packages or Chromium are missing."""
    missing = [name for name, found in (("Node", shutil.which("node")), ("Chromium", find_browser())) if not found]
    missing += [] if PACKAGES.is_dir() else [f"{PACKAGES.relative_to(HERE.parents[1])}"]
    if missing:
        skip_loudly(f"e-books were not opened in reading systems, because there is no {' and no '.join(missing)}")


def run_program(program: str, ebooks: Iterable[Path], to: Path) -> None:
    """Run a program in ``readers/`` on e-books with different names, and write its output and exit code into a folder."""
    command = ["node", str(HERE / "readers" / f"{program}.cjs"), *map(str, ebooks)]
    environment = {**os.environ, "PUPPETEER_EXECUTABLE_PATH": find_browser(), **ACE_LIMITS}
    with (to / "stdout").open("w") as out, (to / "stderr").open("w") as errors:
        ran = subprocess.run(command, env=environment, stdout=out, stderr=errors, check=False, timeout=HUNG)
    (to / "returncode").write_text(str(ran.returncode), encoding="utf-8")


def read_reports(folder: Path) -> Reports:
    """Return the reports that a program wrote; a program that failed fails every test that needs it, and does not run again."""
    assert (folder / "returncode").read_text(encoding="utf-8") == "0", (folder / "stderr").read_text(encoding="utf-8")
    return {Path(file).name: report for file, report in json.loads((folder / "stdout").read_text(encoding="utf-8")).items()}
