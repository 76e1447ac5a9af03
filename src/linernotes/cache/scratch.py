"""Private folders for files that a run needs only while it lasts; the next run deletes what a killed run left."""

from __future__ import annotations

import fcntl
import os
import tempfile
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from shutil import rmtree

from linernotes.assets import cache_folder
from linernotes.model.findings import WritingError

_LOCK = "in-use"


def scratch_folder() -> ScratchFolder:
    """Return a scratch folder in the user's cache folder, or in the system's temporary folder if that cannot be written.

    Raises:
        WritingError: if neither can be written.
    """
    places = [cache_folder() / "scratch", Path(tempfile.gettempdir(), f"linernotes-{os.getuid()}")]
    for place in places:
        with suppress(OSError):
            place.mkdir(parents=True, exist_ok=True, mode=0o700)
            if os.access(place, os.W_OK):
                return ScratchFolder(place)
    named = " and ".join(str(place.parent) for place in places)
    raise WritingError(f"{named} cannot be written", hint="the program needs a folder for its temporary files: set TMPDIR")


class ScratchFolder(AbstractContextManager[Path]):
    """A folder that only its owner may read, locked while it is in use and deleted at the end.

    Args:
        parent: the folder that holds the scratch folders of all runs; it is created, and removed when it is empty.
    """

    def __init__(self, parent: Path) -> None:
        self.parent = parent

    def __enter__(self) -> Path:
        """Create the folder and delete those of killed runs.

        Raises:
            WritingError: if the file system refuses.
        """
        try:
            return self._create()
        except FileNotFoundError:
            with suppress(OSError):  # another run has just removed the parent, which was empty
                return self._create()
            raise self._refusal("no such file or directory") from None
        except OSError as fault:
            raise self._refusal((fault.strerror or str(fault)).lower()) from fault

    def _refusal(self, reason: str) -> WritingError:
        return WritingError(f"{self.parent} cannot be written: {reason}")

    def _create(self) -> Path:
        self.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        folders = os.open(self.parent, os.O_RDONLY)
        fcntl.flock(folders, fcntl.LOCK_EX)  # no other run deletes the new folder before it is locked
        try:
            for left in self.parent.iterdir():
                _delete_if_unused(left)
            self.folder = Path(tempfile.mkdtemp(prefix="run-", dir=self.parent))
            self._lock = os.open(self.folder / _LOCK, os.O_CREAT | os.O_RDWR, 0o600)
            fcntl.flock(self._lock, fcntl.LOCK_EX)
        finally:
            os.close(folders)
        return self.folder

    def __exit__(self, *exception: object) -> None:
        """Delete the folder."""
        rmtree(self.folder, ignore_errors=True)
        os.close(self._lock)
        with suppress(OSError):  # another run may use its own folder there
            self.parent.rmdir()


def _delete_if_unused(folder: Path) -> None:
    """Delete the folder of a run that has ended: its lock went with its process."""
    with suppress(OSError):
        lock = os.open(folder / _LOCK, os.O_CREAT | os.O_RDWR, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            rmtree(folder, ignore_errors=True)
        finally:
            os.close(lock)
