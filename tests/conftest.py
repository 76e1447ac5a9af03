"""Settings for all tests: which of them are slow, the order in which they start, and Hypothesis without a clock."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

SLOW = ("accidents", "attacks", "end_to_end", "conformance", "layout", "test_wheel.py")
"""Folders and files of slow tests. A test elsewhere is slow, too, if it reads the built guide."""

LONG, LONGEST = "conformance", "test_corpus.py"
"""The folder with the longest tests, and the file of it that takes as long as all others."""

# A busy machine is not a failure: neither an example nor the drawing of one has a time limit.
settings.register_profile("no-clock", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("no-clock")


def pytest_configure(config: pytest.Config) -> None:
    """Register the marker of slow tests, which `make quick` leaves out."""
    config.addinivalue_line("markers", "slow: builds whole guides, starts validators or browsers, or tests the wheel")


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """Mark slow tests. When those that `-m` leaves out are gone, move the longest to the start of the workers' queues.

    The second worker starts with the corpus; the first builds the guide and then validates it. So no worker waits for the other at
    the end, or for files that the other builds.
    """
    for item in items:
        if _is_slow(item):
            item.add_marker("slow")
    yield
    longest = [item for item in items if item.path.name == LONGEST]
    rest = [item for item in items if item.path.name != LONGEST]
    rest.sort(key=lambda item: item.path.parent.name != LONG)
    middle = len(items) // 2
    items[:] = [*rest[:middle], *longest, *rest[middle:]]


def _is_slow(item: pytest.Item) -> bool:
    return item.path.relative_to(Path(__file__).parent).parts[0] in SLOW or "guide" in getattr(item, "fixturenames", ())
