"""The look that book.toml asks for: a theme, and colours and fonts in place of the theme's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from linernotes.model.findings import NOWHERE, Place

DEFAULT_THEME: Final = "plain"

PALETTE: Final[Mapping[str, str]] = {
    "ink": "text and lines",
    "accent": "numbers, lines and marks that stand out",
    "teacher": "the pages and notes for teachers",
    "highlight": "areas that stand out, with ink on them",
    "tint": "light areas, with ink on them",
}
"""The five colours of a palette and what they are for."""

ROLES: Final[Mapping[str, str]] = {
    "text": "running text",
    "labels": "labels, tables, tasks and diagrams",
    "headings": "headings",
    "title": "the title page and the largest headings",
}
"""The fonts of a book by their role, and what they are for."""


@dataclass(frozen=True, slots=True)
class Look:
    """The table ``[look]`` in book.toml.

    Attributes:
        theme: the name of the theme.
        palette: colours as ``#RRGGBB``, each with its name in ``PALETTE``.
        fonts: names of font families, each with its role in ``ROLES``.
        places: the places of all these in book.toml, by key; the theme's is ``theme``.
    """

    theme: str = DEFAULT_THEME
    palette: tuple[tuple[str, str], ...] = ()
    fonts: tuple[tuple[str, str], ...] = ()
    places: tuple[tuple[str, Place], ...] = field(default=(), compare=False)

    def place(self, key: str) -> Place:
        """Return the place of a key in book.toml."""
        return dict(self.places).get(key, NOWHERE)
