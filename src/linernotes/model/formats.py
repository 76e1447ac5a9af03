"""File formats and the name of the accessibility report."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Self, assert_never


class Format(StrEnum):
    """A file format in which an edition is published."""

    PDF = "pdf"
    EPUB = "epub"

    @property
    def suffix(self) -> str:
        """The suffix of its files, with the dot."""
        match self:
            case Format.PDF:
                return ".pdf"
            case Format.EPUB:
                return ".epub"
            case other:
                assert_never(other)

    @property
    def on_paper(self) -> bool:
        """Whether its files have printed pages, so that there is one for each paper."""
        match self:
            case Format.PDF:
                return True
            case Format.EPUB:
                return False
            case other:
                assert_never(other)

    @classmethod
    def of_file(cls, file: Path) -> Self | None:
        """Return the format that the suffix of a file stands for, in any case of letters; None if there is none."""
        return next((each for each in cls if each.suffix == file.suffix.lower()), None)


DEFAULT_FORMATS = (Format.PDF, Format.EPUB)
"""The formats of an edition that names none."""

REPORT = "accessibility.html"
"""The file name of the accessibility report on all files in a folder."""
