"""The files that are judged are those that are read back elsewhere."""

from __future__ import annotations

from tests.end_to_end.conftest import guide

__all__ = ["guide"]
