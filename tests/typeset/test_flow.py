"""Where pages end: the author's breaks, what is kept together, sections that share pages, and pages with little on them."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from linernotes.build.printed import PrintedEdition
from tests.typeset.printing import gathering_of, print_story

PARAGRAPH = "The keeper climbs the stairs of the tower and looks over the bay, where nobody comes to the beacon at night. "
LONG = "\n\n".join(f"{PARAGRAPH * 3}" for _ in range(6))
"""About two thirds of a page."""


def pages_of(printed: PrintedEdition) -> list[str]:
    """Return the words on each page of the story, with single spaces."""
    return [" ".join(text.block.split()) for text in gathering_of(printed).texts]


def high_picture(width: int = 600, height: int = 900) -> bytes:
    file = io.BytesIO()
    Image.new("L", (width, height), 128).save(file, "PNG")
    return file.getvalue()


def test_heading_and_text_begin_a_page_where_the_author_wants_it(tmp_path: Path) -> None:
    story = "Before.\n\n## On top {break=page}\n\nBelow it.\n\n::: page-break\n:::\n\nLast words.\n"
    printed = print_story(tmp_path, story)
    assert [[words in page for words in ("Before", "On top Below", "Last")] for page in pages_of(printed)] == [
        [True, False, False],
        [False, True, False],
        [False, False, True],
    ]
    assert printed.complaints() == []


def test_blocks_that_are_kept_together_move_to_the_next_page(tmp_path: Path) -> None:
    lines = "\n\n".join(f"Line {number} of the oath." for number in range(20))
    apart = pages_of(print_story(tmp_path, f"{LONG}\n\n{lines}\n"))
    kept = pages_of(print_story(tmp_path, f"{LONG}\n\n::: keep\n{lines}\n:::\n"))
    assert "Line 0 " in apart[0]
    assert "Line 19 " in apart[1]
    assert "Line" not in kept[0]
    assert kept[1].startswith("Line 0 ")


def test_picture_has_the_width_and_the_credit_that_the_author_wants(tmp_path: Path) -> None:
    widths = {}
    for width in ("", "width=50% "):
        story = f'Words.\n\n![A lamp.](art/lamp.png){{{width}credit="Photograph: *Ann*, CC0"}}\n'
        printed = print_story(tmp_path, story, files={"art/lamp.png": high_picture(900, 600)})
        assert "A lamp. Photograph: Ann, CC0" in pages_of(printed)[0]
        with pypdfium2.PdfDocument(gathering_of(printed).content) as pdf:
            [picture] = pdf[0].get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])
            left, _, right, _ = picture.get_bounds()
        widths[width] = right - left
    assert widths["width=50% "] == pytest.approx(widths[""] / 2, rel=0.01)


def test_page_that_a_picture_leaves_half_empty_gets_a_warning(tmp_path: Path) -> None:
    picture = "::: figure {#fig}\n![A lamp.](art/lamp.png)\n\n" + "A long caption. " * 300 + "\n:::"
    story = f"{PARAGRAPH * 6}\n\n{picture}\n\n{LONG}\n"
    printed = print_story(tmp_path, story, files={"art/lamp.png": high_picture()})
    [warning] = printed.complaints()
    assert warning.startswith("manuscript/story.md:1: page 4, 'The storm")
    assert "% full; the next block does not fit below" in warning
