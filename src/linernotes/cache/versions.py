"""The versions of our own code and of the libraries that it uses: parts of every cache key."""

from __future__ import annotations

import ctypes
import hashlib
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_PACKAGE = Path(__file__).parents[1]
_LIBRARIES = ("ebooklib", "jinja2", "markdown-it-py", "mdit-py-plugins", "pikepdf", "pillow", "resvg_py")
_TYPESETTER_LIBRARIES = (
    "weasyprint",
    "pydyf",
    "tinycss2",
    "tinyhtml5",
    "cssselect2",
    "pyphen",
    "pillow",
    "fonttools",
    "pypdfium2",
)
_TYPESETTER_CODE = (
    "typeset",
    "workers",
    "fonts",
    "html/placeholders.py",
    "model/papers.py",
    "model/style_limits.py",
    "model/findings.py",
)
_TEXT_LIBRARIES = (("pango-1.0", "pango_version_string"), ("harfbuzz", "hb_version_string"))


def version_of(name: str) -> str:
    """Return the version of an installed distribution; empty if it is not installed."""
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


@cache
def code_version() -> bytes:
    """Return a SHA-256 hash of all of our own modules and word files, and of the versions of the libraries that they use."""
    return _hash_of((".",), _LIBRARIES)


@cache
def typesetter_version() -> bytes:
    """Return a SHA-256 hash of everything that typesets a section: our modules in a worker, WeasyPrint, Pango and HarfBuzz."""
    return hashlib.sha256(_hash_of(_TYPESETTER_CODE, _TYPESETTER_LIBRARIES) + "\n".join(_system_versions()).encode()).digest()


def _hash_of(places: tuple[str, ...], libraries: tuple[str, ...]) -> bytes:
    digest = hashlib.sha256("\n".join(f"{name} {version_of(name)}" for name in libraries).encode())
    for place in places:
        path = _PACKAGE / place
        for file in [path] if path.is_file() else sorted((*path.rglob("*.py"), *path.rglob("*.toml"))):
            digest.update(file.read_bytes())
    return digest.digest()


def _system_versions() -> Iterator[str]:
    """Yield the versions of the system's text libraries, loaded by the names that WeasyPrint uses."""
    for name, function in _TEXT_LIBRARIES:
        for file in (f"lib{name}.so.0", f"lib{name}.dylib", f"lib{name}.0.dylib"):
            with suppress(OSError):
                get_version = getattr(ctypes.CDLL(file), function)
                get_version.restype = ctypes.c_char_p
                yield f"{name} {get_version().decode()}"
                break
