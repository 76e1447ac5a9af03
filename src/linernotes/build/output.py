"""The files of a build on their way into the output folder: all of them get their places together, or none does."""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import copy2

from linernotes.cache.scratch import ScratchFolder
from linernotes.model.findings import WritingError

_FOLDER = ".linernotes-drafts"


def drafts_folder(to: Path) -> ScratchFolder:
    """Return the private folder for the drafts of a build: beside the output folder, or in it if that is another file system.

    Args:
        to: the output folder, which need not exist.
    """
    to = to.absolute()
    beside = to.parent
    while not beside.exists():
        beside = beside.parent
    same_disk = not to.exists() or to.stat().st_dev == beside.stat().st_dev
    return ScratchFolder((beside if same_disk and os.access(beside, os.W_OK) else to) / _FOLDER)


class Drafts:
    """Finished files that do not have their places yet.

    Args:
        folder: the private folder for them, on the file system of the output folder.
        to: the output folder.
    """

    def __init__(self, folder: Path, to: Path) -> None:
        self.folder, self.to = folder, to
        self.names: dict[str, str] = {}
        """The SHA-256 of each draft by its name."""

    def write(self, name: str, content: bytes) -> None:
        """Write a draft to the disk.

        Raises:
            WritingError: if the file system refuses.
        """
        try:
            with (self.folder / name).open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            (self.folder / name).chmod(0o644)
        except OSError as fault:
            raise _refusal(self.to / name, fault) from fault
        self.names[name] = hashlib.sha256(content).hexdigest()

    def path(self, name: str) -> Path | None:
        """Return the path of a file: its draft, or the file of an earlier build; None if there is neither."""
        for candidate in (self.folder / name if name in self.names else None, self.to / name):
            if candidate and candidate.is_file():
                return candidate
        return None

    def publish(self) -> None:
        """Move all drafts to their places; if one cannot be moved, put the earlier files back.

        Raises:
            WritingError: if the file system refuses.
        """
        moved: list[tuple[Path, Path | None]] = []
        place = self.to
        try:
            self.to.mkdir(parents=True, exist_ok=True)
            with _locked(self.to):
                for name in self.names:
                    place = self.to / name
                    earlier = _keep(place, self.folder / f"earlier-{name}") if place.exists() else None
                    (self.folder / name).replace(place)
                    moved.append((place, earlier))
        except OSError as fault:
            for done, earlier in reversed(moved):
                if earlier:
                    earlier.replace(done)
                else:
                    done.unlink(missing_ok=True)
            raise _refusal(place, fault) from fault


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Lock a folder, so that the files of two builds into it are not mixed."""
    lock = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # some network file systems have no locks
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def _keep(file: Path, copy: Path) -> Path:
    """Keep an earlier file under a second name, as a hard link where the file system has them."""
    if file.is_dir():
        raise IsADirectoryError(21, "is a directory")
    try:
        copy.hardlink_to(file)
    except OSError:
        copy2(file, copy)
    return copy


def _refusal(path: Path, fault: OSError) -> WritingError:
    hint = "the files of an earlier build, if there are any, are unchanged"
    return WritingError(f"{path} cannot be written: {(fault.strerror or str(fault)).lower()}", hint=hint)
