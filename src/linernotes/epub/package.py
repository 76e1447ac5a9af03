"""The EPUB 3 file: ebooklib writes package document, container and zip; every other file reaches it as bytes.

ebooklib's own documents, nav and NCX would lose heads, attributes and the case of SVG names, so they are not used.
"""

from __future__ import annotations

import io
import uuid
import zipfile
from collections.abc import Sequence
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
"""Core media types (EPUB 3.3, 3.2) and plain text for licences; the operating system's own table differs between machines."""

COVER, COVER_PAGE, NAV, NCX = "cover.jpg", "cover.xhtml", "nav.xhtml", "toc.ncx"


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of the package; ``linear`` entries are read in their order."""

    name: str
    content: bytes
    linear: bool = False


def identifier_of(metadata: Metadata, edition: Edition) -> str:
    """Return the identifier of an edition's e-book, which is the same in every build."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{metadata.identifier}#{edition.name}.epub").urn


def write_epub(
    metadata: Metadata,
    edition: Edition,
    entries: Sequence[Entry],
    claims: Sequence[Claim],
    guide: Sequence[tuple[str, str, str]] = (),
) -> bytes:
    """Return the EPUB file of an edition.

    Args:
        metadata: the metadata of the guide, for language, date and identifier.
        edition: the edition, which the identifier names.
        entries: every file of the package, in the order in which they are packed; nav, NCX and cover picture are required.
        claims: the metadata; EPUB requires ``dc:title`` and ``dc:language``.
        guide: type, name and address of the parts that readers of EPUB 2 and converters know by the guide only; without the cover
            in it, calibre adds a second cover.

    Raises:
        ValueError: if two entries have the same name.
    """
    book = epub.EpubBook()
    book.reset()
    book.set_identifier(identifier_of(metadata, edition))
    book.language = metadata.language
    for claim in claims:
        own_id = {"id": claim.id} if claim.id else {}
        if claim.name.startswith("dc:"):
            book.add_metadata("DC", claim.name.removeprefix("dc:"), claim.value, own_id)
            continue
        refines = {"refines": f"#{claim.refines}"} if claim.refines else {}
        scheme = {"scheme": claim.scheme} if claim.scheme else {}
        book.add_metadata(None, "meta", claim.value, {**own_id, **refines, "property": claim.name, **scheme})
    book.add_metadata(None, "meta", "", {"name": "cover", "content": _item_id(COVER)})
    for entry in entries:
        book.add_item(_Item(entry))
    book.guide = [{"type": kind, "title": title, "href": address} for kind, title, address in guide]
    book.spine = [_item_id(entry.name) for entry in entries if entry.linear]
    modified = datetime(metadata.issued.year, metadata.issued.month, metadata.issued.day, tzinfo=UTC)
    writer = _Writer(io.BytesIO(), book, {"mtime": modified, "epub3_landmark": False, "epub3_pages": False})
    writer.process()
    content: bytes = writer.zipped()
    return content


def _item_id(name: str) -> str:
    """Return the manifest id of a file; the id of the NCX must be ``ncx``, which the spine refers to."""
    return "ncx" if name == NCX else "item-" + "".join(c if c.isalnum() else "-" for c in name)


class _Item(epub.EpubItem):  # type: ignore[misc]  # ebooklib ships no types
    """An item of the manifest whose bytes reach the zip file unchanged."""

    def __init__(self, entry: Entry) -> None:
        media_type = MEDIA_TYPES[PurePosixPath(entry.name).suffix.lower()]
        super().__init__(_item_id(entry.name), entry.name, media_type, entry.content)
        # Files in META-INF are not part of the publication (EPUB 3.3, 4.2.6); their names start at the root of the zip file.
        self.manifest = not entry.name.startswith("META-INF/")
        self.properties = {NAV: ["nav"], COVER: ["cover-image"]}.get(entry.name, [])
        if entry.name.endswith(".xhtml") and b"<svg" in entry.content:
            self.properties = [*self.properties, "svg"]  # EPUB 3.3, 5.5.2: a document that embeds SVG declares it


class _Archive(zipfile.ZipFile):
    """A zip file whose bytes do not depend on the clock or the user."""

    def add(self, name: str, content: bytes | str, stamp: datetime, compression: int = zipfile.ZIP_DEFLATED) -> None:
        if name in self.NameToInfo:
            raise ValueError(f"two files of the package are called {name}")
        info = zipfile.ZipInfo(name, stamp.timetuple()[:6])
        info.create_system, info.external_attr, info.compress_type = 3, 0o100644 << 16, compression
        self.writestr(info, content, compression, 6)


class _Writer(epub.EpubWriter):  # type: ignore[misc]  # ebooklib ships no types
    """ebooklib's writer with two methods replaced: how files reach the zip file, and the finished package document."""

    def zipped(self) -> bytes:
        """Return the zip file; ebooklib's own ``write`` swallows errors of the file system."""
        stamp = self.options["mtime"]
        with _Archive(self.file_name, "w") as archive:
            self.out = _ArchiveAdapter(archive, stamp)
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


class _ArchiveAdapter:
    """The zip file as ebooklib calls it."""

    def __init__(self, archive: _Archive, stamp: datetime) -> None:
        self.archive, self.stamp = archive, stamp

    def writestr(self, name: object, content: bytes | str, *args: object, **options: object) -> None:
        self.archive.add(str(name), content, self.stamp)
