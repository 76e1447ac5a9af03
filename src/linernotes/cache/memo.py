"""Values kept standing on the shelf, as a printer keeps type that will be wanted again, under all that they were made of.

What has not changed is then neither read nor rendered again. The shelf may be a folder that others write to, so that nothing but
values of the model is ever made of what lies there.
"""

from __future__ import annotations

import io
import pickle
import sys
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from linernotes.cache.store import Shelf, key_of
from linernotes.cache.versions import code

T = TypeVar("T")

_PLAIN = {
    ("linernotes.html.placeholders", "Placeholders"),
    ("builtins", "frozenset"),
    ("builtins", "set"),
    ("datetime", "date"),
    ("decimal", "Decimal"),
}
_MODEL = "linernotes.model."


class _Unpickler(pickle.Unpickler):
    """Makes values of the model, and plain ones."""

    def find_class(self, module: str, name: str) -> Callable[..., object]:
        if (module, name) in _PLAIN or module.startswith(_MODEL):
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module:
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no value of a book")


class Standing:
    """Memoizes values on a shelf."""

    def __init__(self, shelf: Shelf) -> None:
        """Begin with the shelf."""
        self.shelf = shelf
        self._made_by = code() + sys.version.encode()

    def __call__(self, parts: Iterable[bytes], make: Callable[[], T]) -> T:
        """Return what was made of these parts by the same code, or make it and keep it."""
        key = key_of([b"standing", self._made_by, *parts])
        try:
            kept: T | None = self.shelf.take_value(key, _unpacked)
        except (pickle.UnpicklingError, AttributeError, TypeError, ValueError, EOFError, IndexError, ImportError):
            kept = None  # whatever lies there, we did not put it there
        if kept is not None:
            return kept
        value = make()
        self.shelf.keep_value(key, value, pickle.dumps(value, pickle.HIGHEST_PROTOCOL))
        return value


def _unpacked(content: bytes) -> Any:  # noqa: ANN401  # whatever was kept
    return _Unpickler(io.BytesIO(content)).load()
