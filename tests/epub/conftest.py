"""The session fixture with the finished files of the sample guide."""

from __future__ import annotations

from tests.end_to_end.conftest import sample

__all__ = ["sample"]
