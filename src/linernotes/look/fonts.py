"""The fonts of a look: families that book.toml names take the places of the theme's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Final

from linernotes.fonts.spec import FamilyInstances, Instance, Style, read_spec
from linernotes.model.findings import Code, Finding, Severity
from linernotes.model.look import Look


@dataclass(frozen=True, slots=True)
class _Role:
    """The family name of a role in style sheets, the styles that it needs, the size of its letters, and its style sheet rules."""

    family: str
    styles: tuple[Style, ...]
    size: float
    rules: str = ""


_REGULAR, _ITALIC = Style("normal", 400, 400), Style("italic", 400, 400)
_BOLD, _BOLD_ITALIC = Style("normal", 700, 700), Style("italic", 700, 700)
_ROLES: Final[Mapping[str, _Role]] = {
    "text": _Role("Liner Text", (_REGULAR, _ITALIC, _BOLD, _BOLD_ITALIC), 11),
    "labels": _Role("Liner Sans", (_REGULAR, _ITALIC, _BOLD), 9),
    "headings": _Role(
        "Liner Heading", (Style("normal", 400, 700),), 16, '--heading: "Liner Heading", "Liner Signs", "Liner Text", sans-serif;'
    ),
    "title": _Role(
        "Liner Title",
        (Style("normal", 400, 700),),
        60,
        '--display: "Liner Title", "Liner Signs", "Liner Text", sans-serif; --title-font: "Liner Title", "Liner Text";',
    ),
}
"""Headings and titles have a single, bold font that is declared as regular, so that no sheet needs to set a weight."""


@dataclass(frozen=True, slots=True)
class Fonts:
    """The fonts of a look.

    Attributes:
        spec: the list of fonts, as ``fonts.toml`` has it.
        rules: the style sheet rules that use them.
        found: the families that book.toml names, by role; None for one that is not installed.
    """

    spec: str
    rules: str
    found: Mapping[str, FamilyInstances | None]


def choose_fonts(look: Look, spec: str) -> Fonts:
    """Return the fonts of a theme with the families of a look in place of its own.

    A style that a family lacks stays that of the theme.

    Args:
        look: the look that book.toml asks for.
        spec: the theme's list of fonts.

    Raises:
        LinerNotesError: if the list is malformed.
    """
    if not look.fonts:
        return Fonts(spec, "", {})
    from linernotes.fonts.families import family_instances  # fontTools takes 0.12 s to load, and few books name fonts

    found = {}
    chosen: dict[tuple[str, str, int], Instance] = {(each.family, each.style, each.weight): each for each in read_spec(spec)}
    for role, source in look.fonts:
        shape = _ROLES[role]
        found[role] = family = family_instances(source, shape.family, shape.styles, shape.size)
        for each in family.instances if family else ():
            chosen[each.family, each.style, each.weight] = each
    rules = " ".join(_ROLES[role].rules for role, family in found.items() if family and family.instances and _ROLES[role].rules)
    return Fonts(_written(chosen.values()), f":root {{ {rules} }}\n" if rules else "", found)


def check_fonts(look: Look, fonts: Fonts, characters: Set[str]) -> Iterator[Finding]:
    """Report families that are not installed, and the styles and characters that the others lack.

    Args:
        look: the look that book.toml asks for.
        fonts: its fonts.
        characters: the characters that the book prints.
    """
    for role, source in look.fonts:
        place, family = look.place(role), fonts.found[role]
        if family is None:
            package = f"fontpkg-{'-'.join(source.lower().split())}"
            message = f"the font family '{source}' for {role} is not installed"
            yield Finding(place, Code.FONT_MISSING, message, f"check its name, or install it: pip install {package}")
            continue
        if family.missing:
            message = f"the font family '{source}' has no {_listed(family.missing)}; the theme's font takes its place"
            yield Finding(place, Code.FONT_STYLE, message, "choose a family that has it", Severity.WARNING)
        lacking = sorted(each for each in characters if each.isalpha() and ord(each) not in family.characters)
        if lacking:
            message = f"the font family '{source}' lacks characters of the guide: {' '.join(lacking[:20])}"
            yield Finding(place, Code.FONT_COVERAGE, message, "choose a family that has them", Severity.WARNING)


def _listed(styles: Sequence[Style]) -> str:
    names = {400: "regular", 700: "bold"}
    return ", ".join(names[style.letters] if style.style == "normal" else f"{names[style.letters]} italic" for style in styles)


def _written(instances: Iterable[Instance]) -> str:
    """Return a list of fonts as TOML."""
    lines = []
    for each in instances:
        axes = f", axes = {{ {', '.join(f'{tag} = {value:g}' for tag, value in each.axes)} }}" if each.axes else ""
        lines.append(
            f'  {{ family = "{each.family}", style = "{each.style}", weight = {each.weight}, source = "{each.source}"{axes} }},\n'
        )
    return f"fonts = [\n{''.join(lines)}]\n"
