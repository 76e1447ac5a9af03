"""The file ``theme.toml`` of a theme → its colours and the space for titles; every mistake is reported with its line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Final

from linernotes.look.colours import MIXES, NEEDS, PAPER, legible
from linernotes.look.theme import CAPITALS, OPENING, SPACES, Theme, TitleSpace
from linernotes.manuscript.keys import COLOUR, COLOURS, Key, Keys
from linernotes.manuscript.source import SourceFile
from linernotes.manuscript.toml import TomlTable, load_toml
from linernotes.model.findings import Code, LinerNotesError, did_you_mean, in_order
from linernotes.model.look import PALETTE

_SPACE: Final[Keys] = {
    **{name: Key(Decimal, f"{name} of the space", needed=True) for name in ("width", "height", "largest", "leading")},
    "breadth": Key(Decimal, "the width of letters"),
}
_PALETTE: Final[Keys] = {name: replace(key, needed=True) for name, key in COLOURS.items()}
_LARGEST: Final = 1e5
"""More than the length of any page."""

_THEME: Final[Keys] = {
    "letters": Key(list, "the widths of W, i, A and o", needed=True),
    "capitals": Key(list, "the widths of A to Z"),
    "palette": Key(dict, "the palette", needed=True),
    "colours": Key(dict, "further colours"),
    "mixes": Key(dict, "shades"),
    "spaces": Key(dict, "the space for titles", needed=True),
}


def read_theme(name: str, text: str, palette: Mapping[str, str]) -> Theme:
    """Return a theme.

    Args:
        name: its name.
        text: the text of its ``theme.toml``.
        palette: the colours that a guide has in place of the theme's.

    Raises:
        LinerNotesError: if the text is not that of a theme; the first mistake is named with its line.
    """
    source = SourceFile(f"styles/themes/{name}/theme.toml", text, "en")
    values = load_toml(source)
    theme = _read(name, TomlTable(source, values, ()), palette) if values is not None else None
    if theme is None or source.findings:
        first = in_order(source.findings)[0]
        raise LinerNotesError(first.message, first.place, first.hint)
    return theme


def _read(name: str, top: TomlTable, palette: Mapping[str, str]) -> Theme | None:
    """Return a theme; None if one of its values is reported."""
    own, spaces = (TomlTable(top.source, top.take(key, dict), (key,)) for key in ("palette", "spaces"))
    fixed, mixing = top.table("colours"), top.table("mixes")
    colours, further = _read_colours(own, PALETTE), _read_colours(fixed, fixed.values)
    own.finish(_PALETTE)
    mixes = {**MIXES, **_read_mixes(mixing, {"paper", *PALETTE, *further})}
    letters = _read_letters(top)
    space = "{key} = {{ width = 470, height = 250, largest = 60, leading = 62 }}"
    found = {key: _read_space(spaces, key, spaces.take(key, dict, example=space.format(key=key))) for key in SPACES}
    opening: Mapping[str, object] = spaces.take("opening", dict, {})
    found["opening"] = _read_space(spaces, "opening", opening) if opening else OPENING
    capitals = _read_capitals(top)
    spaces.finish({**{key: Key(dict, key, needed=True) for key in SPACES}, "opening": Key(dict, "opening")})
    top.finish(_THEME)
    if top.source.findings:
        return None
    places = {key: table.place(key) for table in (mixing, fixed, own) for key in table.values}
    mixed = _mixed(colours, palette, further, mixes)
    return Theme(name, mixed, letters, {key: space for key, space in found.items() if space}, capitals=capitals, places=places)


def _read_colours(table: TomlTable, keys: Mapping[str, object]) -> dict[str, str]:
    """Return the colours with these keys, as ``#RRGGBB``; all are needed."""
    found = {key: table.text(key) for key in keys}
    for key, colour in found.items():
        if colour and not COLOUR.fullmatch(colour):
            table.report(f"{key} = '{colour}' is not a colour", key, f'write it as in {key} = "#1C2126"')
    return {key: colour.upper() for key, colour in found.items()}


def _read_mixes(table: TomlTable, colours: set[str]) -> dict[str, tuple[str, int]]:
    """Return the shades that are mixed: a colour and its percentage."""
    found = {}
    for key in table.values:
        match table.take(key, list, example=f'{key} = ["ink", 60]'):
            case [str(colour), int(percent)] if colour in colours and 0 <= percent <= 100:
                found[key] = (colour, percent)
            case _ if isinstance(table.values[key], list):
                hint = (
                    f'write a colour and its percentage, as in {key} = ["ink", 60]; the colours are {", ".join(sorted(colours))}'
                )
                table.report(f"'{key}' is not a mixture", key, hint)
    return found


def _read_letters(top: TomlTable) -> tuple[float, float, float, float]:
    """Return the widths of W, i, A and o."""
    example = "letters = [0.98, 0.36, 0.72, 0.58]"
    widths = top.take("letters", list, example=example)
    match [_positive(each) for each in widths]:
        case [wide, narrow, capital, other] if min(wide, narrow, capital, other):
            return wide, narrow, capital, other
    if isinstance(top.values.get("letters"), list):
        top.report("'letters' is not a list of four widths", "letters", f"write {example}")
    return 1, 1, 1, 1


def _read_capitals(top: TomlTable) -> tuple[int, ...]:
    """Return the widths of A to Z, in thousandths of an em; nothing if titles of openings are not set in capitals."""
    widths = tuple(int(_positive(each)) for each in top.take("capitals", list, []))
    if not widths:
        return ()
    if len(widths) != CAPITALS or not all(widths):
        top.report("'capitals' is not a list of 26 widths", "capitals", "write the widths of A to Z in thousandths of an em")
    return widths


def _read_space(spaces: TomlTable, name: str, values: Mapping[str, object]) -> TitleSpace | None:
    """Return the space for a title; None if a value of it is reported."""
    table = TomlTable(spaces.source, values, (*spaces.path, name))
    known = {key: _positive(values.get(key)) for key in _SPACE}
    problems = {key: f"there is no value called '{key}'" for key in values if key not in _SPACE}
    problems |= {key: f"'{key}' is not a number above zero" for key in values if not known.get(key, 1)}
    problems |= {key: f"'{key}' is missing" for key, each in _SPACE.items() if each.needed and key not in values}
    for key, problem in list(problems.items())[: 1 if values else 0]:
        hint = did_you_mean(key, _SPACE) if key not in _SPACE else f"write {key} = 60"
        place = table.place(key) if table.place().line else spaces.place(name)
        table.source.report(Code.DATA_ENTRY, place, f"[{'.'.join(table.path)}]: {problem}", hint)
    if problems:
        return None
    breadth = known["breadth"] or 1
    return TitleSpace(known["width"], known["height"], int(known["largest"]), known["leading"], breadth)


def _positive(value: object) -> float:
    """Return a number of TOML; 0 for one that is not above zero, and for any other value."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return 0
    return float(value) if 0 < float(value) < _LARGEST else 0


def _mixed(
    own: Mapping[str, str], palette: Mapping[str, str], fixed: Mapping[str, str], mixes: Mapping[str, tuple[str, int]]
) -> dict[str, str]:
    """Return all colours.

    A shade is mixed so that text and lines are legible with it. A fixed colour that could be mixed stays only while the guide has
    the theme's own palette.
    """
    colours = {"paper": PAPER, **own, **palette}
    for key, (of, percent) in mixes.items():
        base = colours[of] if of in colours else fixed[of]
        needs = [(colours[other], ratio) for other, ratio in NEEDS.get(key, {}).items() if other in colours]
        colours[key] = legible(base, percent, needs)
    changed = any(own.get(key) != colour for key, colour in palette.items())
    return colours | {key: colour for key, colour in fixed.items() if not (changed and key in mixes)}
