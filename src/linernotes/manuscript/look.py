"""The table ``[look]`` of book.toml → the look that it asks for."""

from __future__ import annotations

from linernotes.manuscript.keys import COLOUR, COLOURS, FAMILIES, LOOK, Keys
from linernotes.manuscript.source import ID_FORM_HINT, IDENTIFIER
from linernotes.manuscript.toml import TomlTable
from linernotes.model.look import DEFAULT_THEME, Look


def read_look(look: TomlTable) -> Look:
    """Return the look; report values that are not colours, and keys that do not exist."""
    theme = look.text("theme", DEFAULT_THEME)
    if not IDENTIFIER.fullmatch(theme):
        look.report(f"theme = '{theme}' cannot be the name of a theme", "theme", ID_FORM_HINT)
        theme = DEFAULT_THEME
    palette, fonts = look.table("palette"), look.table("fonts")
    colours = _texts(palette, COLOURS)
    for name, colour in colours.items():
        if not COLOUR.fullmatch(colour):
            palette.report(f"{name} = '{colour}' is not a colour", name, f'write it as in {name} = "#1F5A8A"')
    families = _texts(fonts, FAMILIES)
    look.finish(LOOK)
    places = {"theme": look.place("theme"), **{name: palette.place(name) for name in colours}}
    places |= {role: fonts.place(role) for role in families}
    valid = {name: colour.upper() for name, colour in colours.items() if COLOUR.fullmatch(colour)}
    return Look(theme, tuple(valid.items()), tuple(families.items()), tuple(places.items()))


def _texts(table: TomlTable, keys: Keys) -> dict[str, str]:
    """Return the texts of a table that may have these keys."""
    found = {name: table.text(name, "") for name in keys}
    table.finish(keys)
    return {name: text for name, text in found.items() if text}
