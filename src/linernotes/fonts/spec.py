"""The list of fonts in ``styles/fonts.toml``, and its parser."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from linernotes.model.findings import LinerNotesError, Place, did_you_mean

DRAWN: Final = "drawn"
"""The source of a font that consists of the built-in symbols."""

SPEC: Final = Place("fonts.toml")

WEIGHTS: Final[Mapping[int, str]] = dict(
    zip(
        range(100, 1000, 100),
        ["Thin", "ExtraLight", "Light", "Regular", "Medium", "SemiBold", "Bold", "ExtraBold", "Black"],
        strict=True,
    )
)
"""The names of the weights (https://learn.microsoft.com/typography/opentype/spec/os2#usweightclass)."""


SUFFIXES: Final = (".ttf", ".otf", ".woff2", ".woff")
"""The suffixes of font files."""


def is_path(source: str) -> bool:
    """Return whether a source is a path (it has a slash or the suffix of a file, or is ``fonts``) and not the name of a family."""
    return "/" in source or source == "fonts" or source.lower().endswith((*SUFFIXES, ".ttc", ".otc"))


@dataclass(frozen=True, slots=True)
class Instance:
    """A font to build: one line of ``fonts.toml``.

    Attributes:
        family: the family name in style sheets.
        style: ``normal`` or ``italic``.
        weight: the CSS weight that the font declares, in hundreds.
        source: the font family that it is an instance of, the path of a font file of the guide, or ``DRAWN``.
        axes: tags and values in the source's units; any other axis of the source has its default value.
    """

    family: str
    style: str
    weight: int
    source: str
    axes: tuple[tuple[str, float], ...] = ()

    def __str__(self) -> str:
        """Return the name for messages, in the terms of style sheets."""
        return f"{self.family} {self.style} {self.weight}"

    @property
    def is_file(self) -> bool:
        """Whether the source is a font file of the guide."""
        return is_path(self.source)

    @property
    def package(self) -> str:
        """The PyPI package of the source, named as fontpkg names them."""
        return "fontpkg-" + re.sub(r"[\s_]+", "-", self.source.strip().lower())

    @property
    def style_name(self) -> str:
        """The style as font menus write it: Regular, Italic, Bold Italic, Black and so on."""
        name = WEIGHTS[self.weight]
        return name if self.style == "normal" else f"{name} Italic".removeprefix("Regular ")

    @property
    def postscript_name(self) -> str:
        """The PostScript name, which is also the name of the file."""
        return f"{self.family}-{self.style_name}".replace(" ", "")


@dataclass(frozen=True, slots=True)
class Style:
    """A style that a book needs: ``normal`` or ``italic``, the weight that it declares, and the weight of its letters."""

    style: str
    weight: int
    letters: int


@dataclass(frozen=True, slots=True)
class FamilyInstances:
    """The instances that a family has for the styles that a book needs.

    Attributes:
        instances: the instances of the styles that it has.
        missing: the other styles.
        characters: the code points that all of its files have.
        widths: the widths of its regular and bold letters, as `FontFacts` has them.
    """

    instances: tuple[Instance, ...]
    missing: tuple[Style, ...]
    characters: frozenset[int]
    widths: tuple[tuple[int, ...], tuple[int, ...]] = ((), ())


def read_spec(spec: str, place: Place = SPEC) -> tuple[Instance, ...]:
    """Parse the text of ``fonts.toml``. The builder checks later that the families have these axes.

    Args:
        spec: the text.
        place: the place of the file.

    Raises:
        LinerNotesError: the text is malformed, or two fonts have the same name.
    """
    try:
        entries = tomllib.loads(spec).get("fonts")
    except tomllib.TOMLDecodeError as error:
        raise LinerNotesError(f"this is not TOML: {error}", place) from error
    if not isinstance(entries, list) or not entries:
        raise LinerNotesError(
            "there is no list 'fonts'", place, 'begin it with fonts = [ and add { family = "Liner Text", … } for each'
        )
    instances = tuple(_read_instance(number, entry, place) for number, entry in enumerate(entries, 1))
    by_name: dict[str, Instance] = {}
    for instance in instances:
        if by_name.setdefault(instance.postscript_name.lower(), instance) is not instance:
            raise LinerNotesError(f"two fonts are called {instance}", place, "give each its own family, style or weight")
    return instances


def _read_instance(number: int, entry: dict[str, Any], place: Place) -> Instance:  # any TOML value may be in the list
    """Check one entry of the list, counted from 1."""

    def error(message: str, hint: str = "") -> LinerNotesError:
        return LinerNotesError(f"font {number}: {message}", place, hint)

    match entry:
        case {"family": str(family), "style": "normal" | "italic" as style, "weight": int(weight), "source": str(source), **rest}:
            pass
        case _:
            raise error("it needs family, style, weight and source", 'as in { family = "Liner Text", style = "normal", … }')
    for key in sorted(rest.keys() - {"axes"}):
        raise error(f"the key '{key}' is unknown", did_you_mean(key, ("family", "style", "weight", "source", "axes")))
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9]*( [A-Za-z0-9]+)*", family):
        raise error(
            f"'{family}' cannot be a family name", "use letters and digits without accents, and single spaces between words"
        )
    if weight not in WEIGHTS:
        raise error(f"the weight {weight} is not one of 100, 200 … 900")
    axes = rest.get("axes", {})
    if not isinstance(axes, dict) or not all(type(value) in (int, float) for value in axes.values()):
        raise error("'axes' must give each axis a number", "as in axes = { opsz = 11, wght = 400 }")
    if source == DRAWN and (axes or style == "italic"):
        raise error("the drawn symbols have no italic and no axes", 'write style = "normal" and leave out axes')
    return Instance(family, style, weight, source, tuple(sorted((tag, float(value)) for tag, value in axes.items())))
