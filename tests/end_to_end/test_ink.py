"""Every page of every printed edition of the guide is rendered, and has ink only where the design puts it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageOps

from linernotes.model.papers import MM, TEXT_BLOCK, TYPESET_PAGE, Box, Paper, trim_box

SCALE = 0.5
"""Pixels per point: a pixel is 0.7 mm, which finds a letter and a line."""

FAINT = 40
"""The darkness of a pixel, of 255, up to which it is the edge of a letter in the pixel beside it."""

SLACK = 1.5
"""The overhang of rules and letters, and half a pixel, in millimetres."""

FOOT = Box(TEXT_BLOCK.left, 27, TEXT_BLOCK.right, 31)
RING = Box(186.4, 23.8, 196, 33.4)
"""The ring around a page number."""

HEAD = Box(TEXT_BLOCK.left, TEXT_BLOCK.top, TEXT_BLOCK.right, 275)
"""The head of a worksheet's later pages has its label, and lines for name and class."""

OPENING = Box(TYPESET_PAGE.left, TYPESET_PAGE.top - 146, TYPESET_PAGE.right, TYPESET_PAGE.top)
"""The area of a picture that opens a section and bleeds off the paper."""

LARGE = Box(16, 16, 206, 281)
"""Text block, head, foot and margins of large print: lines have their numbers on the left, standard pages on the right."""

CHAPTERS = ("plot", "characters", "themes", "discussion", "film-language")
BLED = {"title-page": TYPESET_PAGE, **dict.fromkeys(CHAPTERS, OPENING)}
"""The sections that start with a drawing that bleeds off the paper, and its area."""

LATER_PAGES = ("worksheets", "w6", "student", "teacher", "copy", "american")
"""The editions with a worksheet of several pages."""

WHOLE = ("student", "teacher", "copy", "large", "american")
EDITIONS = ("student", "teacher", "copy", "large", "answers", "worksheets", "w1", "w2", "w3", "w4", "w5", "w6", "scenes")
PRINTED = [*((edition, paper) for edition in EDITIONS for paper in Paper), ("american", Paper.LETTER)]


def allowed(edition: str, folio: str, bled: Mapping[str, str]) -> Iterator[Box]:
    """Yield the areas of a page that may have ink."""
    if edition == "large":
        yield LARGE
    else:
        yield TEXT_BLOCK
        yield FOOT
        yield RING
        if edition in LATER_PAGES:
            yield HEAD
    if folio in bled:
        yield BLED[bled[folio]]


def ink_outside(page: Image.Image, areas: Iterator[Box], trim: Box) -> tuple[int, int, int, int] | None:
    """Return the box around the ink outside of areas, in pixels; None if there is none."""
    ink = ImageOps.invert(page).point([255 if darkness > FAINT else 0 for darkness in range(256)])
    for area in (each.grown(SLACK) for each in areas):
        edges = (area.left - trim.left, trim.top - area.top, area.right - trim.left, trim.top - area.bottom)
        left, top, right, bottom = (round(edge * MM * SCALE) for edge in edges)
        ink.paste(0, (max(left, 0), max(top, 0), min(right, ink.width), min(bottom, ink.height)))
    return ink.getbbox()


@pytest.mark.parametrize(("edition", "paper"), PRINTED)
def test_no_page_has_ink_outside_its_block(guide: Path, edition: str, paper: Paper) -> None:
    bled: dict[str, str] = {}
    if edition in WHOLE:
        folios = json.loads((guide / f"the-runaways-{edition}.pages.json").read_text(encoding="utf-8"))["folios"]
        bled = {folios[section]: section for section in BLED}
        if edition != "large":
            spread = int(folios["spread"])
            full = (str(spread), str(spread + 1), folios["back-cover"])
            bled |= dict.fromkeys(full, "title-page")
    document = pdfium.PdfDocument(guide / f"the-runaways-{edition}-{paper}.pdf")
    found = {}
    for number, page in enumerate(document):
        folio = document.get_page_label(number)
        image = page.render(scale=SCALE, grayscale=True).to_pil()
        found[folio] = ink_outside(image, allowed(edition, folio, bled), trim_box(paper))
    assert found
    assert {folio: outside for folio, outside in found.items() if outside} == {}


def test_ink_beside_the_block_is_found() -> None:
    trim = trim_box(Paper.A4)
    page = Image.new("L", (297, 420), 255)
    assert ink_outside(page, iter((TEXT_BLOCK,)), trim) is None
    page.putpixel((round((TEXT_BLOCK.right + 4 - trim.left) * MM * SCALE), 200), 0)
    assert ink_outside(page, iter((TEXT_BLOCK,)), trim)
