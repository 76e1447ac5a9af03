"""A book to measure, and the first of them: the guide in this checkout."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_MANUSCRIPT = Path(__file__).parents[1] / "manuscript"
_EDITED = "project/manuscript/discussion/03-big-questions.md"
_FENCE = re.compile(r"^:::.*", re.MULTILINE)
_CROSS_REFERENCE = re.compile(r"\[([^\]\n]*)\]\(#[^)]*\)(\{[^}]*\})?")


@dataclass(frozen=True)
class Book:
    """A book as a project and in plain Markdown for pandoc.

    Attributes:
        name: in the words of the report.
        files: contents by path: those of the project below ``project/``, those of the plain form below ``plain/``.
        edited: the files that an author has edited.
    """

    name: str
    files: Mapping[str, bytes]
    edited: Mapping[str, bytes]


def guide() -> Book:
    """Return the guide. Its plain form holds all words of its Markdown files, without fences and cross-references."""
    sources = {file.relative_to(_MANUSCRIPT).as_posix(): file.read_bytes() for file in _MANUSCRIPT.rglob("*") if file.is_file()}
    words = "\n\n".join(sources[path].decode() for path in sorted(sources) if path.endswith(".md"))
    files = {f"project/manuscript/{path}": content for path, content in sources.items()}
    files |= {f"plain/{path}": content for path, content in sources.items() if path.startswith("art/")}
    files["plain/book.md"] = _CROSS_REFERENCE.sub(r"\1", _FENCE.sub("", words)).encode()
    return Book("the guide", files, {_EDITED: files[_EDITED].replace(b"?", b", and why?", 1)})
