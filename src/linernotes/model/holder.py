"""Where the walkers note, once for each node, which kinds it holds."""

from __future__ import annotations


class Holder:
    """Has room for the note, which is no part of what a node says: it is neither compared nor kept."""

    __slots__ = ("holds",)
    holds: int
