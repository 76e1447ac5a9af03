"""The faces: what is cut, that it is cut the same way always and once only, and what is said when it cannot be."""

import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from fontTools.pens.areaPen import AreaPen
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont

from linernotes.fonts.instances import DEFAULT_REPERTOIRE, SIGNS, Face, covered, cut_faces, face_sheet
from linernotes.model.findings import PressError, WritingError

SHIPPED = (Path(__file__).parents[2] / "styles" / "faces.toml").read_text(encoding="utf-8")
LETTERS = frozenset(map(ord, "AVfi -\N{EN DASH}\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{THIN SPACE}\N{NARROW NO-BREAK SPACE}→●"))

ARCHIVO = '{ family = "Try", style = "normal", weight = 400, source = "Archivo", axes = { wdth = 100, wght = 430 } }'
DRAWN = '{ family = "Try Signs", style = "normal", weight = 400, source = "drawn" }'


def spec(*cuts: str) -> str:
    return f"cuts = [{', '.join(cuts)}]"


def snapshot(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {str(f.relative_to(folder)): (f.read_bytes(), f.stat().st_mtime_ns) for f in folder.rglob("*") if f.is_file()}


def contents(folder: Path) -> dict[str, bytes]:
    return {name: data for name, (data, _) in snapshot(folder).items()}


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> tuple[Face, ...]:
    """Our own faces.toml, cut to a few letters."""
    return cut_faces(SHIPPED, LETTERS, cache=tmp_path_factory.mktemp("faces"))


@pytest.fixture(scope="session")
def signs(tmp_path_factory: pytest.TempPathFactory) -> Face:
    """The drawn face, whole."""
    return cut_faces(spec(DRAWN), DEFAULT_REPERTOIRE, cache=tmp_path_factory.mktemp("signs"))[0]


def kerns(font: TTFont, left: str, right: str) -> Iterator[int]:
    """Give the adjustments that any pair kerning makes between two letters."""
    cmap = font.getBestCmap()
    first, second = cmap[ord(left)], cmap[ord(right)]
    features = [record.Feature for record in font["GPOS"].table.FeatureList.FeatureRecord if record.FeatureTag == "kern"]
    for index in {index for feature in features for index in feature.LookupListIndex}:
        for table in font["GPOS"].table.LookupList.Lookup[index].SubTable:
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


def test_the_cuts_are_those_declared(shipped: tuple[Face, ...]) -> None:
    assert [(face.family, face.style, face.weight, face.file.name) for face in shipped] == [
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


def test_a_cut_is_static_and_says_inside_what_it_is_called_outside(shipped: tuple[Face, ...]) -> None:
    for face in shipped:
        font = TTFont(face.file)
        names, style = font["name"], font["OS/2"].fsSelection
        assert (names.getBestFamilyName(), font["OS/2"].usWeightClass) == (face.family, face.weight)
        assert names.getDebugName(6) == face.file.stem
        assert bool(style & 1) == bool(font["head"].macStyle & 2) == (face.style == "italic")
        assert bool(style & 32) == bool(font["head"].macStyle & 1) == (face.weight == 700)
        assert not {"fvar", "gvar", "STAT", "fpgm", "prep", "DSIG"} & set(font.keys()), face.file.name
        assert not any("Literata" in names.getDebugName(n) or "Archivo" in names.getDebugName(n) for n in (1, 4, 6))


def test_programs_that_know_four_styles_find_the_black_one_as_a_family_of_its_own(shipped: tuple[Face, ...]) -> None:
    names = TTFont(shipped[7].file)["name"]
    assert {n: names.getDebugName(n) for n in (1, 2, 4, 16, 17)} == {
        1: "Liner Sans Black",
        2: "Regular",
        4: "Liner Sans Black",
        16: "Liner Sans",
        17: "Black",
    }


def test_the_axes_are_applied(shipped: tuple[Face, ...]) -> None:
    widths = {face.family: TTFont(face.file)["hmtx"]["A"][0] for face in shipped if face.family in ("Liner Narrow", "Liner Punk")}
    sans = [TTFont(face.file)["hmtx"]["A"][0] for face in shipped if face.family == "Liner Sans"]
    assert widths["Liner Punk"] < widths["Liner Narrow"] < min(sans)
    assert sans[0] < sans[2] < sans[3], "the darker, the wider"


@pytest.mark.parametrize("index", [0, 1, 2, 3])
def test_kerning_is_kept(shipped: tuple[Face, ...], index: int) -> None:
    assert min(kerns(TTFont(shipped[index].file), "A", "V")) < -30


def test_ligatures_and_figure_styles_are_kept(tmp_path: Path) -> None:
    (face,) = cut_faces(spec(ARCHIVO), frozenset(map(ord, "fi0123456789/")), cache=tmp_path)
    features = {record.FeatureTag for record in TTFont(face.file)["GSUB"].table.FeatureList.FeatureRecord}
    assert {"liga", "lnum", "onum", "tnum", "frac"} <= features


def test_the_repertoire_is_kept_as_far_as_the_source_has_it_and_nothing_else(tmp_path: Path) -> None:
    (face,) = cut_faces(spec(ARCHIVO), frozenset(map(ord, "AÄ\N{SNOWMAN}")), cache=tmp_path)
    assert frozenset(TTFont(face.file).getBestCmap()) == face.code_points == {ord("A"), ord("Ä")}


def test_no_break_characters_look_like_their_breaking_twins(shipped: tuple[Face, ...]) -> None:
    for face in shipped[:-1]:
        font = TTFont(face.file)
        widths = {chr(point): font["hmtx"][name] for point, name in font.getBestCmap().items()}
        assert widths["\N{NON-BREAKING HYPHEN}"] == widths["-"]
        assert widths.get("\N{NARROW NO-BREAK SPACE}") == widths.get("\N{THIN SPACE}")
    assert {ord("\N{NARROW NO-BREAK SPACE}"), ord("\N{THIN SPACE}")} <= shipped[-1].code_points, "for faces without a thin space"


def test_every_face_brings_its_licence(shipped: tuple[Face, ...]) -> None:
    for face in shipped:
        first, text = face.licence_text.split("\n", 1)
        assert face.licence == "OFL-1.1"
        assert first.startswith("Copyright")
        assert "SIL OPEN FONT LICENSE Version 1.1 - 26 February 2007" in text
        assert "PERMISSION & CONDITIONS" in text
        assert first.split("The ")[1].split(" (")[0] in TTFont(face.file)["name"].getDebugName(0)
        assert "SIL Open Font License" in TTFont(face.file)["name"].getDebugName(13)


def test_typesetting_with_the_sheet_uses_these_faces_only(shipped: tuple[Face, ...]) -> None:
    from weasyprint import HTML

    sheet = face_sheet(shipped, lambda face: face.file.as_uri())
    stacks = "p { font-family: 'Liner Text', 'Liner Signs' } i { font-family: 'Liner Glam', 'Liner Signs' }"
    text = "<p>AV–A\N{NARROW NO-BREAK SPACE}V\N{NON-BREAKING HYPHEN}A ● → <i>fi → ●\N{THIN SPACE}A</i>"
    page = HTML(string=f"<style>{sheet}{stacks}</style>{text}").render()
    page.write_pdf()
    assert {font.family for font in page.fonts.values()} == {"Liner Text", "Liner Glam", "Liner Signs"}


# The signs


def test_every_sign_has_an_outline_between_its_side_bearings(signs: Face) -> None:
    font = TTFont(signs.file)
    glyphs, cmap = font.getGlyphSet(), font.getBestCmap()
    assert set(cmap) - SIGNS == {0x20, 0x2009, 0x202F}
    for point in SIGNS:
        pen = BoundsPen(glyphs)
        glyphs[cmap[point]].draw(pen)
        left, bottom, right, top = pen.bounds
        assert left >= 40, chr(point)
        assert right <= glyphs[cmap[point]].width - 35, chr(point)
        assert -20 <= bottom <= 125, chr(point)
        assert 430 <= top <= 740, chr(point)


def test_what_is_open_is_white_inside(signs: Face) -> None:
    font = TTFont(signs.file)
    glyphs, cmap = font.getGlyphSet(), font.getBestCmap()

    def ink(sign: str) -> float:
        pen = AreaPen(glyphs)
        glyphs[cmap[ord(sign)]].draw(pen)
        return -float(pen.value)

    assert all(ink(chr(point)) > 0 for point in SIGNS), "clockwise is black"
    assert ink("◐") > 1.5 * ink("○")
    assert ink("●") > 1.35 * ink("◐")
    assert ink("▮") > 1.5 * ink("▯") > 0
    assert ink("☑") > 1.1 * ink("☐") > 0
    assert ink("●") > 2 * ink("◷") > ink("○"), "hands on a dial"
    pips = [ink(face) for face in "⚀⚁⚂⚃⚄⚅"]
    assert all(more - fewer == pytest.approx(pips[1] - pips[0], rel=0.02) for fewer, more in pairwise(pips))


def test_signs_that_are_read_as_a_set_take_the_same_room(signs: Face) -> None:
    font = TTFont(signs.file)
    for group in ("●◐○", "☐☑", "▮▯", "⚀⚁⚂⚃⚄⚅", "←→", "↑↓"):
        assert len({font["hmtx"][font.getBestCmap()[ord(sign)]][0] for sign in group}) == 1


def test_every_shipped_face_sets_the_default_repertoire_together_with_the_signs() -> None:
    *faces, signs = cut_faces(SHIPPED, DEFAULT_REPERTOIRE)
    for face in faces:
        lacking = DEFAULT_REPERTOIRE - covered((face, signs))
        assert not lacking, f"{face.family} {face.style} {face.weight}: {''.join(map(chr, sorted(lacking)))}"
    assert SIGNS <= DEFAULT_REPERTOIRE
    assert covered(()) == frozenset()


# Once, and always the same


def test_two_cold_cuts_are_the_same_bytes(shipped: tuple[Face, ...], tmp_path: Path) -> None:
    again = cut_faces(SHIPPED, LETTERS, cache=tmp_path)
    assert contents(again[0].file.parent) == contents(shipped[0].file.parent)
    assert again[0].file.parent.name == shipped[0].file.parent.name
    assert len({TTFont(face.file)["head"].created for face in again}) == 1


def test_a_warm_call_makes_nothing_and_says_nothing(tmp_path: Path) -> None:
    said: list[str] = []
    cold = cut_faces(spec(ARCHIVO, DRAWN), LETTERS, cache=tmp_path, report=said.append)
    before = snapshot(tmp_path)
    assert len(said) == 1
    assert cut_faces(spec(ARCHIVO, DRAWN), LETTERS, cache=tmp_path, report=said.append) == cold
    assert snapshot(tmp_path) == before
    assert len(said) == 1


def test_a_warm_call_does_not_load_the_font_libraries(tmp_path: Path) -> None:
    cut_faces(spec(ARCHIVO), LETTERS, cache=tmp_path)
    program = (
        "import sys; from pathlib import Path; from linernotes.fonts.instances import cut_faces\n"
        f"cut_faces({spec(ARCHIVO)!r}, {LETTERS!r}, cache=Path({str(tmp_path)!r}))\n"
        "sys.exit(bool({'fontTools', 'fontpkg'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", program], env=environment(), check=False).returncode == 0


@pytest.mark.parametrize("damage", ["truncated", "emptied", "altered", "lost", "no manifest", "other manifest", "other licence"])
def test_a_broken_entry_is_made_again(tmp_path: Path, damage: str) -> None:
    (face,) = cut_faces(spec(DRAWN), LETTERS, cache=tmp_path)
    entry = face.file.parent
    sound, data = contents(entry), face.file.read_bytes()
    manifest = entry / "manifest"
    match damage:
        case "truncated":
            face.file.write_bytes(data[:-1])
        case "emptied":
            face.file.write_bytes(b"")
        case "altered":
            face.file.write_bytes(data[:100] + bytes([data[100] ^ 1]) + data[101:])
        case "lost":
            face.file.unlink()
        case "no manifest":
            manifest.unlink()
        case "other manifest":
            manifest.write_bytes(manifest.read_bytes().replace(b"normal", b"italic"))
        case "other licence":
            next(entry.glob("licence-*")).write_text("none")
    assert cut_faces(spec(DRAWN), LETTERS, cache=tmp_path) == (face,)
    assert contents(entry) == sound
    assert list(tmp_path.iterdir()) == [entry], "nothing is left beside"


def test_processes_may_cut_at_the_same_time(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from linernotes.fonts.instances import cut_faces\n"
        f"cut_faces({spec(ARCHIVO, DRAWN)!r}, {LETTERS!r}, cache=Path({str(tmp_path)!r}))"
    )
    both = [subprocess.Popen([sys.executable, "-c", program], env=environment()) for _ in range(2)]
    assert [process.wait(60) for process in both] == [0, 0]
    faces = cut_faces(spec(ARCHIVO, DRAWN), LETTERS, cache=tmp_path, report=pytest.fail)
    assert list(tmp_path.iterdir()) == [faces[0].file.parent]


def test_a_program_that_cannot_be_started_twice_cuts_by_itself(tmp_path: Path) -> None:
    axes = "{ opsz = 9, wght = 900, SOFT = 0, WONK = 0 }"
    fraunces = f'{{ family = "Fr", style = "normal", weight = 900, source = "Fraunces", axes = {axes} }}'
    program = (
        "from pathlib import Path; from linernotes.fonts.instances import cut_faces\n"
        f"cut_faces({spec(ARCHIVO, fraunces)!r}, {LETTERS!r}, cache=Path({str(tmp_path)!r}))"
    )
    run = subprocess.run([sys.executable, "-"], input=program.encode(), env=environment(), capture_output=True, check=False)
    assert run.returncode == 0
    assert len(list(tmp_path.rglob("*.ttf"))) == 2


def test_another_spec_or_repertoire_is_another_entry(tmp_path: Path) -> None:
    for cuts, points in ((DRAWN, LETTERS), (DRAWN, LETTERS - {0x20}), (DRAWN.replace("400", "700"), LETTERS)):
        cut_faces(spec(cuts), points, cache=tmp_path)
    assert len(list(tmp_path.iterdir())) == 3


def environment() -> dict[str, str]:
    return {"PYTHONPATH": str(Path(__file__).parents[2] / "src")}


# Where it is kept


def test_the_cache_is_where_the_user_keeps_caches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    (face,) = cut_faces(spec(DRAWN), LETTERS)
    assert face.file.parents[1] == tmp_path / "caches" / "linernotes" / "faces"


@pytest.mark.parametrize("named", [None, "", "relative/path"])
def test_the_cache_is_in_the_home_folder_otherwise(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str | None) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    if named is not None:
        monkeypatch.setenv("XDG_CACHE_HOME", named)
    (face,) = cut_faces(spec(DRAWN), LETTERS)
    assert face.file.parents[1] == tmp_path / ".cache" / "linernotes" / "faces"


def test_a_cache_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(WritingError, match=r"cannot keep faces in .*file") as caught:
        cut_faces(spec(DRAWN), LETTERS, cache=tmp_path / "file")
    assert "XDG_CACHE_HOME" in caught.value.hint


# What is said when it cannot be done


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("cuts = [", "this is not TOML: ", ""),
        ("cut = []", "there is no list 'cuts'", ""),
        ("cuts = [1]", "cut 1: it needs family, style, weight and source", "as in"),
        (spec(DRAWN, DRAWN), "two cuts are called Try Signs normal 400", "of its own"),
        (spec(DRAWN.replace("normal", "oblique")), "cut 1: it needs", ""),
        (spec(DRAWN.replace("normal", "italic")), "cut 1: the signs are drawn once, upright", ""),
        (spec(DRAWN.replace("400", "430")), "cut 1: the weight 430 is none of", ""),
        (spec(DRAWN.replace("Try Signs", "../Try")), "cut 1: '../Try' cannot name a family", "letters"),
        (spec(ARCHIVO.replace("axes", "axis")), "cut 1: 'axis' says nothing here", "did you mean 'axes'?"),
        (spec(ARCHIVO.replace("430", "'bold'")), "cut 1: 'axes' must give each axis a number", "as in"),
        (spec(ARCHIVO.replace("430", "950")), "Try normal 400: 950 is off the axis 'wght'", "from 100 to 900"),
        (spec(ARCHIVO.replace("430", "nan")), "Try normal 400: nan is off the axis 'wght'", "from 100 to 900"),
        (spec(ARCHIVO.replace("wdth = 100, ", "")), "Try normal 400: the axis 'wdth' has no value", "from 62 to 125"),
        (spec(ARCHIVO.replace("wdth", "width")), "Try normal 400: Archivo has no axis 'width'", "did you mean 'wdth'?"),
        (spec(ARCHIVO.replace("Archivo", "Archivio")), "the family 'Archivio' is not installed", "did you mean 'archivo'?"),
        (
            spec(ARCHIVO.replace("Archivo", "No Face")),
            "the family 'No Face' is not installed",
            "pip install fontpkg-no-face",
        ),
    ],
)
def test_a_spec_that_cannot_be_cut_is_explained(tmp_path: Path, text: str, message: str, hint: str) -> None:
    with pytest.raises(PressError) as caught:
        cut_faces(text, LETTERS, cache=tmp_path)
    assert caught.value.message.startswith(message)
    assert hint in caught.value.hint
    assert str(caught.value).startswith("faces.toml: error: ")
    assert not list(tmp_path.iterdir())


# The sheet


def face(family: str, style: str, weight: int, file: str) -> Face:
    return Face(family, style, weight, Path(file), "OFL-1.1", "")


def test_the_sheet_declares_each_face_once_in_a_fixed_order() -> None:
    text, bold, italic, signs = (
        face("Liner Text", "normal", 400, "a.ttf"),
        face("Liner Text", "normal", 700, "b.ttf"),
        face("Liner Text", "italic", 400, "c.ttf"),
        face("Liner Signs", "normal", 400, "d.ttf"),
    )
    sheet = face_sheet((bold, italic, text, signs, text), lambda face: f"../fonts/{face.file.name}")
    assert sheet == face_sheet((text, signs, bold, italic), lambda face: f"../fonts/{face.file.name}")
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
    sheet = face_sheet((face("Try", "normal", 400, "a.ttf"),), lambda _: 'a") }\n\\b')
    assert r'src: url("a\") }\a \\b") format("truetype");' in sheet


def test_two_faces_for_one_name_are_refused() -> None:
    with pytest.raises(PressError, match="two faces are called Try normal 400"):
        face_sheet((face("Try", "normal", 400, "a.ttf"), face("Try", "normal", 400, "b.ttf")), lambda face: face.file.name)
