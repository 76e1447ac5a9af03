"""The names that a theme's style sheets can use: classes by template, page types, running texts and variables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from markup import code, table

ROOT = Path(__file__).parents[2]
_CLASSES = re.compile(r'class="([^"]*)"')
_NAME = re.compile(r"[a-z][a-z-]*[a-z]")
_FILLED_IN = re.compile(r"\{[{%].*?[%}]\}")


def style_names() -> str:
    """Return the page types, running texts and variables of the built-in style sheets, and the classes of the templates."""
    sheets = "\n".join(
        file.read_text(encoding="utf-8") for file in sorted((ROOT / "styles").rglob("*.css")) if "themes" not in file.parts
    )
    names = {
        "Page types, as in `@page worksheet`": re.findall(r"@page ([a-z][a-z-]*)", sheets),
        "Running texts, as in `content: string(book)`": re.findall(r"string\(([a-z-]+)", sheets),
        "Variables, as in `var(--inset)`": re.findall(r"(--[a-z-]+)\s*:", sheets),
    }
    lists = (f"{title}: {_listed(found)}.\n" for title, found in names.items())
    rows = []
    for file in sorted((ROOT / "templates" / "parts").glob("*.j2")):
        if found := _classes(file.read_text(encoding="utf-8")):
            rows.append((code(f"parts/{file.name.partition('.')[0]}"), _listed(found)))
    return "\n".join([*lists, table(("template", "classes"), rows)])


def _classes(text: str) -> set[str]:
    return {name for found in _CLASSES.findall(text) for name in _FILLED_IN.sub(" ", found).split() if _NAME.fullmatch(name)}


def _listed(names: Iterable[str]) -> str:
    return ", ".join(map(code, sorted(set(names))))


PARTS: Mapping[str, Callable[[], str]] = {"style-names": style_names}
