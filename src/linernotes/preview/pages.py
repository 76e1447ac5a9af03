"""The pages of a printed edition as images, each under the hash of everything that decides how it looks."""

from __future__ import annotations

import hashlib
import io
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from threading import Lock

import pypdfium2
from PIL import Image

from linernotes.build.printed import PrintedEdition
from linernotes.html.placeholders import form_of
from linernotes.model.papers import Paper, trim_box
from linernotes.pdf.binder import Binding, bind
from linernotes.typeset.pagination import PlacedSection

MAX_WIDTH = 4000
"""Pixels: four times the width of a window."""

_BLACK_BELOW = 140
"""The grey, of 255, below which a copier prints black."""

_COPIER_WIDTH = 2480
"""Pixels; 300 dots per inch of A4."""

QUALITY = 88
_BOUND = 12
"""The number of sections that stay open."""
_BYTES = 8 << 20
"""The size of the images that are kept, for other browsers; each browser keeps those that it has shown."""


@dataclass(frozen=True)
class Page:
    """A page of an edition.

    Attributes:
        key: a hash of everything that decides about its image, but the paper.
        folio: its printed number.
        number: its place in its section, counted from 0.
        placed: its section.
    """

    key: str
    folio: str
    number: int
    placed: PlacedSection


@dataclass(frozen=True)
class PageSet:
    """The pages of a printed edition, in order.

    Attributes:
        edition: the edition.
        font_files: the fonts by SHA-256.
        pages: its pages.
    """

    edition: PrintedEdition
    font_files: Mapping[str, bytes]
    pages: tuple[Page, ...]

    @classmethod
    def of(cls, edition: PrintedEdition, font_files: Mapping[str, bytes]) -> PageSet:
        """Return the pages of an edition."""
        return cls(edition, font_files, tuple(_pages(edition)))

    def find(self, key: str) -> Page | None:
        """Return the page with this key."""
        return next((page for page in self.pages if page.key == key), None)


def _pages(edition: PrintedEdition) -> Iterator[Page]:
    for placed in edition.placed:
        gathering = placed.gathering
        section = hashlib.sha256(gathering.content)
        section.update(repr([(name, use.font) for name, use in gathering.fonts.items()]).encode())
        for number, folio in enumerate(placed.folios()):
            page = section.copy()
            digits = [placed.digits[each.number] for each in gathering.placeholders if each.page == number]
            page.update(repr((number, folio, digits)).encode())
            if placed.section.shows_folio:
                page.update(edition.overlays[form_of(folio)].gathering.content)
            yield Page(page.hexdigest()[:32], folio, number, placed)


class PageRenderer:
    """Renders pages. PDFium is not thread-safe, so one page is rendered at a time."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._bound: OrderedDict[tuple[str, Paper], pypdfium2.PdfDocument] = OrderedDict()
        self._images: OrderedDict[tuple[str, Paper, int, bool], bytes] = OrderedDict()

    def render(self, pages: PageSet, page: Page, paper: Paper, width: int, *, copied: bool = False) -> bytes:
        """Return a page of a set as a JPEG.

        Args:
            pages: the set.
            page: the page.
            paper: the paper that it is printed on.
            width: of the image, in pixels.
            copied: whether every pixel becomes black or white, as a bad copier prints it.
        """
        wanted = (page.key, paper, min(width, MAX_WIDTH), copied)
        with self._lock:
            if wanted not in self._images:
                self._images[wanted] = self._render(pages, page, paper, min(width, MAX_WIDTH), copied=copied)
                while sum(map(len, self._images.values())) > _BYTES and len(self._images) > 1:
                    self._images.popitem(last=False)
            self._images.move_to_end(wanted)
            return self._images[wanted]

    def _render(self, pages: PageSet, page: Page, paper: Paper, width: int, *, copied: bool) -> bytes:
        sheet = self._open(pages, page.placed, paper)[page.number]
        rendered = max(width, _COPIER_WIDTH) if copied else width
        image = sheet.render(scale=rendered / sheet.get_width()).to_pil().convert("L" if copied else "RGB")
        sheet.close()
        if copied:
            image = image.point([0 if grey < _BLACK_BELOW else 255 for grey in range(256)])
            image = image.resize((width, round(image.height * width / rendered)), Image.Resampling.LANCZOS)
        return _encode(image)

    def _open(self, pages: PageSet, placed: PlacedSection, paper: Paper) -> pypdfium2.PdfDocument:
        """Return a section that is bound by itself: the binder gives its pages what they have in the whole file."""
        key = (next(page.key for page in pages.pages if page.placed is placed), paper)
        if key not in self._bound:
            metadata = pages.edition.book.metadata
            content = bind([placed], pages.edition.overlays, pages.font_files, Binding(metadata, metadata.title, paper))
            self._bound[key] = pypdfium2.PdfDocument(content)
            while len(self._bound) > _BOUND:
                self._bound.popitem(last=False)[1].close()
        self._bound.move_to_end(key)
        return self._bound[key]

    def close(self) -> None:
        """Close all sections."""
        with self._lock:
            for document in self._bound.values():
                document.close()
            self._bound.clear()


def _encode(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=QUALITY, subsampling=0)
    return out.getvalue()


def size_of(paper: Paper) -> tuple[float, float]:
    """Return the width and height of a paper in millimetres."""
    trim = trim_box(paper)
    return trim.right - trim.left, trim.top - trim.bottom
