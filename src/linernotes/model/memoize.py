"""The interface to a cache of computed values, and the bytes that a value is keyed by.

A step of a build receives a `Memoize` and does not depend on where the cache is.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

T = TypeVar("T")


class Memoize(Protocol):
    """Returns a cached value, or computes and stores it."""

    def __call__(self, parts: Iterable[bytes], make: Callable[[], T]) -> T:
        """Return the value for a key.

        Args:
            parts: the key: a name for the kind of value, then every input. The program's own version is added by the cache.
            make: computes the value if it is not in the cache.
        """


def uncached(parts: Iterable[bytes], make: Callable[[], T]) -> T:
    """Return the value, computed every time: a `Memoize` without a cache."""
    return make()


def serialized(value: object) -> bytes:
    """Return bytes that are the same for equal values of the model and differ for others.

    The fast mode of pickle writes an object that occurs twice out twice, so the bytes do not depend on object identity.
    """
    out = io.BytesIO()
    pickler = pickle.Pickler(out, pickle.HIGHEST_PROTOCOL)
    pickler.fast = True
    pickler.dump(value)
    return out.getvalue()
