"""The files that are proofread are those that are read back elsewhere."""

from __future__ import annotations

from tests.end_to_end.conftest import sample

__all__ = ["sample"]
