"""A theme: the file ``theme.toml`` of its folder, with its colours and the space for titles."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace

from linernotes.fonts.spec import FamilyInstances
from linernotes.look.colours import MIXES, NEEDS, PAPER, legible
from linernotes.model.findings import LinerNotesError, Place
from linernotes.model.look import PALETTE

_COLOUR = re.compile("#[0-9A-F]{6}")


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
        spaces: the spaces for titles: ``title`` and ``subtitle`` on the title page, ``drawn`` and ``drawn-subtitle`` over a
            backdrop, and ``cover``, whose unit is a pixel.
    """

    name: str
    colours: Mapping[str, str]
    letters: tuple[float, float, float, float]
    spaces: Mapping[str, TitleSpace]
    labels: tuple[tuple[int, ...], ...] = ()


UNTHEMED = Theme("", {}, (0, 0, 0, 0), {})
"""No theme, for templates without colours and titles."""

SPACES = ("title", "subtitle", "drawn", "drawn-subtitle", "cover")


def read_theme(name: str, text: str, palette: Mapping[str, str]) -> Theme:
    """Return a theme.

    Args:
        name: its name.
        text: the text of its ``theme.toml``.
        palette: the colours that a guide has in place of the theme's.

    Raises:
        LinerNotesError: if the text is not that of a theme.
    """
    place = Place(f"styles/themes/{name}/theme.toml")
    try:
        values = tomllib.loads(text)
        own = {key: str(value).upper() for key, value in values["palette"].items()}
        fixed = {key: str(value).upper() for key, value in values.get("colours", {}).items()}
        mixes = {**MIXES, **{key: (str(of), int(percent)) for key, (of, percent) in values.get("mixes", {}).items()}}
        spaces = {key: TitleSpace(**values["spaces"][key]) for key in SPACES}
        wide, narrow, capital, other = map(float, values["letters"])
        colours = _colours(own, palette, fixed, mixes)
    except tomllib.TOMLDecodeError as error:
        raise LinerNotesError(f"this is not TOML: {error}", place) from error
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        hint = "begin with a copy of the theme.toml of a built-in theme"
        raise LinerNotesError(f"this is not the file of a theme: {error or type(error).__name__}", place, hint) from error
    missing = [key for key in PALETTE if key not in colours]
    wrong = [key for key, colour in colours.items() if not _COLOUR.fullmatch(colour)]
    if missing or wrong:
        problem = f"the palette has no {missing[0]}" if missing else f"{wrong[0]} = '{colours[wrong[0]]}' is not a colour"
        raise LinerNotesError(problem, place, 'write colours as in ink = "#1C2126"')
    return Theme(name, colours, (wide, narrow, capital, other), spaces)


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
        theme = replace(theme, letters=(wide, narrow, capital, other), spaces=spaces)
    return theme


def _width(widths: tuple[int, ...], characters: str) -> float:
    """Return the greatest width of these characters, in ems; half an em if a font has none of them."""
    return max(widths[ord(character) - 0x20] for character in characters) / 1000 or 0.5


def _colours(
    own: Mapping[str, str], palette: Mapping[str, str], fixed: Mapping[str, str], mixes: Mapping[str, tuple[str, int]]
) -> dict[str, str]:
    """Return all colours.

    A shade is mixed so that text and lines are legible with it. A fixed colour that could be mixed stays only while the guide has
    the theme's own palette.
    """
    colours = {"paper": PAPER, **own, **palette}
    for key, (of, percent) in mixes.items():
        colours[key] = legible(
            colours[of], percent, [(colours[other], ratio) for other, ratio in NEEDS.get(key, {}).items() if other in colours]
        )
    changed = any(own.get(key) != colour for key, colour in palette.items())
    return colours | {key: colour for key, colour in fixed.items() if not (changed and key in mixes)}
