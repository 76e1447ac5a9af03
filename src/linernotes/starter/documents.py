"""Word and OpenDocument files → their text: every paragraph, also those of tables, text boxes and notes.

Both are zip files with XML. Sources: ECMA-376, part 1, 17.3 (https://ecma-international.org/publications-and-standards/standards/ecma-376/)
and OpenDocument 1.3, part 3, chapter 5 (https://docs.oasis-open.org/office/OpenDocument/v1.3/).
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from linernotes.model.findings import ProjectError

MOST: Final = 20_000_000
"""The bytes of text that a document may have when it is unpacked; a novel has a tenth of it."""
_MOST_SPACES: Final = 100

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PARAGRAPHS: Final = (f"{_W}p", f"{_TEXT}p", f"{_TEXT}h")
_SKIPPED: Final = (
    f"{_W}del",
    f"{_W}moveFrom",
    f"{_TEXT}tracked-changes",
    f"{_TEXT}note-citation",
    f"{_OFFICE}annotation",
    _FALLBACK,
)
"""Deleted words, numbers of notes, comments, and copies of text boxes for old programs."""
_LITERAL: Final = {
    f"{_W}tab": "\t",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "\N{NON-BREAKING HYPHEN}",
    f"{_TEXT}tab": "\t",
    f"{_TEXT}line-break": "\n",
    f"{_TEXT}s": " ",
}
_HEADING: Final = re.compile(r"heading \d|title|subtitle", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Document:
    """The paragraphs of a document, and those of them that have the style of a heading."""

    paragraphs: tuple[str, ...]
    headings: frozenset[str]


def read_document(content: bytes) -> Document | None:
    """Return the text of a Word file (.docx) or an OpenDocument text (.odt); None if the bytes are no zip file.

    Raises:
        ProjectError: if it is another zip file, or damaged, or too large.
    """
    if not content.startswith(b"PK\x03\x04"):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            if "word/document.xml" in names:
                styles = _heading_styles(_part(archive, "word/styles.xml")) if "word/styles.xml" in names else frozenset()
                notes = [name for name in ("word/footnotes.xml", "word/endnotes.xml") if name in names]
                return _document([_part(archive, name) for name in ("word/document.xml", *notes)], styles)
            if "content.xml" in names:
                return _document([_part(archive, "content.xml")], frozenset())
    except (
        zipfile.BadZipFile,
        ElementTree.ParseError,
        NotImplementedError,
        RuntimeError,
        EOFError,
        OSError,
        LookupError,  # an encoding that does not exist
        ValueError,  # an encoding that XML does not allow
        zlib.error,
    ) as error:
        raise ProjectError("this document is damaged or has a password", hint="open it and save it again") from error
    raise ProjectError("this is neither a Word file (.docx) nor an OpenDocument text (.odt)", hint="save it as one of these")


class _Plain(ElementTree.TreeBuilder):
    """Builds the elements of a file that defines no entities, in whichever encoding it is."""

    def doctype(self, *_: object) -> None:
        """Refuse a document type definition, the only place of entities."""
        raise ProjectError("this document defines XML entities, which no office program writes", hint="open it and save it again")


def _part(archive: zipfile.ZipFile, name: str) -> Element:
    with archive.open(name) as file:
        content = file.read(MOST + 1)
    if len(content) > MOST:
        raise ProjectError(f"this document has more than {MOST // 1_000_000} MB of text", hint="save only the story in it")
    parser = ElementTree.XMLParser(target=_Plain())  # noqa: S314  # entities are rejected
    parser.feed(content)
    root: Element = parser.close()
    return root


def _heading_styles(styles: Element) -> frozenset[str]:
    """Return the ids of the styles of headings. Their names are English in every language of Word."""
    found = set()
    for style in styles.iter(f"{_W}style"):
        name = style.find(f"{_W}name")
        if name is not None and _HEADING.fullmatch(name.get(f"{_W}val", "")):
            found.add(style.get(f"{_W}styleId", ""))
    return frozenset(found)


def _document(parts: list[Element], styles: frozenset[str]) -> Document:
    paragraphs, headings = [], set()
    for paragraph in (each for part in parts for each in _paragraphs(part)):
        text = "".join(_words(paragraph)).strip()
        if text:
            paragraphs.append(text)
            style = paragraph.find(f"{_W}pPr/{_W}pStyle")
            if paragraph.tag == f"{_TEXT}h" or (style is not None and style.get(f"{_W}val") in styles):
                headings.add(" ".join(text.split()))
    return Document(tuple(paragraphs), frozenset(headings))


def _paragraphs(element: Element) -> Iterator[Element]:
    """Yield the paragraphs below an element, each before those of notes and text boxes in it."""
    for child in element:
        if child.tag not in _SKIPPED:
            if child.tag in _PARAGRAPHS:
                yield child
            yield from _paragraphs(child)


def _words(element: Element) -> Iterator[str]:
    """Yield the text of a paragraph without that of paragraphs in it. In Word files, only w:t contains text."""
    is_open_document = not element.tag.startswith(_W)
    if is_open_document or element.tag == f"{_W}t":
        yield element.text or ""
    for child in element:
        if child.tag in _LITERAL:
            count = child.get(f"{_TEXT}c", "1")
            yield _LITERAL[child.tag] * (min(int(count), _MOST_SPACES) if count.isdecimal() and len(count) < 9 else 1)
        elif child.tag not in _SKIPPED and child.tag not in _PARAGRAPHS:
            yield from _words(child)
        if is_open_document:
            yield child.tail or ""
