"""The time limit of child processes."""

from __future__ import annotations

HUNG = 3600.0
"""Seconds after which a child process counts as hung.

Far more than a busy machine needs: the limit ends what would never end, and no test measures speed with it.
"""
