"""Settings for all tests: which of them are slow, the order in which they start, and Hypothesis without clock and chance."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

SLOW = (
    "accidents",
    "attacks",
    "conformance",
    "end_to_end",
    "layout",
    "look/test_font_files.py",
    "test_reports.py",
    "test_wheel.py",
    "typeset/test_patches.py",
    "typeset/test_typesetter.py",
    "workers",
)
"""Folders and files of slow tests. A test elsewhere is slow, too, if it reads a built guide."""

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


def pytest_xdist_auto_num_workers() -> int:
    """Return the number of workers: one more than there are cores, because tests often wait for a process or a page."""
    return 1 + (os.cpu_count() or 1)


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """Mark slow tests. When those that `-m` leaves out are gone, move the longest to the start of the workers' queues.

    The second worker starts with the corpus; the first builds the guide and then validates it. So no worker waits for another at
    the end, or for files that another builds.
    """
    for item in items:
        if _is_slow(item):
            item.add_marker("slow")
    yield
    longest = [item for item in items if item.path.name == LONGEST]
    rest = [item for item in items if item.path.name != LONGEST]
    rest.sort(key=lambda item: _place(item) not in LONG)
    second = len(items) // int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "2"))
    items[:] = [*rest[:second], *longest, *rest[second:]]


def _place(item: pytest.Item) -> str:
    """Return the first folder or the file of a test, below ``tests/``."""
    return item.path.relative_to(Path(__file__).parent).parts[0]


def _is_slow(item: pytest.Item) -> bool:
    path = item.path.relative_to(Path(__file__).parent).as_posix()
    return path.startswith(SLOW) or not {"guide", "sample"}.isdisjoint(getattr(item, "fixturenames", ()))
