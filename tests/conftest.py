"""Settings for all tests: which of them are slow, the order in which they start, and Hypothesis without clock and chance."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

SLOW = ("accidents", "attacks", "end_to_end", "conformance", "layout", "test_wheel.py")
"""Folders and files of slow tests. A test elsewhere is slow, too, if it reads the built guide."""

LONG, LONGEST = ("conformance", "test_wheel.py"), "test_corpus.py"
"""The folder and the file with the longest tests, and the file of that folder that takes as long as all others."""

# A busy machine is not a failure: neither an example nor the drawing of one has a time limit. Every run has the same examples, so a
# change that passed does not fail later; `make fuzz` sets FUZZ and draws new ones.
settings.register_profile(
    "repeatable", deadline=None, derandomize="FUZZ" not in os.environ, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("repeatable")


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
    rest.sort(key=lambda item: _place(item) not in LONG)
    middle = len(items) // 2
    items[:] = [*rest[:middle], *longest, *rest[middle:]]


def _place(item: pytest.Item) -> str:
    """Return the first folder or the file of a test, below ``tests/``."""
    return item.path.relative_to(Path(__file__).parent).parts[0]


def _is_slow(item: pytest.Item) -> bool:
    return _place(item) in SLOW or "guide" in getattr(item, "fixturenames", ())
