"""Private folders for files that a run needs only while it lasts; the next run deletes what a killed run left."""

from __future__ import annotations

import fcntl
import os
import stat
import tempfile
from collections.abc import Collection, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from shutil import rmtree

from linernotes.assets import cache_folder
from linernotes.model.findings import WritingError

_LOCK = "in-use"
_PREFIX = "run-"


def scratch_folder() -> ScratchFolder:
    """Return a scratch folder in the user's cache folder, or in the system's temporary folder if that cannot be written.

    Raises:
        WritingError: if neither can be written.
    """
    places = [cache_folder() / "scratch", Path(tempfile.gettempdir(), f"linernotes-{os.getuid()}")]
    for place in places:
        with suppress(OSError):
            place.mkdir(parents=True, exist_ok=True, mode=0o700)
            if is_private(place) and os.access(place, os.W_OK):
                return ScratchFolder(place)
    named = " and ".join(str(place.parent) for place in places)
    raise WritingError(f"{named} cannot be written", hint="the program needs a folder for its temporary files: set TMPDIR")


def is_private(folder: Path) -> bool:
    """Return whether a path is a folder of this user, and not a link, so that no other user decides where it leads."""
    try:
        status = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(status.st_mode) and status.st_uid == os.getuid()


def runs(parent: Path) -> list[Path]:
    """Return the scratch folders of all runs in a folder, sorted; none if that folder is not private."""
    if not is_private(parent):
        return []
    return sorted(folder for folder in parent.iterdir() if folder.name.startswith(_PREFIX) and is_private(folder))


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    lock = os.open(folder, os.O_RDONLY | os.O_NOFOLLOW)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


@contextmanager
def claim(folder: Path) -> Iterator[bool]:
    """Lock the scratch folder of another run if that run has ended, and yield whether it has; a lock ends with its process."""
    try:
        lock = os.open(folder / _LOCK, os.O_CREAT | os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK, 0o600)
    except OSError:
        yield False
        return
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        free = True
    except OSError:
        free = False
    try:
        yield free
    finally:
        os.close(lock)


class ScratchFolder(AbstractContextManager[Path]):
    """A folder that only its owner may read, locked while it is in use and deleted at the end.

    Args:
        parent: the folder that holds the scratch folders of all runs; it is created, and removed when it is empty.
        keep: names of files; a folder with one of them has unfinished work, and is not deleted.
    """

    def __init__(self, parent: Path, keep: Collection[str] = ()) -> None:
        self.parent, self.keep = parent, keep

    def __enter__(self) -> Path:
        """Create the folder and delete those of killed runs.

        Raises:
            WritingError: if the file system refuses, or the parent is a link or belongs to another user.
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
        if not is_private(self.parent):
            raise PermissionError(1, "it is a link or belongs to another user; delete it")
        with _locked(self.parent):  # no other run deletes the new folder before it is locked
            self._delete_unused()
            self.folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=self.parent))
            self._lock = os.open(self.folder / _LOCK, os.O_CREAT | os.O_RDWR, 0o600)
            fcntl.flock(self._lock, fcntl.LOCK_EX)
        return self.folder

    def clear(self) -> None:
        """Delete the folders of killed runs."""
        if runs(self.parent):
            with suppress(OSError):
                with _locked(self.parent):
                    self._delete_unused()
                self.parent.rmdir()

    def _delete_unused(self) -> None:
        for left in runs(self.parent):
            with claim(left) as free:
                if free:
                    self._delete(left)

    def _delete(self, folder: Path) -> None:
        if not any((folder / name).exists() for name in self.keep):
            rmtree(folder, ignore_errors=True)

    def __exit__(self, *exception: object) -> None:
        """Delete the folder."""
        self._delete(self.folder)
        os.close(self._lock)
        with suppress(OSError):  # another run may use its own folder there
            self.parent.rmdir()
