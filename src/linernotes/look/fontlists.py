"""Checks of a list of fonts of a guide or of its theme: families and styles that every guide needs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from linernotes.fonts.spec import DRAWN, Instance, read_spec
from linernotes.look.fonts import BOLD, BOLD_ITALIC, ITALIC, REGULAR, Listed, listed_styles
from linernotes.model.findings import Code, Finding, Place, Severity

_NEEDED: Final = {
    "Liner Text": (REGULAR, ITALIC, BOLD, BOLD_ITALIC),
    "Liner Sans": (REGULAR, ITALIC, BOLD),
    "Liner Narrow": (REGULAR,),
    "Liner Signs": (REGULAR,),
}
"""The families that the built-in style sheets name, with the styles that they use."""

_FROM_BOLD: Final = 550
"""The lowest weight of letters that pass for bold ones."""


def check_list(place: Place, text: str, spec: str, title: str) -> Iterator[Finding]:
    """Report families and styles that a list of fonts lacks, and families in it that are not installed.

    Args:
        place: the place of the list.
        text: its text.
        spec: the list with the fonts that book.toml names.
        title: the family name of the font for titles in style sheets.

    Raises:
        LinerNotesError: if the list is malformed.
    """
    listed, chosen = read_spec(text, place), read_spec(spec)
    for family, styles in {**_NEEDED, title: _NEEDED.get(title, (REGULAR,))}.items():
        of_family = [each for each in chosen if each.family == family]
        missing = [each for each in styles if (each.style, each.weight) not in {(one.style, one.weight) for one in of_family}]
        if not of_family:
            source = DRAWN if family == "Liner Signs" else "…"
            hint = f'add {{ family = "{family}", style = "normal", weight = 400, source = "{source}" }}'
            yield Finding(place, Code.FONT_MISSING, f"the list has no family '{family}', which every guide needs", hint)
        elif missing:
            message = f"'{family}' has no {listed_styles(missing)}; these letters would be made from others"
            hint = "add a line for each: " + ", ".join(f'style = "{each.style}", weight = {each.weight}' for each in missing)
            yield Finding(_line(place, text, f'"{family}"'), Code.FONT_STYLE, message, hint, Severity.WARNING)
    yield from _not_installed(place, text, listed)


def check_letters(listed: Sequence[Listed]) -> Iterator[Finding]:
    """Report static font files whose letters are not as the list says: upright ones as italic, or regular ones as bold.

    Bold letters may have the weight 400: see ``fonts.toml``.
    """
    for each in listed:
        facts, instance = each.file.facts, each.instance
        if facts.axes:
            continue
        if facts.italic != (instance.style == "italic"):
            found = "italic" if facts.italic else "normal"
            message = f"the letters of the font file '{each.file.path}' are {'italic' if facts.italic else 'upright'}"
            hint = f'write style = "{found}", or the path of another file'
        elif instance.weight >= _FROM_BOLD > facts.weight:
            message = f"the letters of the font file '{each.file.path}' have the weight {facts.weight}, and not {instance.weight}"
            hint = "write the path of the file with bold letters"
        else:
            continue
        yield Finding(each.place, Code.FONT_STYLE, message, hint, Severity.WARNING)


def _not_installed(place: Place, text: str, listed: Sequence[Instance]) -> Iterator[Finding]:
    from linernotes.fonts.families import is_installed  # fontTools: 0.12 s, and few guides have lists of fonts

    by_source: dict[str, Instance] = {each.source: each for each in listed if not each.is_file and each.source != DRAWN}
    for source, instance in by_source.items():
        if not is_installed(source):
            message = f"the font family '{source}' is not installed"
            hint = f"check its name, install it (pip install {instance.package}), or write the path of a font file, such as fonts/Name.ttf"
            yield Finding(_line(place, text, f'"{source}"'), Code.FONT_MISSING, message, hint)


def _line(place: Place, text: str, words: str) -> Place:
    """Return the place of the first line with these words."""
    return Place(place.file, next((number for number, line in enumerate(text.splitlines(), 1) if words in line), 0))
