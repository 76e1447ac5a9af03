"""The order in which tests are begun."""

from __future__ import annotations

import pytest

LONGEST = "test_corpus.py"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the tests that wait longest begin the second worker's queue, so that the other one does not wait for them at the end."""
    long = [item for item in items if item.path.name == LONGEST]
    rest = [item for item in items if item.path.name != LONGEST]
    middle = len(items) // 2
    items[:] = [*rest[:middle], *long, *rest[middle:]]
