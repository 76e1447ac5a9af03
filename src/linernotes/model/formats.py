"""What a file is, and the papers that one typesetting is bound for."""

from __future__ import annotations

from enum import StrEnum


class Format(StrEnum):
    """What a file is."""

    PDF = "pdf"
    EPUB = "epub"


class Paper(StrEnum):
    """The papers that one typesetting is bound for."""

    A4 = "a4"
    LETTER = "letter"


REPORT = "accessibility.html"
"""The report on all files that lie in a folder, so that it changes with builds of other files."""
