"""Shortcuts through WeasyPrint 70: what it works out anew for every box, worked out once. Every value stays what it was.

They hold for that one version, whose code they were read off; any other goes its own, longer ways.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

VERSION = "70.0"
"""The version of WeasyPrint that the shortcuts lead through."""

_FONT = (
    "font_style",
    "font_stretch",
    "font_weight",
    "font_size",
    "font_variant_caps",
    "font_variation_settings",
)
_FONT_OF_LINES = (
    *_FONT,
    "font_family",
    "font_variant_ligatures",
    "font_variant_position",
    "font_variant_numeric",
    "font_variant_alternates",
    "font_variant_east_asian",
    "font_feature_settings",
    "font_language_override",
    "lang",
    "line_height",
)
_OWN_RULES = ("page", "position", "float", "display")
"""Properties whose computed values depend on one another, or on those of other elements in their own ways."""

_MOST = 1_000
"""Values of a kind that are kept; the styles of a book have some dozens."""


@cache
def take_shortcuts() -> bool:
    """Take them, once; return whether this is the version that they lead through."""
    import weasyprint

    if weasyprint.__version__ != VERSION:
        return False
    _know_plain_values()
    _begin_styles_with_initial_values()
    _keep_fonts()
    _keep_solved_values()
    _keep_patterns()
    return True


def _replace(old: object, new: object) -> None:
    """Put something in the place of another in all modules of WeasyPrint that have imported it."""
    for name, module in tuple(sys.modules.items()):
        if name.partition(".")[0] == "weasyprint":
            for known, value in tuple(vars(module).items()):
                if value is old:
                    setattr(module, known, new)


def _know_plain_values() -> None:
    """Let words, numbers and lengths be known at once as no mathematical functions."""
    from weasyprint.css import functions
    from weasyprint.css.properties import Dimension

    check = functions.check_math
    plain = frozenset({str, int, float, type(None), Dimension})

    def check_math(token: Any) -> Any:  # WeasyPrint ships no types
        kind = type(token)
        if kind in plain:
            return None
        if kind is tuple:
            return any(type(item) not in plain and check_math(item) for item in token)
        return check(token)

    _replace(check, check_math)


def _begin_styles_with_initial_values() -> None:
    """Give new styles at once the initial values that they would look up one by one, and let others be inherited directly."""
    from weasyprint import css
    from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES

    logical: dict[str, set[str]] = {}
    for name, logical_name in css.PHYSICAL_FUNCTIONS.items():
        for inline in ("ltr", "rtl"):
            logical.setdefault(logical_name(block="ttb", inline=inline), set()).add(name)
    initial = {
        name: value
        for name, value in INITIAL_VALUES.items()
        if name not in INHERITED
        and name not in INITIAL_NOT_COMPUTED
        and name not in logical
        and name not in _OWN_RULES
        and not name.startswith("text_decoration_")
    }
    # Declarations of a logical property count for the physical ones, whichever way the text runs.
    declared = {name: tuple(({name} | logical.get(name, set())) & initial.keys()) for name in (*initial, *logical)}
    inherited = INHERITED - css.PHYSICAL_FUNCTIONS.keys() - {*_OWN_RULES}
    check_math = css.check_math
    begin_anonymous, begin_computed = css.AnonymousStyle.__init__, css.ComputedStyle.__init__
    look_up = css.ComputedStyle.__missing__

    def begin_with_initial_values(style: Any, parent: Any) -> None:
        style.update(initial)
        begin_anonymous(style, parent)

    def begin_with_initial_values_of_others(
        style: Any, parent: Any, cascaded: Mapping[str, Any], pseudo_type: str | None, *rest: Any
    ) -> None:
        if pseudo_type not in ("first-line", "first-letter"):  # all that these have is laid over other styles
            style.update(initial)
            for name in cascaded:
                for each in declared.get(name, ()):
                    style.pop(each, None)
        begin_computed(style, parent, cascaded, pseudo_type, *rest)

    def inherit_or_look_up(style: Any, name: str) -> Any:
        if name in inherited and name not in style.cascaded and style.parent_style is not None:
            value = style.parent_style[name]
            if not check_math(value):
                style[name] = value
                return value
        return look_up(style, name)

    css.AnonymousStyle.__init__ = begin_with_initial_values
    css.ComputedStyle.__init__ = begin_with_initial_values_of_others
    css.ComputedStyle.__missing__ = inherit_or_look_up


def _keep_fonts() -> None:
    """Keep the descriptions of fonts, and the heights of lines that are set in them."""
    from weasyprint.text import fonts, line_break

    describe, measure = fonts.get_font_description, line_break.strut
    descriptions: dict[Any, Any] = {}

    def get_font_description(style: Any) -> Any:
        key = (*style["font_family"], *[style[name] for name in _FONT])  # in drawings, families are a list
        found = descriptions.get(key)
        if found is None:
            if len(descriptions) >= _MOST:
                descriptions.clear()
            found = descriptions[key] = describe(style)
        return found

    def strut(style: Any) -> Any:
        values = [style[name] for name in _FONT_OF_LINES]
        height = style["line_height"]
        if getattr(height, "type", None):  # a mathematical function
            return measure(style)
        kept = style.font_config.strut_layouts
        key = (type(height), *values)
        found = kept.get(key)
        if found is None:
            found = kept[key] = measure(style)
        return found

    _replace(describe, get_font_description)
    _replace(measure, strut)


def _keep_solved_values() -> None:
    """Keep the values of declarations with variables, for the next element that the same variables hold for."""
    from weasyprint.css.properties import Dimension
    from weasyprint.css.tokens import Pending

    solve = Pending.solve

    def lasting(value: object) -> bool:
        """Return whether a value can never be altered."""
        if isinstance(value, tuple):
            return all(map(lasting, value))
        return isinstance(value, str | int | float | Dimension | None)

    def solve_once(pending: Any, tokens: Any, name: str, base_url: str | None) -> Any:
        kept = vars(pending).setdefault("kept", {})
        key = (name, base_url, *map(id, tokens))
        if key not in kept:
            value = solve(pending, tokens, name, base_url)
            if not lasting(value) or len(kept) >= _MOST:
                return value
            kept[key] = value, tuple(tokens)  # tokens that are kept keep their identity
        return kept[key][0]

    Pending.solve = solve_once


def _keep_patterns() -> None:
    """Keep the patterns that an HTML document is read by: tinyhtml5 looks for them by what they are made of, and keeps them by themselves."""
    from tinyhtml5 import inputstream

    class Patterns(dict[Any, re.Pattern[str]]):
        def __missing__(self, key: tuple[Iterable[str], bool]) -> re.Pattern[str]:
            characters, opposite = key
            spelled = "".join(f"\\x{ord(character):02x}" for character in characters)
            found = self[key] = re.compile(f"[{'' if opposite else '^'}{spelled}]+")
            return found

    inputstream.characters_until_regex = Patterns()
