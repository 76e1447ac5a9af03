"""E-books with faults that validators and reading systems must notice."""

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
    ("EPUB/fonts/LinerSans-Black.ttf", b"glyf", b"fylg"),
)
"""How the names of files begin, and what is written there in place of what."""


def damage(book: Path, to: Path) -> None:
    """Write a book with every damage: each is done somewhere, or the book has changed and the list must follow it."""
    waiting = set(DAMAGES)
    with zipfile.ZipFile(book) as whole, zipfile.ZipFile(to, "w") as out:
        for entry in whole.infolist():
            content = whole.read(entry)
            for each in DAMAGES:
                name, old, new = each
                if entry.filename.startswith(name) and old in content:
                    content = content.replace(old, new)
                    waiting.discard(each)
            out.writestr(entry, content)
    assert not waiting


def tear(book: Path, to: Path) -> None:
    """Write a book without the file of one of its sections."""
    with zipfile.ZipFile(book) as whole, zipfile.ZipFile(to, "w") as out:
        for entry in whole.infolist():
            if entry.filename != SECTION:
                out.writestr(entry, whole.read(entry))
