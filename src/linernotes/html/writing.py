"""What cards ask of the renderer that writes the blocks inside them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from markupsafe import Markup

from linernotes.html.medium import Medium
from linernotes.model.document import Block, Inline, Target


class BlockWriter(Protocol):
    """Writes nodes for a medium."""

    medium: Medium
    slug: str
    in_stem: bool

    def address(self, target: Target) -> str:
        """Return the href that leads to a target; empty where the book does not hold it."""

    def inlines(self, nodes: Iterable[Inline]) -> Markup:
        """Return inlines in one piece."""

    def page_break(self, anchor: str) -> Markup:
        """Return the mark of the printed page that begins at an anchor, if one does."""

    def blocks(self, nodes: Iterable[Block]) -> Markup:
        """Return blocks in one piece."""
