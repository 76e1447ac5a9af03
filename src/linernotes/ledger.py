"""What was made of what: a build whose inputs and files have not changed has nothing to do."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.metadata import distributions
from pathlib import Path

from linernotes.house import folders
from linernotes.writers.shelf import Shelf, key_of

_PACKAGE = Path(__file__).parent
_ENGINES = ("ebooklib", "fontpkg", "jinja2", "markdown", "mdit", "pikepdf", "pypdfium2", "resvg", "linernotes")


@cache
def _code() -> bytes:
    """Return a hash of our own code and the versions of the libraries that it uses."""
    digest = hashlib.sha256()
    for file in sorted(_PACKAGE.rglob("*.py")):
        digest.update(file.read_bytes())
    used = sorted(
        {
            f"{each.name} {each.version}"
            for each in distributions()
            if str(each.name).lower().replace("-", "_").startswith(_ENGINES)
        }
    )
    digest.update("\n".join(used).encode())
    return digest.digest()


def _files(project: Path) -> Iterator[bytes]:
    places = [project / "manuscript", *folders(project, "templates"), *folders(project, "styles")]
    for place in places:
        for file in sorted(place.rglob("*")):
            if file.is_file():
                yield f"{place.name}/{file.relative_to(place).as_posix()}".encode()
                yield file.read_bytes()


def key_of_run(project: Path, request: str) -> str:
    """Return a hash of everything that decides what a run makes; taken before the run, so that no later edit is missed."""
    return key_of([b"ledger", _code(), request.encode(), *_files(project)])


def unchanged(shelf: Shelf, key: str) -> list[dict[str, object]] | None:
    """Return the entries of the last run with this key if every file that it made still stands as it made it."""
    told = shelf.take(key)
    if told is None:
        return None
    entries: list[dict[str, object]] = json.loads(told)
    return entries if all(_sum_of(Path(str(entry["file"]))) == entry["sum"] for entry in entries) else None


def enter(shelf: Shelf, key: str, entries: Sequence[dict[str, object]]) -> None:
    """Note the files of a run; each entry has a ``file``, to which its checksum is added."""
    noted = [entry | {"sum": _sum_of(Path(str(entry["file"])))} for entry in entries]
    shelf.keep(key, json.dumps(noted).encode())


def _sum_of(file: Path) -> str:
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError:
        return ""
