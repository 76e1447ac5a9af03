"""``python -m tests.mutants 80 [SEED]``: change the code of `PACKAGES` in small ways, and list the changes that no test notices.

mutmut makes the changes in a copy of the project below build/mutants, and runs for each of them the tests that call the changed
function. Of each package, this number of changes is drawn at random; the same seed draws the same ones. 0 stands for all of them.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "build" / "mutants"
TOOLS = FOLDER / "tools"
COPY = FOLDER / "copy"
LOCK = ROOT / "requirements-mutants.lock"

PACKAGES = {"leaks": ["tests/leaks"], "editing": ["tests/editing"], "checks": ["tests/checks", "tests/findings"]}
"""The packages whose code is changed, and the tests for changes that no test seems to notice."""

CONFIGURATION = """\
[mutmut]
source_paths = src
only_mutate = {mutated}
pytest_add_cli_args_test_selection = {tests}
pytest_add_cli_args = -n0
    -pno:cacheprovider
also_copy = {copied}
use_git_change_detection = false
"""

UNNOTICED = (0, 33)
"""The exit codes of changes that no test notices, or calls; others stand for changes that fail a test, never end or crash."""

MINUTES = 10
"""The time after which a changed program counts as hung."""


def install() -> None:
    """Install mutmut into a folder of its own."""
    options = ["-qq", "--disable-pip-version-check", "--no-deps", "--require-hashes", "--upgrade"]
    command = [sys.executable, "-m", "pip", "install", *options, "--target", str(TOOLS), "-r", str(LOCK)]
    subprocess.run(command, check=True)


def copy_project() -> None:
    """Copy the files that are under version control, because mutmut writes beside them."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True).stdout.decode().split("\0")
    shutil.rmtree(COPY, ignore_errors=True)
    for path in filter(None, listed):
        if (ROOT / path).is_file():
            (COPY / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / path, COPY / path)
    others = [
        path.name for path in COPY.iterdir() if path.name not in ("src", "pyproject.toml") and not path.name.startswith(".")
    ]
    lists = {
        "mutated": [f"src/linernotes/{package}/*" for package in PACKAGES],
        "tests": [test for tests in PACKAGES.values() for test in tests],
        "copied": sorted(others),
    }
    (COPY / "setup.cfg").write_text(CONFIGURATION.format(**{name: "\n    ".join(["", *each]) for name, each in lists.items()}))


def mutmut(*names: str, check: bool = True) -> None:
    """Run mutmut on the changes of these names; without its progress, which is a line for each of them."""
    environment = {**os.environ, "PYTHONPATH": str(TOOLS)}
    command = [sys.executable, "-m", "mutmut", "run", *names]
    done = subprocess.run(command, cwd=COPY, env=environment, capture_output=True, text=True, check=False)
    if check and done.returncode:
        sys.exit(done.stdout.replace("\r", "\n")[-4000:] + done.stderr[-4000:])


def fails_alone(name: str, tests: list[str]) -> bool:
    """Return whether tests fail in a new process: mutmut starts after the import of the tests, and does not change values made by it."""
    environment = {**os.environ, "MUTANT_UNDER_TEST": name, "PYTHONPATH": os.pathsep.join(["src", str(TOOLS)])}
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-n", "0", "-p", "no:cacheprovider", *tests]
    try:
        done = subprocess.run(
            command, cwd=COPY / "mutants", env=environment, capture_output=True, timeout=60 * MINUTES, check=False
        )
    except subprocess.TimeoutExpired:
        return True
    return bool(done.returncode)


def results(package: str) -> dict[str, int | None]:
    """Return mutmut's exit code of each change in a package, by name; None if it was not tried."""
    files = sorted((COPY / "mutants" / "src" / "linernotes" / package).glob("*.meta"))
    return {name: code for file in files for name, code in json.loads(file.read_text())["exit_code_by_key"].items()}


def main(number: int, seed: int) -> None:
    """Try this number of changes for each package, and print the score and those that no test notices."""
    install()
    copy_project()
    mutmut("none", check=False)  # makes the changes, and ends because none has this name
    chance = random.Random(seed)  # noqa: S311  # a sample, not a secret
    drawn = {}
    for package in PACKAGES:
        names = sorted(results(package))
        drawn[package] = chance.sample(names, min(number, len(names))) if number else names
    mutmut(*(name for names in drawn.values() for name in names))
    for package, names in drawn.items():
        codes = results(package)
        unnoticed = [name for name in names if codes[name] in UNNOTICED and not fails_alone(name, PACKAGES[package])]
        sys.stdout.write(f"{package}: {len(names)} of {len(codes)} changes tried, {len(names) - len(unnoticed)} noticed\n")
        sys.stdout.writelines(f"  not noticed: {name}\n" for name in sorted(unnoticed))
    sys.stdout.write(f"`python -m mutmut show NAME` in {COPY.relative_to(ROOT)}, with PYTHONPATH={TOOLS}, shows a change\n")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 2026)
