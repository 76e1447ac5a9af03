"""Where pages end: the author's breaks, what is kept together, sections that share pages, and pages with little on them."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from linernotes.build.printed import PrintedEdition
from tests.sample import BOOK
from tests.typeset.printing import LARGE, gathering_of, print_guide, print_story, words_on_pages

PARAGRAPH = "The keeper climbs the stairs of the tower and looks over the bay, where nobody comes to the beacon at night. "
LONG = "\n\n".join(f"{PARAGRAPH * 3}" for _ in range(6))
"""Most of a page."""


def pages_of(printed: PrintedEdition, slug: str = "storm") -> list[str]:
    """Return the words on each page of a gathering, with single spaces."""
    return [" ".join(text.block.split()) for text in gathering_of(printed, slug).texts]


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


def book_of(*sections: str, flow: str = "run-on") -> str:
    """Return the book.toml of the sample guide with these sections in its body."""
    files = ", ".join(f'"{name}.md"' for name in sections)
    return BOOK.replace('["story.md"]', f"[{files}]") + f'\n[pages]\nflow = "{flow}"\n' + LARGE


def print_run_on(folder: Path, **sections: str) -> dict[str, PrintedEdition]:
    """Print a guide whose sections run on, as a student edition and in large print."""
    changes: dict[str, str | bytes | None] = {f"{name}.md": text for name, text in sections.items()}
    changes |= {"story.md": sections.get("story"), "book.toml": book_of(*sections)}
    return print_guide(folder, changes, "student", "large")


def test_sections_that_run_on_share_pages_and_have_their_own_numbers(tmp_path: Path) -> None:
    printed = print_run_on(
        tmp_path,
        storm="# The storm {#storm}\n\nSee [the end](#end){.page}.\n",
        calm=f"# The calm {{#calm}}\n\n{LONG}\n\n{PARAGRAPH * 12}\n",
        end="# The end {#end}\n\n## Last {#last}\n\nWords.\n",
        rest="# The rest {#rest break=page}\n\nWords.\n",
    )["student"]
    folios = printed.folios
    assert [folios[slug] for slug in ("storm", "calm", "end", "rest")] == ["4", "4", "5", "6"]
    assert folios["end#last"] == "5"
    assert "storm#last" not in folios
    [first, second] = pages_of(printed)
    assert "The storm" in first
    assert "The calm" in first
    assert "Last Words" in second
    levels = [(each.level, each.title, each.page) for each in gathering_of(printed).bookmarks]
    assert levels == [(1, "The storm", 0), (1, "The calm", 0), (1, "The end", 1), (2, "Last", 1)]


def test_page_of_a_run_on_group_begins_where_it_begins_in_print(tmp_path: Path) -> None:
    editions = print_run_on(
        tmp_path,
        storm="# The storm {#storm}\n\nWords.\n",
        calm=f"# The calm {{#calm}}\n\n{LONG}\n\n{PARAGRAPH * 12}\n\n::: page-break\n:::\n",
        end="# The end {#end}\n\nWords.\n",
    )
    breaks = editions["student"].breaks
    assert breaks["storm"] == {"storm": "4"}
    assert list(breaks["calm"].values()) == ["5"]
    assert next(iter(breaks["calm"])).startswith("calm--p")
    assert breaks["end"] == {"end": "6"}
    words = words_on_pages(editions["large"])
    assert words.count("p.") - words.count("Lighthouse p.") == 3  # each of the three pages is marked where it begins


def test_title_of_a_section_is_not_alone_at_the_foot_of_a_page(tmp_path: Path) -> None:
    sections: dict[str, str] = {}
    for lines in range(30, 44):
        above = "\\\n".join(f"Line {number}" for number in range(lines))
        sections[f"storm{lines}"] = f"# The storm {{#storm{lines} break=page}}\n\n{above}\n"
        calm = f'# The calm {{#calm{lines} label="Chapter 2"}}\n\nA first line\\\nand a second\\\nand a third.\n'
        sections[f"calm{lines}"] = calm
    changes: dict[str, str | bytes | None] = {f"{name}.md": text for name, text in sections.items()}
    printed = print_guide(tmp_path, {**changes, "book.toml": book_of(*sections), "story.md": None}, "student")["student"]
    places = []
    for lines in range(30, 44):
        pages = pages_of(printed, f"storm{lines}")
        [(number, page)] = [(number, page) for number, page in enumerate(pages) if "The calm" in page]
        assert "and a second" in page
        places.append(number)
    assert set(places) == {0, 1}, "the title is below the text of the page before, or moves to the next"


def test_worksheets_opening_pictures_and_parts_begin_pages(tmp_path: Path) -> None:
    picture = "![A lamp.](art/lamp.png)"
    sections = {
        "storm": "# The storm {#storm}\n\nWords.\n",
        "sheet": "# Sheet {#sheet role=worksheet label=W1}\n\nWords.\n",
        "calm": f"# The calm {{#calm}}\n\n{picture}\n\nWords.\n",
        "end": f"# The end {{#end break=none}}\n\n{picture}\n\nWords.\n",
    }
    changes: dict[str, str | bytes | None] = {f"{name}.md": text for name, text in sections.items()}
    changes |= {"art/lamp.png": high_picture(2000, 500), "book.toml": book_of(*sections), "story.md": None}
    printed = print_guide(tmp_path, changes, "student")["student"]
    assert [printed.folios[slug] for slug in sections] == ["4", "5", "6", "6"]
    assert printed.complaints() == []


def test_part_of_a_guide_prints_a_section_of_a_group_with_its_number(tmp_path: Path) -> None:
    sections = {
        "storm": "# The storm {#storm}\n\nWords.\n",
        "calm": f"# The calm {{#calm}}\n\n{LONG}\n\n{PARAGRAPH * 12}\n",
        "end": "# The end {#end}\n\nWords.\n",
    }
    changes: dict[str, str | bytes | None] = {f"{name}.md": text for name, text in sections.items()}
    part = '\n[editions.part]\ntitle = "A part"\nsections = ["end.md"]\n'
    changes |= {"book.toml": book_of(*sections) + part, "story.md": None}
    printed = print_guide(tmp_path, changes, "student", "part")["part"]
    [placed] = printed.placed
    assert list(placed.folios()) == ["5"]
    assert "storm" not in pages_of(printed, "end")[0]
