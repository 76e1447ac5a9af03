"""What stands where on the pages of a finished PDF: the boxes of its words, lines, plates and figures, and what each is a part of."""

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
"""Millimetres from one line of running text to the next."""

_THIN = 1.0
"""Millimetres; what is no thicker is a line."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Something that is drawn by itself.

    Attributes:
        box: how far its ink goes, in millimetres from the lower left corner of the sheet.
        clip: what of the page it may be seen on.
        kind: ``text``, ``line`` (horizontal), ``stroke`` (vertical), ``plate`` (any other drawn shape) or ``picture``.
        elements: the kinds of the elements that it is a part of, the innermost first; none for decoration.
        element: names the innermost element.
        words: what it says, for messages.
        colour: what it is filled with.
        size: of its type, in points.
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
        """Whether it is words of a heading."""
        return any(kind[0] == "H" and kind[1:].isdigit() for kind in self.elements)

    @property
    def figure(self) -> bool:
        """Whether it is a part of a drawing or is one."""
        return "Figure" in self.elements


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A page: its folio, its paper as a box on the sheet, and all that stands on it, in the order of drawing."""

    folio: str
    paper: Box
    pieces: tuple[Piece, ...]

    def within(self, box: Box) -> list[Piece]:
        """Return the pieces whose middle lies in a box."""
        return [piece for piece in self.pieces if _holds(box, *_middle(piece.box))]

    @property
    def content(self) -> list[Piece]:
        """Words, figures and lines to write on: what fills the text block."""
        loose = [
            piece
            for piece in self.within(TEXT_BLOCK)
            if not piece.figure and (piece.kind in ("text", "picture") or (piece.kind == "line" and not piece.elements))
        ]
        return [*loose, *self.figures().values()]

    def figures(self) -> dict[int, Piece]:
        """Return each drawing of the page as one piece."""
        found: dict[int, Piece] = {}
        for piece in self.pieces:
            if piece.figure:
                known = found.get(piece.element)
                box = united(known.box, piece.box) if known else piece.box
                found[piece.element] = Piece(box, piece.clip, "picture", piece.elements, piece.element)
        return found

    @property
    def inset(self) -> float:
        """Where the running text begins: beside the margin column, or with the text block."""
        lefts = [piece.box.left for piece in self.pieces if "H1" in piece.elements]
        return TEXT_BLOCK.left + 50 if lefts and min(lefts) > TEXT_BLOCK.left + 40 else TEXT_BLOCK.left

    def gaps(self, left: float, right: float) -> list[tuple[float, float]]:
        """Return the empty stretches between two pieces of a column, from the top: where each begins and how high it is."""
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
    """Yield the smallest size of each letter and figure of each page, in points, those of drawings too."""
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
    """Return the smallest box that holds both."""
    return Box(min(one.left, other.left), min(one.bottom, other.bottom), max(one.right, other.right), max(one.top, other.top))


def _middle(box: Box) -> tuple[float, float]:
    return (box.left + box.right) / 2, (box.bottom + box.top) / 2


def _holds(box: Box, x: float, y: float) -> bool:
    return box.left <= x <= box.right and box.bottom <= y <= box.top


def shared() -> Box:
    """Return the rectangle that both papers hold."""
    return _common(trim_box(Paper.A4), trim_box(Paper.LETTER))


def grounds(file: Path, dpi: int = 72) -> Iterator[Image.Image]:
    """Yield what lies below the words of each page: the page drawn without them."""
    with pypdfium2.PdfDocument(file) as document:
        for page in document:
            for item in list(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=1)):
                page.remove_obj(item)
            yield page.render(scale=dpi / 72).to_pil().convert("RGB")
