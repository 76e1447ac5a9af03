"""What a test cannot do without: where it is missing the test is skipped, and says so."""

from __future__ import annotations

import os
import warnings
from typing import NoReturn

import pytest


def skip_loudly(reason: str) -> NoReturn:
    """Skip, and say why where a quiet run shows it, too; on a build server, fail."""
    reason = f"{reason}: run scripts/set-up test"
    if os.environ.get("CI") == "true":
        pytest.fail(reason, pytrace=False)
    warnings.warn(reason, stacklevel=3)
    pytest.skip(reason)
