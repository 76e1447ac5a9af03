"""Time limits of child processes, which no busy machine reaches."""

from __future__ import annotations

from itertools import chain, repeat
from threading import Timer

import pytest

HUNG = 3600.0
"""Seconds after which a child process counts as hung.

Far more than a busy machine needs: the limit ends what would never end, and no test measures speed with it.
"""


def limit_tasks(monkeypatch: pytest.MonkeyPatch, *seconds: float) -> None:
    """Let the pool wait for its first tasks these seconds, whatever its limits are, and for all others without end."""
    limits = chain(seconds, repeat(HUNG))
    monkeypatch.setattr("linernotes.workers.pool.Timer", lambda _, end: Timer(next(limits), end))
