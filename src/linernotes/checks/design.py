"""Checks of a project's own templates and style sheets: files that nothing uses, and mistakes in CSS that hide others."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from linernotes.assets import Design
from linernotes.checks.properties import PROPERTIES
from linernotes.model.findings import Code, Finding, Place, Severity, did_you_mean
from linernotes.model.style_limits import check_limits

_TEXTS = (".css", ".toml", ".j2", ".html")
_VARIANT = re.compile(r"variants/[^/]+")
_THEME = re.compile(r"styles/themes/(?P<theme>[^/]+)/(?P<below>.+)")
_THEME_FILES = ("theme.toml", "fonts.toml", "print.css", "epub.css")
_VARIANT_SHEET = re.compile(r"variants/[^/]+\.css")
_HIDDEN = re.compile(r"/\*.*?\*/|\"(?:\\\\.|[^\"\\\\\n])*\"|'(?:\\\\.|[^'\\\\\n])*'|\([^(){};]*\)", re.DOTALL)
"""Comments, strings and arguments, which may contain any mark."""

_BLOCK = re.compile(r"\{(?P<body>[^{}]*)\}")
_NAME = re.compile(r"(?<=[{;}])\s*(?P<name>[A-Za-z][\w-]*)\s*:[^;{}]*(?=[;}])")
_EBOOK = "styles/epub/"

MAX_DEPTH = 50
"""Brackets inside each other in a style sheet; the built-in ones have six."""
_TWO = re.compile(r"\s*[\w-]+\s*:[^:;]*\s(?P<second>--[\w-]+|[a-z][a-z-]+)\s*:")


def check_design(design: Design) -> Iterator[Finding]:
    """Report the mistakes in a project's own templates and style sheets."""
    sheets: dict[str, str] = {}
    for path, content in design.own.items():
        if path.endswith(_TEXTS) and not any(part.startswith(".") for part in path.split("/")):
            yield from _file_unused(path, design)
        if path.endswith(".css"):
            text = content.decode("utf-8", "replace")
            if too_deep := _nesting(path, text):
                yield too_deep
                continue
            sheets[path] = text
            yield from _style_syntax(path, text)
            yield from _unknown_properties(path, text)
    if sheets:
        yield from check_limits(sheets)


def _file_unused(path: str, design: Design) -> Iterator[Finding]:
    """Report a file that replaces no built-in one and that no other file of the project names."""
    kind, _, below = path.partition("/")
    plain = f"{kind}/{_VARIANT.sub('', below).lstrip('/')}"
    variant = kind == "styles" and _VARIANT.fullmatch(str(PurePosixPath(below).with_suffix("")))
    name = os.fsencode(PurePosixPath(path).name)
    named = any(name in content for other, content in design.own.items() if other != path)
    if path in design.built_in or plain in design.built_in or variant or named or _of_theme(path, design):
        return
    known = [each for each in design.built_in if each.endswith(PurePosixPath(path).suffix)]
    similar = did_you_mean(path, [each for each in known if each.endswith(f"/{os.fsdecode(name)}")] or known)
    rule = "a file replaces the built-in one of the same path"
    hint = f"{similar} ({rule})" if similar.startswith("did") else f"give it the path of the file that it replaces: {rule}"
    message = f"there is no built-in file '{path}', so this file changes nothing"
    yield Finding(Place(path), Code.FILE_UNUSED, message, hint, Severity.WARNING)


def _of_theme(path: str, design: Design) -> bool:
    """Return whether a file has a place in the folder of a theme."""
    found = _THEME.fullmatch(path)
    if not found or f"styles/themes/{found['theme']}/theme.toml" not in {*design.own, *design.built_in}:
        return False
    below = found["below"]
    plain = _VARIANT.sub("", below).replace("//", "/")
    return below in _THEME_FILES or bool(_VARIANT_SHEET.fullmatch(below)) or plain in design.built_in


def _nesting(path: str, text: str) -> Finding | None:
    """Return the finding about brackets that are nested too deep for the parser of style sheets."""
    depth = 0
    for bracket in re.finditer(r"[()\[\]{}]", text):
        depth = depth + 1 if bracket[0] in "([{" else max(0, depth - 1)
        if depth > MAX_DEPTH:
            message = f"more than {MAX_DEPTH} brackets are open here"
            hint = "close every bracket, and look for a bracket that is repeated by mistake"
            return Finding(_place(path, text, bracket.start()), Code.STYLE_SYNTAX, message, hint)
    return None


def _visible(text: str) -> str:
    """Return a style sheet with spaces in place of comments, strings and arguments."""
    return _HIDDEN.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)


def _unknown_properties(path: str, text: str) -> Iterator[Finding]:
    """Report properties that have no effect, because the typesetter does not know their names."""
    plain = _visible(text)
    for found in _NAME.finditer(plain):
        name = found["name"].lower()
        if name not in PROPERTIES and not path.startswith(_EBOOK):  # e-readers know other properties
            hint = did_you_mean(name, PROPERTIES)
            hint = hint if hint.startswith("did") else "check its spelling; properties of screens have no effect on paper"
            place = _place(path, plain, found.start("name"))
            yield Finding(place, Code.STYLE_SYNTAX, f"there is no property '{name}'", hint, Severity.WARNING)


def _style_syntax(path: str, text: str) -> Iterator[Finding]:
    """Report missing semicolons and braces of a style sheet, with their lines."""
    plain = _visible(text)
    for block in _BLOCK.finditer(plain):
        start = block.start("body")
        for declaration in block["body"].split(";"):
            if two := _TWO.match(declaration):
                place = _place(path, plain, start + two.start("second"))
                message = f"a semicolon is missing before '{two['second']}'"
                yield Finding(place, Code.STYLE_SYNTAX, message, f"write ; {two['second']}: …")
            start += len(declaration) + 1
    opened: list[int] = []
    for brace in re.finditer(r"[{}]", plain):
        if brace[0] == "{":
            opened.append(brace.start())
        elif opened:
            opened.pop()
        else:
            message = "this brace } closes nothing"
            yield Finding(_place(path, plain, brace.start()), Code.STYLE_SYNTAX, message, "delete it")
    for position in opened[:1]:
        message = "the brace { that opens here is never closed"
        yield Finding(_place(path, plain, position), Code.STYLE_SYNTAX, message, "close it with } after the last declaration")


def _place(path: str, text: str, position: int) -> Place:
    return Place(path, text.count("\n", 0, position) + 1, position - text.rfind("\n", 0, position))
