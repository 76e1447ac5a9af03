"""The font builder: names, axes, characters, kerning and licences of the fonts that it makes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from linernotes.fonts.instances import DEFAULT_REPERTOIRE, Font, build_fonts, font_face_css
from linernotes.fonts.symbols import SYMBOLS
from tests.fonts.specs import ARCHIVO, BUILT_IN, spec


def kerns(ttf: TTFont, left: str, right: str) -> Iterator[int]:
    """Yield the adjustments of all pair kerning between two letters."""
    cmap = ttf.getBestCmap()
    first, second = cmap[ord(left)], cmap[ord(right)]
    features = [record.Feature for record in ttf["GPOS"].table.FeatureList.FeatureRecord if record.FeatureTag == "kern"]
    for index in {index for feature in features for index in feature.LookupListIndex}:
        for table in ttf["GPOS"].table.LookupList.Lookup[index].SubTable:
            pairs = getattr(table, "ExtSubTable", table)
            if first not in pairs.Coverage.glyphs:
                continue
            if pairs.Format == 1:
                records = pairs.PairSet[pairs.Coverage.glyphs.index(first)].PairValueRecord
                values = [record.Value1 for record in records if record.SecondGlyph == second]
            else:
                row = pairs.Class1Record[pairs.ClassDef1.classDefs.get(first, 0)]
                values = [row.Class2Record[pairs.ClassDef2.classDefs.get(second, 0)].Value1]
            yield from (getattr(value, "XAdvance", 0) for value in values if value)


def characters(font: Font) -> frozenset[int]:
    return frozenset(TTFont(font.file).getBestCmap())


def test_built_in_fonts_are_those_of_the_list(built_in: tuple[Font, ...]) -> None:
    assert [(font.family, font.style, font.weight, font.file.name) for font in built_in] == [
        ("Liner Text", "normal", 400, "LinerText-Regular.ttf"),
        ("Liner Text", "italic", 400, "LinerText-Italic.ttf"),
        ("Liner Text", "normal", 700, "LinerText-Bold.ttf"),
        ("Liner Text", "italic", 700, "LinerText-BoldItalic.ttf"),
        ("Liner Sans", "normal", 400, "LinerSans-Regular.ttf"),
        ("Liner Sans", "italic", 400, "LinerSans-Italic.ttf"),
        ("Liner Sans", "normal", 700, "LinerSans-Bold.ttf"),
        ("Liner Sans", "normal", 900, "LinerSans-Black.ttf"),
        ("Liner Narrow", "normal", 400, "LinerNarrow-Regular.ttf"),
        ("Liner Punk", "normal", 400, "LinerPunk-Regular.ttf"),
        ("Liner Glam", "normal", 400, "LinerGlam-Regular.ttf"),
        ("Liner Glam", "italic", 400, "LinerGlam-Italic.ttf"),
        ("Liner Signs", "normal", 400, "LinerSigns-Regular.ttf"),
    ]


def test_font_file_is_static_and_holds_its_name_and_style(built_in: tuple[Font, ...]) -> None:
    for font in built_in:
        ttf = TTFont(font.file)
        names, style = ttf["name"], ttf["OS/2"].fsSelection
        assert (names.getBestFamilyName(), ttf["OS/2"].usWeightClass) == (font.family, font.weight)
        assert names.getDebugName(6) == font.file.stem
        assert bool(style & 1) == bool(ttf["head"].macStyle & 2) == (font.style == "italic")
        assert bool(style & 32) == bool(ttf["head"].macStyle & 1) == (font.weight == 700)
        assert not {"fvar", "gvar", "STAT", "fpgm", "prep", "DSIG"} & set(ttf.keys()), font.file.name
        assert not any("Literata" in names.getDebugName(n) or "Archivo" in names.getDebugName(n) for n in (1, 4, 6))


def test_black_weight_is_a_family_of_its_own_for_old_programs(built_in: tuple[Font, ...]) -> None:
    names = TTFont(built_in[7].file)["name"]
    assert {n: names.getDebugName(n) for n in (1, 2, 4, 16, 17)} == {
        1: "Liner Sans Black",
        2: "Regular",
        4: "Liner Sans Black",
        16: "Liner Sans",
        17: "Black",
    }


def test_axes_are_applied(built_in: tuple[Font, ...]) -> None:
    widths = {
        font.family: TTFont(font.file)["hmtx"]["A"][0] for font in built_in if font.family in ("Liner Narrow", "Liner Punk")
    }
    sans = [TTFont(font.file)["hmtx"]["A"][0] for font in built_in if font.family == "Liner Sans"]
    assert widths["Liner Punk"] < widths["Liner Narrow"] < min(sans)
    assert sans[0] < sans[2] < sans[3], "bolder letters are wider"


@pytest.mark.parametrize("index", [0, 1, 2, 3])
def test_kerning_is_kept(built_in: tuple[Font, ...], index: int) -> None:
    assert min(kerns(TTFont(built_in[index].file), "A", "V")) < -30


def test_ligatures_and_digit_styles_are_kept(tmp_path: Path) -> None:
    (font,) = build_fonts(spec(ARCHIVO), frozenset(map(ord, "fi0123456789/")), cache=tmp_path)
    features = {record.FeatureTag for record in TTFont(font.file)["GSUB"].table.FeatureList.FeatureRecord}
    assert {"liga", "lnum", "onum", "tnum", "frac"} <= features


def test_font_holds_the_repertoire_of_its_source_only(tmp_path: Path) -> None:
    (font,) = build_fonts(spec(ARCHIVO), frozenset(map(ord, "AÄ\N{SNOWMAN}")), cache=tmp_path)
    assert characters(font) == {ord("A"), ord("Ä")}


def test_no_break_characters_look_like_their_breaking_forms(built_in: tuple[Font, ...]) -> None:
    for font in built_in[:-1]:
        ttf = TTFont(font.file)
        widths = {chr(point): ttf["hmtx"][name] for point, name in ttf.getBestCmap().items()}
        assert widths["\N{NON-BREAKING HYPHEN}"] == widths["-"]
        assert widths.get("\N{NARROW NO-BREAK SPACE}") == widths.get("\N{THIN SPACE}")
    assert {ord("\N{NARROW NO-BREAK SPACE}"), ord("\N{THIN SPACE}")} <= characters(built_in[-1]), "some fonts have no thin space"


def test_each_font_has_its_licence(built_in: tuple[Font, ...]) -> None:
    for font in built_in:
        first, text = font.licence.split("\n", 1)
        assert first.startswith("Copyright")
        assert "SIL OPEN FONT LICENSE Version 1.1 - 26 February 2007" in text
        assert "PERMISSION & CONDITIONS" in text
        assert first.split("The ")[1].split(" (")[0] in TTFont(font.file)["name"].getDebugName(0)
        assert "SIL Open Font License" in TTFont(font.file)["name"].getDebugName(13)


def test_each_font_and_the_symbols_cover_the_default_repertoire() -> None:
    *fonts, symbols = build_fonts(BUILT_IN, DEFAULT_REPERTOIRE)
    for font in fonts:
        lacking = DEFAULT_REPERTOIRE - characters(font) - characters(symbols)
        assert not lacking, f"{font.family} {font.style} {font.weight}: {''.join(map(chr, sorted(lacking)))}"
    assert SYMBOLS <= DEFAULT_REPERTOIRE


def test_weasyprint_uses_only_the_declared_fonts(built_in: tuple[Font, ...]) -> None:
    from weasyprint import HTML

    css = font_face_css(built_in, lambda font: font.file.as_uri())
    stacks = "p { font-family: 'Liner Text', 'Liner Signs' } i { font-family: 'Liner Glam', 'Liner Signs' }"
    text = "<p>AV–A\N{NARROW NO-BREAK SPACE}V\N{NON-BREAKING HYPHEN}A ● → <i>fi → ●\N{THIN SPACE}A</i>"
    page = HTML(string=f"<style>{css}{stacks}</style>{text}").render()
    page.write_pdf()
    assert {font.family for font in page.fonts.values()} == {"Liner Text", "Liner Glam", "Liner Signs"}
