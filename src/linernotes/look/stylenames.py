"""Checks of a project's own style sheets: variables, files, font families and classes that are not there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice
from pathlib import PurePosixPath
from posixpath import normpath
from typing import Final

from linernotes.assets import Design
from linernotes.fonts.spec import read_spec
from linernotes.look.applied import FOLDER, Applied
from linernotes.model.findings import Code, Finding, Place, Severity, did_you_mean

_COMMENT: Final = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_STRING: Final = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'")
_DECLARED: Final = re.compile(r"(?<![\w-])(--[\w-]+)\s*:")
_VARIABLE: Final = re.compile(r"var\(\s*+(?P<name>--[\w-]++)\s*+\)")
_VARIABLE_NAME: Final = re.compile(r"(?<![\w-])--[\w-]++")
_ADDRESS: Final = re.compile(r"url\(\s*+(?P<quote>[\"']?)(?P<address>[^\"'()\s]*+)(?P=quote)\s*+\)", re.IGNORECASE)
_IMPORT: Final = re.compile(r"@import\b", re.IGNORECASE)
_FONT_FACE: Final = re.compile(r"@font-face\s*\{[^{}]*\}", re.IGNORECASE)
_FAMILIES: Final = re.compile(r"(?<![\w-])font-family\s*:(?P<families>[^;{}]*)", re.IGNORECASE)
_FAMILY: Final = re.compile(r"[\w-][\w .-]*")
_CALL: Final = re.compile(r"(?<![\w-])[\w-]++\([^()]*+\)|![a-z]+")
_GENERIC: Final = frozenset(
    ["serif", "sans-serif", "monospace", "cursive", "fantasy", "system-ui", "math", "inherit", "initial", "unset", "revert"]
)
_CLASS: Final = re.compile(r"\.(?P<name>-?[A-Za-z_][\w-]*)")
_PRELUDE: Final = re.compile(r"(?:\A|(?<=[{};]))(?P<selectors>[^{};]++)\{")
_LIST: Final = re.compile(r"(variants/)?[^/]+\.toml")
_WORD: Final = re.compile(r"[A-Za-z][\w-]+")
_NEAR: Final = 0.8
_MOST: Final = 20
"""The number of findings about a style sheet: finding similar names takes a millisecond each."""

EBOOK: Final = re.compile(r"styles/epub/.*|styles/themes/[^/]+/epub\.css")
"""The paths of the style sheets of e-books."""


@dataclass(frozen=True, slots=True)
class _Known:
    """The names that a style sheet can use.

    Attributes:
        variables: those of all style sheets and templates, with their hyphens.
        files: the files that a page can show, by path below the project folder.
        families: the families of the lists of fonts.
        classes: the words of all templates, and the classes of the built-in style sheets.
    """

    variables: Set[str]
    files: Set[str]
    families: Set[str]
    classes: Set[str]


def check_style_names(design: Design, look: Applied, pictures: Set[str]) -> Iterator[Finding]:
    """Report names in the style sheets of a project that do not exist.

    Args:
        design: the styles and templates of the project, without its look.
        look: its look.
        pictures: the paths of its pictures below its folder.
    """
    own = {path: content.decode("utf-8", "replace") for path, content in design.own.items() if path.endswith(".css")}
    if not own:
        return
    known = _known(design, look, pictures)
    for path, text in own.items():
        yield from islice(_check(path, _blank(_COMMENT, text), known, look.theme.name), _MOST)


def _known(design: Design, look: Applied, pictures: Set[str]) -> _Known:
    sheets = {path: content.decode("utf-8", "replace") for path, content in design.styles.items() if path.endswith(".css")}
    templates = [content.decode("utf-8", "replace") for content in look.design.templates.values()]
    lists = (content.decode("utf-8") for path, content in look.design.styles.items() if _LIST.fullmatch(path))
    added = {path for path in design.own if path not in design.built_in}
    built_in = "\n".join(text for path, text in sheets.items() if f"styles/{path}" not in added)
    declared = _DECLARED.findall("\n".join([*sheets.values(), *templates]))
    return _Known(
        {*declared, *_VARIABLE_NAME.findall(built_in), *(f"--{name}" for name in look.theme.colours)},
        {f"styles/{path}" for path in design.styles} | pictures,
        {each.family for text in lists for each in read_spec(text)},
        {word for text in templates for word in _WORD.findall(text)} | set(_CLASS.findall(built_in)),
    )


def _check(path: str, text: str, known: _Known, theme: str) -> Iterator[Finding]:
    def warn(position: int, message: str, hint: str, severity: Severity = Severity.WARNING) -> Finding:
        place = Place(path, text.count("\n", 0, position) + 1, position - text.rfind("\n", 0, position))
        return Finding(place, Code.STYLE_SYNTAX, message, hint, severity)

    if "epub" in {
        *PurePosixPath(path).parts,
        PurePosixPath(path).stem,
    }:  # the sheets of an e-book become one, and imported ones stay behind
        for found in _IMPORT.finditer(_blank(_STRING, text)):
            yield warn(found.start(), "@import has no effect in an e-book", "copy the rules of the other file into this one")
    for found in _VARIABLE.finditer(text):
        if found["name"] not in known.variables:
            hint = did_you_mean(found["name"], known.variables) or "declare it below :root, or write a value"
            yield warn(found.start("name"), f"there is no variable '{found['name']}'", hint)
    for found in _ADDRESS.finditer(text):
        if problem := _problem_of(found["address"], path, known.files, theme):
            yield warn(found.start("address"), *problem, Severity.ERROR)
    if not EBOOK.fullmatch(path):
        faces = _FONT_FACE.findall(text)
        families = known.families | {name for face in faces for name in _names(face.partition(":")[2].partition(";")[0])}
        for found in _FAMILIES.finditer(text):
            for name in _names(found["families"]):
                if name not in families and name.lower() not in _GENERIC:
                    hint = did_you_mean(name, families) or "write a family of the list fonts.toml, or add this one to it"
                    yield warn(found.start("families") + found["families"].index(name), f"there is no font family '{name}'", hint)
    for prelude in _PRELUDE.finditer(_blank(_STRING, text)):
        for found in _CLASS.finditer(prelude["selectors"]):
            near = get_close_matches(found["name"], sorted(known.classes), 1, _NEAR) if found["name"] not in known.classes else ()
            if near and not prelude["selectors"].lstrip().startswith("@"):
                position = prelude.start("selectors") + found.start("name")
                yield warn(position, f"no template has the class '{found['name']}'", f"did you mean '{near[0]}'?")


def _problem_of(address: str, path: str, files: Set[str], theme: str) -> tuple[str, str] | None:
    """Return the message and the hint about an address in a style sheet; None for a file that is there."""
    if not address or address.startswith(("data:", "#")):
        return None
    if ":" in address or address.startswith("//"):
        return f"'{address}' is not a file of the guide", "save the file in the folder of the theme, and write its path"
    of_theme = path.startswith(f"styles/{FOLDER}/{theme}/")
    folder = "styles/print" if of_theme else str(PurePosixPath(path).parent)
    wanted = normpath(address.lstrip("/") if address.startswith("/") else f"{folder}/{address}")
    if wanted in files:
        return None
    own_folder = f"styles/{FOLDER}/{theme}/"
    by_name = {PurePosixPath(each).name: each for each in sorted(files, key=lambda each: each.startswith(own_folder))}
    near = get_close_matches(PurePosixPath(address).name, by_name, 1, _NEAR)
    hint = f"write the path from the folder of the guide: url(/{by_name[near[0]] if near else f'{own_folder}…'})"
    return f"there is no file '{address}'", hint


def _names(families: str) -> Iterator[str]:
    """Yield the families of a declaration, without functions."""
    for part in _CALL.sub(" ", families).split(","):
        if _FAMILY.fullmatch(name := part.strip().strip("\"'")):
            yield name


def _blank(pattern: re.Pattern[str], text: str) -> str:
    """Return a text with spaces in place of what matches."""
    return pattern.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
