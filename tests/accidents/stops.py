"""``python -m tests.accidents.stops FOLDER WAY...``: publish files, and stop or fail at each change of the disk.

A way is ``kill``, ``fail`` (one change fails), ``refuse`` (all later changes fail) or ``interrupt``; ``kill+fail`` also disturbs the
recovery, at each of its changes.

Every attempt runs in a process of its own, which kills itself (SIGKILL) before its n-th change of the disk, or gets an error from the
system there. Prints the number of attempts, and those after which the files were not of one build.
"""

from __future__ import annotations

import errno
import json
import os
import signal
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from shutil import rmtree

from linernotes.build.moves import settle
from linernotes.build.output import Drafts, drafts_folder
from linernotes.model.findings import WritingError

CHANGES = frozenset({"os.rename", "os.link", "os.remove", "os.mkdir", "os.rmdir"})
OLD = {"guide-a4.pdf": b"old", "guide-letter.pdf": b"old", "other.txt": b"not of the program"}
NEW = {**OLD, "guide-a4.pdf": b"new", "guide-letter.pdf": b"new", "guide.epub": b"new", "guide.pages.json": b"new"}


def publish(to: Path) -> None:
    with drafts_folder(to) as folder:
        drafts = Drafts(folder, to)
        for name, content in NEW.items():
            if OLD.get(name) != content:
                drafts.write(name, content)
        drafts.publish()


def disturbed(action: Callable[[Path], None], to: Path, number: int, how: str) -> bool:
    """Run an action in a process of its own; return whether it was disturbed at that change of the disk."""
    if child := os.fork():
        return os.waitpid(child, 0)[1] != 0
    left = number

    def disturb(event: str, _: object) -> None:
        nonlocal left
        if event in CHANGES:
            left -= 1
            if left == 0 and how == "kill":
                os.kill(os.getpid(), signal.SIGKILL)
            if left == 0 and how == "interrupt":
                raise KeyboardInterrupt
            if left == 0 or (left < 0 and how == "refuse"):
                raise OSError(errno.ENOSPC, "No space left on device")

    sys.addaudithook(disturb)
    try:
        action(to)
    except (WritingError, OSError, KeyboardInterrupt):
        os._exit(1)
    os._exit(0 if left > 0 else 1)


def is_whole(to: Path) -> bool:
    """Return whether the files are of one build, and nothing else is left."""
    files = {file.name: file.read_bytes() for file in to.iterdir()}
    return files in (OLD, NEW) and [path.name for path in to.parent.iterdir()] == [to.name]


def attempt(folder: Path, first: tuple[int, str], second: tuple[int, str] | None) -> tuple[bool, bool, bool]:
    """Publish, recover and recover again; return whether publishing and the recovery were disturbed, and whether the files are whole."""
    to = folder / "dist"
    rmtree(folder, ignore_errors=True)
    to.mkdir(parents=True)
    for name, content in OLD.items():
        (to / name).write_bytes(content)
    stopped = disturbed(publish, to, *first)
    again = second is not None and disturbed(settle, to, *second)
    settle(to)
    with drafts_folder(to):  # deletes the drafts of stopped builds
        pass
    return stopped, again, is_whole(to)


def main(folder: Path, ways: list[tuple[str, str]]) -> None:
    """Try all ways: how publishing is disturbed, and how the recovery is; empty if it is not."""
    attempts, mixed = 0, []
    for how, recovery in ways:
        for number in count(1):
            for again in count(1):
                stopped, going, whole = attempt(folder, (number, how), (again, recovery) if recovery else None)
                attempts += 1
                if not whole:
                    mixed.append((how, number, recovery, again))
                if not going:
                    break
            if not stopped:
                break
    sys.stdout.write(json.dumps({"attempts": attempts, "mixed": mixed}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), [(how, recovery) for how, _, recovery in (way.partition("+") for way in sys.argv[2:])])
