"""theme.toml: every mistake is named with its line, and colours that cannot be read are reported."""

from __future__ import annotations

from pathlib import Path

import pytest

from linernotes.look.checks import check_palette
from linernotes.look.themefile import read_theme
from linernotes.model.findings import LinerNotesError, Place
from linernotes.model.look import Look

PLAIN = (Path(__file__).parents[2] / "styles" / "themes" / "plain" / "theme.toml").read_text(encoding="utf-8")
FILE = "styles/themes/own/theme.toml"
TINT = 'tint = "#EFF3F6"'


def line_of(text: str, words: str) -> int:
    return next((number for number, line in enumerate(text.splitlines(), 1) if words in line), 0)


@pytest.mark.parametrize(
    ("written", "instead", "at", "message", "hint"),
    [
        ('"#1F5B45"', '"teal"', "teal", "teacher = 'teal' is not a colour", 'teacher = "#1C2126"'),
        ('"#1F5B45"', "12", "teacher", "'teacher' is not a text", 'teacher = "'),
        ("teacher =", "teecher =", "teecher", "no value called 'teecher'", "did you mean 'teacher'?"),
        ("teacher =", "# ", "[palette]", "'teacher' is missing", "teacher ="),
        ("height = 250", "heigth = 250", "heigth", "no value called 'heigth'", "did you mean 'height'?"),
        ("height = 250", "height = 'tall'", "title =", "'height' is not a number", "height = 60"),
        ("height = 250", "height = nan", "title =", "'height' is not a number", "height = 60"),
        ("height = 250", "height = -inf", "title =", "'height' is not a number", "height = 60"),
        ("height = 250, ", "", "title =", "'height' is missing", "height = 60"),
        ("cover =", "covr =", "covr", "no value called 'covr'", "did you mean 'cover'?"),
        ("letters = [", "letter = [", "letter =", "no value called 'letter'", "did you mean 'letters'?"),
        ("[0.98,", "[", "letters", "'letters' is not a list of four widths", "letters = [0.98"),
        ("[0.98,", "[nan,", "letters", "'letters' is not a list of four widths", "letters = [0.98"),
        ("[palette]", "[palete]", "[palete]", "no value called 'palete'", "did you mean 'palette'?"),
        (TINT, f'{TINT}\n[mixes]\nwash = ["inc", 9]', "inc", "'wash' is not a mixture", '["ink", 60]'),
        (TINT, f'{TINT}\n[mixes]\nwash = "ink"', "wash =", "'wash' is not a list", '["ink", 60]'),
        (TINT, f'{TINT}\n[colours]\nsea = "blue"', "blue", "sea = 'blue' is not a colour", "#1C2126"),
        (TINT, 'tint = "#EFF3F6', "tint", "", "quot"),
    ],
)
def test_mistake_is_named_with_its_line(written: str, instead: str, at: str, message: str, hint: str) -> None:
    text = PLAIN.replace(written, instead, 1)
    with pytest.raises(LinerNotesError) as caught:
        read_theme("own", text, {})
    found = caught.value
    assert message in found.message
    assert hint in found.hint
    assert found.place
    assert (found.place.file, found.place.line) == (FILE, line_of(text, at))


@pytest.mark.parametrize(
    ("changes", "key", "hint"),
    [
        ({'"#1D5C87"': '"#F0A030"'}, "accent", "make accent darker"),
        ({'"#F0C55A"': '"#1D4E89"'}, "highlight", "make highlight lighter"),
        ({'"#EFF3F6"': '"#6080A0"'}, "tint", "make tint lighter"),
        ({TINT: f'{TINT}\n[colours]\nquiet = "#BBBBBB"'}, "quiet", "make quiet darker"),
    ],
)
def test_faint_colour_of_a_theme_is_reported(changes: dict[str, str], key: str, hint: str) -> None:
    text = PLAIN
    for written, instead in changes.items():
        text = text.replace(written, instead)
    found = {(each.place, each.hint) for each in check_palette(Look("own"), read_theme("own", text, {}))}
    assert (Place(FILE, line_of(text, f"{key} = ")), hint) in found


def test_guide_answers_for_its_own_colours_and_the_theme_for_the_others() -> None:
    text = PLAIN.replace("#1D5C87", "#F0A030")
    look = Look("own", (("teacher", "#FF8888"),), places=(("teacher", Place("manuscript/book.toml", 9)),))
    files = {each.place.file for each in check_palette(look, read_theme("own", text, dict(look.palette)))}
    assert files == {FILE, "manuscript/book.toml"}
    look = Look("own", (("accent", "#1D5C87"),), places=(("accent", Place("manuscript/book.toml", 9)),))
    assert not [*check_palette(look, read_theme("own", text, dict(look.palette)))]
