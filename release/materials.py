"""The libraries that an installed copy of the program brings: their versions, hashes and licences."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).parents[1]
LOCK = ROOT / "requirements.lock"

_PINNED = re.compile(
    r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s\\]+)(?P<hashes>(?:\s*\\\s*--hash=sha256:[0-9a-f]+)*)", re.MULTILINE
)
_HASH = re.compile(r"sha256:([0-9a-f]+)")
_NAME = re.compile(r"[A-Za-z0-9._-]+")
_CLASSIFIER = "License :: OSI Approved :: "


@dataclass(frozen=True)
class Library:
    """A library of the lock.

    Attributes:
        name: its normalised name (PEP 503).
        version: its version.
        hashes: the SHA-256 of its files.
        licence: its licence as its metadata states it; empty if it is not installed or states none.
    """

    name: str
    version: str
    hashes: tuple[str, ...]
    licence: str


def normalised(name: str) -> str:
    """Return a name in the form of PEP 503."""
    return re.sub(r"[-_.]+", "-", name).lower()


def locked(lock: Path = LOCK) -> dict[str, Library]:
    """Return all libraries of a lock by name."""
    found = _PINNED.finditer(lock.read_text(encoding="utf-8"))
    libraries = (
        Library(normalised(f["name"]), f["version"], tuple(_HASH.findall(f["hashes"])), licence_of(f["name"])) for f in found
    )
    return {library.name: library for library in libraries}


def licence_of(name: str) -> str:
    """Return the licence of an installed library: its expression, its classifiers, or the first line of its text."""
    try:
        stated = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return ""
    classified = [each.removeprefix(_CLASSIFIER) for each in stated.get_all("Classifier") or [] if each.startswith(_CLASSIFIER)]
    text = "".join(stated.get_all("License") or []).strip().partition("\n")[0]
    return "".join(stated.get_all("License-Expression") or []) or " or ".join(classified) or text


def required() -> tuple[str, ...]:
    """Return the names of the libraries that ``pyproject.toml`` asks for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return tuple(normalised(found[0]) for each in project["dependencies"] if (found := _NAME.match(each)))


def needed(libraries: dict[str, Library], names: Iterable[str]) -> Iterator[Library]:
    """Yield these libraries, those that they need, and so on, in order of names."""
    waiting, seen = list(names), set[str]()
    while waiting:
        name = waiting.pop()
        if name in seen or name not in libraries:
            continue
        seen.add(name)
        try:
            requirements = metadata.requires(name) or []
        except metadata.PackageNotFoundError:  # a library for another system
            continue
        plain = (each for each in requirements if "extra ==" not in each)
        waiting += [normalised(found[0]) for each in plain if (found := _NAME.match(each))]
    yield from (libraries[name] for name in sorted(seen))
