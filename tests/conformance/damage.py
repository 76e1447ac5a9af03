"""Damaged e-books, whose problems validators and reading systems must find."""

from __future__ import annotations

import zipfile
from pathlib import Path

SECTION = "EPUB/storm.xhtml"

DAMAGES: tuple[tuple[str, bytes, bytes], ...] = (
    ("EPUB/content.opf", b"schema:accessibilityHazard", b"schema:accessibilityAPI"),
    ("EPUB/forms.xhtml", b' alt="', b' data-alt="'),
    (SECTION, b' lang="en-GB" xml:lang="en-GB"', b""),
    ("EPUB/nav.xhtml", b"forms.xhtml#a-heading", b"forms.xhtml#nowhere"),
    ("EPUB/nav.xhtml", b"key.xhtml#page--T1", b"absent.xhtml#page--T1"),
    ("EPUB/pictures/", b"PNG", b"GNP"),
    ("EPUB/styles/narrow.css", b"@container", b"@media print and"),
    ("EPUB/styles/book.css", b"a { color: inherit; }", b"a { color: #0000ee; }"),
    ("EPUB/styles/book.css", b"max-width: 34em; max-height: 88vh", b"max-width: 8em"),
    ("EPUB/styles/book.css", b"user-select: none", b"user-select: text"),
    ("EPUB/fonts/LinerSans-Bold.ttf", b"glyf", b"fylg"),
)
"""The beginning of a file name, and the bytes to replace in that file by others."""


def damage(ebook: Path, to: Path) -> None:
    """Write a copy with every damage; fails if one does not apply, because the e-book has changed and the list must follow."""
    unused = set(DAMAGES)
    with zipfile.ZipFile(ebook) as whole, zipfile.ZipFile(to, "w") as out:
        for entry in whole.infolist():
            content = whole.read(entry)
            for each in DAMAGES:
                name, old, new = each
                if entry.filename.startswith(name) and old in content:
                    content = content.replace(old, new)
                    unused.discard(each)
            out.writestr(entry, content)
    assert not unused


def remove_section(ebook: Path, to: Path) -> None:
    """Write a copy without the file of one section."""
    with zipfile.ZipFile(ebook) as whole, zipfile.ZipFile(to, "w") as out:
        for entry in whole.infolist():
            if entry.filename != SECTION:
                out.writestr(entry, whole.read(entry))
