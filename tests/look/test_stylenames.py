"""Variables, files, font families and classes that do not exist are reported at their line of a project's style sheet."""

from __future__ import annotations

from pathlib import Path

import pytest

from linernotes.assets import read_design
from linernotes.look.applied import apply_look
from linernotes.look.stylenames import check_style_names
from linernotes.model.look import Look

STYLES = Path(__file__).parents[2] / "styles"
FOLDER = "styles/themes/own"


def found(folder: Path, rule: str, sheet: str = "print.css") -> list[tuple[int, str, str]]:
    """Return line, message and hint of the findings about a theme with a rule on line 2."""
    theme = folder / FOLDER
    theme.mkdir(parents=True)
    (theme / "theme.toml").write_bytes((STYLES / "themes/plain/theme.toml").read_bytes())
    (theme / "title.svg").write_text("<svg/>")
    (theme / sheet).write_text(f"/* var(--none) */\n{rule}\n", encoding="utf-8")
    design = read_design(folder)
    findings = check_style_names(design, apply_look(design, Look("own")), {"manuscript/art/sea.png"})
    return [(each.place.line, each.message, each.hint) for each in findings if each.place.file == f"{FOLDER}/{sheet}"]


@pytest.mark.parametrize(
    ("rule", "message", "hint"),
    [
        ("a { color: var(--accnt) }", "there is no variable '--accnt'", "did you mean '--accent'?"),
        ("a { background: url(titel.svg) }", "there is no file 'titel.svg'", "url(/styles/themes/own/title.svg)"),
        ("a { background: url('title.svg') }", "there is no file 'title.svg'", "url(/styles/themes/own/title.svg)"),
        ("a { background: url(/styles/none.gif) }", "there is no file '/styles/none.gif'", "url(/styles/themes/own/"),
        ("a { background: url(https://a.example/b.png) }", "is not a file of the guide", "save the file"),
        ("a { background: url('//a.example/b.png') }", "is not a file of the guide", "save the file"),
        ("a { font-family: Georgia, serif }", "there is no font family 'Georgia'", "Liner Text"),
        ('a { font-family: "Liner Txt" }', "there is no font family 'Liner Txt'", "did you mean 'Liner Text'?"),
        (".questoin { color: red }", "no template has the class 'questoin'", "did you mean 'question'?"),
        ("@media print { p.questoin > a { color: red } }", "no template has the class 'questoin'", "did you mean 'question'?"),
    ],
)
def test_name_that_does_not_exist_is_reported_with_a_near_one(rule: str, message: str, hint: str, tmp_path: Path) -> None:
    [(line, said, advice)] = found(tmp_path, rule)
    assert line == 2
    assert message in said
    assert hint in advice


@pytest.mark.parametrize(
    "rule",
    [
        ":root { --mine: red } a { color: var(--mine); border-color: var(--none, red) }",
        "a { background: url(/styles/themes/own/title.svg), url(/manuscript/art/sea.png), url(#a), url(data:image/png;base64,AA==) }",
        "@font-face { font-family: Mine; src: url(/styles/themes/own/title.svg) } a { font-family: 'Mine', var(--text) !important }",
        'a { font-family: "Liner Code", inherit } a::before { content: "@import .questoin {" }',
        ".question, .ruled, .runs-on, .my-own-name { width: 1.5mm }",
        "@import 'other.css';",
    ],
)
def test_names_that_are_there_are_not_reported(rule: str, tmp_path: Path) -> None:
    assert found(tmp_path, rule) == []


def test_ebook_may_name_fonts_of_readers_but_no_files_of_the_web(tmp_path: Path) -> None:
    [(_, message, _)] = found(tmp_path, "a { font-family: Georgia; background: url(https://a.example/b.png) }", "epub.css")
    assert "is not a file" in message


def test_ebook_gets_no_imported_sheet(tmp_path: Path) -> None:
    [(line, message, hint)] = found(tmp_path, "@import 'other.css';", "epub.css")
    assert (line, message) == (2, "@import has no effect in an e-book")
    assert "copy" in hint


def test_message_about_a_sheet_names_the_file_of_the_theme(tmp_path: Path) -> None:
    found(tmp_path, "a { display: gird }")
    look = apply_look(read_design(tmp_path), Look("own"))
    lines = look.design.styles["print/theme.css"].decode().splitlines()
    [number] = [number for number, line in enumerate(lines, 1) if "gird" in line]
    assert look.in_theme(f"styles/print/theme.css:{number}:5: invalid") == f"{FOLDER}/print.css:2:5: invalid"
    for other in ("styles/type.css:3:1: invalid", "p. 3: a word is cut off"):
        assert look.in_theme(other) == other


@pytest.mark.parametrize("theme", ["plain", "novel", "stage"])
def test_copies_of_all_built_in_sheets_have_every_name(theme: str, tmp_path: Path) -> None:
    for file in sorted(each for each in STYLES.rglob("*.*") if each.is_file()):
        copy = tmp_path / "styles" / file.relative_to(STYLES)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(file.read_bytes())
    design = read_design(tmp_path)
    assert not [*check_style_names(design, apply_look(design, Look(theme)), set())]
