"""The built-in templates and styles, those of a project that replace them, and the user's cache folder."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from linernotes.model.findings import Place, ProjectError

_PACKAGE = Path(__file__).parent

MAX_BYTES = 5 << 20
"""The maximum size of a file of the styles, such as a font list or an icon."""

MAX_TEXT = 1 << 20
"""The maximum size of a style sheet or template; the largest built-in one has a fiftieth of it."""


def cache_folder() -> Path:
    """Return the folder for caches (XDG Base Directory Specification): ``linernotes`` below ``$XDG_CACHE_HOME`` or ``~/.cache``.

    A path that is not absolute is ignored, as the specification requires.
    """
    named = Path(os.environ.get("XDG_CACHE_HOME", ""))
    return (named if named.is_absolute() else Path.home() / ".cache") / "linernotes"


def folders(project: Path, kind: str) -> tuple[Path, ...]:
    """Return the folders of a kind (``templates`` or ``styles``) to search, the project's own first.

    The built-in ones are inside the package in a wheel, and at the top of a checkout.
    """
    own, built_in = project / kind, _built_in(kind)
    return (own, built_in) if own.is_dir() and own.resolve() != built_in.resolve() else (built_in,)


def _built_in(kind: str) -> Path:
    inside = _PACKAGE / kind
    return inside if inside.is_dir() else _PACKAGE.parents[1] / kind


@dataclass(frozen=True)
class Design:
    """The files that decide how the pages of a project look.

    Attributes:
        styles: style sheets and font lists by their path below ``styles/``.
        templates: templates by their path below ``templates/``.
        own: the files of the project by their path, which begins with ``styles/`` or ``templates/``.
        built_in: the paths of the built-in files, in the same form.
    """

    styles: Mapping[str, bytes]
    templates: Mapping[str, bytes]
    own: Mapping[str, bytes]
    built_in: frozenset[str]

    @property
    def has_own_templates(self) -> bool:
        """Whether the project has templates of its own, also in a theme."""
        return any("templates/" in path for path in self.own)


def read_design(project: Path) -> Design:
    """Return the styles and templates of a project, with the built-in ones that it does not replace.

    Raises:
        ProjectError: if a file cannot be read or is too large, or a style sheet or template is not UTF-8.
    """
    styles, templates = read_styles(project), read_templates(project)
    own: dict[str, bytes] = {}
    built_in: set[str] = set()
    for kind, files in (("styles", styles), ("templates", templates)):
        *above, built_in_folder = folders(project, kind)
        built_in |= {f"{kind}/{path}" for path in files if (built_in_folder / path).is_file()}
        own |= {f"{kind}/{path}": content for path, content in files.items() for folder in above if (folder / path).is_file()}
    return Design(styles, templates, own, frozenset(built_in))


def read_styles(project: Path) -> Mapping[str, bytes]:
    """Return the files of the styles by their path below ``styles/``."""
    return _read(project, "styles", ".css", "style sheet")


def read_templates(project: Path) -> Mapping[str, bytes]:
    """Return the templates by their path below ``templates/``."""
    return _read(project, "templates", ".j2", "template")


def built_in_templates() -> Mapping[str, bytes]:
    """Return the built-in templates by their path below ``templates/``."""
    return _read_folders((_built_in("templates"),), "templates", ".j2", "template")


def _read(project: Path, kind: str, text: str, noun: str) -> Mapping[str, bytes]:
    """Return the files of a kind by path; a file of the project replaces the built-in one of the same path."""
    return _read_folders(folders(project, kind), kind, text, noun)


def _read_folders(searched: tuple[Path, ...], kind: str, text: str, noun: str) -> Mapping[str, bytes]:
    """Return the files of folders by path, those of the first before others.

    Raises:
        ProjectError: if a file cannot be read or is too large, or one with the suffix ``text`` is not UTF-8.
    """
    found: dict[str, bytes] = {}
    for folder in reversed(searched):
        root = folder.resolve()
        for file in sorted(folder.rglob("*")):
            if file.is_file() and file.resolve().is_relative_to(root):
                path = file.relative_to(folder).as_posix()
                found[path] = _content(file, Place(f"{kind}/{path}"), MAX_TEXT if file.suffix == text else MAX_BYTES)
                if file.suffix == text and _is_binary(found[path]):
                    raise ProjectError(f"this {noun} is not UTF-8 text", Place(f"{kind}/{path}"), "save it as UTF-8")
    return found


def _content(file: Path, place: Place, most: int) -> bytes:
    try:
        if file.stat().st_size > most:
            raise ProjectError(f"this file is larger than {most >> 20} MB", place, "make it smaller, or delete it")
        return file.read_bytes()
    except OSError as fault:
        reason = (fault.strerror or str(fault)).lower()
        raise ProjectError(f"this file cannot be read: {reason}", place, "check its permissions and your disk") from None


def _is_binary(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return True
    return False
