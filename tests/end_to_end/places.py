"""Overlaps on a page, and words that leave their box."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from linernotes.model.papers import Box
from tests.end_to_end.laid_out import LaidOut, Piece

SLACK = 0.7
"""Millimetres by which ink may leave its box: the overhang of a letter, or half the weight of a line."""


def run_over(page: LaidOut) -> Iterator[str]:
    """Yield words whose middle is in a box that does not hold all of them."""
    plates = [piece for piece in page.pieces if piece.kind == "plate" and not piece.figure and is_box(piece.box)]
    for text in (piece for piece in page.pieces if piece.words and not piece.figure):
        x, y = (text.box.left + text.box.right) / 2, (text.box.bottom + text.box.top) / 2
        for plate in plates:
            box = plate.box
            if box.left < x < box.right and box.bottom < y < box.top and not inside(text.box, box.grown(SLACK)):
                yield f"{text.words!r} at {spot(text.box)} leaves {spot(box)}"


def collisions(page: LaidOut) -> Iterator[str]:
    texts = [piece for piece in page.pieces if piece.words and not piece.figure]
    for one, other in combinations(texts, 2):
        if _meet(one.box, other.box):
            yield f"{one.words!r} and {other.words!r}"
    figures = page.figures()
    for figure in figures.values():
        for text in texts:
            if _meet(figure.box, text.box):
                yield f"{text.words!r} and a figure"
    for one, other in combinations(figures.values(), 2):
        if _meet(one.box, other.box):
            yield "two figures"
    for rule in page.pieces:
        if rule.kind in ("line", "stroke") and not rule.figure:
            for text in texts:
                if _strikes(rule, text):
                    yield f"a line and {text.words!r} at {spot(text.box)}"


def _strikes(rule: Piece, text: Piece) -> bool:
    """Return whether a line goes through words. The rules that mark layers may cross descenders."""
    box = text.box
    if rule.kind == "stroke":
        x = (rule.box.left + rule.box.right) / 2
        return box.left + SLACK < x < box.right - SLACK and overlap(rule.box.bottom, rule.box.top, box.bottom, box.top) > SLACK
    y, height = (rule.box.bottom + rule.box.top) / 2, box.top - box.bottom
    return (
        height > 1.5
        and box.bottom + height * 0.45 < y < box.top - height * 0.2
        and overlap(rule.box.left, rule.box.right, box.left, box.right) > SLACK
    )


def _meet(one: Box, other: Box) -> bool:
    wide = overlap(one.left, one.right, other.left, other.right)
    high = overlap(one.bottom, one.top, other.bottom, other.top)
    return wide > 0.35 and high > 0.35


def overlap(begin: float, end: float, other_begin: float, other_end: float) -> float:
    return min(end, other_end) - max(begin, other_begin)


def inside(box: Box, room: Box) -> bool:
    return room.left <= box.left and room.bottom <= box.bottom and box.right <= room.right and box.top <= room.top


def is_box(box: Box) -> bool:
    """Return whether a box is large enough to hold words, as a card, a cell or a tag is."""
    return box.right - box.left > 4 and box.top - box.bottom > 2.5


def spot(box: Box) -> str:
    return f"{box.left:.1f}–{box.right:.1f} × {box.bottom:.1f}–{box.top:.1f} mm"
