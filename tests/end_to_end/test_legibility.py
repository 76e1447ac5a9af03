"""The contrast and size of words on finished pages."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from PIL import Image

from linernotes.model.papers import MM, Box
from tests.contrast import LARGE, RGB, TEXT, contrast
from tests.end_to_end.laid_out import Piece, backgrounds, read_pages

SMALLEST = 8.0
"""Points; raised symbols and digits beside words are repeated where they lead."""

LARGE_SIZE = 18.0

SPREAD = ("32", "33")
"""The picture over two pages, whose words are transparent: they are for screen readers."""


def test_words_have_enough_contrast_with_their_background(guide: Path) -> None:
    file = guide / "the-runaways-teacher-a4.pdf"
    problems = []
    for page, background in zip(read_pages(file), backgrounds(file), strict=True):
        for piece in page.pieces:
            if piece.words and not piece.figure and page.folio not in SPREAD:
                wanted = LARGE if piece.size >= LARGE_SIZE else TEXT
                found = _contrast(piece, background, page.paper)
                if found < wanted:
                    problems.append(f"{page.folio}: {piece.words!r} {found:.1f}")
    assert not problems


def test_words_are_large_enough(guide: Path) -> None:
    problems = [
        f"{page.folio}: {piece.words!r} {piece.size:.1f} pt"
        for page in read_pages(guide / "the-runaways-teacher-a4.pdf")
        for piece in page.pieces
        if piece.words and not piece.figure and piece.size < SMALLEST - 0.01 and any(map(str.isalpha, piece.words))
    ]
    assert not problems


def _contrast(piece: Piece, background: Image.Image, paper: Box) -> float:
    """Return the contrast with the background, leaving out the quarter with the least: rules below words belong to it."""
    scale = MM * background.height / ((paper.top - paper.bottom) * MM)
    left, right = (int((x - paper.left) * scale) for x in (piece.box.left, piece.box.right))
    top, bottom = (int((paper.top - y) * scale) for y in (piece.box.top, piece.box.bottom))
    below = background.crop((left, top, max(right, left + 1), max(bottom, top + 1)))
    counted = cast("list[tuple[int, RGB]]", below.getcolors(below.width * below.height))
    seen = 0
    for found, count in sorted((contrast(piece.colour, colour), count) for count, colour in counted):
        seen += count
        if seen > below.width * below.height / 4:
            return found
    raise AssertionError("a piece has no background")
