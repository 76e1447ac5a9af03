"""Font families: the instances that a book needs of them, and what they lack."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import fontpkg
from fontTools.ttLib import TTFont

from linernotes.fonts.inspection import widths_of
from linernotes.fonts.spec import FamilyInstances, Instance, Style
from linernotes.model.fontfiles import FontFacts, FontFile

_LIGHTEST_TEXT, _LIGHTEST_BOLD, _HEAVIEST = 300, 600, 900
"""The weights that pass for regular (from the first) and for bold (from the second to the third)."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a book needs of a family.

    Attributes:
        name: the family name in style sheets.
        styles: the styles.
        size: the size of its letters, in points, for families with optical sizes.
        any_weight: whether upright letters of another weight will do, as for titles.
    """

    name: str
    styles: tuple[Style, ...]
    size: float
    any_weight: bool = False


def installed_family(source: str, wanted: Wanted) -> FamilyInstances | None:
    """Return the instances of an installed family, or None if it is not installed.

    Args:
        source: the name of the family, as its ``fontpkg-…`` package has it.
        wanted: what the book needs of it.
    """
    try:
        family = fontpkg.family(source)
    except fontpkg.FamilyNotInstalled:
        return None
    instances: list[Instance] = []
    missing: list[Style] = []
    values = {"opsz": wanted.size, "wdth": 100.0}
    for style in wanted.styles:
        try:
            fontpkg.select_file(family, style.letters, style.style, wanted.any_weight)
        except fontpkg.FontpkgError:
            missing.append(style)
            continue
        axes = {axis.tag: style.letters if axis.tag == "wght" else values.get(axis.tag, 0) for axis in family.axes}
        ranges = {axis.tag: (axis.min, axis.max) for axis in family.axes}
        placed = sorted((tag, float(min(max(value, ranges[tag][0]), ranges[tag][1]))) for tag, value in axes.items())
        instances.append(Instance(wanted.name, style.style, style.weight, source, tuple(placed)))
    font = TTFont(family.files[0].path, lazy=True)
    widths = widths_of(font, {"wght": 400}), widths_of(font, {"wght": 700})
    return FamilyInstances(tuple(instances), tuple(missing), frozenset(font.getBestCmap()), widths)


def is_installed(source: str) -> bool:
    """Return whether a family is installed."""
    try:
        fontpkg.family(source)
    except fontpkg.FamilyNotInstalled:
        return False
    return True


def instance_widths(instance: Instance) -> tuple[int, ...]:
    """Return the widths of letters of an installed font, as `FontFacts` has them; empty if it is not installed."""
    try:
        file = fontpkg.select_file(fontpkg.family(instance.source), instance.weight, instance.style, nearest=True)
    except fontpkg.FontpkgError:
        return ()
    return widths_of(TTFont(file.path, lazy=True), dict(instance.axes))


def own_family(files: Sequence[FontFile], wanted: Wanted) -> FamilyInstances:
    """Return the instances that font files of a guide have.

    Args:
        files: the files, at least one.
        wanted: what the book needs of them.
    """
    instances: list[Instance] = []
    missing: list[Style] = []
    used: list[FontFacts] = []
    for style in wanted.styles:
        fitting = [file for file in files if _fits(file.facts, style, any_weight=wanted.any_weight)]
        if not fitting:
            missing.append(style)
            continue
        file = min(fitting, key=lambda file: (_distance(file.facts, style), file.path))
        instances.append(Instance(wanted.name, style.style, style.weight, file.path, _axes(file.facts, style, wanted.size)))
        used.append(file.facts)
    chosen = used or [file.facts for file in files]
    bold = next((facts for facts in reversed(used) if not facts.italic), chosen[0])
    return FamilyInstances(
        tuple(instances),
        tuple(missing),
        frozenset.intersection(*(facts.characters for facts in chosen)),
        (chosen[0].widths[0], bold.widths[1]),
    )


def _fits(facts: FontFacts, style: Style, *, any_weight: bool) -> bool:
    """Return whether a file has letters that pass for a style."""
    if style.style == "italic" and not (facts.italic or facts.axis("ital") or facts.axis("slnt")):
        return False
    if style.style == "normal" and facts.italic:
        return False
    if any_weight:
        return True
    if facts.axis("wght"):
        return _distance(facts, style) == 0
    return (
        _LIGHTEST_BOLD <= facts.weight <= _HEAVIEST if style.letters == 700 else _LIGHTEST_TEXT <= facts.weight < _LIGHTEST_BOLD
    )


def _distance(facts: FontFacts, style: Style) -> float:
    """Return how far the weight of a file is from that of a style."""
    axis = facts.axis("wght")
    return abs((axis.nearest(style.letters) if axis else facts.weight) - style.letters)


def _axes(facts: FontFacts, style: Style, size: float) -> tuple[tuple[str, float], ...]:
    """Return the position of a style in the design space of a variable font; nothing for a static font."""
    values = {"wght": float(style.letters), "opsz": size, "wdth": 100.0}
    if style.style == "italic" and not facts.italic:
        values |= {"ital": 1.0, "slnt": -90.0}  # the axis of slant goes from upright, 0, to a negative angle
    return tuple(sorted((axis.tag, axis.nearest(values.get(axis.tag, axis.default))) for axis in facts.axes))
