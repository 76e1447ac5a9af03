"""What was made of what: a build whose inputs and files have not changed has nothing to do."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

from linernotes.assets import folders
from linernotes.cache.store import Shelf, key_of
from linernotes.cache.versions import code


def _files(project: Path) -> Iterator[bytes]:
    places = [project / "manuscript", *folders(project, "templates"), *folders(project, "styles")]
    for place in places:
        for file in sorted(place.rglob("*")):
            if file.is_file():
                yield f"{place.name}/{file.relative_to(place).as_posix()}".encode()
                yield file.read_bytes()


def key_of_project(project: Path) -> bytes:
    """Return a hash of a project's files and of what makes files of them; taken before a run, so that no later edit is missed."""
    return key_of([b"ledger", code(), *_files(project)]).encode()


def key_of_run(inputs: bytes, request: str) -> str:
    """Return a hash of everything that decides what a run makes: the key of the project, and what is asked for."""
    return key_of([inputs, request.encode()])


@dataclass(frozen=True, slots=True)
class Entry:
    """A file that a run made; pages are None for what has none.

    Attributes:
        checksum: of the file as it was made; empty for one that other runs change, which must be as any run made it.
    """

    file: str
    edition: str
    pages: int | None
    size: int
    checksum: str

    @classmethod
    def of(cls, file: Path, edition: str, pages: int | None, size: int, *, shared: bool = False) -> Entry:
        """Return the entry of a file that stands; a ``shared`` one is changed by other runs, too."""
        return cls(str(file), edition, pages, size, "" if shared else _sum_of(file))

    def stands(self, shelf: Shelf) -> bool:
        """Return whether the file is still as it was made."""
        found = _sum_of(Path(self.file))
        return found == self.checksum if self.checksum else shelf.take(_made_by_us(found)) is not None


def recall(shelf: Shelf, key: str) -> list[Entry] | None:
    """Return the entries of the last run with this key, None if there was none."""
    told = shelf.take(key)
    return [Entry(*each) for each in json.loads(told)] if told else None


def enter(shelf: Shelf, key: str, entries: Sequence[Entry]) -> None:
    """Note the files of a run."""
    for entry in entries:
        if not entry.checksum:
            vouch(shelf, Path(entry.file))
    shelf.keep(key, json.dumps([astuple(entry) for entry in entries]).encode())


def note_set(shelf: Shelf, inputs: bytes) -> None:
    """Note that sections of this project, as it is, were set and kept."""
    shelf.keep(_set_of(inputs), b"")


def were_set(shelf: Shelf, inputs: bytes) -> bool:
    """Return whether sections of this project, as it is, were set before, so that there may be nothing to set."""
    return shelf.take(_set_of(inputs)) is not None


def _set_of(inputs: bytes) -> str:
    return key_of([b"set", inputs])


def vouch(shelf: Shelf, file: Path) -> None:
    """Note that a file that several runs change is as one of them made it."""
    shelf.keep(_made_by_us(_sum_of(file)), b"")


def _made_by_us(checksum: str) -> str:
    return key_of([b"made by us", checksum.encode()])


def _sum_of(file: Path) -> str:
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError:
        return ""
