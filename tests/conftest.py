"""Settings for all tests: Hypothesis without a clock, and the order in which tests start."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

# A busy machine is no failure: neither an example nor the drawing of one has a time limit.
settings.register_profile("no-clock", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("no-clock")

LONGEST = "test_corpus.py"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Move the longest tests to the start of the second worker's queue, so that the other worker does not wait for them."""
    longest = [item for item in items if item.path.name == LONGEST]
    rest = [item for item in items if item.path.name != LONGEST]
    middle = len(items) // 2
    items[:] = [*rest[:middle], *longest, *rest[middle:]]
