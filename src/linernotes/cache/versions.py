"""The versions of our own code and of the installed libraries: a part of every cache key."""

from __future__ import annotations

import hashlib
import re
import sys
from functools import cache
from pathlib import Path

_FOLDER = re.compile(r"(?P<name>.+)-(?P<version>[^-]+)\.(?:dist|egg)-info")
_PACKAGE = Path(__file__).parents[1]
_LIBRARIES = ("ebooklib", "fontpkg", "jinja2", "markdown", "mdit", "pikepdf", "pypdfium2", "resvg", "linernotes")
_PARTED = re.compile(r"[-_.]+")


@cache
def _installed() -> dict[str, str]:
    """Return versions by name, read from the names of the folders (Recording installed projects, PyPA specifications).

    To ask the standard library, which opens every file of metadata, takes as long as to set half a page.
    """
    found: dict[str, str] = {}
    for place in reversed(sys.path):
        try:
            names = sorted(each.name for each in Path(place or ".").iterdir())
        except OSError:
            continue
        folders = (folder for name in names if name.endswith("-info") and (folder := _FOLDER.fullmatch(name)))
        found |= {_plain(folder["name"]): folder["version"] for folder in folders}
    return found


def _plain(name: str) -> str:
    return _PARTED.sub("-", name).lower()


def version_of(name: str) -> str:
    """Return the version of an installed library, by the name of its distribution; empty if there is none."""
    found = _installed().get(_plain(name), "")
    if not found:
        from importlib.metadata import PackageNotFoundError, version

        try:
            found = version(name)
        except PackageNotFoundError:
            return ""
    return found


def versions_like(beginnings: tuple[str, ...]) -> list[str]:
    """Return the names and versions of all installed libraries whose names begin so, in order."""
    return sorted(f"{name} {version}" for name, version in _installed().items() if name.startswith(beginnings))


@cache
def code() -> bytes:
    """Return a SHA-256 hash of our own modules and of the versions of the libraries that they use."""
    digest = hashlib.sha256()
    for file in sorted(_PACKAGE.rglob("*.py")):
        digest.update(file.read_bytes())
    digest.update("\n".join(versions_like(_LIBRARIES)).encode())
    return digest.digest()
