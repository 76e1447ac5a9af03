"""A folder of cached values, each under the hash of everything that determines it."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from linernotes.assets import cache_folder

MAX_BYTES = 512 << 20
"""The size of a cache; a guide of a hundred pages takes about four megabytes."""


def default_folder() -> Path:
    """Return the folder of the cache in the user's cache folder."""
    return cache_folder() / "store"


def key_of(parts: Iterable[bytes]) -> str:
    """Return a cache key: the SHA-256 of the hashes of all parts, 64 hexadecimal digits."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()


class Store:
    """A cache on disk. Every entry has a checksum: a damaged one is deleted and counts as missing.

    Args:
        folder: the folder of the cache, which is created when something is put into it.
        fresh: whether entries of earlier runs count as missing.
        max_bytes: the size above which `tidy` deletes the entries that were not used for longest.

    Attributes:
        warning: the reason why something could not be stored; empty if everything was.
    """

    def __init__(self, folder: Path, *, fresh: bool = False, max_bytes: int = MAX_BYTES) -> None:
        self.folder, self.fresh, self.max_bytes = folder, fresh, max_bytes
        self.warning = ""
        self._written = 0

    def get(self, key: str) -> bytes | None:
        """Return the value of a key; None if it is missing or damaged."""
        if self.fresh:
            return None
        file = self._file(key)
        try:
            checksum, _, content = file.read_bytes().partition(b"\n")
        except OSError:
            return None
        sound = checksum == hashlib.sha256(content).hexdigest().encode()
        with suppress(OSError):  # a read-only cache still serves its entries
            if sound:
                os.utime(file)
            else:
                file.unlink(missing_ok=True)
        return content if sound else None

    def put(self, key: str, content: bytes) -> None:
        """Store a value under a temporary name and rename it, so that two runs at a time see whole entries only."""
        if self.warning:
            return
        file = self._file(key)
        draft = None
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            handle, draft = tempfile.mkstemp(dir=file.parent, prefix=".draft-")
            with os.fdopen(handle, "wb") as out:
                written = out.write(hashlib.sha256(content).hexdigest().encode() + b"\n" + content)
            Path(draft).replace(file)
            draft = None
            self._written += written
        except OSError as fault:
            self.warning = (
                f"the cache {self.folder} cannot be written: {(fault.strerror or 'unknown').lower()}; the next build starts cold"
            )
        finally:
            if draft:
                Path(draft).unlink(missing_ok=True)

    def tidy(self) -> None:
        """Delete the entries that were not used for longest if the cache has grown beyond its size.

        The files are listed only then: a file `size` notes the size at the last time, and what was written since then.
        """
        if not self._written:
            return
        noted = self.folder / "size"
        try:
            size = int(noted.read_bytes()) + self._written
        except (OSError, ValueError):  # the first run, or a damaged note
            size = self.max_bytes + 1
        if size > self.max_bytes:
            size = self._shrink()
        self._written = 0
        with suppress(OSError):  # without a note, the next run lists the files
            noted.write_text(str(size))

    def _shrink(self) -> int:
        """Delete the entries that were not used for longest until the cache has its size, and return the size."""
        entries = []
        for file in self.folder.glob("*/*"):
            with suppress(OSError):  # another run may delete it too
                status = file.stat()
                entries.append((status.st_mtime, status.st_size, file))
        size = sum(length for _, length, _ in entries)
        for _, length, file in sorted(entries):
            if size <= self.max_bytes:
                break
            with suppress(OSError):
                file.unlink()
            size -= length
        return size

    def _file(self, key: str) -> Path:
        return self.folder / key[:2] / key[2:]
