"""Guides that are built once for all test workers, and the command that builds them."""

from __future__ import annotations

import fcntl
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.processes import HUNG
from tests.sample import write_guide

CHECKOUT = Path(__file__).parents[2]


def run(*arguments: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own, and a build with one worker: small guides are built before a second one is ready."""
    workers = ["--workers", "1"] if arguments[:1] == ("build",) and "--workers" not in arguments else []
    return subprocess.run(
        [sys.executable, "-m", "linernotes", *map(str, arguments), *workers],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
        timeout=HUNG,
    )


def _once(folder: Path, make: Callable[[], None]) -> Path:
    """Let the first worker fill a folder, and return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "made").exists():
            make()
            (folder / "made").touch()
    return folder


def _shared(factory: pytest.TempPathFactory, worker: str) -> Path:
    base = factory.getbasetemp()
    return base if worker == "master" else base.parent


def _build(project: Path, to: Path, *options: str | Path) -> None:
    built = run("build", "--project", project, "--to", to, "--workers", "2", *options)
    assert built.returncode == 0, built.stderr
    (to / "stderr.txt").write_text(built.stderr, encoding="utf-8")


@pytest.fixture(scope="session")
def guide(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder with all files built from the guide in ``manuscript/``."""
    if not (CHECKOUT / "manuscript" / "book.toml").is_file():
        pytest.skip("there is no manuscript/book.toml beside the tests")
    folder = _shared(tmp_path_factory, worker_id) / "guide"
    return _once(folder, lambda: _build(CHECKOUT, folder))


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder with all files built from the sample guide, and the cache of that build."""
    folder = _shared(tmp_path_factory, worker_id) / "sample"
    return _once(folder, lambda: _build(write_guide(folder / "project"), folder, "--cache", folder / "cache"))
