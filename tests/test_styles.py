"""The style sheets of the printed guide: colours are tokens, text has enough contrast, nothing is too small."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from linernotes.assets import read_design
from linernotes.build.context import PRINT_SHEETS
from linernotes.fonts.spec import read_spec
from linernotes.html.titles import title_page_style
from linernotes.look.applied import Applied, apply_look
from linernotes.look.colours import PAIRS, contrast, lowest_contrast
from linernotes.model.look import Look
from tests.contrast import LARGE, TEXT
from tests.palettes import legible_palettes

ROOT = Path(__file__).parents[1]
STYLES = ROOT / "styles"
THEMES = sorted(path.parent.name for path in STYLES.glob("themes/*/theme.toml"))
SHEETS = [path.relative_to(STYLES).as_posix() for path in sorted(STYLES.rglob("*.css"))]
PRINTED = [sheet for sheet in SHEETS if not sheet.endswith(("epub.css", "epub/book.css"))]
TINTS = ("tint", "teacher-tint", "wash")
"""Light backgrounds that text of any colour may have."""

SMALLEST, SMALLEST_OF_TASKS = 8.0, 9.0
"""Points."""

RAISED = (".citation", "::footnote-call", ".line-number")
"""Raised symbols and numbers beside larger text: what they stand for is named at full size elsewhere."""

TASKS = ("question", "activity", "options", "pair-", "stem", "worksheet", "blank", "cards", "retelling", "verse", "content-note")
LABELS = ("tag", "minutes", "grouping", "needs", "question-head", "sources")
"""Repeated labels, for which the minimum of tasks does not hold: the page explains them elsewhere, in full size."""

_COLOUR = re.compile(r"(?<![&\w])#(?:[0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})\b")


@dataclass(frozen=True)
class Rule:
    selector: str
    declarations: dict[str, str]

    def colour(self, *names: str) -> str:
        """Return the name of the first colour in these properties, empty if there is none."""
        for name in names:
            for found in re.findall(r"var\(--([\w-]+)\)", self.declarations.get(name, "")):
                if found in colours("stage"):
                    return str(found)
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


@cache
def applied(theme: str) -> Applied:
    return apply_look(read_design(ROOT), Look(theme))


def colours(theme: str) -> Mapping[str, str]:
    return applied(theme).theme.colours


def sheets_of(theme: str) -> list[str]:
    """Return the sheets of printed pages in a theme: those of every theme and its own."""
    return [sheet for sheet in PRINTED if not sheet.startswith("themes/") or sheet.startswith(f"themes/{theme}/")]


def test_print_sheets_exist() -> None:
    assert set(PRINT_SHEETS) <= set(applied("plain").design.styles)


FILES = [
    path
    for folder in ("src", "styles", "templates")
    for path in sorted((ROOT / folder).rglob("*"))
    if path.suffix in (".css", ".svg", ".j2", ".py") and not {"reports", "browser"} & {*path.parts}
]
"""Everything that may decide about the pages of a guide: not the report, and not the window of the preview."""


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_no_colour_or_font_is_written_except_as_a_token(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    if file.name != "colours.py":  # declares the white of paper
        assert not _COLOUR.findall(text.replace("#RRGGBB", "").replace('"#1F5A8A"', "").replace('"#1C2126"', ""))
    families = set(re.findall(r"font-family\s*[:=]\s*[\"']?\s*[\"']?([A-Za-z][A-Za-z ]*)", text))
    assert all(family.startswith("Liner") or family in ("sans", "serif", "var") for family in map(str.strip, families)), families


@pytest.mark.parametrize("theme", THEMES)
def test_theme_has_every_font_that_its_sheets_name(theme: str) -> None:
    styles = applied(theme).design.styles
    named = {
        family for sheet in (*PRINT_SHEETS, "epub/book.css") for family in re.findall(r'"(Liner \w+)"', styles[sheet].decode())
    }
    # the stacks of every theme name those that only some themes have
    known = {font.family for name in ("fonts.toml", "code.toml") for font in read_spec(styles[name].decode())}
    assert named - {"Liner Title"} <= known


def _inherited_colour(rule: Rule) -> str:
    """Return the colour that a less specific rule sets, such as ``.card`` for ``.card.wide``."""
    classes = set(re.findall(r"[.\w-]+", rule.selector.replace(".", " .")))
    for sheet in PRINTED:
        for other in rules(sheet):
            if other.colour("color") and set(re.findall(r"[.\w-]+", other.selector.replace(".", " ."))) <= classes:
                return other.colour("color")
    return ""


@pytest.mark.parametrize("theme", THEMES)
def test_text_has_enough_contrast_with_its_background(theme: str) -> None:
    assert not [*_faint_text(theme, colours(theme))]


@pytest.mark.parametrize("theme", THEMES)
def test_text_is_legible_in_every_palette_that_passes_the_check(theme: str) -> None:
    palettes = legible_palettes(theme)
    assert len(palettes) > 20
    problems = {problem: palette for palette in palettes for problem in _faint_text(theme, palette.colours)}
    assert not problems


def _faint_text(theme: str, known: Mapping[str, str]) -> Iterator[str]:
    """Yield the rules whose text has too little contrast in these colours, on a screen or in grey."""
    for sheet, selector, colour, background in _text_pairs(theme):
        grounds = [background] if background else ["paper", *TINTS]
        for ground in grounds:
            if lowest_contrast(known[colour], known[ground]) < TEXT:
                yield f"{sheet}: {selector}: {colour} on {ground}"


@cache
def _text_pairs(theme: str) -> tuple[tuple[str, str, str, str], ...]:
    """Return sheet, selector, colour and background of all rules that set one of these; no background is any light one."""
    pairs = []
    for sheet in sheets_of(theme):
        for rule in rules(sheet):
            background = rule.colour("background", "background-color")
            colour = rule.colour("color") or (background and _inherited_colour(rule)) or "ink"
            if background and not rule.selector.startswith("@page"):
                pairs.append((sheet, rule.selector, colour, background))
            elif rule.colour("color"):
                light = contrast(colours(theme)[colour], colours(theme)["paper"]) < TEXT
                pairs.append((sheet, rule.selector, colour, "ink" if light else ""))
    return tuple(pairs)


@pytest.mark.parametrize("theme", THEMES)
def test_borders_have_enough_contrast_with_paper(theme: str) -> None:
    palettes = [applied(theme).theme, *legible_palettes(theme)]
    assert not [problem for palette in palettes for problem in _faint_borders(theme, palette.colours)]


def _faint_borders(theme: str, known: Mapping[str, str]) -> Iterator[str]:
    """Yield the rules with a border that has too little contrast with paper in these colours, on a screen or in grey."""
    for sheet, selector, name, colour in _borders(theme):
        if lowest_contrast(known[colour], known["paper"]) < LARGE:
            yield f"{sheet}: {selector}: {name} {colour}"


@cache
def _borders(theme: str) -> tuple[tuple[str, str, str, str], ...]:
    """Return sheet, selector, property and colour of all borders."""
    return tuple(
        (sheet, rule.selector, name, colour)
        for sheet in sheets_of(theme)
        for rule in rules(sheet)
        for name in rule.declarations
        if name.startswith("border") and (colour := rule.colour(name))
    )


@pytest.mark.parametrize("theme", THEMES)
def test_palettes_are_legible_in_colour_and_in_grey(theme: str) -> None:
    known = colours(theme)
    for one, other in PAIRS:
        assert lowest_contrast(known[one], known[other]) >= TEXT


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("drawn", [False, True])
def test_titles_up_to_90_and_subtitles_up_to_120_characters_fit(theme: str, drawn: bool) -> None:
    spaces = applied(theme).theme.spaces
    title = "The Strange and Remarkable Adventures of a Schoolteacher Who Wanted to See the Whole World"
    subtitle = (
        "A study guide with a retelling, characters, themes, thirty questions, worksheets and answers for classes of eight to ten"
    )
    assert (len(title), len(subtitle)) == (90, 120)
    for given in ("X", "Kim", title):
        style = title_page_style(given, subtitle, applied(theme).theme, drawn=drawn)
        sizes = dict(re.findall(r"--([\w-]+): ([\d.]+)pt", style))
        assert float(sizes["title-size"]) >= 20
        assert float(sizes["subtitle-size"]) > 12
        assert float(sizes["title-size"]) <= spaces["drawn" if drawn else "title"].largest


def test_larger_targets_of_line_links_leave_no_space_before_commas() -> None:
    [links] = [rule.declarations for rule in rules("epub/book.css") if rule.selector == ".line-references a"]
    assert (links["padding"], links["margin"]) == (".5em .2em", "0 -.2em")


def test_no_text_is_too_small() -> None:
    problems = []
    for sheet in PRINTED:
        for rule in rules(sheet):
            if (size := rule.size()) is None or any(mark in rule.selector for mark in RAISED):
                continue
            task = any(name in rule.selector for name in TASKS) and not any(name in rule.selector for name in LABELS)
            if size < (SMALLEST_OF_TASKS if task else SMALLEST):
                problems.append(f"{sheet}: {rule.selector}: {size} pt")
    assert not problems


EBOOK_SHEETS = [sheet for sheet in SHEETS if sheet.endswith(("epub.css", "epub/book.css"))]


@pytest.mark.parametrize("sheet", EBOOK_SHEETS)
def test_only_headings_of_ebooks_have_colours_which_may_fade_at_night(sheet: str) -> None:
    coloured = [rule.selector for rule in rules(sheet) if rule.colour(*rule.declarations)]
    assert all(re.search(r"\bh1(::after)?$", selector) for selector in coloured)


def test_large_print_moves_all_labels_of_sections_out_of_the_margin() -> None:
    for theme in THEMES:
        moved = [rule for sheet in sheets_of(theme) for rule in rules(sheet) if _in_margin(rule)]
        large = [
            selector
            for sheet in ("variants/large.css", f"themes/{theme}/variants/large.css")
            if sheet in SHEETS
            for rule in rules(sheet)
            if rule.declarations.get("float") == "none"
            for selector in rule.selector.split(", ")
        ]
        assert not [rule.selector for rule in moved if "section-label" in rule.selector and rule.selector not in large], theme


def _in_margin(rule: Rule) -> bool:
    return rule.declarations.get("float") == "left" and "var(--inset)" in rule.declarations.get("margin", "")
