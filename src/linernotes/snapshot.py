"""The manuscript files of a project as one run sees them: each file is read once, and its bytes are the bytes that count."""

from __future__ import annotations

import hashlib
import os
import stat
import unicodedata
from collections.abc import Mapping
from pathlib import Path

FOLDER = "manuscript"
"""The manuscript folder of a project."""

MAX_BYTES = 20 << 20
"""The size of a file that is read; a picture of 40 megapixels takes about half of that."""


class UnreadableError(Exception):
    """A file that cannot be read.

    Attributes:
        reason: the reason, in words that follow the name of the file.
        hint: what to do about it.
    """

    def __init__(self, reason: str, hint: str) -> None:
        super().__init__(reason)
        self.reason, self.hint = reason, hint


class MissingError(UnreadableError):
    """A file that is not there, or that lies outside the project."""


class Snapshot:
    """The files below the manuscript folder of a project.

    Args:
        folder: the manuscript folder.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._root = folder.resolve()
        self._files: dict[str, bytes] = {}
        self._unreadable: dict[str, UnreadableError] = {}
        self._listings: dict[tuple[str, ...], tuple[str, ...]] = {}

    def read(self, path: str) -> bytes:
        """Return the content of a file; it is read from the disk the first time only.

        Args:
            path: its path below the manuscript folder, with forward slashes.

        Raises:
            MissingError: if there is no such file, or it lies outside the manuscript folder.
            UnreadableError: if it is not a regular file, is larger than 20 MB, or the system refuses.
        """
        if path in self._unreadable:
            raise self._unreadable[path]
        if path not in self._files:
            try:
                self._files[path] = self._load(path)
            except UnreadableError as fault:
                self._unreadable[path] = fault
                raise
        return self._files[path]

    def _load(self, path: str) -> bytes:
        if not path.isprintable():
            raise MissingError("is not there", "write its name without control characters")
        try:
            file = self._file(path).resolve()
            if not file.is_relative_to(self._root):
                raise MissingError(
                    "lies outside the manuscript folder",
                    "copy the file into manuscript/; links to other folders are not followed",
                )
            status = file.stat()
            if not stat.S_ISREG(status.st_mode):
                raise UnreadableError("is not a file", "put a file of this name there")
            if status.st_size > MAX_BYTES:
                raise UnreadableError(f"is larger than {MAX_BYTES >> 20} MB", "make it smaller")
            return file.read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            raise MissingError("is not there", "check its name") from None
        except (OSError, RuntimeError) as fault:  # RuntimeError: links that lead in a circle
            reason = getattr(fault, "strerror", None) or str(fault)
            raise UnreadableError(f"cannot be read: {reason.lower()}", "check its permissions and your disk") from None

    def _file(self, path: str) -> Path:
        """Return a file; macOS writes accents in names as characters of their own, and text has composed letters."""
        file = self.folder / path
        return file if path.isascii() or file.exists() else self.folder / unicodedata.normalize("NFD", path)

    def find(self, *suffixes: str, below: str = "") -> tuple[str, ...]:
        """Return the paths of all files with one of these suffixes, sorted; hidden files and folders are left out.

        Args:
            suffixes: such as ``.md``, in lower case.
            below: only files directly in this folder; empty: files in any folder.
        """
        key = (below, *suffixes)
        if key not in self._listings:
            self._listings[key] = tuple(sorted(self._find(suffixes, below)))
        return self._listings[key]

    def _find(self, suffixes: tuple[str, ...], below: str) -> list[str]:
        folder = self.folder / below
        found = folder.glob("*") if below else folder.rglob("*")
        paths = (file.relative_to(self.folder) for file in found if file.suffix.lower() in suffixes and file.is_file())
        visible = (path.as_posix() for path in paths if not any(part.startswith(".") for part in path.parts))
        return [unicodedata.normalize("NFC", path) for path in visible]

    def inputs(self) -> dict[str, str]:
        """Return a hash of everything that was read: of files by path, and of lists of files by what was looked for."""
        found = {f"file {path}": _hash_of(content) for path, content in self._files.items()}
        found |= {f"file {path}": "" for path in self._unreadable}
        return found | {f"list {' '.join(key)}": _hash_of(os.fsencode("\n".join(names))) for key, names in self._listings.items()}

    def matches(self, inputs: Mapping[str, str]) -> bool:
        """Return whether the files are those of an earlier run, given its `inputs`."""
        return all(self._input(name) == value for name, value in inputs.items())

    def _input(self, name: str) -> str:
        kind, _, rest = name.partition(" ")
        if kind == "file":
            try:
                return _hash_of(self.read(rest))
            except UnreadableError:
                return ""
        below, *suffixes = rest.split(" ")
        return _hash_of(os.fsencode("\n".join(self.find(*suffixes, below=below))))

    def key(self) -> bytes:
        """Return one hash of everything that was read so far."""
        inputs = (f"{name}\0{value}" for name, value in sorted(self.inputs().items()))
        return _hash_of(os.fsencode("\n".join(inputs))).encode()

    def changed(self) -> list[str]:
        """Return the paths of files that have other contents now, sorted: the author edited them during the run."""
        now = Snapshot(self.folder)
        return sorted(
            name.removeprefix("file ")
            for name, value in self.inputs().items()
            if name.startswith("file ") and now._input(name) != value
        )


def _hash_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
