"""Text in SVG files: its font must be one of the book's, and named in a way that every SVG renderer reads."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

_SVG = "{http://www.w3.org/2000/svg}"
_FONT = re.compile(r"(?:^|[;{\s])font\s*:")
_FAMILY = re.compile(r"font-family\s*:\s*([^;}]+)")
_HINT = 'write font-family="Liner Sans" on it, or let your drawing program turn letters into paths'

SYSTEM_FONTS = frozenset(
    [
        "arial",
        "calibri",
        "cambria",
        "courier",
        "cursive",
        "fantasy",
        "georgia",
        "helvetica",
        "monospace",
        "roboto",
        "sans-serif",
        "serif",
        "system-ui",
        "tahoma",
        "times",
        "trebuchet",
        "verdana",
    ]
)
"""Generic and common families, by their first word. No system font is used: a book looks the same on every machine."""


def text_problem(root: Element) -> tuple[str, str] | None:
    """Return a problem with the text of a drawing, and a hint; None if there is none."""
    sheets = " ".join(element.text or "" for element in root.iter(f"{_SVG}style"))
    waiting = [(root, "")]
    while waiting:  # not recursive, because a file may nest elements deeply
        element, family = waiting.pop()
        named = _FAMILY.search(element.get("style", ""))
        family = named[1] if named else element.get("font-family", family)
        if element.tag in (f"{_SVG}text", f"{_SVG}foreignObject") and (found := _problem(element, family, sheets)):
            return found
        waiting += [(child, family) for child in reversed(element)]
    return None


def _problem(element: Element, family: str, sheets: str) -> tuple[str, str] | None:
    words = " ".join("".join(element.itertext()).split())[:30]
    if element.tag == f"{_SVG}foreignObject":
        return f"its text '{words}' is in a <foreignObject>, which is not drawn", "write it as a <text> element"
    if not words:
        return None
    if _FONT.search(element.get("style", "")) or _FONT.search(sheets):
        return f"the font of its text '{words}' is set by the short form 'font:'", "write font-family and font-size instead"
    families = ",".join([*_FAMILY.findall(sheets), family]).lower().split(",")
    if any(name.strip(" '\"").partition(" ")[0] not in (SYSTEM_FONTS | {""}) for name in families):
        return None
    problem = f"is set in {family}, which is no font of the book" if family else "names no font"
    return f"its text '{words}' {problem}", _HINT
