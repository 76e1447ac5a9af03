"""Corrections to WeasyPrint 70.0, one per module. Each module says which upstream behaviour it changes, and why."""

from __future__ import annotations

from functools import cache

import weasyprint

from linernotes.typeset.patches import balanced_columns, limits, line_breaks, long_words, whole_floats

VERSION = "70.0"
"""The patches depend on private functions of this version; with any other version, none is installed."""


@cache
def install() -> None:
    """Install every patch, once in a process."""
    if weasyprint.__version__ == VERSION:
        for patch in (balanced_columns, limits, line_breaks, long_words, whole_floats):
            patch.install()
