"""Files that move into a folder together, even if the program is killed between two of them.

A journal in the folder of the drafts lists the moves before the first one begins. While it exists, they are not finished: the next
run finishes them, or undoes them if the file system refuses.
"""

from __future__ import annotations

import fcntl
import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from shutil import copy2, rmtree

from linernotes.cache.scratch import ScratchFolder, claim, is_private, runs
from linernotes.model.findings import WritingError

_MOVES, _UNDO = "moves", "undo"
_EARLIER = "earlier"
_DRAFTS = ".linernotes-drafts"
_MAX_BYTES = 1 << 20

JOURNALS = frozenset({_MOVES, _UNDO})
"""The names of the journals in a folder of drafts: of moves to finish, and of moves to undo."""


def places_for_drafts(to: Path) -> tuple[Path, Path]:
    """Return the two places where the drafts for an output folder can be: beside it and in it.

    The first names the folder, so a journal there applies to this folder only, no matter who wrote it.
    """
    real = Path(os.path.realpath(to))
    return real.parent / f"{_DRAFTS}-{real.name}", real / _DRAFTS


def move_together(names: Sequence[str], drafts: Path, to: Path) -> None:
    """Move drafts to their places; the caller holds the lock of the output folder.

    Args:
        names: the names of the files.
        drafts: their folder, which is a scratch folder at one of the places for drafts.
        to: the output folder.

    Raises:
        OSError: if the file system refuses; then the earlier files are in their places.
    """
    _settle(to)
    (drafts / _EARLIER).mkdir()
    new = frozenset(name for name in names if not os.path.lexists(to / name))
    for name in names:
        if name not in new:
            _keep(to / name, drafts / _EARLIER / name)
    _write_journal(drafts, [f"{'new' if name in new else 'old'} {name}" for name in names])
    _Moves(drafts, to, tuple(names), new).finish()


def settle(to: Path) -> None:
    """Finish the moves of a build that was stopped between two of them, so that all files in a folder are of the same build.

    Drafts of stopped builds are deleted.

    Args:
        to: the output folder.

    Raises:
        WritingError: if the moves can be neither finished nor undone.
    """
    places = places_for_drafts(to)
    try:
        if any(map(_journals, places)):
            if to.is_dir():
                with locked(to):
                    _settle(to)
            else:  # the folder was deleted, so the moves are no longer needed
                _give_up(to)
    except OSError as fault:
        reason = (fault.strerror or str(fault)).lower()
        hint = "let the program write into this folder, and build again"
        raise WritingError(f"{to} has files of two builds, because one was stopped: {reason}", hint=hint) from fault
    for place in places:
        ScratchFolder(place, keep=JOURNALS).clear()


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Lock a folder, so that the files of two builds into it are not mixed."""
    lock = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # some network file systems have no locks
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


@dataclass(frozen=True)
class _Moves:
    """Moves that a journal lists.

    Attributes:
        drafts: the folder of the drafts.
        to: the output folder.
        names: the names of the files.
        new: the names of those that replace no file.
    """

    drafts: Path
    to: Path
    names: tuple[str, ...]
    new: frozenset[str]

    def finish(self) -> None:
        """Move all drafts that are still in their folder; if one cannot be moved, undo all moves.

        Raises:
            OSError: if the file system refuses.
        """
        try:
            for name in self.names:
                if _is_file(self.drafts / name):
                    (self.drafts / name).replace(self.to / name)
            _sync(self.to)
        except BaseException:  # Ctrl-C, too
            (self.drafts / _MOVES).rename(self.drafts / _UNDO)
            self.undo()
            raise
        (self.drafts / _MOVES).unlink()

    def undo(self) -> None:
        """Put the earlier files back.

        Raises:
            OSError: if the file system refuses.
        """
        for name in self.names:
            if name in self.new:
                (self.to / name).unlink(missing_ok=True)
            elif _is_file(self.drafts / _EARLIER / name):
                (self.drafts / _EARLIER / name).replace(self.to / name)
        _sync(self.to)
        (self.drafts / _UNDO).unlink()


def _journals(place: Path) -> list[Path]:
    return [run / name for run in runs(place) for name in sorted(JOURNALS) if _is_file(run / name)]


def _settle(to: Path) -> None:
    """Finish or undo the moves of stopped builds; the caller holds the lock of the output folder."""
    for place in places_for_drafts(to):
        for journal in _journals(place):
            with claim(journal.parent) as free:
                if not free:
                    continue
                moves = _read_journal(journal, to)
                if moves and journal.name == _UNDO:
                    moves.undo()
                elif moves:
                    with suppress(OSError):  # undone, which is as good
                        moves.finish()
                    if _is_file(journal.parent / _UNDO):
                        moves.undo()
                rmtree(journal.parent, ignore_errors=True)
        with suppress(OSError):
            if is_private(place):
                place.rmdir()


def _give_up(to: Path) -> None:
    for place in places_for_drafts(to):
        for journal in _journals(place):
            with claim(journal.parent) as free:
                if free:
                    rmtree(journal.parent)


def _write_journal(drafts: Path, lines: Sequence[str]) -> None:
    draft = drafts / f".{_MOVES}"
    with draft.open("w", encoding="utf-8") as file:
        file.write("".join(f"{line}\n" for line in lines))
        file.flush()
        os.fsync(file.fileno())
    draft.rename(drafts / _MOVES)
    _sync(drafts)


def _read_journal(journal: Path, to: Path) -> _Moves | None:
    """Return the moves of a journal; None if another program wrote it, because a name in it leads to another folder."""
    if journal.stat().st_size > _MAX_BYTES:
        return None
    lines = [line.partition(" ") for line in journal.read_text(encoding="utf-8", errors="replace").splitlines()]
    names = tuple(name for _, _, name in lines)
    if any("/" in name or name in ("", ".", "..") or not name.isprintable() for name in names):
        return None
    return _Moves(journal.parent, to, names, frozenset(name for kind, _, name in lines if kind == "new"))


def _keep(file: Path, copy: Path) -> None:
    """Keep an earlier file under a second name, as a hard link where the file system has them."""
    if file.is_dir():
        raise IsADirectoryError(21, "is a directory", str(file))
    try:
        copy.hardlink_to(file)
    except OSError:
        copy2(file, copy, follow_symlinks=False)


def _is_file(path: Path) -> bool:
    """Return whether a path is a regular file, and not a link to one."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False


def _sync(folder: Path) -> None:
    """Wait until the names in a folder are on the disk."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # some file systems cannot sync folders
            os.fsync(opened)
    finally:
        os.close(opened)
