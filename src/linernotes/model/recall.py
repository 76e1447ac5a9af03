"""How a step asks for what it made of the same bytes before."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

T = TypeVar("T")


class Recall(Protocol):
    """Gives what was made of the same bytes before, or makes it."""

    def __call__(self, parts: Iterable[bytes], make: Callable[[], T]) -> T:
        """Return the value.

        Args:
            parts: all that decides what is made, its name first; the code that makes it is known.
            make: makes it.
        """


def afresh(parts: Iterable[bytes], make: Callable[[], T]) -> T:
    """Return the value, made anew each time."""
    return make()
