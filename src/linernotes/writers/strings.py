"""Every text of a PDF that is no page content."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from pathlib import Path

from pikepdf import Object

_BINARY = (b"FontFile2", b"ToUnicode", b"CIDToGIDMap", b"CIDSet", b"ID")
"""Entries that hold bytes, not words."""

_TOKEN = re.compile(rb"/([^\s/()<>\[\]{}%]+)|(\((?:[^\\()]|\\.)*\)|<(?!<)[0-9a-fA-F\s]*>)", re.DOTALL)
"""A name, or a string as qpdf writes it: parentheses inside are escaped, and what is no text is in figures."""

_PLAIN = re.compile(rb"[ -\[\]-~]*")
_STREAM = re.compile(rb"\bstream\r?\n")
_LENGTH = re.compile(rb"/Length (\d+)\b(?! \d+ R)")
_TYPE = re.compile(rb"/Type /(\w+)")
_DICTIONARY = 4096
"""Bytes before a stream in which its dictionary is looked for."""


class UnknownShapeError(ValueError):
    """The file is not in the shape that qpdf gives to what it writes, so that not every text of it can be found."""


def read_strings(file: Path) -> Iterator[tuple[str, str]]:
    """Yield every text of a PDF that is no page content, and where it is: outline, metadata, alternatives, attachments.

    The bytes are searched, object streams unpacked, whether anything refers to an object or not: walking through the objects of
    a large file takes longer than binding it.

    Raises:
        UnknownShapeError: if the file was not written by qpdf, as every file of ours is.
    """
    content = file.read_bytes()
    end = 0
    while begun := _STREAM.search(content, end):
        yield from _strings(content[end : begun.start()])
        head = content[max(end, begun.start() - _DICTIONARY) : begun.start()]
        head = head[head.rfind(b" obj") + 1 :]
        length = _LENGTH.search(head)
        if not length:
            raise UnknownShapeError(f"a stream of {file.name} does not say how long it is")
        stream = content[begun.end() : begun.end() + int(length[1])]
        end = begun.end() + int(length[1])
        kind = _TYPE.search(head)
        if kind and kind[1] in (b"ObjStm", b"Metadata", b"EmbeddedFile"):
            told = zlib.decompress(stream) if b"/FlateDecode" in head else stream
            if kind[1] == b"ObjStm":
                yield from _strings(told)
            else:
                yield kind[1].decode(), told.decode("utf-8", "ignore")
    yield from _strings(content[end:])


def _strings(written: bytes) -> Iterator[tuple[str, str]]:
    key = b""
    for token in _TOKEN.finditer(written):
        if token[1] is not None:
            key = token[1]
        elif key not in _BINARY:
            yield f"an entry {key.decode('ascii', 'replace')}", _read(token[2])


def _read(written: bytes) -> str:
    """Return a string as it reads; most are plain, and need no parser (ISO 32000-1, 7.3.4.2)."""
    plain = written[1:-1]
    return plain.decode("ascii") if written[0] == 40 and _PLAIN.fullmatch(plain) else str(Object.parse(written))
