"""Settings for all tests: which of them are slow, the order in which they start, and Hypothesis without a clock."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

SLOW = ("accidents", "attacks", "end_to_end", "conformance", "test_wheel.py")
"""Folders and files of slow tests. A test elsewhere is slow, too, if it reads the built guide."""

LONGEST = "test_corpus.py"

# A busy machine is not a failure: neither an example nor the drawing of one has a time limit.
settings.register_profile("no-clock", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("no-clock")


def pytest_configure(config: pytest.Config) -> None:
    """Register the marker of slow tests, which `make quick` leaves out."""
    config.addinivalue_line("markers", "slow: builds whole guides, starts validators or browsers, or tests the wheel")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark slow tests, and move the longest to the start of the second worker's queue, so that the other does not wait for them."""
    for item in items:
        if _is_slow(item):
            item.add_marker("slow")
    longest = [item for item in items if item.path.name == LONGEST]
    rest = [item for item in items if item.path.name != LONGEST]
    middle = len(items) // 2
    items[:] = [*rest[:middle], *longest, *rest[middle:]]


def _is_slow(item: pytest.Item) -> bool:
    return item.path.relative_to(Path(__file__).parent).parts[0] in SLOW or "guide" in getattr(item, "fixturenames", ())
