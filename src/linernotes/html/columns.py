"""Blocks of a section side by side: columns below headings, and cards in rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from linernotes.model.document import Block, Figure, Heading, Paragraph
from linernotes.model.guide import Activity


def by_heading(blocks: Iterable[Block]) -> list[list[Block]]:
    """Return the blocks above the first heading of level two, and for each of these headings, it and those below it."""
    columns: list[list[Block]] = [[]]
    for block in blocks:
        if isinstance(block, Heading) and block.level == 2:
            columns.append([])
        columns[-1].append(block)
    return columns


def has_only_cards(blocks: Sequence[Block]) -> bool:
    """Return whether blocks are activities, with only text and pictures above and below them."""
    return all(isinstance(block, Activity | Figure | Paragraph) for block in blocks)


def by_two(blocks: Iterable[Block]) -> Iterator[tuple[Block, ...]]:
    """Yield blocks: activities in twos, and each other block alone."""
    for cards, run in groupby(blocks, lambda block: isinstance(block, Activity)):
        found, size = tuple(run), 2 if cards else 1
        yield from (found[start : start + size] for start in range(0, len(found), size))
