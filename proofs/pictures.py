"""The pictures of the README: small, so that the page loads at once."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from proofs.pages import DESK, render

HEIGHT = 560
"""Pixels of a page."""

COLOURS = 128
LARGEST = 80_000
"""Bytes."""

SHOWN = {"cover": ("1",), "spread": ("12", "13"), "worksheet": ("16",)}
"""The folios of the pages on each picture."""


def make(file: Path, to: Path) -> None:
    """Write the pictures of a guide."""
    to.mkdir(parents=True, exist_ok=True)
    drawn = dict(render(file, dpi=110))
    for name, folios in SHOWN.items():
        shown = [drawn[folio] for folio in folios]
        width = round(HEIGHT * shown[0].width / shown[0].height)
        picture = Image.new("RGB", (len(shown) * (width + 2) + 2, HEIGHT + 4), DESK)
        for number, page in enumerate(shown):
            picture.paste(page.resize((width, HEIGHT), Image.Resampling.LANCZOS), (2 + number * (width + 2), 2))
        _save(picture, to / f"{name}.png")


def _save(picture: Image.Image, to: Path) -> None:
    """Write a picture with as many colours as there is room for, chosen so that rare ones stay."""
    colours = COLOURS
    while True:
        picture.quantize(colours, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(to, optimize=True)
        if to.stat().st_size <= LARGEST or colours <= 4:
            return
        colours //= 2
