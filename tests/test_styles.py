"""The style sheets of the printed guide: colours are tokens, text has enough contrast, nothing is too small."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from linernotes.build.context import PRINT_SHEETS
from tests.contrast import LARGE, TEXT, contrast, rgb

STYLES = Path(__file__).parents[1] / "styles"
SHEETS = [path.relative_to(STYLES).as_posix() for path in sorted(STYLES.rglob("*.css")) if path.parent.name != "epub"]
TOKENS: dict[str, str] = dict(re.findall(r"--([\w-]+):\s*(#[0-9A-Fa-f]{6})", (STYLES / "tokens.css").read_text(encoding="utf-8")))
PAPER = "#FFFFFF"
TINTS = ("cream", "mint", "grey2")
"""Light backgrounds that text of any colour may have."""

SMALLEST, SMALLEST_OF_TASKS = 8.0, 9.0
"""Points."""

RAISED = (".citation", "::footnote-call")
"""Raised symbols beside larger text: they are repeated at full size at the place that they link to."""

TASKS = ("question", "activity", "options", "pair-", "stem", "worksheet", "blank", "cards", "retelling", "verse", "content-note")
LABELS = ("tag", "minutes", "grouping", "needs", "question-head", "sources")
"""Repeated labels, for which the minimum of tasks does not hold: the page explains them elsewhere, in full size."""

_COLOUR = re.compile(r"#[0-9A-Fa-f]{3,8}\b")


@dataclass(frozen=True)
class Rule:
    selector: str
    declarations: dict[str, str]

    def colour(self, *names: str) -> str:
        """Return the first colour in these properties, empty if there is none."""
        for name in names:
            found = re.search(r"var\(--([\w-]+)\)|(#[0-9A-Fa-f]{6})\b", self.declarations.get(name, ""))
            if found:
                return TOKENS[found[1]] if found[1] else found[2]
        return ""

    def size(self) -> float | None:
        """Return the font size in points; None if it is not set in points."""
        for name in ("font", "font-size"):
            found = re.search(r"(?<![\d.])(\d*\.?\d+)pt", self.declarations.get(name, ""))
            if found:
                return float(found[1])
        return None


def rules(sheet: str) -> Iterator[Rule]:
    text = re.sub(r"/\*.*?\*/", "", (STYLES / sheet).read_text(encoding="utf-8"), flags=re.DOTALL)
    for selector, body in re.findall(r"([^{};]+)\{([^{}]*)", text):
        pairs = (declaration.partition(":") for declaration in body.split(";") if ":" in declaration)
        yield Rule(" ".join(selector.split()), {name.strip(): value.strip() for name, _, value in pairs})


def test_print_sheets_exist() -> None:
    assert set(PRINT_SHEETS) <= set(SHEETS)


@pytest.mark.parametrize("sheet", SHEETS)
def test_every_colour_is_a_token(sheet: str) -> None:
    known = {*(value.upper() for value in TOKENS.values()), PAPER}
    text = (STYLES / sheet).read_text(encoding="utf-8")
    assert {colour.upper() for colour in _COLOUR.findall(text)} <= known


def _inherited_colour(rule: Rule) -> str:
    """Return the colour that a less specific rule sets, such as ``.card`` for ``.card.wide``."""
    classes = set(re.findall(r"[.\w-]+", rule.selector.replace(".", " .")))
    for sheet in SHEETS:
        for other in rules(sheet):
            if other.colour("color") and set(re.findall(r"[.\w-]+", other.selector.replace(".", " ."))) <= classes:
                return other.colour("color")
    return ""


def test_text_has_enough_contrast_with_its_background() -> None:
    problems = []
    for sheet in SHEETS:
        for rule in rules(sheet):
            background = rule.colour("background", "background-color")
            colour = rule.colour("color") or (background and _inherited_colour(rule))
            if (
                background
                and not rule.selector.startswith("@page")
                and contrast(rgb(colour or TOKENS["ink"]), rgb(background)) < TEXT
            ):
                problems.append(f"{sheet}: {rule.selector}: {colour or 'ink'} on {background}")
            if colour and not background:
                dark = contrast(rgb(colour), rgb(PAPER)) >= TEXT
                problems += [
                    f"{sheet}: {rule.selector}: {colour} on {tint}"
                    for tint in TINTS
                    if dark and contrast(rgb(colour), rgb(TOKENS[tint])) < TEXT
                ]
                if not dark and contrast(rgb(colour), rgb(TOKENS["ink"])) < TEXT:
                    problems.append(f"{sheet}: {rule.selector}: {colour} is legible neither on paper nor on ink")
    assert not problems


def test_borders_have_enough_contrast_with_paper() -> None:
    problems = []
    for sheet in SHEETS:
        for rule in rules(sheet):
            for name in rule.declarations:
                if name.startswith("border") and (colour := rule.colour(name)) and contrast(rgb(colour), rgb(PAPER)) < LARGE:
                    problems.append(f"{sheet}: {rule.selector}: {name} {colour}")
    assert not problems


def test_no_text_is_too_small() -> None:
    problems = []
    for sheet in SHEETS:
        for rule in rules(sheet):
            if (size := rule.size()) is None or any(mark in rule.selector for mark in RAISED):
                continue
            task = any(name in rule.selector for name in TASKS) and not any(name in rule.selector for name in LABELS)
            if size < (SMALLEST_OF_TASKS if task else SMALLEST):
                problems.append(f"{sheet}: {rule.selector}: {size} pt")
    assert not problems
