"""Every text of a PDF that is no page content."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from pikepdf import Name, Object, Pdf, Stream

_BINARY = (b"FontFile2", b"ToUnicode", b"CIDToGIDMap", b"CIDSet", b"ID")
"""Entries that hold bytes, not words."""

_TOKEN = re.compile(rb"/([^\s/()<>\[\]{}%]+)|(\((?:[^\\()]|\\.)*\)|<(?!<)[0-9a-fA-F\s]*>)", re.DOTALL)
"""A name, or a string as qpdf writes it: parentheses inside are escaped, and what is no text is in figures."""


def read_strings(file: Path) -> Iterator[tuple[str, str]]:
    """Yield every text of a PDF that is no page content, and where it is: outline, metadata, alternatives, attachments.

    Every object of the file is looked at, whether anything refers to it or not. Objects are written out whole and searched:
    walking through them takes five times as long.
    """
    with Pdf.open(file) as pdf:
        for item in pdf.objects:
            if isinstance(item, Stream):
                kind = str(item.get(Name.Type, "")).strip("/")
                if kind in ("Metadata", "EmbeddedFile"):
                    yield kind, item.read_bytes().decode("utf-8", "ignore")
                yield from _strings(item.stream_dict.unparse())
            else:
                yield from _strings(item.unparse(resolved=True))


def _strings(written: bytes) -> Iterator[tuple[str, str]]:
    key = b""
    for token in _TOKEN.finditer(written):
        if token[1] is not None:
            key = token[1]
        elif key not in _BINARY:
            yield f"an entry {key.decode('ascii', 'replace')}", str(Object.parse(token[2]))
