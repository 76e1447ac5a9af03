"""A new guide in every built-in theme and variant: no words are printed over other words or across the edge of a frame."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image

from tests.end_to_end.conftest import CHECKOUT, run

THEMES = sorted(file.parent.name for file in CHECKOUT.glob("styles/themes/*/theme.toml"))

EDITIONS = """
[editions.large]
title = "Large print"
variant = "large"
pages_of = "student"

[editions.copy]
title = "For the copier"
variant = "copy"

[editions.sheet]
title = "Worksheet"
sections = ["worksheets/w1-evidence.md"]

[editions.large-sheet]
title = "Worksheet in large print"
sections = ["worksheets/w1-evidence.md"]
variant = "large"
pages_of = "student"

[editions.copied-sheet]
title = "Worksheet for the copier"
sections = ["worksheets/w1-evidence.md"]
variant = "copy"
"""

SCALE = 2
"""Pixels per point."""

Bounds = tuple[float, float, float, float]
"""Left, bottom, right and top, in points."""


def letters(page: pdfium.PdfPage) -> Iterator[tuple[int, str, Bounds]]:
    """Yield the place of each letter in the text, the letter, and the box around its ink. The ink of a gap is a line."""
    text = page.get_textpage()
    for number in range(text.count_chars()):
        letter, box = text.get_text_range(number, 1), text.get_charbox(number)
        if letter.strip(" _\r\n") and box[2] > box[0] and box[3] > box[1]:
            yield number, letter, box


def covers(one: Bounds, other: Bounds) -> bool:
    """Return whether two boxes share a third of the smaller one."""
    width, height = (min(one[side + 2], other[side + 2]) - max(one[side], other[side]) for side in (0, 1))
    smaller = min((box[2] - box[0]) * (box[3] - box[1]) for box in (one, other))
    return width > 0 and height > 0 and width * height > smaller / 3


def covered(page: pdfium.PdfPage) -> list[str]:
    """Return the pairs of letters that are printed over each other; neighbours in a word may be kerned."""
    found = []
    open_boxes: list[tuple[int, str, Bounds]] = []
    for number, letter, box in sorted(letters(page), key=lambda each: each[2][0]):
        open_boxes = [each for each in open_boxes if each[2][2] > box[0]]
        found += [f"{other}{letter}" for place, other, its in open_boxes if abs(place - number) > 1 and covers(its, box)]
        open_boxes.append((number, letter, box))
    return found


def crossed(page: pdfium.PdfPage) -> list[str]:
    """Return the letters of the text that have lines behind them, or the edge of a colour."""
    found = list(letters(page))
    kept = {pdfium.raw.FPDF_PAGEOBJ_PATH, pdfium.raw.FPDF_PAGEOBJ_IMAGE, pdfium.raw.FPDF_PAGEOBJ_SHADING}
    for each in list(page.get_objects(max_depth=1)):
        if each.type not in kept:
            page.remove_obj(each)
    page.gen_content()
    drawn: Image.Image = page.render(scale=SCALE, grayscale=True).to_pil()
    left, bottom, _, top = page.get_bbox()
    height, lost = top - bottom, []
    for _, letter, box in found:
        edges = (box[0] - left, height - (box[3] - bottom), box[2] - left, height - (box[1] - bottom))
        x, y, right, foot = (round(SCALE * edge) for edge in edges)
        greys = drawn.crop((x, y, max(right, x + 1), max(foot, y + 1))).histogram()
        used = [grey for grey, pixels in enumerate(greys) if pixels]
        if used[-1] - used[0] > 16:
            lost.append(letter)
    return lost


@pytest.mark.parametrize("theme", THEMES)
def test_no_words_are_over_words_or_across_a_frame(tmp_path: Path, theme: str) -> None:
    run("new", "keeper", "--kind", "novel", cwd=tmp_path)
    file = tmp_path / "keeper" / "manuscript" / "book.toml"
    text, count = re.subn(r'(?m)^theme = ".*"$', f'theme = "{theme}"', file.read_text(encoding="utf-8"))
    assert count == 1
    file.write_text(text + EDITIONS, encoding="utf-8")
    built = run("build", "--paper", "a4", "--format", "pdf", cwd=tmp_path / "keeper")
    assert (built.returncode, built.stderr) == (0, "")
    faults = {}
    for path in sorted((tmp_path / "keeper" / "dist").glob("*.pdf")):
        with pdfium.PdfDocument(path) as document:
            for number, page in enumerate(document):
                name = f"{path.stem} {document.get_page_label(number)}"
                faults[name] = (covered(page), crossed(page))
    assert len({name.split()[0] for name in faults}) == 7
    assert {name: fault for name, fault in faults.items() if any(fault)} == {}
