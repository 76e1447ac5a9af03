from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from linernotes.cache.scratch import ScratchFolder
from linernotes.model.findings import WritingError

KILLED = """
import os, signal
from pathlib import Path
from linernotes.cache.scratch import ScratchFolder
with ScratchFolder(Path({parent!r})) as folder:
    (folder / "draft.pdf").write_text("left behind")
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_folder_is_private_and_gone_after_use(tmp_path: Path) -> None:
    with ScratchFolder(tmp_path / "scratch") as folder:
        (folder / "draft").write_text("x")
        assert folder.stat().st_mode & 0o077 == 0
    assert not list(tmp_path.iterdir())


def test_folder_of_a_killed_run_is_deleted_by_the_next(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", KILLED.format(parent=str(tmp_path / "scratch"))], check=False)
    [left] = (tmp_path / "scratch").iterdir()
    assert (left / "draft.pdf").exists()
    with ScratchFolder(tmp_path / "scratch"):
        assert not left.exists()
    assert not list(tmp_path.iterdir())


def test_folder_of_a_running_build_is_kept(tmp_path: Path) -> None:
    with ScratchFolder(tmp_path / "scratch") as first, ScratchFolder(tmp_path / "scratch") as second:
        assert first.is_dir()
        assert second.is_dir()
        assert first != second


def test_folder_that_cannot_be_made_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "scratch").write_text("a file")
    with pytest.raises(WritingError, match="exists"), ScratchFolder(tmp_path / "scratch"):
        pass
