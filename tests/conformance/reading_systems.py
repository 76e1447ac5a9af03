"""Reading systems and validators that run on Node, most of them in Chromium: programs beside the tests, asked about all books at once."""

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

HERE = Path(__file__).parent
PACKAGES = HERE / "node_modules"

Told = dict[str, Any]
"""What a program prints about each book, by the name of its file."""


def need_node() -> None:
    """Skip what cannot be tested without Node, its packages and Chromium."""
    missing = [name for name, found in (("Node", shutil.which("node")), ("Chromium", find_browser())) if not found]
    missing += [] if PACKAGES.is_dir() else [f"{PACKAGES.relative_to(HERE.parents[1])}"]
    if missing:
        skip_loudly(f"no reading system opened a book, since there is no {' and no '.join(missing)}")


def ask(program: str, books: Iterable[Path], to: Path) -> None:
    """Write what a program of ``readers/`` prints about these books, which have different names, into a folder; it may fail."""
    command = ["node", str(HERE / "readers" / f"{program}.cjs"), *map(str, books)]
    environment = {**os.environ, "PUPPETEER_EXECUTABLE_PATH": find_browser(), "ACE_TIMEOUT_INITIAL": "60000"}
    with (to / "stdout").open("w") as out, (to / "stderr").open("w") as complaints:
        ran = subprocess.run(command, env=environment, stdout=out, stderr=complaints, check=False, timeout=600)
    (to / "returncode").write_text(str(ran.returncode), encoding="utf-8")


def told_in(folder: Path) -> Told:
    """Return what a program has printed; one that failed is not asked again, but fails every test that needs it."""
    assert (folder / "returncode").read_text(encoding="utf-8") == "0", (folder / "stderr").read_text(encoding="utf-8")
    return {Path(file).name: told for file, told in json.loads((folder / "stdout").read_text(encoding="utf-8")).items()}
