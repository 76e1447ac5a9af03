"""The renderer, as cards, lists and tables use it for the nodes inside them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from markupsafe import Markup

from linernotes.html.medium import Medium
from linernotes.model.document import Block, Inline, Target


class BlockWriter(Protocol):
    """Renders nodes for a medium."""

    medium: Medium
    slug: str
    titles: dict[str, str]
    level: int
    """The level of the last heading."""
    citations: dict[str, list[Target]]
    depth: int
    """The number of blocks around the current one, and itself."""

    def address(self, target: Target) -> str:
        """Return the href of a target; empty if the edition does not contain it."""

    def inlines(self, nodes: Iterable[Inline]) -> Markup:
        """Return rendered inlines."""

    def page_break(self, anchor: str) -> Markup:
        """Return the mark of the printed page that begins at an anchor, if one does."""

    def blocks(self, nodes: Iterable[Block]) -> Markup:
        """Return rendered blocks, one per line."""
