"""Proofs: simulated copies, contact sheets, and the pictures of the README."""

from __future__ import annotations

import re
from pathlib import Path

from PIL import Image, ImageDraw

from proofs import copier, pages
from proofs.pictures import LARGEST, SHOWN, THEMES, make
from tests.end_to_end.conftest import guide

CHECKOUT = Path(__file__).parents[1]


__all__ = ["guide"]


def page(tone: int) -> Image.Image:
    drawn = Image.new("RGB", (200, 300), "white")
    ImageDraw.Draw(drawn).rectangle((50, 50, 150, 250), fill=(tone, tone, tone))
    return drawn


def test_copier_blackens_dark_grey_and_loses_light_grey() -> None:
    def middle(tone: int) -> float:
        copied = copier.photocopy(page(tone)).crop((80, 80, 120, 220))
        counts = copied.histogram()
        return sum(value * count for value, count in enumerate(counts)) / sum(counts)

    assert middle(80) < 50
    assert middle(225) > 235
    assert copier.photocopy(page(120)).tobytes() == copier.photocopy(page(120)).tobytes()


def test_contact_sheet_holds_every_page(tmp_path: Path) -> None:
    pages.contact_sheet([page(tone) for tone in range(0, 200, 20)], tmp_path / "sheet.png")
    with Image.open(tmp_path / "sheet.png") as sheet:
        assert sheet.width > pages.COLUMNS * pages.WIDTH
        assert sheet.height > 2 * pages.WIDTH * 1.5


def test_readme_pictures_exist_and_are_small() -> None:
    shown = re.findall(r"!\[[^\]]{20,}\]\((docs/pictures/\w+\.png)\)", (CHECKOUT / "README.md").read_text(encoding="utf-8"))
    assert sorted(shown) == sorted(f"docs/pictures/{name}.png" for name in (*SHOWN, "preview", "themes"))
    for path in shown:
        assert (CHECKOUT / path).stat().st_size <= LARGEST


def test_picture_of_the_themes_has_every_built_in_theme() -> None:
    assert sorted(THEMES) == sorted(file.parent.name for file in CHECKOUT.glob("styles/themes/*/theme.toml"))


def test_pictures_are_small_and_deterministic(guide: Path, tmp_path: Path) -> None:
    for name in ("one", "other"):
        make(guide / "the-runaways-student-a4.pdf", tmp_path / name)
    for name in SHOWN:
        content = (tmp_path / "one" / f"{name}.png").read_bytes()
        assert content == (tmp_path / "other" / f"{name}.png").read_bytes()
        assert len(content) <= LARGEST
