"""Skipping tests whose external programs are missing."""

from __future__ import annotations

import os
import warnings
from typing import NoReturn

import pytest


def skip_loudly(reason: str) -> NoReturn:
    """Skip with a warning, which also a quiet run shows; on a build server, fail."""
    reason = f"{reason}: run scripts/set-up test"
    if os.environ.get("CI") == "true":
        pytest.fail(reason, pytrace=False)
    warnings.warn(reason, stacklevel=3)
    pytest.skip(reason)
