"""Font families by name: the instances that a book needs of them, and what they lack."""

from __future__ import annotations

from collections.abc import Sequence

import fontpkg
from fontTools.ttLib import TTFont

from linernotes.fonts.spec import FamilyInstances, Instance, Style


def family_instances(source: str, name: str, styles: Sequence[Style], size: float) -> FamilyInstances | None:
    """Return the instances of an installed family, or None if it is not installed.

    Args:
        source: the name of the family, as its ``fontpkg-…`` package has it.
        name: the family name in style sheets.
        styles: the styles that the book needs.
        size: the size of its letters, in points, for families with optical sizes.
    """
    try:
        family = fontpkg.family(source)
    except fontpkg.FamilyNotInstalled:
        return None
    instances: list[Instance] = []
    missing: list[Style] = []
    wanted = {"opsz": size, "wdth": 100.0}
    for style in styles:
        try:
            fontpkg.select_file(family, style.letters, style.style)
        except fontpkg.FontpkgError:
            missing.append(style)
            continue
        axes = {axis.tag: style.letters if axis.tag == "wght" else wanted.get(axis.tag, 0) for axis in family.axes}
        ranges = {axis.tag: (axis.min, axis.max) for axis in family.axes}
        placed = sorted((tag, float(min(max(value, ranges[tag][0]), ranges[tag][1]))) for tag, value in axes.items())
        instances.append(Instance(name, style.style, style.weight, source, tuple(placed)))
    characters = frozenset(TTFont(family.files[0].path, lazy=True).getBestCmap())
    return FamilyInstances(tuple(instances), tuple(missing), characters)
