"""What two passes of a copier leave of the guide's pictures."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from linernotes.raster.line_art import to_line_art
from linernotes.raster.render import RenderJob, render
from proofs.copier import photocopy

COLOURS = {"ink": "#17121C", "shade": "#7A7480", "paper": "#FFFFFF"}
ART = Path(__file__).parents[2] / "manuscript" / "art"


@pytest.mark.parametrize("file", sorted(ART.glob("*.svg")), ids=lambda file: file.stem)
def test_a_copy_of_a_copy_of_every_picture_still_shows_it(file: Path) -> None:
    drawn = Image.open(io.BytesIO(render(RenderJob(to_line_art(file.read_bytes(), COLOURS), 700)))).convert("RGBA")
    page = Image.alpha_composite(Image.new("RGBA", drawn.size, "white"), drawn).convert("L")
    copied = photocopy(photocopy(page))
    dark = sum(copied.histogram()[:128]) / (copied.width * copied.height)
    assert 0.04 < dark < 0.45
