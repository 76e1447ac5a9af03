"""What is legal and seldom written: it is set whole."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from linernotes.model.formats import Format, Paper
from linernotes.press import Request, build
from tests.sample import STORY, write_guide

PHOTOGRAPH = "\n::: figure {#fig-p}\n![A grey square.](art/p.png)\n\nA square.\n:::\n"
# The text ends at the foot of a page, where its last card has no room left.
CARD = (
    "".join(f"\nLine {n}.\n" for n in range(26))
    + "\n::: look-for\n"
    + "".join(f"- a thing to look for, {n}\n" for n in range(24))
    + ":::\n"
)


@pytest.fixture(scope="module")
def awkward(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("awkward")
    file = io.BytesIO()
    Image.new("L", (30, 20), 128).save(file, "PNG")
    project = write_guide(
        folder,
        {"story.md": f"{STORY}{PHOTOGRAPH}", "words.md": f"# Words\n{CARD}\n::: sources\n:::\n", "art/p.png": file.getvalue()},
    )
    outcome = build(
        project, Request(folder / "dist", ("student",), (Format.PDF,), (Paper.A4,), shelf=folder / "shelf"), lambda _: None
    )
    assert (outcome.findings, outcome.complaints) == ((), ())
    return outcome.products[0].file


def test_a_photograph_is_not_to_be_smoothed_which_archives_forbid(awkward: Path) -> None:
    with pikepdf.open(awkward) as pdf:
        pictures = [item for item in pdf.objects if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image"]
        assert pictures
        assert not [each for each in pictures if each.get("/Interpolate")]
