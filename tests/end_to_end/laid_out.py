"""The layout of a finished PDF: boxes of words, lines, plates and figures, with the structure elements that hold them."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from linernotes.model.papers import MM, TEXT_BLOCK, Box, Paper, trim_box
from tests.contrast import RGB

LINE = 15 / MM
"""The line height of running text, in millimetres."""

_THIN = 1.0
"""The largest thickness of a line, in millimetres."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One drawn object of a page.

    Attributes:
        box: the extent of its ink, in millimetres from the lower left corner of the media box.
        clip: the part of the page where it is visible.
        kind: ``text``, ``line`` (horizontal), ``stroke`` (vertical), ``plate`` (any other drawn shape) or ``picture``.
        elements: the types of the structure elements that hold it, the innermost first; none for decoration.
        element: the object number of the innermost element.
        words: its text.
        colour: its fill colour.
        size: its font size, in points.
    """

    box: Box
    clip: Box
    kind: str
    elements: tuple[str, ...] = ()
    element: int = -1
    words: str = ""
    colour: RGB = (0, 0, 0)
    size: float = 0.0

    @property
    def heading(self) -> bool:
        """Whether it belongs to a heading."""
        return any(kind[0] == "H" and kind[1:].isdigit() for kind in self.elements)

    @property
    def figure(self) -> bool:
        """Whether it belongs to a figure."""
        return "Figure" in self.elements


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A page: its folio, its media box, and its pieces in the order of drawing."""

    folio: str
    paper: Box
    pieces: tuple[Piece, ...]

    def within(self, box: Box) -> list[Piece]:
        """Return the pieces whose middle is in a box."""
        return [piece for piece in self.pieces if _holds(box, *_middle(piece.box))]

    @property
    def content(self) -> list[Piece]:
        """The words, figures and writing lines that fill the text block."""
        loose = [
            piece
            for piece in self.within(TEXT_BLOCK)
            if not piece.figure and (piece.kind in ("text", "picture") or (piece.kind == "line" and not piece.elements))
        ]
        return [*loose, *self.figures().values()]

    def figures(self) -> dict[int, Piece]:
        """Return each figure as one piece, by element."""
        found: dict[int, Piece] = {}
        for piece in self.pieces:
            if piece.figure:
                known = found.get(piece.element)
                box = united(known.box, piece.box) if known else piece.box
                found[piece.element] = Piece(box, piece.clip, "picture", piece.elements, piece.element)
        return found

    @property
    def inset(self) -> float:
        """The left edge of the running text: right of the margin column, or that of the text block."""
        lefts = [piece.box.left for piece in self.pieces if "H1" in piece.elements]
        return TEXT_BLOCK.left + 50 if lefts and min(lefts) > TEXT_BLOCK.left + 40 else TEXT_BLOCK.left

    def gaps(self, left: float, right: float) -> list[tuple[float, float]]:
        """Return the top and height of each gap between two pieces of a column."""
        spans = sorted(
            (each.box.top, each.box.bottom) for each in self.content if each.box.right > left and each.box.left < right
        )
        found, reached = [], None
        for top, bottom in reversed(spans):
            if reached is not None and reached > top:
                found.append((reached, reached - top))
            reached = bottom if reached is None else min(reached, bottom)
        return found


def read_pages(file: Path) -> list[LaidOut]:
    """Read every page of a file."""
    with pikepdf.open(file) as tagged, pypdfium2.PdfDocument(file) as drawn:
        numbers = tagged.Root.StructTreeRoot.ParentTree.Nums
        parents = {int(key): numbers[at + 1] for at, key in enumerate(numbers) if at % 2 == 0}
        return [
            LaidOut(page.label, _box(*(float(value) for value in page.MediaBox)), tuple(_pieces(drawn[number], page, parents)))
            for number, page in enumerate(tagged.pages)
        ]


def letter_sizes(file: Path) -> Iterator[dict[str, float]]:
    """Yield the smallest size of each letter and digit of each page, in points, drawings included."""
    with pypdfium2.PdfDocument(file) as drawn:
        for page in drawn:
            texts = page.get_textpage()
            found: dict[str, float] = {}
            matrix = pdfium.FS_MATRIX()
            for number in range(texts.count_chars()):
                letter = chr(pdfium.FPDFText_GetUnicode(texts, number))
                if letter.isalnum() and pdfium.FPDFText_GetMatrix(texts, number, matrix):
                    size = pdfium.FPDFText_GetFontSize(texts, number) * matrix.d
                    found[letter] = min(size, found.get(letter, size))
            yield found


def _pieces(drawn: pypdfium2.PdfPage, page: pikepdf.Page, parents: dict[int, pikepdf.Object]) -> Iterator[Piece]:
    marks: Sequence[pikepdf.Object] = list(parents[int(page.obj.StructParents)]) if "/StructParents" in page.obj else []
    texts = drawn.get_textpage()
    whole = _box(*drawn.get_mediabox())
    for item in drawn.get_objects(max_depth=1, textpage=texts):
        mark = pdfium.FPDFPageObj_GetMarkedContentID(item)
        element = marks[mark] if 0 <= mark < len(marks) else None
        clip = _clip(item, whole)
        box, size = _box(*item.get_bounds()), 0.0
        if item.type == pdfium.FPDF_PAGEOBJ_TEXT:
            words = item.extract()
            if not words.strip():
                continue
            kind, size = "text", item.get_font_size() * item.get_matrix().d
        else:
            box, words, kind = _common(box, clip), "", "picture" if item.type != pdfium.FPDF_PAGEOBJ_PATH else "plate"
            if kind == "plate" and box.top - box.bottom <= _THIN:
                kind = "line"
            elif kind == "plate" and box.right - box.left <= _THIN:
                kind = "stroke"
        name = element.objgen[0] if element is not None else -1
        yield Piece(box, clip, kind, tuple(_kinds(element)), name, words, _colour(item), size)


def _colour(item: pypdfium2.PdfObject) -> RGB:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    pdfium.FPDFPageObj_GetFillColor(item, red, green, blue, alpha)
    return red.value, green.value, blue.value


def _kinds(element: pikepdf.Object | None) -> Iterator[str]:
    while element is not None and "/S" in element and element.S != "/Document":
        yield str(element.S)[1:]
        element = element.P


def _clip(item: pypdfium2.PdfObject, whole: Box) -> Box:
    path = pdfium.FPDFPageObj_GetClipPath(item)
    box = whole
    for number in range(max(0, pdfium.FPDFClipPath_CountPaths(path))):
        points = list(_points(path, number))
        if points:
            xs, ys = [x for x, _ in points], [y for _, y in points]
            box = _common(box, _box(min(xs), min(ys), max(xs), max(ys)))
    return box


def _points(path: object, number: int) -> Iterator[tuple[float, float]]:
    for at in range(pdfium.FPDFClipPath_CountPathSegments(path, number)):
        x, y = ctypes.c_float(), ctypes.c_float()
        pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFClipPath_GetPathSegment(path, number, at), x, y)
        yield x.value, y.value


def _box(left: float, bottom: float, right: float, top: float) -> Box:
    return Box(left / MM, bottom / MM, right / MM, top / MM)


def _common(one: Box, other: Box) -> Box:
    left, bottom = max(one.left, other.left), max(one.bottom, other.bottom)
    return Box(left, bottom, max(left, min(one.right, other.right)), max(bottom, min(one.top, other.top)))


def united(one: Box, other: Box) -> Box:
    """Return the smallest box that holds two boxes."""
    return Box(min(one.left, other.left), min(one.bottom, other.bottom), max(one.right, other.right), max(one.top, other.top))


def _middle(box: Box) -> tuple[float, float]:
    return (box.left + box.right) / 2, (box.bottom + box.top) / 2


def _holds(box: Box, x: float, y: float) -> bool:
    return box.left <= x <= box.right and box.bottom <= y <= box.top


def shared() -> Box:
    """Return the box that fits on both papers."""
    return _common(trim_box(Paper.A4), trim_box(Paper.LETTER))


def backgrounds(file: Path, dpi: int = 72) -> Iterator[Image.Image]:
    """Yield the background of each page: the page without its words."""
    with pypdfium2.PdfDocument(file) as document:
        for page in document:
            for item in list(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=1)):
                page.remove_obj(item)
            yield page.render(scale=dpi / 72).to_pil().convert("RGB")
