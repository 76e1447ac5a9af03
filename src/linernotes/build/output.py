"""The files of a build on their way into the output folder: all of them get their places together, or none does."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from linernotes.build.moves import JOURNALS, locked, move_together, places_for_drafts
from linernotes.cache.scratch import ScratchFolder, is_private
from linernotes.model.findings import WritingError


def drafts_folder(to: Path) -> ScratchFolder:
    """Return the private folder for the drafts of a build: beside the output folder, or in it if that is another file system.

    Args:
        to: the output folder, which need not exist.
    """
    beside, within = places_for_drafts(to)
    existing = beside.parent
    while not existing.exists():
        existing = existing.parent
    same_disk = not to.exists() or to.stat().st_dev == existing.stat().st_dev
    usable = os.access(existing, os.W_OK) and (is_private(beside) or not os.path.lexists(beside))
    return ScratchFolder(beside if same_disk and usable else within, keep=JOURNALS)


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

        If the program is stopped meanwhile, `settle` finishes the moves at the beginning of the next run.

        Raises:
            WritingError: if the file system refuses.
        """
        try:
            self.to.mkdir(parents=True, exist_ok=True)
            with locked(self.to):
                move_together(tuple(self.names), self.folder, self.to)
        except OSError as fault:
            raise _refusal(Path(fault.filename2 or fault.filename or self.to), fault) from fault


def _refusal(path: Path, fault: OSError) -> WritingError:
    hint = "the files of an earlier build, if there are any, are unchanged"
    return WritingError(f"{path} cannot be written: {(fault.strerror or str(fault)).lower()}", hint=hint)
