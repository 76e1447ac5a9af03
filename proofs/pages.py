"""PDF → pictures of its pages, and sheets on which all of them are seen together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pypdfium2
from PIL import Image

DPI = 80
"""As on a screen; letters of 8 points can be read."""

COLUMNS, WIDTH, GAP = 8, 300, 10
"""Of a contact sheet, in pages and in pixels."""

DESK = "#8C8494"
"""What pages lie on."""


def render(file: Path, dpi: int = DPI) -> Iterator[tuple[str, Image.Image]]:
    """Yield the folio and the picture of each page."""
    with pypdfium2.PdfDocument(file) as document:
        for number, page in enumerate(document):
            folio = document.get_page_label(number) or str(number + 1)
            yield folio, page.render(scale=dpi / 72).to_pil().convert("RGB")


def contact_sheet(drawn: Sequence[Image.Image], to: Path) -> None:
    """Write one picture that holds all pages, in rows."""
    sizes = [(WIDTH, round(WIDTH * page.height / page.width)) for page in drawn]
    height = max(size[1] for size in sizes)
    columns = min(COLUMNS, len(drawn))
    rows = -(-len(drawn) // columns)
    sheet = Image.new("RGB", (columns * (WIDTH + GAP) + GAP, rows * (height + GAP) + GAP), DESK)
    for number, (page, size) in enumerate(zip(drawn, sizes, strict=True)):
        row, column = divmod(number, columns)
        sheet.paste(
            page.convert("RGB").resize(size, Image.Resampling.LANCZOS), (GAP + column * (WIDTH + GAP), GAP + row * (height + GAP))
        )
    sheet.save(to)
