"""Guides that are legal and unusual."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from linernotes.assets import read_templates
from linernotes.build.request import Request
from linernotes.build.run import build
from linernotes.html.templates import Templates
from linernotes.model.formats import Format
from linernotes.model.papers import Paper
from tests.sample import BOOK, STORY, write_guide

PHOTOGRAPH = "\n::: figure {#fig-p}\n![A grey square.](art/p.png)\n\nA square.\n:::\n"
LARGE = '\n[editions.large]\ntitle = "In large print"\nvariant = "large"\npages_of = "student"\n'
# The text ends at the foot of a page, where its last card does not fit.
CARD = (
    "".join(f"\nRow {n}.\n" for n in range(24))
    + "\n::: look-for\n"
    + "".join(f"- a thing to look for, {n}\n" for n in range(24))
    + ":::\n"
)


def made(folder: Path, changes: Mapping[str, str | bytes], edition: str = "student", complaint: str = "") -> Path:
    """Return the PDF of an edition of the sample guide with these changes, which gets no warning, or only one with these words."""
    request = Request(folder / "dist", (edition,), (Format.PDF,), (Paper.A4,), cache=folder / "cache")
    outcome = build(write_guide(folder, changes), request, lambda _: None)
    assert outcome.findings == ()
    assert [each for each in outcome.complaints if not (complaint and complaint in each)] == []
    return outcome.products[0].file


def test_pictures_do_not_ask_for_smoothing_which_pdf_a_forbids(tmp_path: Path) -> None:
    file = io.BytesIO()
    Image.new("L", (900, 600), 128).save(file, "PNG")
    themes = '[NT]\nname = "Night"\nstatement = "Dark."\nicon = "art/p.png"\n'
    story = STORY.replace('label="Chapter 1"', "label=NT") + PHOTOGRAPH
    changes: Mapping[str, str | bytes] = {"story.md": story, "art/p.png": file.getvalue(), "data/themes.toml": themes}
    with pikepdf.open(made(tmp_path, changes)) as pdf:
        # One in a figure, one as the icon of a theme.
        pictures = [item for item in pdf.objects if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image"]
        assert pictures
        assert not [each for each in pictures if each.get("/Interpolate")]


def test_margin_card_that_does_not_fit_moves_to_the_next_page(tmp_path: Path) -> None:
    file = made(
        tmp_path,
        {"story.md": f"{STORY}\n::: glossary\n:::\n\n::: sources\n:::\n", "words.md": f"# Words {{role=chapter}}\n{CARD}"},
    )
    with pypdfium2.PdfDocument(file) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    assert sum("a thing to look for, 23" in page for page in pages) == 1


@pytest.mark.parametrize("theme", ["plain", "novel", "stage"])
@pytest.mark.parametrize("below", ["", '\n[pages.contents]\nshows = ["figure-list"]\n'])
def test_long_label_does_not_cover_the_titles_in_the_contents(tmp_path: Path, theme: str, below: str) -> None:
    story = STORY.replace('label="Chapter 1"', 'label="Part Thirty-eight: The Beginning of the End"')
    # With a misfit, there would be a complaint.
    made(tmp_path, {"book.toml": BOOK + below + f'\n[look]\ntheme = "{theme}"\n', "story.md": story})


@pytest.mark.parametrize("theme", ["plain", "novel", "stage"])
def test_large_print_over_a_drawing_names_its_edition_below_the_title(tmp_path: Path, theme: str) -> None:
    book = BOOK.replace("imprint =", 'backdrop = "art/back.svg"\nimprint =') + f'\n[look]\ntheme = "{theme}"\n' + LARGE
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 216 297"><path d="M0 0H216V297H0Z" fill="#17121C"/></svg>'
    with pypdfium2.PdfDocument(made(tmp_path, {"book.toml": book, "art/back.svg": drawing}, "large")) as document:
        text = document[0].get_textpage()
        title, edition, subtitle = (_top(text, words) for words in ("The Lighthouse", "In large print", "A study guide"))
    assert title > edition > subtitle


def _top(text: pypdfium2.PdfTextPage, words: str) -> float:
    """Return the height of words on their page, in points from its foot."""
    found = text.search(words).get_next()
    assert found, words
    return float(text.get_charbox(found[0])[3])


def test_long_word_is_broken_in_the_contents_of_large_print(tmp_path: Path) -> None:
    word = "Rechtsschutzversicherungsgesellschaftsangestelltenverhältnisse"
    story = STORY.replace("# The storm", f"# {word}").replace(' label="Chapter 1"', "")
    made(tmp_path, {"book.toml": BOOK + LARGE, "story.md": story}, "large")


def test_label_stays_with_the_title_above_a_high_picture(tmp_path: Path) -> None:
    file = io.BytesIO()
    Image.new("L", (700, 3600), 128).save(file, "PNG")
    title = "The consequences of an unexpectedly long heading for everybody on the rock"
    figure = PHOTOGRAPH.replace("A square.", "A caption with many words. " * 14)
    story = STORY.replace("# The storm", f"# {title}").replace("minutes=20}", f"minutes=20}}\n{figure}")
    changes: Mapping[str, str | bytes] = {"book.toml": BOOK + LARGE, "story.md": story, "art/p.png": file.getvalue()}
    with pypdfium2.PdfDocument(made(tmp_path, changes, "large", "a heading on this page")) as document:
        pages = [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    first = max(number for number, page in enumerate(pages) if "Contents" in page) + 1
    assert "Chapter 1" in pages[first]
    assert "everybody on the rock" in pages[first]


def test_note_begins_beside_its_number(tmp_path: Path) -> None:
    file = made(tmp_path, {"story.md": f"{STORY}\nA word.[^a]\n\n[^a]: First paragraph.\n\n    Second paragraph.\n"})
    with pypdfium2.PdfDocument(file) as document:
        lines = [line.strip() for page in document for line in page.get_textpage().get_text_range().splitlines()]
    assert lines[lines.index("Second paragraph.") - 1] == "1. First paragraph."


@pytest.mark.parametrize("name", ["theme-matrix", "standards-matrix"])
def test_empty_list_makes_no_table(name: str) -> None:
    assert not Templates(read_templates(Path("absent"))).fill(f"parts/{name}.html.j2", rows=[]).strip()
