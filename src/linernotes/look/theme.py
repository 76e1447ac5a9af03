"""A theme: its colours and the space for titles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from linernotes.fonts.spec import FamilyInstances
from linernotes.model.findings import Place


@dataclass(frozen=True, slots=True)
class TitleSpace:
    """The space for a title or a subtitle.

    Attributes:
        width: in points.
        height: in points.
        largest: the largest size of its letters, in points.
        leading: the distance from line to line at that size, in points.
        breadth: the width of its font in relation to that of titles. For a cover, the width of a letter in ems.
    """

    width: float
    height: float
    largest: int
    leading: float
    breadth: float = 1


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme with the palette of a guide.

    Attributes:
        name: the name of its folder.
        colours: the palette, the shades that are mixed from it, paper, and further colours of the theme, as ``#RRGGBB``.
        letters: the widths of wide letters, narrow ones, capitals and all others in the font of titles, in ems and rounded up.
        labels: the widths of regular and bold letters for labels, as `FontFacts` has them, if a guide has a font of its own for
            these; otherwise empty.
        places: the places of the colours in ``theme.toml``.
        spaces: the spaces for titles: ``title`` and ``subtitle`` on the title page, ``drawn`` and ``drawn-subtitle`` over a
            backdrop, ``opening`` on the page that opens a chapter, and ``cover``, whose unit is a pixel.
        capitals: the widths of A to Z in the font of titles, in thousandths of an em, if titles of openings are set in capitals.
    """

    name: str
    colours: Mapping[str, str]
    letters: tuple[float, float, float, float]
    spaces: Mapping[str, TitleSpace]
    labels: tuple[tuple[int, ...], ...] = ()
    capitals: tuple[int, ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict, compare=False)


UNTHEMED = Theme("", {}, (0, 0, 0, 0), {})
"""No theme, for templates without colours and titles."""

SPACES = ("title", "subtitle", "drawn", "drawn-subtitle", "cover")
OPENING = TitleSpace(476, 96, 44, 46)
"""The space of a title on the page that opens a chapter, for a theme that names none."""
CAPITALS = 26
"""The number of capitals whose widths a theme may have."""


def with_fonts(theme: Theme, found: Mapping[str, FamilyInstances | None], measured: tuple[int, ...] = ()) -> Theme:
    """Return a theme with the widths of the letters of other fonts.

    Args:
        theme: the theme.
        found: the families that a guide names, by their role.
        measured: the widths of the font for titles in a list of fonts of the guide's own, as `FontFacts` has them; may be empty.
    """
    labels, title = found.get("labels"), found.get("title")
    if labels and labels.instances:
        theme = replace(theme, labels=labels.widths)
    if widths := title.widths[1] if title and title.instances else measured:
        wide, narrow, capital, other = (_width(widths, characters) for characters in ("WM", "iIl", "AEHNOS", "aeno"))
        ratio = other / theme.letters[3]
        narrower, wider = {"subtitle", "drawn-subtitle"}, {"cover"}
        breadths = {key: 1 / ratio if key in narrower else ratio if key in wider else 1 for key in theme.spaces}
        spaces = {key: replace(space, breadth=space.breadth * breadths[key]) for key, space in theme.spaces.items()}
        capitals = widths[ord("A") - 0x20 :][:CAPITALS] if theme.capitals else ()
        theme = replace(theme, letters=(wide, narrow, capital, other), spaces=spaces, capitals=capitals)
    return theme


def _width(widths: tuple[int, ...], characters: str) -> float:
    """Return the greatest width of these characters, in ems; half an em if a font has none of them."""
    return max(widths[ord(character) - 0x20] for character in characters) / 1000 or 0.5
