"""Fonts that book.toml names take the places of the theme's; what they lack is reported."""

from __future__ import annotations

from pathlib import Path

from linernotes.assets import read_design
from linernotes.fonts.instances import DEFAULT_REPERTOIRE
from linernotes.fonts.spec import FamilyInstances, Instance, Style, read_spec
from linernotes.look.applied import apply_look
from linernotes.look.fontchecks import check_fonts
from linernotes.look.fonts import Fonts
from linernotes.model.findings import Code
from linernotes.model.look import Look

NOWHERE = Path("/nowhere")


def test_named_families_take_the_places_of_the_themes() -> None:
    look = Look(fonts=(("text", "Atkinson Hyperlegible"), ("title", "Fraunces")))
    applied = apply_look(read_design(NOWHERE), look)
    sources = {(each.family, each.style, each.weight): each for each in read_spec(applied.design.styles["fonts.toml"].decode())}
    assert {sources["Liner Text", style, weight].source for style in ("normal", "italic") for weight in (400, 700)} == {
        "Atkinson Hyperlegible"
    }
    assert dict(sources["Liner Title", "normal", 400].axes) == {"SOFT": 0, "WONK": 0, "opsz": 60, "wght": 700}
    assert sources["Liner Sans", "normal", 400].source == "Archivo"
    assert b'--title-font: "Liner Title"' in applied.design.styles["print/theme.css"]


def test_look_without_fonts_has_those_of_the_theme() -> None:
    design = read_design(NOWHERE)
    assert apply_look(design, Look()).design.styles["fonts.toml"] == design.styles["fonts.toml"]


def test_style_that_a_family_lacks_is_reported() -> None:
    lacking = FamilyInstances((Instance("Liner Text", "normal", 400, "Anton"),), (Style("italic", 400, 400),), DEFAULT_REPERTOIRE)
    [finding] = check_fonts(Look(fonts=(("text", "Anton"),)), Fonts("", found={"text": lacking}), set(), ebooks=False)
    assert finding.code is Code.FONT_STYLE
    assert "'Anton' has no regular italic" in finding.message
