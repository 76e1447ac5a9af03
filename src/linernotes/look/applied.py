"""Apply a look: the files of its theme join the style sheets and templates of a project, and its colours fill them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from linernotes.assets import Design
from linernotes.look.fontfiles import FontFiles
from linernotes.look.fontlists import check_list
from linernotes.look.fonts import Fonts, choose_fonts, measure_title
from linernotes.look.theme import Theme, with_fonts
from linernotes.look.themefile import read_theme
from linernotes.model.findings import Place, ProjectError, did_you_mean
from linernotes.model.look import Look
from linernotes.model.memoize import Memoize, uncached
from linernotes.snapshot import Snapshot

FOLDER = "themes"
COLOURS = "colours.css"
"""The generated style sheet that declares the colours."""

ADDED: Mapping[str, str] = {"print.css": "print/theme.css", "epub.css": "epub/book.css"}
"""The style sheets of a theme that are added to others, and the sheets that they are added to."""

_PLACE = re.compile(r"(?P<path>styles/[^\s:]+\.css):(?P<line>\d+)")
_TOKEN = re.compile(r"var\(--([a-z][a-z0-9-]*)\)")
_THEME_FILE = re.compile(rf"{FOLDER}/(?P<theme>[^/]+)/theme\.toml")


_WITH_TITLE_FONT = ("tokens.css", ADDED["print.css"])
_TITLE_FONT = re.compile(rb'--title-font:\s*"([^"]+)"')
"""The font of titles in these style sheets, of which the last counts."""


@dataclass(frozen=True)
class Applied:
    """A look, applied to a project.

    Attributes:
        design: the style sheets and templates, with those of the theme.
        theme: the theme with its colours.
        fonts: its fonts, with those that the guide names.
        own_templates: the paths of the project's own templates below its folder, by their path below ``templates/``.
        added: the sheets of the theme that are parts of others, by the path of the other one below the project folder: the number
            of lines before it, and its own path.
    """

    design: Design
    theme: Theme
    fonts: Fonts
    own_templates: Mapping[str, str]
    added: Mapping[str, tuple[int, str]]

    def in_theme(self, message: str) -> str:
        """Return a message that begins with a place in a sheet; a place in a sheet of the theme is named with the theme's file."""
        found = _PLACE.match(message)
        if not found or found["path"] not in self.added:
            return message
        before, path = self.added[found["path"]]
        line = int(found["line"]) - before
        return f"{path}:{line}{message[found.end() :]}" if line > 0 else message


def apply_look(design: Design, look: Look, snapshot: Snapshot | None = None, memoize: Memoize = uncached) -> Applied:
    """Return the style sheets and templates of a project as its theme has them.

    In the folder ``styles/themes/<name>/``, ``print.css`` and ``epub.css`` come after the built-in sheets, and sheets in
    ``variants/`` after those of the same name; ``fonts.toml``, and templates in ``templates/``, replace the built-in ones.
    The project's own files replace both. Drawings and the sheet of e-books get the values of the colours, since drawings in a
    background cannot have variables and some e-readers do not know them.

    Args:
        design: the style sheets and templates of the project.
        look: the look that book.toml asks for.
        snapshot: the files of the manuscript, which may contain fonts.
        memoize: returns results of earlier runs.

    Raises:
        ProjectError: if there is no theme of this name.
        LinerNotesError: if its ``theme.toml`` is not that of a theme.
    """
    known = theme_names(design)
    if look.theme not in known:
        message = f"there is no theme '{look.theme}', that is, no folder styles/{FOLDER}/{look.theme} with a theme.toml"
        raise ProjectError(message, look.place("theme"), did_you_mean(look.theme, known))
    folder = f"{FOLDER}/{look.theme}/"
    theme = read_theme(look.theme, design.styles[f"{folder}theme.toml"].decode("utf-8"), dict(look.palette))
    files = {path.removeprefix(folder): content for path, content in design.styles.items() if path.startswith(folder)}
    styles = dict(design.styles)
    added: dict[str, tuple[int, str]] = {}
    for path, content in files.items():
        target = ADDED.get(path, path if path.startswith("variants/") and path.endswith(".css") else "")
        if target:
            added[f"styles/{target}"] = styles.get(target, b"").count(b"\n") + 1, f"styles/{folder}{path}"
            styles[target] = styles.get(target, b"") + b"\n" + content
    of_fonts = "fonts.toml"
    if "fonts.toml" in files and "styles/fonts.toml" not in design.own:
        of_fonts = f"{folder}fonts.toml"
    others = [path for path in sorted(styles) if path == "code.toml" or re.fullmatch(r"variants/[^/]+\.toml", path)]
    lists = {Place(f"styles/{path}"): styles[path].decode("utf-8") for path in (of_fonts, *others)}
    font_files = FontFiles(snapshot, design, look.theme, memoize)
    fonts = choose_fonts(look, lists, font_files)
    measured: tuple[int, ...] = ()
    if f"styles/{of_fonts}" in design.own:
        [*_, title] = _TITLE_FONT.findall(b"\n".join(styles[path] for path in _WITH_TITLE_FONT if path in styles))
        lacking = check_list(*next(iter(lists.items())), fonts.spec, title.decode())
        fonts = replace(fonts, problems=(*fonts.problems, *lacking))
        built_in = (text.decode() for path, text in design.styles.items() if _is_built_in_list(path, design))
        measured = measure_title(fonts.spec, title.decode(), built_in, font_files)
    theme = with_fonts(theme, fonts.found, measured)
    styles["fonts.toml"] = fonts.spec.encode()
    styles[ADDED["print.css"]] = styles.get(ADDED["print.css"], b"") + fonts.printed.encode()
    styles[ADDED["epub.css"]] = styles[ADDED["epub.css"]] + fonts.ebook.encode()
    styles[COLOURS] = _declared(theme.colours)
    for path in [path for path in styles if path.endswith(".svg") or path == ADDED["epub.css"]]:
        styles[path] = _filled(styles[path], theme.colours)
    of_theme = {path.removeprefix("templates/"): content for path, content in files.items() if path.startswith("templates/")}
    own = {path.removeprefix("templates/"): content for path, content in design.own.items() if path.startswith("templates/")}
    templates = {path: f"styles/{folder}templates/{path}" for path in of_theme} | {path: f"templates/{path}" for path in own}
    return Applied(
        replace(design, styles=styles, templates={**design.templates, **of_theme, **own}),
        theme,
        fonts,
        {path: place for path, place in templates.items() if place in design.own},
        added,
    )


def theme_names(design: Design) -> tuple[str, ...]:
    """Return the names of the themes of a project, the built-in ones included."""
    return tuple(found["theme"] for path in sorted(design.styles) if (found := _THEME_FILE.fullmatch(path)))


def _is_built_in_list(path: str, design: Design) -> bool:
    """Return whether a file is a built-in list of fonts."""
    return path.endswith("fonts.toml") and f"styles/{path}" not in design.own


def _declared(colours: Mapping[str, str]) -> bytes:
    return f":root {{ {' '.join(f'--{name}: {colour};' for name, colour in colours.items())} }}\n".encode()


def _filled(content: bytes, colours: Mapping[str, str]) -> bytes:
    """Return a style sheet or drawing with the values of the colours; other variables stay."""
    text = content.decode("utf-8", "surrogateescape")
    return _TOKEN.sub(lambda found: colours.get(found[1], found[0]), text).encode("utf-8", "surrogateescape")
