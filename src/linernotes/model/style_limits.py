"""The check of a project's own style sheets, and of styles in pages, for rules that take the typesetter minutes or gigabytes, on the parsed sheets.

Grammar: https://www.w3.org/TR/css-syntax-3/, repeats: https://www.w3.org/TR/css-grid-1/#repeat-notation
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import tinycss2

from linernotes.model.findings import Code, Finding, Place

MAX_LENGTH = 100_000
"""The size of a number, and of a length in points: 35 m. Text that is moved out of sight is moved by less."""

MAX_REPEATS = 1_000
"""Columns or rows that ``repeat()`` makes."""

MAX_VALUE = 10_000
"""Parts of the value of a property, with the variables in it filled in, and characters of its texts."""

MAX_VARIABLES = 50
"""Variables that refer to each other in a row."""

MAX_SELECTOR = 200
"""Parts of one selector; each character, name and space counts."""

MAX_SELECTORS = 20_000
"""Selectors of a style sheet; the built-in ones have a hundredth of it."""

MIN_STEP = 0.1
"""The length, in points or percent, after which the colours of a gradient repeat."""

MOST = 10
"""Findings about the values in one style sheet: one variable that is too long makes all values with it too long."""

ATTRIBUTE = "a style attribute"
"""The place of what is in the style attributes of a page."""

_POINTS: Mapping[str, float] = {"px": 0.75, "pt": 1, "pc": 12, "in": 72, "cm": 72 / 2.54, "mm": 72 / 25.4, "q": 18 / 25.4, "%": 1}
"""Points to a unit, and 10 to one of text, such as em."""

_TEXT_UNIT = 10
UNLIMITED = frozenset(["z-index", "order"])
"""Properties whose numbers are only compared, so that they may be large."""

_COMPUTED = frozenset(["var", "calc", "min", "max", "clamp"])
"""Functions whose values are known only when a page is set (`typeset.patches.limits`)."""

_NAME = re.compile(r"--[\w-]+")


@dataclass(frozen=True, slots=True)
class _Declaration:
    """A declaration and the style sheet that it is in."""

    path: str
    name: str
    value: Sequence[Any]
    line: int
    column: int


def check_limits(sheets: Mapping[str, str], attributes: Iterable[str] = ()) -> Iterator[Finding]:
    """Report what is too large in style sheets.

    Args:
        sheets: the texts of the style sheets by path. Brackets in them are not nested deeply: parsing is recursive.
        attributes: the values of style attributes. Findings about them have the place `ATTRIBUTE`.
    """
    declarations: list[_Declaration] = []
    parsed = {path: tinycss2.parse_stylesheet(text, True, True) for path, text in sheets.items()}
    in_attributes = (rule for text in attributes for rule in tinycss2.parse_blocks_contents(text, True, True))
    for path, rules in [*parsed.items(), (ATTRIBUTE, in_attributes)]:
        found: list[_Declaration] = []
        selectors = list(_read(path, rules, found))
        yield from (finding for finding in selectors if isinstance(finding, Finding))
        count = sum(each for each in selectors if isinstance(each, int))
        if count > MAX_SELECTORS:
            message = f"this style sheet has rules for {count:,} selectors"
            yield _finding(Place(path), message, f"keep only rules that this guide needs: it can have {MAX_SELECTORS:,}")
        declarations += found
    sizes = _Sizes(declarations)
    for path in (*sheets, ATTRIBUTE):
        found_in = (finding for each in declarations if each.path == path for finding in _check(each, sizes))
        yield from islice(found_in, MOST)


def _read(path: str, rules: Iterable[Any], found: list[_Declaration]) -> Iterator[Finding | int]:
    """Collect the declarations of rules, and yield the number of selectors of each rule and findings about them."""
    for rule in rules:
        if rule.type == "declaration":
            found.append(_Declaration(path, rule.lower_name, rule.value, rule.source_line, rule.source_column))
        elif rule.type in ("qualified-rule", "at-rule"):
            if rule.type == "qualified-rule":
                lengths = _lengths(rule.prelude)
                yield len(lengths)
                if max(lengths) > MAX_SELECTOR:
                    message = f"a selector of this rule has {max(lengths):,} parts"
                    hint = "name only the elements and classes that are needed to find the element"
                    yield _finding(Place(path, rule.source_line, rule.source_column), message, hint)
            if rule.content:
                yield from _read(path, tinycss2.parse_blocks_contents(rule.content, True, True), found)


def _lengths(prelude: Iterable[Any]) -> list[int]:
    """Return the number of parts of each selector of a rule."""
    lengths = [0]
    for token in prelude:
        if token.type == "literal" and token.value == ",":
            lengths.append(0)
        else:
            lengths[-1] += 1 + sum(1 for _ in _tokens(_inside(token)))
    return lengths


def _inside(token: Any) -> Sequence[Any]:  # noqa: ANN401  # tinycss2 has no types
    """Return the tokens between the brackets of a function or block; none of other tokens."""
    return token.arguments if token.type == "function" else getattr(token, "content", None) or ()


def _tokens(tokens: Iterable[Any]) -> Iterator[Any]:
    """Yield tokens and everything between their brackets."""
    for token in tokens:
        yield token
        yield from _tokens(_inside(token))


class _Sizes:
    """The sizes of the values of variables, with the variables in them filled in: of several definitions, the largest counts."""

    def __init__(self, declarations: Iterable[_Declaration]) -> None:
        self._values: dict[str, list[Sequence[Any]]] = {}
        self._known: dict[str, tuple[int, int]] = {}
        for declaration in declarations:
            if declaration.name.startswith("--"):
                self._values.setdefault(declaration.name, []).append(declaration.value)

    def of(self, value: Sequence[Any], depth: int = 0) -> tuple[int, int]:
        """Return the number of parts of a value, and how many variables refer to each other in it."""
        size = deepest = 0
        for token in _tokens(value):
            size += 1
            if token.type == "ident" and _NAME.fullmatch(token.value):
                more, below = self._of_variable(token.value.lower(), depth + 1)
                size, deepest = size + more, max(deepest, below + 1)
        return min(size, MAX_VALUE + 1), deepest

    def _of_variable(self, name: str, depth: int) -> tuple[int, int]:
        if depth > MAX_VARIABLES:
            return 0, 0
        if name not in self._known:
            self._known[name] = (0, 0)  # a variable that refers to itself has no value
            found = [self.of(value, depth) for value in self._values.get(name, ())]
            self._known[name] = max((size for size, _ in found), default=0), max((below for _, below in found), default=0)
        return self._known[name]


def _check(declaration: _Declaration, sizes: _Sizes) -> Iterator[Finding]:
    """Report what is too large in a declaration, at most one of each kind."""
    place = Place(declaration.path, declaration.line, declaration.column)
    size, depth = sizes.of(declaration.value)
    text = sum(len(token.value) for token in _tokens(declaration.value) if token.type == "string")
    if size > MAX_VALUE:
        message = f"the value of '{declaration.name}' has more than {MAX_VALUE:,} parts, with its variables filled in"
        yield _finding(place, message, "make it shorter; does a variable repeat another one several times?")
    elif depth > MAX_VARIABLES:
        message = f"more than {MAX_VARIABLES} variables refer to each other"
        yield _finding(place, message, "write the value in place of the variable")
    elif text > MAX_VALUE:
        message = f"the text in the value of '{declaration.name}' has {text:,} characters"
        yield _finding(place, message, "write text in the manuscript, not in a style sheet")
    else:
        yield from _check_numbers(declaration)


def _check_numbers(declaration: _Declaration) -> Iterator[Finding]:
    for token in _tokens(declaration.value):
        place = Place(declaration.path, token.source_line, token.source_column)
        amount = _amount(token)
        if amount is not None and abs(amount) > MAX_LENGTH and declaration.name not in UNLIMITED:
            message = f"the number {token.serialize()[:20]} of '{declaration.name}' is larger than anything on a page"
            yield _finding(place, message, f"write a smaller one: a length can be {MAX_LENGTH:,} points")
            return
        if token.type == "function" and token.lower_name == "repeat":
            repeats = next((each.value for each in token.arguments if each.type == "number"), 0)
            if repeats > MAX_REPEATS:
                message = f"this repeat() makes {repeats:,.0f} columns or rows"
                yield _finding(place, message, f"write a smaller number: it can be {MAX_REPEATS:,}")
                return
        if token.type == "function" and token.lower_name.startswith("repeating-"):
            positions = [each for each in map(_amount, token.arguments) if each is not None]
            computed = any(each.type == "function" and each.lower_name in _COMPUTED for each in token.arguments)
            if positions and not computed and max(positions) - min(0, *positions) < MIN_STEP:
                message = f"the colours of this gradient repeat after less than {MIN_STEP} points"
                yield _finding(place, message, "make the distance between its first and last colour larger")
                return


def _amount(token: Any) -> float | None:  # noqa: ANN401  # tinycss2 has no types
    """Return a number, a percentage, or a length in points; None for other tokens."""
    if token.type == "dimension":
        return float(token.value) * _POINTS.get(token.lower_unit, _TEXT_UNIT)
    return float(token.value) if token.type in ("number", "percentage") else None


def _finding(place: Place, message: str, hint: str) -> Finding:
    return Finding(place, Code.STYLE_TOO_LARGE, message, hint)
