"""The number of examples of a property: few in the gate, many with ``make fuzz``."""

from __future__ import annotations

import os

from hypothesis import settings

TIMES = int(os.environ.get("FUZZ", "1"))


def examples(number: int) -> settings:
    """Return the settings for a number of examples, multiplied by the variable ``FUZZ``."""
    return settings(max_examples=number * TIMES)
