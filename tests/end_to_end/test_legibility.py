"""Words on the finished pages: they stand out from whatever lies below them, and are large enough."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from PIL import Image

from linernotes.model.papers import MM, Box
from tests.contrast import LARGE, RGB, TEXT, contrast
from tests.end_to_end.laid_out import Piece, grounds, read_pages

SMALLEST = 8.0
"""Points; raised symbols and digits beside words are repeated where they lead."""

LARGE_SIZE = 18.0


def test_words_stand_out_from_what_lies_below_them(guide: Path) -> None:
    file = guide / "the-runaways-teacher-a4.pdf"
    faults = []
    for page, ground in zip(read_pages(file), grounds(file), strict=True):
        for piece in page.pieces:
            if piece.words and not piece.figure:
                wanted = LARGE if piece.size >= LARGE_SIZE else TEXT
                found = _contrast(piece, ground, page.paper)
                if found < wanted:
                    faults.append(f"{page.folio}: {piece.words!r} {found:.1f}")
    assert not faults


def test_no_words_are_too_small(guide: Path) -> None:
    faults = [
        f"{page.folio}: {piece.words!r} {piece.size:.1f} pt"
        for page in read_pages(guide / "the-runaways-teacher-a4.pdf")
        for piece in page.pieces
        if piece.words and not piece.figure and piece.size < SMALLEST - 0.01 and any(map(str.isalpha, piece.words))
    ]
    assert not faults


def _contrast(piece: Piece, ground: Image.Image, paper: Box) -> float:
    """Return the contrast that all but a quarter of the ground below a piece has at least; rules below words are its rest."""
    scale = MM * ground.height / ((paper.top - paper.bottom) * MM)
    left, right = (int((x - paper.left) * scale) for x in (piece.box.left, piece.box.right))
    top, bottom = (int((paper.top - y) * scale) for y in (piece.box.top, piece.box.bottom))
    below = ground.crop((left, top, max(right, left + 1), max(bottom, top + 1)))
    counted = cast("list[tuple[int, RGB]]", below.getcolors(below.width * below.height))
    seen = 0
    for found, count in sorted((contrast(piece.colour, colour), count) for count, colour in counted):
        seen += count
        if seen > below.width * below.height / 4:
            return found
    raise AssertionError("no ground below words")
