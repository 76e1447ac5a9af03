"""The font cache and the ``@font-face`` rules."""

import subprocess
import sys
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from linernotes.fonts.instances import Font, available_characters, build_fonts, font_face_css
from linernotes.model.findings import LinerNotesError, WritingError
from linernotes.model.fontfiles import FontFacts, FontFile
from linernotes.workers.pool import WorkerPool
from tests.fonts.made import LICENCE, made_font
from tests.fonts.specs import ARCHIVO, BUILT_IN, DRAWN, LETTERS, spec
from tests.processes import HUNG

ENVIRONMENT = {"PYTHONPATH": str(Path(__file__).parents[2] / "src")}


def snapshot(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {str(f.relative_to(folder)): (f.read_bytes(), f.stat().st_mtime_ns) for f in folder.rglob("*") if f.is_file()}


def contents(folder: Path) -> dict[str, bytes]:
    return {name: data for name, (data, _) in snapshot(folder).items()}


def program(*fonts: str, cache: Path, ending: str = "") -> str:
    """Return a Python program that builds fonts."""
    return (
        "import sys; from pathlib import Path; from linernotes.fonts.instances import build_fonts\n"
        f"build_fonts({spec(*fonts)!r}, {LETTERS!r}, cache=Path({str(cache)!r}))\n{ending}"
    )


def test_workers_build_the_same_bytes(built_in: tuple[Font, ...], tmp_path: Path) -> None:
    with WorkerPool(2) as pool:
        again = build_fonts(BUILT_IN, LETTERS, cache=tmp_path, pool=pool)
    assert contents(again[0].file.parent) == contents(built_in[0].file.parent)
    assert again[0].file.parent.name == built_in[0].file.parent.name
    assert len({TTFont(font.file)["head"].created for font in again}) == 1


def test_cached_fonts_are_neither_built_nor_reported(tmp_path: Path) -> None:
    reports: list[str] = []
    built = build_fonts(spec(ARCHIVO, DRAWN), LETTERS, cache=tmp_path, report=reports.append)
    before = snapshot(tmp_path)
    assert len(reports) == 1
    assert build_fonts(spec(ARCHIVO, DRAWN), LETTERS, cache=tmp_path, report=reports.append) == built
    assert snapshot(tmp_path) == before
    assert len(reports) == 1


def test_cached_fonts_need_no_font_library(tmp_path: Path) -> None:
    build_fonts(spec(ARCHIVO), LETTERS, cache=tmp_path)
    code = program(ARCHIVO, cache=tmp_path, ending="sys.exit(bool({'fontTools', 'fontpkg'} & set(sys.modules)))")
    assert subprocess.run([sys.executable, "-c", code], env=ENVIRONMENT, check=False).returncode == 0


@pytest.mark.parametrize("damage", ["truncated", "emptied", "altered", "lost", "no manifest", "other manifest", "other licence"])
def test_damaged_font_is_built_again(tmp_path: Path, damage: str) -> None:
    (font,) = build_fonts(spec(DRAWN), LETTERS, cache=tmp_path)
    entry = font.file.parent
    intact, data = contents(entry), font.file.read_bytes()
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
    reports: list[str] = []
    assert build_fonts(spec(DRAWN), LETTERS, cache=tmp_path, report=reports.append) == (font,)
    assert len(reports) == 1
    assert contents(entry) == intact
    assert list(tmp_path.iterdir()) == [entry], "no temporary files are left"


def test_interrupted_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (font,) = build_fonts(spec(DRAWN), LETTERS, cache=tmp_path)
    intact = contents(font.file.parent)
    (font.file.parent / "manifest").unlink()

    def interrupted(self: Path, data: bytes) -> int:
        with self.open("wb") as file:
            file.write(data[: len(data) // 2])
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", interrupted)
        with pytest.raises(WritingError, match="No space left"):
            build_fonts(spec(DRAWN), LETTERS, cache=tmp_path)
    assert contents(tmp_path) == {f"{font.file.parent.name}/{name}": data for name, data in intact.items() if name != "manifest"}
    assert build_fonts(spec(DRAWN), LETTERS, cache=tmp_path) == (font,)


def test_two_processes_may_build_the_same_fonts(tmp_path: Path) -> None:
    code = program(ARCHIVO, DRAWN, cache=tmp_path)
    both = [subprocess.Popen([sys.executable, "-c", code], env=ENVIRONMENT) for _ in range(2)]
    assert [process.wait(HUNG) for process in both] == [0, 0]
    fonts = build_fonts(spec(ARCHIVO, DRAWN), LETTERS, cache=tmp_path, report=pytest.fail)
    assert list(tmp_path.iterdir()) == [fonts[0].file.parent]


def test_program_from_standard_input_builds_without_processes(tmp_path: Path) -> None:
    axes = "{ opsz = 9, wght = 900, SOFT = 0, WONK = 0 }"
    fraunces = f'{{ family = "Fr", style = "normal", weight = 900, source = "Fraunces", axes = {axes} }}'
    code = program(ARCHIVO, fraunces, cache=tmp_path)
    run = subprocess.run([sys.executable, "-"], input=code.encode(), env=ENVIRONMENT, capture_output=True, check=False)
    assert run.returncode == 0
    assert len(list(tmp_path.rglob("*.ttf"))) == 2


def test_each_list_and_repertoire_has_its_own_entry(tmp_path: Path) -> None:
    for font, points in ((DRAWN, LETTERS), (DRAWN, LETTERS - {0x20}), (DRAWN.replace("400", "700"), LETTERS)):
        build_fonts(spec(font), points, cache=tmp_path)
    assert len(list(tmp_path.iterdir())) == 3


def test_larger_repertoire_builds_only_fonts_that_have_it(tmp_path: Path) -> None:
    greek = LETTERS | {ord("λ"), ord("Σ")}
    fonts = spec(ARCHIVO, DRAWN, '{ family = "Text", style = "normal", weight = 400, source = "fonts/Made.ttf" }')
    facts = FontFacts(italic=False, weight=400, axes=(), characters=greek, embedding=0, widths=((), ()), notice="")
    files = {"fonts/Made.ttf": FontFile("fonts/Made.ttf", made_font(greek), LICENCE, facts)}
    plain = build_fonts(fonts, LETTERS, cache=tmp_path, files=files)
    reports: list[str] = []
    larger = build_fonts(fonts, greek, cache=tmp_path, files=files, report=reports.append)
    assert reports[0].startswith("building 1 fonts")
    assert [a.file.read_bytes() == b.file.read_bytes() for a, b in zip(plain, larger, strict=True)] == [True, True, False]
    again = build_fonts(fonts, greek, cache=tmp_path / "new", files=files)
    assert contents(again[0].file.parent) == contents(larger[0].file.parent)


def test_available_characters_are_those_of_any_source() -> None:
    available = available_characters(BUILT_IN)
    assert {ord("λ"), ord("Д"), ord("ệ"), ord("●")} <= available
    assert ord("東") not in available


def test_cache_is_below_xdg_cache_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    (font,) = build_fonts(spec(DRAWN), LETTERS)
    assert font.file.parents[1] == tmp_path / "caches" / "linernotes" / "fonts"


@pytest.mark.parametrize("named", [None, "", "relative/path"])
def test_cache_is_in_the_home_folder_otherwise(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str | None) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    if named is not None:
        monkeypatch.setenv("XDG_CACHE_HOME", named)
    (font,) = build_fonts(spec(DRAWN), LETTERS)
    assert font.file.parents[1] == tmp_path / ".cache" / "linernotes" / "fonts"


def test_error_names_a_cache_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(WritingError, match=r"cannot keep fonts in .*file") as caught:
        build_fonts(spec(DRAWN), LETTERS, cache=tmp_path / "file")
    assert "XDG_CACHE_HOME" in caught.value.hint


def font(family: str, style: str, weight: int, file: str) -> Font:
    return Font(family, style, weight, Path(file), "")


def test_css_declares_each_font_once_in_a_fixed_order() -> None:
    text, bold, italic, symbols = (
        font("Liner Text", "normal", 400, "a.ttf"),
        font("Liner Text", "normal", 700, "b.ttf"),
        font("Liner Text", "italic", 400, "c.ttf"),
        font("Liner Signs", "normal", 400, "d.ttf"),
    )
    css = font_face_css((bold, italic, text, symbols, text), lambda font: f"../fonts/{font.file.name}")
    assert css == font_face_css((text, symbols, bold, italic), lambda font: f"../fonts/{font.file.name}")
    assert css == (
        '@font-face {\n  font-family: "Liner Signs";\n  font-style: normal;\n  font-weight: 400;\n'
        '  src: url("../fonts/d.ttf") format("truetype");\n}\n'
        '\n@font-face {\n  font-family: "Liner Text";\n  font-style: normal;\n  font-weight: 400;\n'
        '  src: url("../fonts/a.ttf") format("truetype");\n}\n'
        '\n@font-face {\n  font-family: "Liner Text";\n  font-style: italic;\n  font-weight: 400;\n'
        '  src: url("../fonts/c.ttf") format("truetype");\n}\n'
        '\n@font-face {\n  font-family: "Liner Text";\n  font-style: normal;\n  font-weight: 700;\n'
        '  src: url("../fonts/b.ttf") format("truetype");\n}\n'
    )


def test_css_quotes_urls() -> None:
    css = font_face_css((font("Try", "normal", 400, "a.ttf"),), lambda _: 'a") }\n\\b')
    assert r'src: url("a\") }\a \\b") format("truetype");' in css


def test_two_fonts_of_one_name_are_rejected() -> None:
    with pytest.raises(LinerNotesError, match="two fonts are called Try normal 400"):
        font_face_css((font("Try", "normal", 400, "a.ttf"), font("Try", "normal", 400, "b.ttf")), lambda font: font.file.name)
