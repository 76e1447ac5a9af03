"""What every node is apart from what it says: room for a note of the walkers, and a quick way into bytes and back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from operator import attrgetter
from typing import Any


class _Values(dict[type[Any], tuple[tuple[str, ...], Callable[[Any], Any]]]):
    """The names of a kind's fields, and what gets their values from a node."""

    def __missing__(self, kind: type[Any]) -> tuple[tuple[str, ...], Callable[[Any], Any]]:
        names = tuple(each.name for each in fields(kind))
        got = self[kind] = names, attrgetter(*names)
        return got


_VALUES = _Values()


def restored(kind: type[Any], *values: object) -> object:
    """Return the node of that kind with these values."""
    node = object.__new__(kind)
    for name, value in zip(_VALUES[kind][0], values, strict=True):
        object.__setattr__(node, name, value)
    return node


class Holder:
    """Holds which kinds of nodes there are in a node; that is no part of what it says, so it is neither compared nor kept.

    Books of hundreds of pages are kept as bytes and read back in many runs; the ways of dataclasses take twice as long.
    """

    __slots__ = ("holds",)
    holds: int

    def __reduce__(self) -> tuple[Any, ...]:
        """Say how to make it again."""
        kind = type(self)
        names, values = _VALUES[kind]
        got = values(self)
        return restored, (kind, *got) if len(names) > 1 else (kind, got)
