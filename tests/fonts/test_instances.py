"""The fonts: what is cut, that it is cut the same way always and once only, and what is said when it cannot be."""

import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from fontTools.pens.areaPen import AreaPen
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont

from linernotes.fonts.instances import DEFAULT_REPERTOIRE, SYMBOLS, Font, build_fonts, covered, font_face_css
from linernotes.model.findings import PressError, WritingError

SHIPPED = (Path(__file__).parents[2] / "styles" / "fonts.toml").read_text(encoding="utf-8")
LETTERS = frozenset(map(ord, "AVfi -\N{EN DASH}\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{THIN SPACE}\N{NARROW NO-BREAK SPACE}→●"))

ARCHIVO = '{ family = "Try", style = "normal", weight = 400, source = "Archivo", axes = { wdth = 100, wght = 430 } }'
DRAWN = '{ family = "Try Signs", style = "normal", weight = 400, source = "drawn" }'


def spec(*fonts: str) -> str:
    return f"fonts = [{', '.join(fonts)}]"


def snapshot(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {str(f.relative_to(folder)): (f.read_bytes(), f.stat().st_mtime_ns) for f in folder.rglob("*") if f.is_file()}


def contents(folder: Path) -> dict[str, bytes]:
    return {name: data for name, (data, _) in snapshot(folder).items()}


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> tuple[Font, ...]:
    """Our own fonts.toml, cut to a few letters."""
    return build_fonts(SHIPPED, LETTERS, cache=tmp_path_factory.mktemp("fonts"))


@pytest.fixture(scope="session")
def symbols(tmp_path_factory: pytest.TempPathFactory) -> Font:
    """The drawn font, whole."""
    return build_fonts(spec(DRAWN), DEFAULT_REPERTOIRE, cache=tmp_path_factory.mktemp("symbols"))[0]


def kerns(ttf: TTFont, left: str, right: str) -> Iterator[int]:
    """Give the adjustments that any pair kerning makes between two letters."""
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


# What is cut


def test_the_cuts_are_those_declared(shipped: tuple[Font, ...]) -> None:
    assert [(font.family, font.style, font.weight, font.file.name) for font in shipped] == [
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


def test_a_cut_is_static_and_says_inside_what_it_is_called_outside(shipped: tuple[Font, ...]) -> None:
    for font in shipped:
        ttf = TTFont(font.file)
        names, style = ttf["name"], ttf["OS/2"].fsSelection
        assert (names.getBestFamilyName(), ttf["OS/2"].usWeightClass) == (font.family, font.weight)
        assert names.getDebugName(6) == font.file.stem
        assert bool(style & 1) == bool(ttf["head"].macStyle & 2) == (font.style == "italic")
        assert bool(style & 32) == bool(ttf["head"].macStyle & 1) == (font.weight == 700)
        assert not {"fvar", "gvar", "STAT", "fpgm", "prep", "DSIG"} & set(ttf.keys()), font.file.name
        assert not any("Literata" in names.getDebugName(n) or "Archivo" in names.getDebugName(n) for n in (1, 4, 6))


def test_programs_that_know_four_styles_find_the_black_one_as_a_family_of_its_own(shipped: tuple[Font, ...]) -> None:
    names = TTFont(shipped[7].file)["name"]
    assert {n: names.getDebugName(n) for n in (1, 2, 4, 16, 17)} == {
        1: "Liner Sans Black",
        2: "Regular",
        4: "Liner Sans Black",
        16: "Liner Sans",
        17: "Black",
    }


def test_the_axes_are_applied(shipped: tuple[Font, ...]) -> None:
    widths = {font.family: TTFont(font.file)["hmtx"]["A"][0] for font in shipped if font.family in ("Liner Narrow", "Liner Punk")}
    sans = [TTFont(font.file)["hmtx"]["A"][0] for font in shipped if font.family == "Liner Sans"]
    assert widths["Liner Punk"] < widths["Liner Narrow"] < min(sans)
    assert sans[0] < sans[2] < sans[3], "the darker, the wider"


@pytest.mark.parametrize("index", [0, 1, 2, 3])
def test_kerning_is_kept(shipped: tuple[Font, ...], index: int) -> None:
    assert min(kerns(TTFont(shipped[index].file), "A", "V")) < -30


def test_ligatures_and_figure_styles_are_kept(tmp_path: Path) -> None:
    (font,) = build_fonts(spec(ARCHIVO), frozenset(map(ord, "fi0123456789/")), cache=tmp_path)
    features = {record.FeatureTag for record in TTFont(font.file)["GSUB"].table.FeatureList.FeatureRecord}
    assert {"liga", "lnum", "onum", "tnum", "frac"} <= features


def test_the_repertoire_is_kept_as_far_as_the_source_has_it_and_nothing_else(tmp_path: Path) -> None:
    (font,) = build_fonts(spec(ARCHIVO), frozenset(map(ord, "AÄ\N{SNOWMAN}")), cache=tmp_path)
    assert frozenset(TTFont(font.file).getBestCmap()) == font.code_points == {ord("A"), ord("Ä")}


def test_no_break_characters_look_like_their_breaking_twins(shipped: tuple[Font, ...]) -> None:
    for font in shipped[:-1]:
        ttf = TTFont(font.file)
        widths = {chr(point): ttf["hmtx"][name] for point, name in ttf.getBestCmap().items()}
        assert widths["\N{NON-BREAKING HYPHEN}"] == widths["-"]
        assert widths.get("\N{NARROW NO-BREAK SPACE}") == widths.get("\N{THIN SPACE}")
    assert {ord("\N{NARROW NO-BREAK SPACE}"), ord("\N{THIN SPACE}")} <= shipped[-1].code_points, "for fonts without a thin space"


def test_every_face_brings_its_licence(shipped: tuple[Font, ...]) -> None:
    for font in shipped:
        first, text = font.licence_text.split("\n", 1)
        assert font.licence == "OFL-1.1"
        assert first.startswith("Copyright")
        assert "SIL OPEN FONT LICENSE Version 1.1 - 26 February 2007" in text
        assert "PERMISSION & CONDITIONS" in text
        assert first.split("The ")[1].split(" (")[0] in TTFont(font.file)["name"].getDebugName(0)
        assert "SIL Open Font License" in TTFont(font.file)["name"].getDebugName(13)


def test_typesetting_with_the_sheet_uses_these_faces_only(shipped: tuple[Font, ...]) -> None:
    from weasyprint import HTML

    sheet = font_face_css(shipped, lambda font: font.file.as_uri())
    stacks = "p { font-family: 'Liner Text', 'Liner Signs' } i { font-family: 'Liner Glam', 'Liner Signs' }"
    text = "<p>AV–A\N{NARROW NO-BREAK SPACE}V\N{NON-BREAKING HYPHEN}A ● → <i>fi → ●\N{THIN SPACE}A</i>"
    page = HTML(string=f"<style>{sheet}{stacks}</style>{text}").render()
    page.write_pdf()
    assert {font.family for font in page.fonts.values()} == {"Liner Text", "Liner Glam", "Liner Signs"}


# The symbols


def test_every_sign_has_an_outline_between_its_side_bearings(symbols: Font) -> None:
    ttf = TTFont(symbols.file)
    glyphs, cmap = ttf.getGlyphSet(), ttf.getBestCmap()
    assert set(cmap) - SYMBOLS == {0x20, 0x2009, 0x202F}
    for point in SYMBOLS:
        pen = BoundsPen(glyphs)
        glyphs[cmap[point]].draw(pen)
        left, bottom, right, top = pen.bounds
        assert left >= 40, chr(point)
        assert right <= glyphs[cmap[point]].width - 35, chr(point)
        assert -20 <= bottom <= 125, chr(point)
        assert 430 <= top <= 740, chr(point)


def test_what_is_open_is_white_inside(symbols: Font) -> None:
    ttf = TTFont(symbols.file)
    glyphs, cmap = ttf.getGlyphSet(), ttf.getBestCmap()

    def ink(sign: str) -> float:
        pen = AreaPen(glyphs)
        glyphs[cmap[ord(sign)]].draw(pen)
        return -float(pen.value)

    assert all(ink(chr(point)) > 0 for point in SYMBOLS), "clockwise is black"
    assert ink("◐") > 1.5 * ink("○")
    assert ink("●") > 1.35 * ink("◐")
    assert ink("▮") > 1.5 * ink("▯") > 0
    assert ink("☑") > 1.1 * ink("☐") > 0
    assert ink("●") > 2 * ink("◷") > ink("○"), "hands on a dial"
    pips = [ink(font) for font in "⚀⚁⚂⚃⚄⚅"]
    assert all(more - fewer == pytest.approx(pips[1] - pips[0], rel=0.02) for fewer, more in pairwise(pips))


def test_signs_that_are_read_as_a_set_take_the_same_room(symbols: Font) -> None:
    ttf = TTFont(symbols.file)
    for group in ("●◐○", "☐☑", "▮▯", "⚀⚁⚂⚃⚄⚅", "←→", "↑↓"):
        assert len({ttf["hmtx"][ttf.getBestCmap()[ord(sign)]][0] for sign in group}) == 1


def test_every_shipped_face_sets_the_default_repertoire_together_with_the_signs() -> None:
    *fonts, symbols = build_fonts(SHIPPED, DEFAULT_REPERTOIRE)
    for font in fonts:
        lacking = DEFAULT_REPERTOIRE - covered((font, symbols))
        assert not lacking, f"{font.family} {font.style} {font.weight}: {''.join(map(chr, sorted(lacking)))}"
    assert SYMBOLS <= DEFAULT_REPERTOIRE
    assert covered(()) == frozenset()


# Once, and always the same


def test_two_cold_cuts_are_the_same_bytes(shipped: tuple[Font, ...], tmp_path: Path) -> None:
    again = build_fonts(SHIPPED, LETTERS, cache=tmp_path)
    assert contents(again[0].file.parent) == contents(shipped[0].file.parent)
    assert again[0].file.parent.name == shipped[0].file.parent.name
    assert len({TTFont(font.file)["head"].created for font in again}) == 1


def test_a_warm_call_makes_nothing_and_says_nothing(tmp_path: Path) -> None:
    said: list[str] = []
    cold = build_fonts(spec(ARCHIVO, DRAWN), LETTERS, cache=tmp_path, report=said.append)
    before = snapshot(tmp_path)
    assert len(said) == 1
    assert build_fonts(spec(ARCHIVO, DRAWN), LETTERS, cache=tmp_path, report=said.append) == cold
    assert snapshot(tmp_path) == before
    assert len(said) == 1


def test_a_warm_call_does_not_load_the_font_libraries(tmp_path: Path) -> None:
    build_fonts(spec(ARCHIVO), LETTERS, cache=tmp_path)
    program = (
        "import sys; from pathlib import Path; from linernotes.fonts.instances import build_fonts\n"
        f"build_fonts({spec(ARCHIVO)!r}, {LETTERS!r}, cache=Path({str(tmp_path)!r}))\n"
        "sys.exit(bool({'fontTools', 'fontpkg'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", program], env=environment(), check=False).returncode == 0


@pytest.mark.parametrize("damage", ["truncated", "emptied", "altered", "lost", "no manifest", "other manifest", "other licence"])
def test_a_broken_entry_is_made_again(tmp_path: Path, damage: str) -> None:
    (font,) = build_fonts(spec(DRAWN), LETTERS, cache=tmp_path)
    entry = font.file.parent
    sound, data = contents(entry), font.file.read_bytes()
    manifest = entry / "manifest"
    match damage:
        case "truncated":
            font.file.write_bytes(data[:-1])
        case "emptied":
            font.file.write_bytes(b"")
        case "altered":
            font.file.write_bytes(data[:100] + bytes([data[100] ^ 1]) + data[101:])
        case "lost":
            font.file.unlink()
        case "no manifest":
            manifest.unlink()
        case "other manifest":
            manifest.write_bytes(manifest.read_bytes().replace(b"normal", b"italic"))
        case "other licence":
            next(entry.glob("licence-*")).write_text("none")
    assert build_fonts(spec(DRAWN), LETTERS, cache=tmp_path) == (font,)
    assert contents(entry) == sound
    assert list(tmp_path.iterdir()) == [entry], "nothing is left beside"


def test_processes_may_cut_at_the_same_time(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from linernotes.fonts.instances import build_fonts\n"
        f"build_fonts({spec(ARCHIVO, DRAWN)!r}, {LETTERS!r}, cache=Path({str(tmp_path)!r}))"
    )
    both = [subprocess.Popen([sys.executable, "-c", program], env=environment()) for _ in range(2)]
    assert [process.wait(60) for process in both] == [0, 0]
    fonts = build_fonts(spec(ARCHIVO, DRAWN), LETTERS, cache=tmp_path, report=pytest.fail)
    assert list(tmp_path.iterdir()) == [fonts[0].file.parent]


def test_a_program_that_cannot_be_started_twice_cuts_by_itself(tmp_path: Path) -> None:
    axes = "{ opsz = 9, wght = 900, SOFT = 0, WONK = 0 }"
    fraunces = f'{{ family = "Fr", style = "normal", weight = 900, source = "Fraunces", axes = {axes} }}'
    program = (
        "from pathlib import Path; from linernotes.fonts.instances import build_fonts\n"
        f"build_fonts({spec(ARCHIVO, fraunces)!r}, {LETTERS!r}, cache=Path({str(tmp_path)!r}))"
    )
    run = subprocess.run([sys.executable, "-"], input=program.encode(), env=environment(), capture_output=True, check=False)
    assert run.returncode == 0
    assert len(list(tmp_path.rglob("*.ttf"))) == 2


def test_another_spec_or_repertoire_is_another_entry(tmp_path: Path) -> None:
    for fonts, points in ((DRAWN, LETTERS), (DRAWN, LETTERS - {0x20}), (DRAWN.replace("400", "700"), LETTERS)):
        build_fonts(spec(fonts), points, cache=tmp_path)
    assert len(list(tmp_path.iterdir())) == 3


def environment() -> dict[str, str]:
    return {"PYTHONPATH": str(Path(__file__).parents[2] / "src")}


# Where it is kept


def test_the_cache_is_where_the_user_keeps_caches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    (font,) = build_fonts(spec(DRAWN), LETTERS)
    assert font.file.parents[1] == tmp_path / "caches" / "linernotes" / "fonts"


@pytest.mark.parametrize("named", [None, "", "relative/path"])
def test_the_cache_is_in_the_home_folder_otherwise(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str | None) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    if named is not None:
        monkeypatch.setenv("XDG_CACHE_HOME", named)
    (font,) = build_fonts(spec(DRAWN), LETTERS)
    assert font.file.parents[1] == tmp_path / ".cache" / "linernotes" / "fonts"


def test_a_cache_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(WritingError, match=r"cannot keep fonts in .*file") as caught:
        build_fonts(spec(DRAWN), LETTERS, cache=tmp_path / "file")
    assert "XDG_CACHE_HOME" in caught.value.hint


# What is said when it cannot be done


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("fonts = [", "this is not TOML: ", ""),
        ("font = []", "there is no list 'fonts'", ""),
        ("fonts = [1]", "font 1: it needs family, style, weight and source", "as in"),
        (spec(DRAWN, DRAWN), "two fonts are called Try Signs normal 400", "of its own"),
        (spec(DRAWN.replace("normal", "oblique")), "font 1: it needs", ""),
        (spec(DRAWN.replace("normal", "italic")), "font 1: the symbols are drawn once, upright", ""),
        (spec(DRAWN.replace("400", "430")), "font 1: the weight 430 is none of", ""),
        (spec(DRAWN.replace("Try Signs", "../Try")), "font 1: '../Try' cannot name a family", "letters"),
        (spec(ARCHIVO.replace("axes", "axis")), "font 1: 'axis' says nothing here", "did you mean 'axes'?"),
        (spec(ARCHIVO.replace("430", "'bold'")), "font 1: 'axes' must give each axis a number", "as in"),
        (spec(ARCHIVO.replace("430", "950")), "Try normal 400: 950 is off the axis 'wght'", "from 100 to 900"),
        (spec(ARCHIVO.replace("430", "nan")), "Try normal 400: nan is off the axis 'wght'", "from 100 to 900"),
        (spec(ARCHIVO.replace("wdth = 100, ", "")), "Try normal 400: the axis 'wdth' has no value", "from 62 to 125"),
        (spec(ARCHIVO.replace("wdth", "width")), "Try normal 400: Archivo has no axis 'width'", "did you mean 'wdth'?"),
        (spec(ARCHIVO.replace("Archivo", "Archivio")), "the family 'Archivio' is not installed", "did you mean 'archivo'?"),
        (
            spec(ARCHIVO.replace("Archivo", "No Font")),
            "the family 'No Font' is not installed",
            "pip install fontpkg-no-font",
        ),
    ],
)
def test_a_spec_that_cannot_be_cut_is_explained(tmp_path: Path, text: str, message: str, hint: str) -> None:
    with pytest.raises(PressError) as caught:
        build_fonts(text, LETTERS, cache=tmp_path)
    assert caught.value.message.startswith(message)
    assert hint in caught.value.hint
    assert str(caught.value).startswith("fonts.toml: error: ")
    assert not list(tmp_path.iterdir())


# The sheet


def font(family: str, style: str, weight: int, file: str) -> Font:
    return Font(family, style, weight, Path(file), "OFL-1.1", "")


def test_the_sheet_declares_each_face_once_in_a_fixed_order() -> None:
    text, bold, italic, symbols = (
        font("Liner Text", "normal", 400, "a.ttf"),
        font("Liner Text", "normal", 700, "b.ttf"),
        font("Liner Text", "italic", 400, "c.ttf"),
        font("Liner Signs", "normal", 400, "d.ttf"),
    )
    sheet = font_face_css((bold, italic, text, symbols, text), lambda font: f"../fonts/{font.file.name}")
    assert sheet == font_face_css((text, symbols, bold, italic), lambda font: f"../fonts/{font.file.name}")
    assert sheet == (
        '@font-face {\n  font-family: "Liner Signs";\n  font-style: normal;\n  font-weight: 400;\n'
        '  src: url("../fonts/d.ttf") format("truetype");\n}\n'
        '\n@font-face {\n  font-family: "Liner Text";\n  font-style: normal;\n  font-weight: 400;\n'
        '  src: url("../fonts/a.ttf") format("truetype");\n}\n'
        '\n@font-face {\n  font-family: "Liner Text";\n  font-style: italic;\n  font-weight: 400;\n'
        '  src: url("../fonts/c.ttf") format("truetype");\n}\n'
        '\n@font-face {\n  font-family: "Liner Text";\n  font-style: normal;\n  font-weight: 700;\n'
        '  src: url("../fonts/b.ttf") format("truetype");\n}\n'
    )


def test_an_address_cannot_leave_its_quotes() -> None:
    sheet = font_face_css((font("Try", "normal", 400, "a.ttf"),), lambda _: 'a") }\n\\b')
    assert r'src: url("a\") }\a \\b") format("truetype");' in sheet


def test_two_faces_for_one_name_are_refused() -> None:
    with pytest.raises(PressError, match="two fonts are called Try normal 400"):
        font_face_css((font("Try", "normal", 400, "a.ttf"), font("Try", "normal", 400, "b.ttf")), lambda font: font.file.name)
