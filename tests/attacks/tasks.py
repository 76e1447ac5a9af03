"""The task of the worker in which attacks are read."""

from __future__ import annotations

from pathlib import Path

from linernotes.model.findings import LinerNotesError
from linernotes.model.walking import plain_text
from tests.sample import read_folder


def read_all(folder: str) -> tuple[tuple[str, ...], str]:
    """Return the findings of a guide, or the error that ends the run, and the text of its sections."""
    try:
        guide = read_folder(Path(folder))
    except LinerNotesError as error:
        return (str(error),), ""
    return tuple(map(str, guide.findings)), " ".join(plain_text(section) for section in guide.book.sections)
