"""Attacks by a file that a guide is drafted from."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.attacks.attack import Attack

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PATH = "story"


def packed(content: str | bytes, method: int = zipfile.ZIP_DEFLATED, name: str = "word/document.xml", others: int = 0) -> bytes:
    """Return a document with this part, and empty parts whose names lead to other folders."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        archive.writestr(name, content)
        for number in range(others):
            archive.writestr(f"../../{number}", "")
    return file.getvalue()


def word(body: str, declared: str = "", encoding: str = "utf-8") -> bytes:
    return packed(f'{declared}<w:document xmlns:w="{WORD}">{body}</w:document>'.encode(encoding))


def bomb(method: int = zipfile.ZIP_DEFLATED, name: str = "word/document.xml") -> bytes:
    return packed(b" " * 100_000_000, method, name)


def story(name: str, does: str, answer: str, make: Callable[[], bytes]) -> Attack:
    """Return an attack by a file that is made when the attack is tried, because some take seconds."""

    def write(folder: Path) -> None:
        (folder / PATH).write_bytes(make())

    return Attack(f"story-{name}", does, answer, prepare=write)


SAID = "<w:p><w:r><w:t>The wind rises.</w:t></w:r></w:p>"
ENTITIES = '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;&b;">]>'
OUTSIDE = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'
DAMAGED, LARGE = "damaged or has a password", "more than 20 MB"
STORIES = (
    *(
        story(f"bomb-{name}", f"a document ({name}) that unpacks to 100 MB", LARGE, partial(bomb, method))
        for name, method in {"deflate": zipfile.ZIP_DEFLATED, "lzma": zipfile.ZIP_LZMA, "bzip2": zipfile.ZIP_BZIP2}.items()
    ),
    story("odt-bomb", "an OpenDocument text that unpacks to 100 MB", LARGE, partial(bomb, name="content.xml")),
    story("entities", "a document with entities", "defines XML entities", lambda: word("&c;", ENTITIES)),
    story("outside-entity", "a document with an entity that names a file", "defines XML entities", lambda: word("&b;", OUTSIDE)),
    story(
        "utf-16-entities",
        "the same in UTF-16",
        "defines XML entities",
        lambda: word("&b;", f'<?xml version="1.0"?>{OUTSIDE}', "utf-16"),
    ),
    *(
        story(
            f"in-{name}",
            f"a document in the encoding {name}",
            DAMAGED,
            partial(word, SAID, f'<?xml version="1.0" encoding="{name}"?>'),
        )
        for name in ("nowhere", "hex", "utf-7")
    ),
    story("nesting", "50,000 elements in each other", DAMAGED, lambda: word("<w:x>" * 50_000 + "</w:x>" * 50_000)),
    story(
        "parts",
        "a document with 50,000 parts whose names lead to other folders",
        "is empty",
        lambda: packed("<a/>", others=50_000),
    ),
    story("paragraphs", "a document of 100,000 paragraphs", "", lambda: word(SAID * 100_000)),
    story("full-stops", "500,000 full stops", "", lambda: b"." * 500_000),
    story("stops-and-quotes", "100,000 full stops and quotation marks", "", lambda: b".' " * 100_000),
    story("capitals", "500,000 capital letters", "", lambda: b"A" * 500_000),
    story("initials", "200,000 initials", "", lambda: b"J.R." * 100_000),
    story(
        "open-speech", "a quotation of 400,000 characters that never ends", "", lambda: ("“" + "He goes on. " * 33_000).encode()
    ),
    story("blank-lines", "3,000,000 blank lines", "is empty", lambda: b"\n" * 3_000_000),
    story("long", "a text of five million characters", "more than 4,000,000 characters", lambda: b"The wind rises. " * 320_000),
    story("bytes", "bytes that are no text in any encoding", "not plain text", lambda: bytes(range(128, 256)) * 8000),
    story("zeros", "a million zero bytes", "is empty", lambda: b"\0" * 1_000_000),
)
