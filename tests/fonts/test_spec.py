"""fonts.toml: its parser, and the messages about lists that cannot be built."""

from pathlib import Path

import pytest

from linernotes.fonts.instances import build_fonts
from linernotes.fonts.spec import Instance, read_spec
from linernotes.model.findings import LinerNotesError
from tests.fonts.specs import ARCHIVO, DRAWN, LETTERS, spec


def test_each_entry_is_an_instance() -> None:
    assert read_spec(spec(ARCHIVO, DRAWN)) == (
        Instance("Try", "normal", 400, "Archivo", (("wdth", 100.0), ("wght", 430.0))),
        Instance("Try Symbols", "normal", 400, "drawn"),
    )


@pytest.mark.parametrize(
    ("style", "weight", "name"),
    [
        ("normal", 400, "Try-Regular"),
        ("italic", 400, "Try-Italic"),
        ("normal", 700, "Try-Bold"),
        ("italic", 900, "Try-BlackItalic"),
    ],
)
def test_postscript_name_holds_weight_and_style(style: str, weight: int, name: str) -> None:
    assert Instance("Try", style, weight, "Archivo").postscript_name == name


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("fonts = [", "this is not TOML: ", ""),
        ("font = []", "there is no list 'fonts'", "fonts = ["),
        ("fonts = [1]", "font 1: it needs family, style, weight and source", "as in"),
        (spec(DRAWN, DRAWN), "two fonts are called Try Symbols normal 400", "its own"),
        (spec(DRAWN.replace("normal", "oblique")), "font 1: it needs", ""),
        (spec(DRAWN.replace("normal", "italic")), "font 1: the drawn symbols have no italic", "normal"),
        (spec(DRAWN.replace("400", "430")), "font 1: the weight 430 is not one of", ""),
        (spec(DRAWN.replace("Try Symbols", "../Try")), "font 1: '../Try' cannot be a family name", "letters"),
        (spec(ARCHIVO.replace("axes", "axis")), "font 1: the key 'axis' is unknown", "did you mean 'axes'?"),
        (spec(ARCHIVO.replace("430", "'bold'")), "font 1: 'axes' must give each axis a number", "as in"),
        (spec(ARCHIVO.replace("430", "950")), "Try normal 400: 950 is out of range for the axis 'wght'", "from 100 to 900"),
        (spec(ARCHIVO.replace("430", "nan")), "Try normal 400: nan is out of range for the axis 'wght'", "from 100 to 900"),
        (spec(ARCHIVO.replace("wdth", "width")), "Try normal 400: Archivo has no axis 'width'", "did you mean 'wdth'?"),
        (spec(ARCHIVO.replace("Archivo", "Archivio")), "the family 'Archivio' is not installed", "did you mean 'archivo'?"),
        (spec(ARCHIVO.replace("Archivo", "No Font")), "the family 'No Font' is not installed", "pip install fontpkg-no-font"),
    ],
)
def test_error_names_the_entry_and_the_remedy(tmp_path: Path, text: str, message: str, hint: str) -> None:
    with pytest.raises(LinerNotesError) as caught:
        build_fonts(text, LETTERS, cache=tmp_path)
    assert caught.value.message.startswith(message)
    assert hint in caught.value.hint
    assert str(caught.value).startswith("fonts.toml: error: ")
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
