"""XHTML → EPUB 3. ebooklib writes package document, container and zip; every other file reaches it as bytes.

Its own documents, nav and NCX would lose heads, attributes and the case of SVG names, so they are not used.
"""

from __future__ import annotations

import io
import uuid
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import Any

from ebooklib import epub

from linernotes.epub.claims import Claim
from linernotes.model.book import Edition, Metadata

MEDIA_TYPES = {
    ".css": "text/css",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".ncx": "application/x-dtbncx+xml",
    ".png": "image/png",
    ".ttf": "font/ttf",
    ".txt": "text/plain",
    ".xhtml": "application/xhtml+xml",
}
"""Core media types (EPUB 3.3, 3.2) and the licence texts; the system's own table differs from machine to machine."""

COVER, NAV, NCX = "cover.jpg", "nav.xhtml", "toc.ncx"


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of the package, or what gives it; ``linear`` ones, which are at hand, are read in the order of the entries."""

    name: str
    content: bytes | Callable[[], bytes]
    linear: bool = False


def identifier_of(metadata: Metadata, edition: Edition) -> str:
    """Return the identifier of an edition's e-book: the same for every build of it, another for every edition."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{metadata.identifier}#{edition.name}.epub").urn


def write_epub(metadata: Metadata, edition: Edition, entries: Sequence[Entry], said: Sequence[Claim]) -> bytes:
    """Return the EPUB file, which says of itself what it is given. Entries must hold nav, NCX and cover picture, and be complete.

    They are packed in their order; what is not at hand is asked for in its turn.

    Raises:
        ValueError: if two entries have one name.
    """
    book = epub.EpubBook()
    book.reset()
    book.set_identifier(identifier_of(metadata, edition))
    book.set_title(f"{metadata.title}: {metadata.subtitle}" if metadata.subtitle else metadata.title)
    book.set_language(metadata.language)
    for number, author in enumerate(metadata.authors, 1):
        book.add_metadata("DC", "creator", author, {"id": f"creator-{number}"})
    for name, value in (("publisher", metadata.publisher), ("description", metadata.description), ("rights", metadata.rights)):
        if value:
            book.add_metadata("DC", name, value)
    book.add_metadata("DC", "date", metadata.issued.isoformat())
    for subject in metadata.subjects:
        book.add_metadata("DC", "subject", subject)
    if metadata.isbn:
        book.add_metadata("DC", "source", f"urn:isbn:{metadata.isbn.replace('-', '')}")
    refined = {claim.of for claim in said if claim.of}
    for claim in said:
        named = {"id": _uid(claim.name)} if claim.name in refined else {}
        about = {"refines": f"#{_uid(claim.of)}"} if claim.of else {}
        book.add_metadata(None, "meta", claim.value, {"property": claim.name, **named, **about})
    book.add_metadata(None, "meta", "", {"name": "cover", "content": _uid(COVER)})
    for entry in entries:
        book.add_item(_Raw(entry))
    book.spine = [_uid(entry.name) for entry in entries if entry.linear]
    modified = datetime(metadata.issued.year, metadata.issued.month, metadata.issued.day, tzinfo=UTC)
    writer = _Writer(io.BytesIO(), book, {"mtime": modified, "epub3_landmark": False, "epub3_pages": False, "epub2_guide": False})
    writer.process()
    content: bytes = writer.written()
    return content


def _uid(name: str) -> str:
    """Return the manifest id of a file; the NCX must be called ``ncx``, as the spine names it."""
    return "ncx" if name == NCX else "item-" + "".join(c if c.isalnum() else "-" for c in name)


class _Raw(epub.EpubItem):  # type: ignore[misc]  # ebooklib ships no types
    """A file whose bytes reach the zip unchanged."""

    def __init__(self, entry: Entry) -> None:
        media_type = MEDIA_TYPES[PurePosixPath(entry.name).suffix.lower()]
        super().__init__(_uid(entry.name), entry.name, media_type)
        self._entry = entry
        # What lies in META-INF is no part of the publication (EPUB 3.3, 4.2.6) and is written from the root.
        self.manifest = not entry.name.startswith("META-INF/")
        self.properties = {NAV: ["nav"], COVER: ["cover-image"]}.get(entry.name, [])
        if entry.name.endswith(".xhtml") and b"<svg" in self.get_content():
            self.properties = [*self.properties, "svg"]  # EPUB 3.3, 5.5.2: a document that embeds SVG says so

    def get_content(self, default: bytes = b"") -> bytes:
        """Return the bytes."""
        content = self._entry.content
        return content if isinstance(content, bytes) else content()


class _Archive(zipfile.ZipFile):
    """A zip file that takes no clock and no owner into its bytes."""

    def add(self, name: str, content: bytes | str, stamp: datetime, compression: int = zipfile.ZIP_DEFLATED) -> None:
        if name in self.NameToInfo:
            raise ValueError(f"two files of the package are called {name}")
        info = zipfile.ZipInfo(name, stamp.timetuple()[:6])
        info.create_system, info.external_attr, info.compress_type = 3, 0o100644 << 16, compression
        self.writestr(info, content, compression, 6)


class _Writer(epub.EpubWriter):  # type: ignore[misc]  # ebooklib ships no types
    """Two methods of ebooklib's writer, replaced: how files reach the zip, and the finished package document."""

    def written(self) -> bytes:
        """Return the zip file; ebooklib's own ``write`` swallows errors of the file system."""
        stamp = self.options["mtime"]
        with _Archive(self.file_name, "w") as archive:
            self.out = _Sink(archive, stamp)
            archive.add("mimetype", "application/epub+zip", stamp, zipfile.ZIP_STORED)
            self._write_container()
            self._write_opf()
            self._write_items()
        content: bytes = self.file_name.getvalue()
        return content

    def _write_opf_file(self, root: Any) -> None:  # an lxml element
        root.set("{http://www.w3.org/XML/1998/namespace}lang", self.book.language)
        root.attrib.pop("prefix", None)
        metadata = root.find("metadata")
        for meta in list(metadata):
            if meta.get("name") == "generator":
                metadata.remove(meta)
        super()._write_opf_file(root)


class _Sink:
    """What ebooklib takes for its zip file."""

    def __init__(self, archive: _Archive, stamp: datetime) -> None:
        self.archive, self.stamp = archive, stamp

    def writestr(self, name: object, content: bytes | str, *args: object, **options: object) -> None:
        self.archive.add(str(name), content, self.stamp)
