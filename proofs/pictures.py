"""The pictures of the README, small enough to load fast."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from proofs.pages import DESK, render

HEIGHT = 560
"""The height of a page in pixels."""

COLOURS = 128
LARGEST = 80_000
"""The maximum size of a picture in bytes."""

SHOWN = {"cover": ("1",), "spread": ("12", "13"), "worksheet": ("16",)}
"""The folios of the pages in each picture."""


def make(file: Path, folder: Path) -> None:
    """Write the pictures of a guide."""
    folder.mkdir(parents=True, exist_ok=True)
    rendered = dict(render(file, dpi=110))
    for name, folios in SHOWN.items():
        shown = [rendered[folio] for folio in folios]
        width = round(HEIGHT * shown[0].width / shown[0].height)
        picture = Image.new("RGB", (len(shown) * (width + 2) + 2, HEIGHT + 4), DESK)
        for number, page in enumerate(shown):
            picture.paste(page.resize((width, HEIGHT), Image.Resampling.LANCZOS), (2 + number * (width + 2), 2))
        _save(picture, folder / f"{name}.png")


def _save(picture: Image.Image, file: Path) -> None:
    """Write a picture with as many colours as the maximum size allows, chosen so that rare ones are kept."""
    colours = COLOURS
    while True:
        picture.quantize(colours, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(file, optimize=True)
        if file.stat().st_size <= LARGEST or colours <= 4:
            return
        colours //= 2
