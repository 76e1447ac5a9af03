"""The author's instructions for pages: where one begins, and which blocks are kept together."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from linernotes.model.document import Block


class Break(StrEnum):
    """The author's choice for the beginning of a section: on a new page, or below the section before it."""

    PAGE = "page"
    NONE = "none"


class Flow(StrEnum):
    """The beginning of every section whose author wants nothing else: on a new page, or below the section before it."""

    PAGE = "page"
    RUN_ON = "run-on"


@dataclass(frozen=True, slots=True)
class PageBreak(Block):
    """The end of a page. E-books have no pages, so it is not in them."""


@dataclass(frozen=True, slots=True)
class KeptTogether(Block):
    """Blocks that stay on one page if they fit on it."""

    blocks: tuple[Block, ...]
