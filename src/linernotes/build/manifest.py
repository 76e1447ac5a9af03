"""The build manifest: if the inputs and the files of a build are unchanged, the build is skipped."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from linernotes.build.request import Product, Request
from linernotes.cache.store import Store, key_of
from linernotes.cache.versions import code_version, typesetter_version
from linernotes.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of a build.

    Attributes:
        file: its absolute path.
        edition: the name of its edition; empty for a file that is not for readers.
        pages: the number of its pages, if it has pages.
        size: in bytes.
        checksum: its SHA-256; empty for a file that other commands may change.
    """

    file: str
    edition: str
    pages: int | None
    size: int
    checksum: str

    def is_current(self) -> bool:
        """Return whether the file is as the build made it."""
        try:
            if self.size and Path(self.file).stat().st_size != self.size:
                return False
            content = Path(self.file).read_bytes()
        except OSError:
            return False
        return not self.checksum or hashlib.sha256(content).hexdigest() == self.checksum


def manifest_key(project: Path, assets: Iterable[Mapping[str, bytes]], request: Request) -> str:
    """Return the key of a build: a hash of the project's path, its templates and styles, the request and all code.

    Args:
        project: the folder of the project.
        assets: file contents by path: the templates and the styles.
        request: the files to make.
    """
    parts = [b"manifest", os.fsencode(project.absolute()), request.serialized(), code_version(), typesetter_version()]
    for files in assets:
        parts += [part for path in sorted(files) for part in (os.fsencode(path), files[path])]
    return key_of(parts)


def find_products(store: Store, key: str, snapshot: Snapshot) -> tuple[Product, ...] | None:
    """Return the files of the last build with this key; None if the manuscript or one of the files has changed since."""
    content = store.get(key)
    if content is None:
        return None
    data = json.loads(content)
    entries = [Entry(**each) for each in data["entries"]]
    if not snapshot.matches(data["inputs"]) or not all(entry.is_current() for entry in entries):
        return None
    return tuple(Product(Path(entry.file), entry.edition, entry.pages, entry.size) for entry in entries if entry.edition)


def record(store: Store, key: str, snapshot: Snapshot, entries: Sequence[Entry]) -> None:
    """Record the files of a build and the manuscript files that it read."""
    data = {"inputs": snapshot.inputs(), "entries": [asdict(entry) for entry in entries]}
    store.put(key, json.dumps(data).encode())
