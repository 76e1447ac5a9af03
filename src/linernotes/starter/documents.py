"""Word and OpenDocument files → their text: every paragraph, also those of tables, text boxes and notes.

Both are zip files with XML. Sources: ECMA-376, part 1, 17.3 (https://ecma-international.org/publications-and-standards/standards/ecma-376/)
and OpenDocument 1.3, part 3, chapter 5 (https://docs.oasis-open.org/office/OpenDocument/v1.3/).
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
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
_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_ROWS: Final = (f"{_W}tr", f"{_TABLE}table-row")
_CELLS: Final = (f"{_W}tc", f"{_TABLE}table-cell")
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
_HEADING: Final = re.compile(r"heading (\d)|title", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Document:
    """The paragraphs of a document, and the levels of those that have the style of a heading; 0 is the title.

    A row of a table is a paragraph with tabs between the cells, if no cell has more than one paragraph.
    """

    paragraphs: tuple[str, ...]
    headings: Mapping[str, int]


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
                styles = _heading_styles(_part(archive, "word/styles.xml")) if "word/styles.xml" in names else {}
                notes = [name for name in ("word/footnotes.xml", "word/endnotes.xml") if name in names]
                return _document([_part(archive, name) for name in ("word/document.xml", *notes)], styles)
            if "content.xml" in names:
                return _document([_part(archive, "content.xml")], {"Title": 0})
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


def _heading_styles(styles: Element) -> dict[str, int]:
    """Return the levels of headings by the ids of their styles. Their names are English in every language of Word."""
    found = {}
    for style in styles.iter(f"{_W}style"):
        name = style.find(f"{_W}name")
        heading = _HEADING.fullmatch(name.get(f"{_W}val", "")) if name is not None else None
        if heading:
            found[style.get(f"{_W}styleId", "")] = int(heading[1] or 0)
    return found


def _document(parts: list[Element], styles: Mapping[str, int]) -> Document:
    paragraphs, headings = [], dict[str, int]()
    for element in (each for part in parts for each in _paragraphs(part)):
        if element.tag in _ROWS:
            paragraphs.append("\t".join(" ".join("".join(cell).split()) for cell in _cells(element)))
            continue
        text = _text(element)
        if text:
            paragraphs.append(text)
            level = _level(element, styles)
            if level is not None:
                headings.setdefault(" ".join(text.split()), level)
    return Document(tuple(paragraphs), headings)


def _text(paragraph: Element) -> str:
    return "".join(_words(paragraph)).strip()


def _level(paragraph: Element, styles: Mapping[str, int]) -> int | None:
    if paragraph.tag == f"{_TEXT}h":
        level = paragraph.get(f"{_TEXT}outline-level", "1")
        return int(level) if level.isdecimal() and len(level) == 1 else 1
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return styles.get(style.get(f"{_W}val", "") if style is not None else paragraph.get(f"{_TEXT}style-name", ""))


def _cells(row: Element) -> list[list[str]]:
    """Return the paragraphs of each cell of a row."""
    cells = (cell for cell in row.iter() if cell.tag in _CELLS)
    return [list(filter(None, map(_text, _paragraphs(cell)))) for cell in cells]


def _is_simple_row(element: Element) -> bool:
    """Return whether an element is a row of cells with one paragraph at most, without rows in them, and with nothing between."""
    if element.tag not in _ROWS or any(each.tag in _ROWS for each in element.iter() if each is not element):
        return False
    cells, texts = _cells(element), list(filter(None, map(_text, _paragraphs(element))))
    return len(cells) > 1 and all(len(cell) < 2 for cell in cells) and [text for cell in cells for text in cell] == texts != []


def _paragraphs(element: Element) -> Iterator[Element]:
    """Yield the paragraphs and simple rows below an element, each before the paragraphs of notes and text boxes in it."""
    for child in element:
        if _is_simple_row(child):
            yield child
        elif child.tag not in _SKIPPED:
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
