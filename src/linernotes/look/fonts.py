"""The fonts of a look: families and font files that book.toml names take the places of the theme's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from json import dumps
from typing import Final

from linernotes.fonts.spec import SUFFIXES, FamilyInstances, Instance, Style, is_path, read_spec
from linernotes.look.fontfiles import FontFileError, FontFiles
from linernotes.model.findings import Finding, Place
from linernotes.model.fontfiles import FontFile
from linernotes.model.look import Look


@dataclass(frozen=True, slots=True)
class _Role:
    """The family name of a role in style sheets, the styles that it needs, the size of its letters, and its style sheet rules."""

    family: str
    styles: tuple[Style, ...]
    size: float
    printed: str = ""
    ebook: str = ""


REGULAR, ITALIC = Style("normal", 400, 400), Style("italic", 400, 400)
BOLD, BOLD_ITALIC = Style("normal", 700, 700), Style("italic", 700, 700)
"""The styles of text. The letters of headings and titles are bold and declared as regular."""

_BETWEEN = 550
"""The weight between those that are measured as regular and as bold."""

_ROLES: Final[Mapping[str, _Role]] = {
    "text": _Role("Liner Text", (REGULAR, ITALIC, BOLD, BOLD_ITALIC), 11),
    "labels": _Role("Liner Sans", (REGULAR, ITALIC, BOLD), 9),
    "headings": _Role(
        "Liner Heading",
        (Style("normal", 400, 700),),
        16,
        ':root { --heading: "Liner Heading", "Liner Signs", "Liner Text", "Liner Sans", sans-serif; }',
        'h1, h2, h3, h4, h5, h6 { font-family: "Liner Heading", "Liner Signs", "Liner Text", sans-serif; }',
    ),
    "title": _Role(
        "Liner Title",
        (Style("normal", 400, 700),),
        60,
        ':root { --display: "Liner Title", "Liner Signs", "Liner Text", "Liner Sans", sans-serif; '
        '--title-font: "Liner Title", "Liner Text", "Liner Sans"; }',
        'h1 { font-family: "Liner Title", "Liner Signs", "Liner Text", sans-serif; }',
    ),
}
"""Headings and titles have a single, bold font that is declared as regular, so that no sheet needs to set a weight."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A font file that a list of fonts names.

    Attributes:
        place: its place in the list.
        instance: the font that is made from it.
        file: the file.
    """

    place: Place
    instance: Instance
    file: FontFile


@dataclass(frozen=True, slots=True)
class Fonts:
    """The fonts of a look.

    Attributes:
        spec: the list of fonts, as ``fonts.toml`` has it.
        printed: the style sheet rules that use them on pages.
        ebook: those for e-books.
        found: the families that book.toml names, by role; None for one that is not there.
        files: the font files of the guide that are used, by path.
        listed: those that lists of fonts name.
        problems: findings about font files that cannot be used.
    """

    spec: str
    printed: str = ""
    ebook: str = ""
    found: Mapping[str, FamilyInstances | None] = field(default_factory=dict)
    files: Mapping[str, FontFile] = field(default_factory=dict)
    listed: tuple[Listed, ...] = ()
    problems: tuple[Finding, ...] = ()


def choose_fonts(look: Look, lists: Mapping[Place, str], files: FontFiles) -> Fonts:
    """Return the fonts of a theme with those of a look in place of its own.

    A style that a family lacks stays that of the theme.

    Args:
        look: the look that book.toml asks for.
        lists: the lists of fonts by their places: first that of the theme, then others, such as those of variants.
        files: the font files of the guide.

    Raises:
        LinerNotesError: if a list is malformed.
    """
    of_theme, spec = next(iter(lists.items()))
    naming = [(place, text) for place, text in lists.items() if any(suffix in text.lower() for suffix in SUFFIXES)]
    if not look.fonts and not naming:
        return Fonts(spec)
    users = _Users(files)
    listed = [each for place, text in naming for each in users.listed(place, text)]
    found: dict[str, FamilyInstances | None] = {role: users.family(role, source, look.place(role)) for role, source in look.fonts}
    chosen = {(each.family, each.style, each.weight): each for each in read_spec(spec, of_theme)}
    for family in found.values():
        chosen |= {(each.family, each.style, each.weight): each for each in (family.instances if family else ())}
    shapes = [shape for role, shape in _ROLES.items() if (family := found.get(role)) and family.instances]
    return Fonts(
        _written(chosen.values()) if found else spec,
        "".join(f"{shape.printed}\n" for shape in shapes if shape.printed),
        "".join(f"{shape.ebook}\n" for shape in shapes if shape.ebook),
        found,
        users.used,
        tuple(listed),
        tuple(users.problems),
    )


def measure_title(spec: str, family: str, built_in: Iterable[str], files: FontFiles) -> tuple[int, ...]:
    """Return the widths of letters of the font for titles, as `FontFacts` has them.

    They are empty if the font is also in a built-in list, since the built-in themes know its widths, or if it is not there.

    Args:
        spec: the list of fonts of a guide or of its own theme.
        family: the family name of the font in style sheets.
        built_in: the built-in lists.
        files: the font files of the guide.
    """
    title = next((each for each in read_spec(spec) if (each.family, each.style) == (family, "normal")), None)
    if title is None or (title.source, title.axes) in {(each.source, each.axes) for text in built_in for each in read_spec(text)}:
        return ()
    if not title.is_file:
        from linernotes.fonts.families import instance_widths  # fontTools: 0.12 s, and few guides have lists of fonts

        return instance_widths(title)
    try:
        [facts] = [file.facts for file in files.find(title.source)]
    except (FontFileError, ValueError):  # `choose_fonts` reports it
        return ()
    return facts.widths[dict(title.axes).get("wght", 400) > _BETWEEN]


class _Users:
    """Collects the font files that lists and roles use, and the problems with them.

    Attributes:
        used: the files by path.
        problems: findings.
    """

    def __init__(self, files: FontFiles) -> None:
        self._files = files
        self.used: dict[str, FontFile] = {}
        self.problems: list[Finding] = []

    def listed(self, place: Place, text: str) -> Iterator[Listed]:
        """Yield the font files that a list names."""
        for instance in filter(lambda each: each.is_file, read_spec(text, place)):
            at = replace(place, line=next((n for n, line in enumerate(text.splitlines(), 1) if instance.source in line), 0))
            for file in self._find(instance.source, at):
                if self._use(file, at):
                    yield Listed(at, instance, file)

    def family(self, role: str, source: str, place: Place) -> FamilyInstances | None:
        """Return the instances that a role gets from a family or from font files; None if these are not there."""
        from linernotes.fonts.families import Wanted, installed_family, own_family  # fontTools: 0.12 s, and few books name fonts

        shape = _ROLES[role]
        wanted = Wanted(shape.family, shape.styles, shape.size, any_weight=len(shape.styles) == 1)
        if not is_path(source):
            return installed_family(source, wanted)
        own = self._find(source, place)
        if not own:
            return None
        family = own_family(own, wanted)
        sources = {each.source for each in family.instances}
        usable = [self._use(file, place) for file in own if file.path in sources]
        return family if all(usable) else None

    def _find(self, source: str, place: Place) -> tuple[FontFile, ...]:
        try:
            return self._files.find(source)
        except FontFileError as error:
            self.problems.append(Finding(place, error.code, error.message, error.hint))
            return ()

    def _use(self, file: FontFile, place: Place) -> bool:
        try:
            self._files.try_out(file)
        except FontFileError as error:
            self.problems.append(Finding(place, error.code, error.message, error.hint))
            return False
        self.used[file.path] = file
        return True


def listed_styles(styles: Iterable[Style]) -> str:
    """Return the names of styles for messages."""
    names = {400: "regular", 700: "bold"}
    return ", ".join(names[style.letters] if style.style == "normal" else f"{names[style.letters]} italic" for style in styles)


def _written(instances: Iterable[Instance]) -> str:
    """Return a list of fonts as TOML."""
    lines = []
    for each in instances:
        axes = f", axes = {{ {', '.join(f'{tag} = {value:g}' for tag, value in each.axes)} }}" if each.axes else ""
        lines.append(
            f'  {{ family = "{each.family}", style = "{each.style}", weight = {each.weight}, '
            f"source = {dumps(each.source, ensure_ascii=False)}{axes} }},\n"
        )
    return f"fonts = [\n{''.join(lines)}]\n"
