"""What was costly to make, kept on disk by the hash of all that made it: gatherings, and drawings turned into pixels."""

from __future__ import annotations

import ctypes
import hashlib
import os
import tempfile
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TypeVar, cast

from linernotes.assets import cache_folder
from linernotes.cache.versions import version_of

T = TypeVar("T")

LARGEST = 512 << 20
"""Bytes that a shelf may hold; a guide of a hundred pages takes about four million."""

_ENGINES = ("weasyprint", "pydyf", "tinycss2", "tinyhtml5", "cssselect2", "pyphen", "pillow", "fonttools")
_CODE = (
    "typeset/worker.py",
    "typeset/tags/tree.py",
    "typeset/patches/__init__.py",
    "typeset/patches/balanced_columns.py",
    "typeset/patches/line_breaks.py",
    "typeset/tags/structure.py",
    "typeset/tags/marked_content.py",
    "fonts/truetype.py",
    "typeset/gathering.py",
    "typeset/page_numbers.py",
    "typeset/ipc.py",
    "typeset/streams.py",
    "html/placeholders.py",
    "fonts/symbols.py",
)
"""Every module of ours that a child process loads."""


def default_folder() -> Path:
    """Return the shelf of this person, among their caches."""
    return cache_folder() / "shelf"


@cache
def versions() -> bytes:
    """Return what sets pages, by version: our own code by its bytes, the engines by their numbers."""
    told = [f"{name} {version_of(name)}" for name in _ENGINES]
    for name, function in (("pango-1.0", "pango_version_string"), ("harfbuzz", "hb_version_string")):
        library = _library(name)
        if library:
            call = getattr(library, function)
            call.restype = ctypes.c_char_p
            told.append(f"{name} {call().decode()}")
    code = hashlib.sha256(b"".join((Path(__file__).parents[1] / name).read_bytes() for name in _CODE)).hexdigest()
    return "\n".join([*told, code]).encode()


def _library(name: str) -> ctypes.CDLL | None:
    """Load a library as WeasyPrint does; asking the system where it lies takes longer than loading it."""
    for file in (f"lib{name}.so.0", f"lib{name}.dylib", f"lib{name}.0.dylib"):
        with suppress(OSError):
            return ctypes.CDLL(file)
    return None


def key_of(parts: Iterable[bytes]) -> str:
    """Return the key of a gathering: a hash of all bytes that reach the typesetter, and of its versions."""
    digest = hashlib.sha256(versions())
    for part in parts:
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()


class Memory:
    """What was made of entries of shelves while this process has lived, so that they need not be opened out again.

    It takes the place of no shelf: an entry must still lie there, and be whole. The values must be such as nobody changes.
    """

    def __init__(self, largest: int = LARGEST // 8) -> None:
        """Begin with nothing; ``largest`` is the bytes of entries that it covers, of which the oldest leave first."""
        self._values: dict[str, tuple[str, object, int]] = {}
        self._left = largest

    def find(self, key: str, checksum: str) -> tuple[object, ...]:
        """Return the value of the entry with such a checksum, as the one item of a tuple; an empty one if it is not known."""
        found = self._values.pop(key, None)
        if found is None:
            return ()
        self._values[key] = found  # it is the youngest now
        return found[1:2] if found[0] == checksum else ()

    def note(self, key: str, checksum: str, value: object, size: int) -> None:
        """Remember the value of an entry of so many bytes."""
        if key in self._values:
            self._left += self._values.pop(key)[2]
        self._values[key] = (checksum, value, size)
        self._left -= size
        while self._left < 0:
            self._left += self._values.pop(next(iter(self._values)))[2]


class Shelf:
    """A folder of gatherings. It is never needed: what cannot be read is made again, what cannot be kept is not.

    Attributes:
        refusal: why something could not be kept, in words; empty where everything could.
    """

    def __init__(self, folder: Path, *, fresh: bool = False, largest: int = LARGEST, memory: Memory | None = None) -> None:
        """Begin with a folder; a fresh run takes nothing from it that it has not put there itself."""
        self.folder, self.fresh, self.largest = folder, fresh, largest
        self.refusal = ""
        self._kept = 0
        self._memory = memory or Memory()

    def take_value(self, key: str, unpack: Callable[[bytes], T]) -> T | None:
        """Return what the entry under the key unpacks to, which nobody may change; None if there is none."""
        checksum, content = self._read(key)
        if content is None:
            return None
        for known in self._memory.find(key, checksum):
            return cast(T, known)
        value = unpack(content)
        self._memory.note(key, checksum, value, len(content))
        return value

    def keep_value(self, key: str, value: object, content: bytes) -> None:
        """Keep a value, which nobody may change, as the bytes that unpack to it."""
        self.keep(key, content)
        self._memory.note(key, hashlib.sha256(content).hexdigest(), value, len(content))

    def take(self, key: str) -> bytes | None:
        """Return what is kept under the key; a truncated or altered entry is thrown away."""
        return self._read(key)[1]

    def _read(self, key: str) -> tuple[str, bytes | None]:
        """Return the checksum and the content of an entry; None if there is none."""
        if self.fresh:
            return "", None
        file = self._file(key)
        try:
            checksum, _, content = file.read_bytes().partition(b"\n")
        except OSError:
            return "", None
        whole = checksum == hashlib.sha256(content).hexdigest().encode()
        with suppress(OSError):  # a shelf that may only be read serves as well
            if whole:
                os.utime(file)  # the oldest leave first when the shelf is full
            else:
                file.unlink(missing_ok=True)
        return checksum.decode("ascii", "replace"), content if whole else None

    def keep(self, key: str, content: bytes) -> None:
        """Keep something: written beside its place and renamed, so that two builds at once meet whole entries only."""
        if self.refusal:
            return
        file = self._file(key)
        draft = None
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            handle, draft = tempfile.mkstemp(dir=file.parent, prefix=".draft-")
            with os.fdopen(handle, "wb") as out:
                out.write(hashlib.sha256(content).hexdigest().encode() + b"\n" + content)
            Path(draft).replace(file)
            draft = None
            self._kept += len(content)
        except OSError as fault:
            self.refusal = (
                f"the shelf {self.folder} cannot be written: {(fault.strerror or 'unknown').lower()}; nothing is kept there"
            )
        finally:
            if draft:
                Path(draft).unlink(missing_ok=True)

    def holds_any(self) -> bool:
        """Return whether there is anything that may be taken."""
        return not self.fresh and self.folder.is_dir()

    def tidy(self) -> None:
        """Throw the oldest entries out until the shelf is no larger than it may be; where little came, seldom look."""
        if self._kept < self.largest // 256 and time.time_ns() // 1_000_000 % 16:
            return
        entries = []
        for file in self.folder.glob("*/*"):
            try:
                status = file.stat()
            except OSError:
                continue  # another build was quicker
            entries.append((status.st_mtime, status.st_size, file))
        size = sum(entry[1] for entry in entries)
        for _, length, file in sorted(entries):
            if size <= self.largest:
                return
            try:
                file.unlink(missing_ok=True)
            except OSError:
                return
            size -= length

    def _file(self, key: str) -> Path:
        return self.folder / key[:2] / key[2:]
