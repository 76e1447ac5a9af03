"""Every text of a PDF that is no page content."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from pikepdf import Object

from linernotes.leaks.objects import STRING, read_objects

_TEXTS = (re.compile(STRING, re.DOTALL), re.compile(rb"<[0-9a-fA-F]+>"))
"""Strings as qpdf writes them: in letters, or in figures what is no text. Each pattern alone is found five times as fast as both."""

_PLAIN = re.compile(rb"[ -\[\]-~]*")
_NAME = re.compile(rb"/([^\s/()<>\[\]{}%]+)")


def read_strings(file: Path) -> Iterator[tuple[str, str]]:
    """Yield every text of a PDF that is no page content, once, and where it first is: outline, metadata, alternatives, attachments.

    The bytes are searched, object streams unpacked, whether anything refers to an object or not: walking through the objects of
    a large file takes longer than binding it.

    Raises:
        UnknownShapeError: if the file was not written by qpdf, as every file of ours is.
    """
    objects = read_objects(file.read_bytes())
    seen: set[bytes] = set()
    for written in objects.told:
        for string in chain.from_iterable(pattern.finditer(written) for pattern in _TEXTS):
            if string[0] not in seen:
                seen.add(string[0])
                yield f"an entry {_entry(written, string.start())}", _read(string[0])
    for kind, text in objects.texts:
        yield kind, text.decode("utf-8", "ignore")


def _entry(written: bytes, spot: int) -> str:
    """Return the name that stands before a spot; a solidus in a string before it may be taken for one."""
    name = _NAME.match(written, max(written.rfind(b"/", 0, spot), 0))
    return name[1].decode("ascii", "replace") if name else "without a name"


def _read(written: bytes) -> str:
    """Return a string as it reads; most are plain, and need no parser (ISO 32000-1, 7.3.4.2)."""
    plain = written[1:-1]
    return plain.decode("ascii") if written[0] == 40 and _PLAIN.fullmatch(plain) else str(Object.parse(written))
