"""Renders the pages of a PDF, singly and as contact sheets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pypdfium2
from PIL import Image

DPI = 80
"""Screen resolution, at which text of 8 pt is legible."""

COLUMNS, WIDTH, GAP = 8, 300, 10
"""The columns of a contact sheet, the width of its pages and the gap between them in pixels."""

DESK = "#8C8494"
"""The background of pages."""


def render(file: Path, dpi: int = DPI) -> Iterator[tuple[str, Image.Image]]:
    """Yield the folio and the image of each page."""
    with pypdfium2.PdfDocument(file) as document:
        for number, page in enumerate(document):
            folio = document.get_page_label(number) or str(number + 1)
            yield folio, page.render(scale=dpi / 72).to_pil().convert("RGB")


def contact_sheet(images: Sequence[Image.Image], file: Path) -> None:
    """Write one image that shows all pages in rows."""
    sizes = [(WIDTH, round(WIDTH * page.height / page.width)) for page in images]
    height = max(size[1] for size in sizes)
    columns = min(COLUMNS, len(images))
    rows = -(-len(images) // columns)
    sheet = Image.new("RGB", (columns * (WIDTH + GAP) + GAP, rows * (height + GAP) + GAP), DESK)
    for number, (page, size) in enumerate(zip(images, sizes, strict=True)):
        row, column = divmod(number, columns)
        sheet.paste(
            page.convert("RGB").resize(size, Image.Resampling.LANCZOS), (GAP + column * (WIDTH + GAP), GAP + row * (height + GAP))
        )
    sheet.save(file)
