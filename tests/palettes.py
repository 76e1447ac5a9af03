"""Random palettes, the same in every run."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from random import Random

from linernotes.look.checks import check_palette
from linernotes.look.colours import mixed
from linernotes.look.theme import Theme
from linernotes.look.themefile import read_theme
from linernotes.model.look import Look

THEMES_FOLDER = Path(__file__).parents[1] / "styles" / "themes"

_DARK = ("ink", "accent", "teacher")
_LIGHT = ("highlight", "tint")


@cache
def legible_palettes(theme: str, tried: int = 200) -> tuple[Theme, ...]:
    """Return a theme with those of this number of random palettes in which `check` finds nothing."""
    random = Random(13)  # noqa: S311 - no secret
    text = (THEMES_FOLDER / theme / "theme.toml").read_text(encoding="utf-8")
    found = []
    for _ in range(tried):
        dark = {key: f"#{random.randrange(160):02X}{random.randrange(160):02X}{random.randrange(160):02X}" for key in _DARK}
        light = {key: mixed(f"#{random.randrange(1 << 24):06X}", random.randrange(60)) for key in _LIGHT}
        look = Look(theme, tuple({**dark, **light}.items()))
        themed = read_theme(theme, text, dict(look.palette))
        if not [*check_palette(look, themed)]:
            found.append(themed)
    return tuple(found)
