"""The pictures of the guide: the files match the scripts, and use only portable SVG."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).parents[1]
ART = ROOT / "manuscript" / "art"
SVG = "{http://www.w3.org/2000/svg}"
PORTABLE = {
    "svg": {"viewBox"},
    "title": set(),
    "g": {"transform"},
    "path": {"d", "fill", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin"},
}
PICTURES = sorted(ART.glob("*.svg"))


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("art")
    subprocess.run([sys.executable, "-I", str(ROOT / "scripts" / "draw"), str(folder)], check=True)
    return folder


def test_every_picture_is_drawn_by_a_script(drawn: Path) -> None:
    assert sorted(file.name for file in drawn.iterdir()) == [file.name for file in PICTURES]


@pytest.mark.parametrize("picture", PICTURES, ids=lambda file: file.stem)
def test_file_matches_its_script(picture: Path, drawn: Path) -> None:
    assert (drawn / picture.name).read_bytes() == picture.read_bytes()


@pytest.mark.parametrize("picture", PICTURES, ids=lambda file: file.stem)
def test_pictures_are_portable(picture: Path) -> None:
    used: dict[str, set[str]] = {}
    for element in ElementTree.fromstring(picture.read_text("utf-8")).iter():
        used.setdefault(element.tag.removeprefix(SVG), set()).update(element.attrib)
    assert used.keys() <= PORTABLE.keys()
    assert all(attributes <= PORTABLE[name] for name, attributes in used.items())


def test_pictures_share_one_palette() -> None:
    colours = {colour for file in PICTURES for colour in re.findall(r"#[0-9A-Fa-f]{6}", file.read_text("utf-8"))}
    tokens = set(re.findall(r"#[0-9A-F]{6}", (ROOT / "styles" / "themes" / "stage" / "theme.toml").read_text("utf-8")))
    assert colours - tokens <= {"#43204F", "#FFFFFF"}
