"""How a step asks for what it made of the same bytes before, and how values become such bytes."""

from __future__ import annotations

import io
import pickle
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


def spelled(value: object) -> bytes:
    """Return a value of the model as bytes that tell it from all others; they do not tell which of its parts are one object."""
    out = io.BytesIO()
    pickler = pickle.Pickler(out, pickle.HIGHEST_PROTOCOL)
    pickler.fast = True
    pickler.dump(value)
    return out.getvalue()
