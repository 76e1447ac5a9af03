"""Tells when files of a project change, whatever way an editor saves them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread

from watchfiles import Change, DefaultFilter, watch

from linernotes.snapshot import FOLDER

FOLDERS = (FOLDER, "styles", "templates")
"""The folders of a project that decide about its pages."""

_STEP, _DEBOUNCE = 5, 40
"""Milliseconds: how long no file may change until a save counts as finished, and how long a burst of changes may last at most."""

_PAUSE = 2000
"""Milliseconds after which the watcher looks for changes that the system has not told of."""


class _Visible(DefaultFilter):
    """Leaves out hidden files, and the drafts and backups of editors."""

    def __call__(self, change: Change, path: str) -> bool:
        """Return whether a changed file counts."""
        return super().__call__(change, path) and not Path(path).name.startswith(".")


def _stamps(folders: Iterable[Path]) -> dict[str, tuple[int, int]]:
    """Return the time (ns) and size (bytes) of every file in folders that an editor does not hide, by path."""
    stamps = {}
    for folder in folders:
        for file in folder.rglob("[!.]*"):
            with suppress(OSError):
                found = file.stat()
                stamps[str(file)] = found.st_mtime_ns, found.st_size
    return stamps


class Watcher:
    """A thread that watches a project.

    Args:
        project: the folder of the project.
        notify: called after each change.
    """

    def __init__(self, project: Path, notify: Callable[[], None]) -> None:
        self._project, self._notify = project.resolve(), notify
        self._stop = Event()
        self._threads = [Thread(target=self._watch_folders, daemon=True), Thread(target=self._watch_project, daemon=True)]
        self._moved = Event()

    def start(self) -> None:
        """Start watching."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """End the threads."""
        self._stop.set()
        self._moved.set()
        for thread in self._threads:
            thread.join()

    def _watch_folders(self) -> None:
        """Watch the contents of the folders, and start again when one of them comes, goes or is another one."""
        while not self._stop.is_set():
            if self._moved.is_set():
                self._moved.clear()
                self._notify()  # of what changed while nothing was watched
            there = [folder for name in FOLDERS if (folder := self._project / name).is_dir()]
            if not there:
                self._moved.wait()
                continue
            known = None
            for changes in watch(
                *there,
                watch_filter=_Visible(),
                debounce=_DEBOUNCE,
                step=_STEP,
                stop_event=self._moved,
                rust_timeout=_PAUSE,
                yield_on_timeout=True,
                raise_interrupt=False,
            ):
                # A change before the system watches, or on a disk that tells of none, shows in the stamps.
                stamps = _stamps(there)
                if changes or stamps != known:
                    self._notify()
                known = stamps

    def _watch_project(self) -> None:
        """Watch the folders themselves: a branch switch may delete and create them."""

        def counts(change: Change, path: str) -> bool:
            return change is not Change.modified and Path(path).parent == self._project and Path(path).name in FOLDERS

        for _ in watch(
            self._project,
            watch_filter=counts,
            recursive=False,
            debounce=_DEBOUNCE,
            step=_STEP,
            stop_event=self._stop,
            rust_timeout=_PAUSE,
            raise_interrupt=False,
        ):
            self._moved.set()
            self._notify()
