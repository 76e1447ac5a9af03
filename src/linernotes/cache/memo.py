"""Memoization on disk: the results of reading, checking and rendering, under everything that they depend on.

Other programs can write to the cache, so an entry can only become a value of the model, a gathering or a plain value, never a
function call.
"""

from __future__ import annotations

import io
import pickle
import sys
from collections.abc import Callable, Iterable
from enum import Enum
from typing import Any, TypeVar

from linernotes.cache.store import Store, key_of
from linernotes.cache.versions import code_version

T = TypeVar("T")

_PLAIN = {
    ("linernotes.html.placeholders", "Placeholders"),
    ("builtins", "frozenset"),
    ("builtins", "set"),
    ("datetime", "date"),
    ("decimal", "Decimal"),
}
_VALUES = ("linernotes.model.", "linernotes.typeset.gathering")


class _Unpickler(pickle.Unpickler):
    """Restores values of the model, gatherings and plain values, and refuses everything else."""

    def find_class(self, module: str, name: str) -> Callable[..., object]:
        if (module, name) == ("builtins", "getattr"):
            return _member
        if (module, name) in _PLAIN or module.startswith(_VALUES):
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module:
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is not a value of a book")


def _member(kind: object, name: str) -> Enum:
    """Return a member of an enumeration, which Python 3.11.0 to 3.11.3 pickles as a call of ``getattr``."""
    if isinstance(kind, type) and issubclass(kind, Enum) and name in kind.__members__:
        return kind[name]
    raise pickle.UnpicklingError(f"{name} is not a member of an enumeration")


class Memo:
    """Returns cached results; it is a `Memoize`.

    Args:
        store: the cache.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._version = code_version() + sys.version.encode()
        self._values: dict[str, Any] = {}
        self._used: set[str] = set()

    def __call__(self, parts: Iterable[bytes], make: Callable[[], T]) -> T:
        """Return the result for these parts, and compute and cache it if it is missing.

        Args:
            parts: the name of the result, and everything that it depends on but our own code. A result may not be None.
            make: computes it.
        """
        key = key_of([b"memo", self._version, *parts])
        self._used.add(key)
        value: T | None = self._values.get(key)
        if value is None:
            value = restore(self._store.get(key))
        if value is None:
            value = make()
            self._store.put(key, pickle.dumps(value, pickle.HIGHEST_PROTOCOL))
        self._values[key] = value
        return value

    def forget_unused(self) -> None:
        """Remove the results from memory that were not asked for since the last call; they stay in the cache."""
        self._values = {key: value for key, value in self._values.items() if key in self._used}
        self._used.clear()


def restore(content: bytes | None) -> Any:  # noqa: ANN401  # a result may be any value
    """Return the value of a cache entry; None if it is missing or another program wrote it."""
    if content is None:
        return None
    try:
        return _Unpickler(io.BytesIO(content)).load()
    except (pickle.UnpicklingError, AttributeError, TypeError, ValueError, EOFError, IndexError, ImportError):
        return None
