"""An e-book as proofreading sees it: documents in the order of reading, style sheets, names of files."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import PurePosixPath
from urllib.parse import unquote
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from linernotes.model.problems import ProofError

XHTML, SVG, OPS = "{http://www.w3.org/1999/xhtml}", "{http://www.w3.org/2000/svg}", "{http://www.idpf.org/2007/ops}"
_OPF, _CONTAINER = "{http://www.idpf.org/2007/opf}", "{urn:oasis:names:tc:opendocument:xmlns:container}"


@dataclass(frozen=True)
class Package:
    """The files of an e-book by their path below its package document; ``reading`` names documents in reading order."""

    files: Mapping[str, bytes]
    reading: tuple[str, ...]

    @cached_property
    def roots(self) -> Mapping[str, Element]:
        """The parsed documents, in reading order.

        Raises:
            ProofError: if one is no XML.
        """
        found = {}
        for name in self.reading:
            try:
                found[name] = parse(self.files[name])
            except ValueError as fault:
                raise ProofError(f"{name} in the e-book is no XML: {fault}") from fault
        return found

    @cached_property
    def sheets(self) -> Mapping[str, str]:
        """The style sheets."""
        return {name: content.decode("utf-8", "replace") for name, content in self.files.items() if name.endswith(".css")}

    def navs(self, kind: str) -> Iterator[tuple[str, Element]]:
        """Yield the navigation lists of a kind, such as ``toc``, with the document that each is in."""
        for name, root in self.roots.items():
            yield from ((name, nav) for nav in root.iter(f"{XHTML}nav") if nav.get(f"{OPS}type") == kind)


@lru_cache(maxsize=1)  # who proofreads a file describes it next
def open_package(content: bytes) -> Package:
    """Return a finished EPUB file as a package.

    Raises:
        ProofError: if it is none.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            container = parse(archive.read("META-INF/container.xml"))
            opf_path = next(str(root.get("full-path")) for root in container.iter(f"{_CONTAINER}rootfile"))
            opf = parse(archive.read(opf_path))
            base = PurePosixPath(opf_path).parent
            inside = [info.filename for info in archive.infolist() if PurePosixPath(info.filename).is_relative_to(base)]
            files = {PurePosixPath(name).relative_to(base).as_posix(): archive.read(name) for name in inside}
    except (zipfile.BadZipFile, KeyError, StopIteration, ValueError, NotImplementedError) as fault:
        raise ProofError(f"this is no EPUB file: {fault or 'it names no package document'}") from fault
    items = {item.get("id"): unquote(str(item.get("href"))) for item in opf.iter(f"{_OPF}item")}
    spine = (items.get(ref.get("idref"), "") for ref in opf.iter(f"{_OPF}itemref"))
    return Package(files, tuple(name for name in spine if name in files and name.endswith(".xhtml")))


def parse(content: bytes) -> Element:
    """Return the root of an XML file; one that declares entities is refused, since they may blow up to any size.

    Raises:
        ValueError: if it does, or is no XML.
    """
    if b"<!ENTITY" in content:
        raise ValueError("it declares entities")
    try:
        return ElementTree.fromstring(content)  # noqa: S314  # no entities are left to expand
    except ElementTree.ParseError as fault:
        raise ValueError(str(fault)) from fault


def words_of(element: Element) -> str:
    """Return the words at and below an element, spaces made one."""
    return " ".join("".join(element.itertext()).split())


def name_of(element: Element, anchors: Mapping[str, Element]) -> str:
    """Return what an element is called by those who hear it: by ``aria-label``, or the elements that label it."""
    labels = [anchors[anchor] for anchor in element.get("aria-labelledby", "").split() if anchor in anchors]
    return " ".join(map(words_of, labels)) or element.get("aria-label", "").strip()


def anchors_of(root: Element) -> dict[str, Element]:
    """Return the elements of a document by id."""
    return {anchor: element for element in root.iter() if (anchor := element.get("id"))}


def placed(root: Element, name: str) -> Iterator[tuple[Element, str]]:
    """Yield the elements of a document in order, each with its place: the document and the nearest id before or at it."""
    place = name
    for element in root.iter():
        if anchor := element.get("id"):
            place = f"{name}#{anchor}"
        yield element, place


def classes(element: Element) -> Sequence[str]:
    """Return the classes of an element."""
    return element.get("class", "").split()
