"""Font files of a guide: they are found, chosen by their styles, and reported if they cannot be used."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import fontpkg
import pytest
from fontTools.ttLib import TTFont

from linernotes.build.project import Project, read_project
from linernotes.fonts.instances import DEFAULT_REPERTOIRE, Font, build_fonts
from linernotes.fonts.symbols import SYMBOLS
from linernotes.model.findings import Finding, LinerNotesError
from linernotes.snapshot import FOLDER, Snapshot
from tests.fonts.made import LICENCE, made_font
from tests.sample import BOOK, write_guide

T = TypeVar("T")
Files = Mapping[str, str | bytes]
OFL = 'Copyright 2026 Ada Example, with Reserved Font Name "Beacon".\n'
STYLES = Path(__file__).parents[2] / "styles"
STYLES_OF_TEXT = [(style, weight) for style in ("normal", "italic") for weight in (400, 700)]
LETTERS = DEFAULT_REPERTOIRE - SYMBOLS


def read(folder: Path, fonts: str, files: Files) -> Project:
    book = f"{BOOK}\n[look.fonts]\n{fonts}\n"
    return read_files(write_guide(folder, {"book.toml": book, **files}))


def read_files(folder: Path) -> Project:
    return read_project(Snapshot(folder / FOLDER), memoize=look_once)


_LOOKED_AT: dict[tuple[bytes, ...], Any] = {}


def look_once(parts: Iterable[bytes], make: Callable[[], T]) -> T:
    """Look at each font file once for all tests: a process does it, which needs half a second to start."""
    key = tuple(parts)
    if not key[0].startswith(b"font"):
        return make()
    if key not in _LOOKED_AT:
        _LOOKED_AT[key] = make()
    found: T = _LOOKED_AT[key]
    return found


def findings(folder: Path, fonts: str, files: Files) -> list[str]:
    return [f"{each.severity.value} {each.code} {each.message}" for each in of_fonts(read(folder, fonts, files).findings)]


def of_fonts(found: tuple[Finding, ...]) -> list[Finding]:
    return [each for each in found if each.code.startswith("font-")]


def built(guide: Project, family: str, cache: Path) -> dict[tuple[str, int], Font]:
    """Build the fonts of one family with one letter, by style and weight. More fonts, one in each line of the list, or more letters
    would take seconds."""
    listed = guide.look.fonts.spec.splitlines()
    spec = "\n".join(line for line in listed if f'family = "{family}"' in line or "family = " not in line)
    fonts = build_fonts(spec, frozenset({ord("A")}), cache=cache, files=guide.look.fonts.files)
    return {(font.style, font.weight): font for font in fonts}


def width_of(font: Font) -> int:
    file = TTFont(font.file)
    width: int = file["hmtx"][file.getBestCmap()[ord("A")]][0]
    return width


def own_theme(listed: str) -> dict[str, str]:
    """Return the files of the theme "own", which has the fonts of the built-in list and another one."""
    rest = (STYLES / "fonts.toml").read_text().partition("fonts = [\n")[2]
    if "Liner Title" in listed:
        rest = "\n".join(line for line in rest.splitlines() if "Liner Title" not in line)
    return {
        "book.toml": f'{BOOK}\n[look]\ntheme = "own"\n',
        "../styles/themes/own/theme.toml": (STYLES / "themes/plain/theme.toml").read_text(),
        "../styles/themes/own/fonts.toml": f"fonts = [\n{listed}\n{rest}",
    }


def test_folder_of_files_gives_every_style_its_file(tmp_path: Path) -> None:
    files: Files = {
        "fonts/made/a.ttf": made_font(width=510),
        "fonts/made/b.ttf": made_font(italic=True, width=520),
        "fonts/made/c.ttf": made_font(weight=600, width=530),
        "fonts/made/d.ttf": made_font(weight=800, italic=True, width=540),
        "fonts/made/e.ttf": made_font(weight=900, width=550),
        "fonts/made/OFL.txt": LICENCE,
        "fonts/made/README.md": "# Not a section\n",
    }
    guide = read(tmp_path / "guide", 'text = "fonts/made"', files)
    assert guide.findings == ()
    fonts = built(guide, "Liner Text", tmp_path / "cache")
    widths = {style: width_of(fonts[style]) for style in STYLES_OF_TEXT}
    assert widths == {("normal", 400): 510, ("italic", 400): 520, ("normal", 700): 530, ("italic", 700): 540}
    assert {fonts[style].licence for style in STYLES_OF_TEXT} == {LICENCE.strip()}


def test_variable_font_gives_regular_and_bold(tmp_path: Path) -> None:
    [file] = [each for each in fontpkg.family("EB Garamond").files if each.style == "normal"]
    files: Files = {"fonts/Garamond.ttf": file.path.read_bytes(), "fonts/licence.txt": LICENCE}
    guide = read(tmp_path / "guide", 'labels = "fonts/Garamond.ttf"', files)
    [lacking] = of_fonts(guide.findings)
    assert "no regular italic" in lacking.message
    fonts = built(guide, "Liner Sans", tmp_path / "cache")
    assert width_of(fonts["normal", 400]) < width_of(fonts["normal", 700])
    assert "fvar" not in TTFont(fonts["normal", 700].file)


@pytest.mark.parametrize("form", [{"cubic": True}, {"flavor": "woff"}, {"flavor": "woff2"}, {"cubic": True, "flavor": "woff2"}])
def test_every_form_of_font_file_becomes_truetype(form: dict[str, Any], tmp_path: Path) -> None:
    suffix = form.get("flavor", "otf")
    files: Files = {f"fonts/Made.{suffix}": made_font(width=620, **form), "fonts/licence.txt": LICENCE}
    guide = read(tmp_path / "guide", f'title = "fonts/Made.{suffix}"', files)
    assert guide.findings == ()
    font = TTFont(built(guide, "Liner Title", tmp_path / "cache")["normal", 400].file)
    assert (font.sfntVersion, font.flavor, "glyf" in font) == ("\0\1\0\0", None, True)
    box = font["glyf"][font.getBestCmap()[ord("A")]]
    assert (box.xMin, box.yMin, box.xMax, box.yMax) == (50, 0, 570, 600)


def test_titles_and_diagrams_are_fitted_to_the_widths_of_the_files(tmp_path: Path) -> None:
    files: Files = {"fonts/Made.ttf": made_font(width=900, weight=700), "fonts/licence.txt": LICENCE}
    theme = read(tmp_path, 'title = "fonts/Made.ttf"\nlabels = "fonts/Made.ttf"', files).look.theme
    assert theme.letters == (0.9, 0.9, 0.9, 0.9)
    assert {width for widths in theme.labels for width in widths} == {900}


@pytest.mark.parametrize(
    ("source", "letters"),
    [
        ('"fonts/Made.ttf"', (0.7, 0.7, 0.7, 0.7)),
        ('"Archivo", axes = { wdth = 125, wght = 900 }', (1.2, 0.41, 0.92, 0.73)),
        ('"Archivo", axes = { wdth = 92, wght = 660 }', (0.98, 0.36, 0.72, 0.58)),
    ],
)
def test_titles_are_fitted_to_the_fonts_of_a_theme(source: str, letters: tuple[float, ...], tmp_path: Path) -> None:
    files: Files = {
        **own_theme(f'{{ family = "Liner Title", style = "normal", weight = 400, source = {source} }},'),
        "../styles/themes/own/fonts/Made.ttf": made_font(width=700),
        "../styles/themes/own/fonts/OFL.txt": LICENCE,
    }
    assert read(tmp_path / "guide", "", files).look.theme.letters == pytest.approx(letters, abs=0.1)


def test_theme_may_bring_its_own_font_files(tmp_path: Path) -> None:
    listed = '{ family = "Liner Title", style = "normal", weight = 400, source = "fonts/Made.ttf" },'
    files: Files = {
        **own_theme(listed),
        "../styles/themes/own/fonts/Made.ttf": made_font(width=700),
        "../styles/themes/own/fonts/OFL.txt": LICENCE,
    }
    guide = read(tmp_path / "guide", "", files)
    assert guide.findings == ()
    assert width_of(built(guide, "Liner Title", tmp_path / "cache")["normal", 400]) == 700


@pytest.mark.parametrize(("axes", "expected"), [("wdth = 100", "has no axis 'wdth'"), ("wght = 90", "wght = 90 is out of range")])
def test_axis_that_a_file_does_not_have_is_a_finding(axes: str, expected: str, tmp_path: Path) -> None:
    source = '"fonts/Garamond.ttf"'
    listed = f'{{ family = "Liner Title", style = "normal", weight = 400, source = {source}, axes = {{ {axes} }} }},'
    [file] = [each for each in fontpkg.family("EB Garamond").files if each.style == "normal"]
    files = {**own_theme(listed), "fonts/Garamond.ttf": file.path.read_bytes(), "fonts/OFL.txt": LICENCE}
    [finding] = read(tmp_path, "", files).findings
    assert expected in finding.message
    assert finding.place.line == 2


def test_reserved_name_may_not_be_the_name_of_a_family(tmp_path: Path) -> None:
    listed = '{ family = "Beacon Title", style = "normal", weight = 400, source = "fonts/Made.ttf" },'
    files: Files = {**own_theme(listed), "fonts/Made.ttf": made_font(), "fonts/OFL.txt": OFL}
    [finding] = of_fonts(read(tmp_path, "", files).findings)
    assert finding.message.startswith("the name 'Beacon' is reserved")
    assert str(finding.place) == "styles/themes/own/fonts.toml:2"


def test_file_with_a_reserved_name_is_fine_where_the_program_names_it(tmp_path: Path) -> None:
    assert findings(tmp_path, 'title = "fonts/Made.ttf"', {"fonts/Made.ttf": made_font(), "fonts/OFL.txt": OFL}) == []


@pytest.mark.parametrize(
    ("bits", "expected"),
    [
        (0x0, ""),
        (0x2, "may not be put into documents"),
        (0x2 | 0x8, ""),  # the least restrictive one counts
        (0x4, "is allowed in documents to view and print"),
        (0x8, ""),
        (0x100, "may not be reduced to the characters"),
        (0x200, "as bitmaps only"),
    ],
)
def test_embedding_rights_are_those_of_the_file(bits: int, expected: str, tmp_path: Path) -> None:
    files: Files = {"fonts/Made.ttf": made_font(embedding=bits), "fonts/OFL.txt": LICENCE}
    found = findings(tmp_path, 'title = "fonts/Made.ttf"', files)
    assert len(found) == bool(expected)
    assert all(expected in each for each in found)


def test_character_that_another_font_has_is_a_warning(tmp_path: Path) -> None:
    files: Files = {"fonts/Made.ttf": made_font(LETTERS - {ord("k")}), "fonts/OFL.txt": LICENCE}
    [found] = findings(tmp_path, 'title = "fonts/Made.ttf"', files)
    assert found == "warning font-coverage the font 'fonts/Made.ttf' lacks characters of the guide: k"


def test_character_that_no_font_has_is_an_error(tmp_path: Path) -> None:
    name = "fonts/Made.ttf"
    files: Files = {name: made_font(LETTERS - {ord("k")}), "fonts/OFL.txt": LICENCE, "fonts/i.ttf": made_font(italic=True)}
    files = {**files, "fonts/b.ttf": made_font(weight=700), "fonts/z.ttf": made_font(weight=700, italic=True)}
    found = findings(tmp_path, 'text = "fonts"\nlabels = "fonts"', files)
    assert [each.split(" lack ")[0] for each in found] == [
        "error font-coverage the font 'fonts' and the other fonts of the guide"
    ] * 2


DAMAGED = {
    "no font": b"A letter to the editor.",
    "nothing": b"",
    "half a font": made_font()[:900],
    "no outlines": struct.pack(">4sHHHH", b"\0\1\0\0", 0, 0, 0, 0),
    "a table that ends outside": made_font()[:60] + b"\xff\xff\xff\xff" + made_font()[64:],
}


@pytest.mark.parametrize("name", DAMAGED)
def test_damaged_font_is_a_finding(name: str, tmp_path: Path) -> None:
    files: Files = {"fonts/Made.ttf": DAMAGED[name], "fonts/OFL.txt": LICENCE}
    [found] = findings(tmp_path, 'title = "fonts/Made.ttf"', files)
    assert found.startswith("error font-broken the font file 'fonts/Made.ttf' cannot be used: it ")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("fonts/Mad.ttf", "there is no font file"),
        ("fonts/other", "there is no font file"),
        ("../fonts/Made.ttf", "there is no font file"),
        ("fonts/Made.ttc", "is a collection of fonts"),
    ],
)
def test_path_that_leads_nowhere_is_a_finding(written: str, expected: str, tmp_path: Path) -> None:
    [found] = findings(tmp_path, f'text = "{written}"', {"fonts/Made.ttf": made_font(), "fonts/OFL.txt": LICENCE})
    assert expected in found


def test_hint_names_the_file_of_nearly_the_same_name(tmp_path: Path) -> None:
    [found] = of_fonts(read(tmp_path, 'text = "fonts/Mad.ttf"', {"fonts/Made.ttf": made_font()}).findings)
    assert (found.place.line, found.hint) == (39, "did you mean 'fonts/Made.ttf'?")


@pytest.mark.parametrize(
    ("lines", "code", "message"),
    [
        (['family = "Liner Text",   style = "normal", weight = 700'], "warning font-style", "'Liner Text' has no bold;"),
        (['family = "Liner Text",   style = "italic"'], "warning font-style", "'Liner Text' has no regular italic, bold italic;"),
        (['family = "Liner Sans",   style = "normal", weight = 700'], "warning font-style", "'Liner Sans' has no bold;"),
        (["Liner Narrow"], "error font-missing", "the list has no family 'Liner Narrow', which every guide needs"),
        (["Liner Title"], "error font-missing", "the list has no family 'Liner Title', which every guide needs"),
        (["Liner Signs"], "error font-missing", "the list has no family 'Liner Signs', which every guide needs"),
    ],
)
def test_list_of_a_theme_needs_every_family_and_style(lines: list[str], code: str, message: str, tmp_path: Path) -> None:
    files = own_theme("")
    name = "../styles/themes/own/fonts.toml"
    files[name] = "\n".join(each for each in files[name].splitlines() if not any(line in each for line in lines))
    [finding] = of_fonts(read_files(write_guide(tmp_path, files)).findings)
    assert f"{finding.severity.value} {finding.code} {finding.message}".startswith(f"{code} {message}")
    assert finding.place.file == "styles/themes/own/fonts.toml"


def test_fonts_of_book_toml_fill_the_list_of_a_theme(tmp_path: Path) -> None:
    files = own_theme("")
    name = "../styles/themes/own/fonts.toml"
    files[name] = "\n".join(each for each in files[name].splitlines() if "Liner Title" not in each)
    files["book.toml"] += '[look.fonts]\ntitle = "Fraunces"\n'
    assert not of_fonts(read_files(write_guide(tmp_path, files)).findings)


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        (
            'style = "italic", weight = 400, source = "fonts/Made.ttf"',
            "the letters of the font file 'fonts/Made.ttf' are upright",
        ),
        ('style = "normal", weight = 700, source = "fonts/Made.ttf"', "'fonts/Made.ttf' have the weight 400, and not 700"),
        ('style = "normal", weight = 400, source = "Georgia"', "the font family 'Georgia' is not installed"),
    ],
)
def test_line_of_a_list_says_what_its_font_is(entry: str, message: str, tmp_path: Path) -> None:
    files: Files = {
        **own_theme(f'  {{ family = "Mine", {entry} }},'),
        "fonts/Made.ttf": made_font(),
        "fonts/licence.txt": LICENCE,
    }
    [finding] = of_fonts(read_files(write_guide(tmp_path, files)).findings)
    assert message in finding.message
    assert str(finding.place) == "styles/themes/own/fonts.toml:2"


def test_malformed_list_of_a_theme_is_named_with_its_folder(tmp_path: Path) -> None:
    files = own_theme('  { family = "Mine", style = "bold", weight = 400, source = "Archivo" },')
    with pytest.raises(LinerNotesError) as caught:
        read_files(write_guide(tmp_path, files))
    assert str(caught.value.place) == "styles/themes/own/fonts.toml"
