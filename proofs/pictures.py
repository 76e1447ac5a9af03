"""The pictures of the README, small enough to load fast."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

from proofs.pages import DESK, render

HEIGHT = 560
"""The height of a page in pixels."""

SMALL = 300
"""The height of a page in the picture of the themes."""

COLOURS = 128
LARGEST = 80_000
"""The maximum size of a picture in bytes."""

SHOWN = {"cover": ("1",), "spread": ("12", "13"), "worksheet": ("16",)}
"""The folios of the pages in each picture."""

ROOT = Path(__file__).parents[1]
JEKYLL = ROOT / "examples" / "jekyll-and-hyde"
THEMES = {"plain": (JEKYLL, ("24", "25")), "novel": (JEKYLL, ("22", "23")), "stage": (ROOT, ("18", "19"))}
"""A guide for each built-in theme, and the folios of two facing pages that show it."""


def make(file: Path, folder: Path) -> None:
    """Write the pictures of a guide."""
    folder.mkdir(parents=True, exist_ok=True)
    rendered = dict(render(file, dpi=110))
    for name, folios in SHOWN.items():
        _save(_row([rendered[folio] for folio in folios], HEIGHT), folder / f"{name}.png")


def make_themes(folder: Path) -> None:
    """Write the picture of the built-in themes: two facing pages in each of them."""
    shown: list[Image.Image] = []
    with TemporaryDirectory() as place:
        for theme, (guide, folios) in THEMES.items():
            copy = Path(place) / theme
            shutil.copytree(guide / "manuscript", copy / "manuscript")
            book = copy / "manuscript" / "book.toml"
            named = re.sub(r"(?m)^theme = .*$", f'theme = "{theme}"', book.read_text(encoding="utf-8"))
            book.write_text(named, encoding="utf-8")
            _run("build", "-p", copy, "-e", "student", "--format", "pdf", "--paper", "a4", "--to", copy / "dist")
            [file] = (copy / "dist").glob("*-student-a4.pdf")
            rendered = dict(render(file, dpi=80))
            shown += [rendered[folio] for folio in folios]
    folder.mkdir(parents=True, exist_ok=True)
    _save(_row(shown, SMALL), folder / "themes.png")


def _run(*arguments: str | Path) -> None:
    subprocess.run([sys.executable, "-m", "linernotes", *map(str, arguments)], check=True, stdout=subprocess.DEVNULL)


def _row(pages: Sequence[Image.Image], height: int) -> Image.Image:
    """Return pages side by side, each of this height in pixels."""
    width = round(height * pages[0].width / pages[0].height)
    picture = Image.new("RGB", (len(pages) * (width + 2) + 2, height + 4), DESK)
    for number, page in enumerate(pages):
        picture.paste(page.resize((width, height), Image.Resampling.LANCZOS), (2 + number * (width + 2), 2))
    return picture


def _save(picture: Image.Image, file: Path) -> None:
    """Write a picture with as many colours as the maximum size allows, chosen so that rare ones are kept."""
    colours = COLOURS
    while True:
        picture.quantize(colours, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(file, optimize=True)
        if file.stat().st_size <= LARGEST or colours <= 4:
            return
        colours //= 2
