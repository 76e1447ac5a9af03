"""The reader of finished e-books: documents in reading order, style sheets and file names."""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self
from urllib.parse import unquote
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from linernotes.model.problems import ProofError

XHTML, SVG, OPS = "{http://www.w3.org/1999/xhtml}", "{http://www.w3.org/2000/svg}", "{http://www.idpf.org/2007/ops}"
MAX_BYTES = 300 << 20
"""The maximum size of an unpacked e-book; no entry gives more bytes than the archive states."""

_OPF, _CONTAINER = "{http://www.idpf.org/2007/opf}", "{urn:oasis:names:tc:opendocument:xmlns:container}"


@dataclass(frozen=True, slots=True)
class Package:
    """The content of an e-book.

    Attributes:
        files: every file, by its path relative to the package document.
        roots: the root elements of the XHTML documents in the spine, in reading order.
    """

    files: Mapping[str, bytes]
    roots: Mapping[str, Element]

    @classmethod
    def parse(cls, files: Mapping[str, bytes], spine: Sequence[str]) -> Self:
        """Return the package with these files, of which ``spine`` names the documents in reading order.

        Raises:
            ProofError: if a document is not well-formed XML.
        """
        roots = {}
        for name in spine:
            try:
                roots[name] = parse_xml(files[name])
            except ValueError as error:
                raise ProofError(f"{name} in the e-book is not well-formed XML: {error}") from error
        return cls(files, roots)

    def sheets(self) -> dict[str, str]:
        """Return the style sheets by name."""
        return {name: content.decode("utf-8", "replace") for name, content in self.files.items() if name.endswith(".css")}

    def navs(self, kind: str) -> Iterator[tuple[str, Element]]:
        """Yield the navigation lists of a kind, for example ``toc``, each with the name of its document."""
        for name, root in self.roots.items():
            yield from ((name, nav) for nav in root.iter(f"{XHTML}nav") if nav.get(f"{OPS}type") == kind)


_BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError)
"""The errors of an archive that is damaged; the library of bzip2 raises OSError."""


def open_package(content: bytes) -> Package:
    """Return the content of a finished EPUB file.

    Raises:
        ProofError: if it is not an EPUB file, is too large, or a document in it is not well-formed XML.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MAX_BYTES:
                raise ProofError(f"this e-book unpacks to more than {MAX_BYTES >> 20} MB")
            container = parse_xml(archive.read("META-INF/container.xml"))
            opf_path = next(str(root.get("full-path")) for root in container.iter(f"{_CONTAINER}rootfile"))
            opf = parse_xml(archive.read(opf_path))
            base = opf_path[: opf_path.rfind("/") + 1]
            files = {name.removeprefix(base): archive.read(name) for name in archive.namelist() if name.startswith(base)}
    except (*_BROKEN, RuntimeError, KeyError, StopIteration, ValueError) as error:
        raise ProofError(f"this is not an EPUB file: {error or 'its container names no package document'}") from error
    items = {item.get("id"): unquote(str(item.get("href"))) for item in opf.iter(f"{_OPF}item")}
    spine = [items.get(ref.get("idref"), "") for ref in opf.iter(f"{_OPF}itemref")]
    return Package.parse(files, [name for name in spine if name in files and name.endswith(".xhtml")])


def parse_xml(content: bytes) -> Element:
    """Return the root of an XML file; files that declare entities are rejected, because entities can expand to any size.

    Raises:
        ValueError: if it declares entities or is not well-formed.
    """
    if b"<!ENTITY" in content:
        raise ValueError("it declares entities")
    try:
        return ElementTree.fromstring(content)  # noqa: S314  # there are no entities to expand
    except ElementTree.ParseError as error:
        raise ValueError(str(error)) from error


def text_of(element: Element) -> str:
    """Return the text in an element, with each run of white space as one space."""
    return " ".join("".join(element.itertext()).split())


def accessible_name(element: Element, by_id: Mapping[str, Element]) -> str:
    """Return the accessible name from ``aria-labelledby`` or ``aria-label``, empty if there is none."""
    labels = [by_id[anchor] for anchor in element.get("aria-labelledby", "").split() if anchor in by_id]
    return " ".join(map(text_of, labels)) or element.get("aria-label", "").strip()


def elements_by_id(root: Element) -> dict[str, Element]:
    """Return the elements of a document by id."""
    return {anchor: element for element in root.iter() if (anchor := element.get("id"))}


def with_places(root: Element, name: str) -> Iterator[tuple[Element, str]]:
    """Yield each element of a document with its place: the document's name and the nearest id at or before the element."""
    place = name
    for element in root.iter():
        if anchor := element.get("id"):
            place = f"{name}#{anchor}"
        yield element, place


def classes_of(element: Element) -> Sequence[str]:
    """Return the classes of an element."""
    return element.get("class", "").split()
