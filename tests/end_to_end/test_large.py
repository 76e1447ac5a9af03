"""The large-print edition: the words of the student edition in 18 points, with marks for the pages of that edition."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pikepdf
import pytest

from linernotes.build.request import Request
from linernotes.build.run import build
from linernotes.editing import edit
from linernotes.leaks.normalise import normalise
from linernotes.model.book import Book, Edition
from linernotes.model.document import Link, LinkKind
from linernotes.model.findings import LeakError
from linernotes.model.papers import Box
from linernotes.model.walking import descend, plain_text
from linernotes.model.wording import Wording
from tests.end_to_end.laid_out import LaidOut, Piece, letter_sizes, read_pages, shared
from tests.end_to_end.places import SLACK, collisions, inside, run_over, spot
from tests.end_to_end.reading import dangling_links, outline, page_texts, tagged_letters
from tests.end_to_end.walking import Node, read_tree, text_runs
from tests.sample import BOOK, read_checkout, write_guide

LARGE, BESIDE, DRAWN = 18.0, 16.0, 16.0
"""Smallest font sizes, in points: of words, of folios and symbols beside them, and of letters in drawings."""

BLOCK = Box(29, 25.1, 187, 272)
"""Text, as styles/variants/large.css sets it; the numbers of lines stand left of it, marks of pages to its right."""

MARGINS = Box(BLOCK.left - 15, BLOCK.bottom, BLOCK.right + 20, BLOCK.top)
MARK = re.compile(r"p\.\s(\d+)")

CAPTION = re.compile(r"Figure \d+\.")

COVER = "1"
"""The only folio without a mark; no page of the standard edition prints it either."""

TWIN = re.compile(r"figure\d+asatable")
"""The name of a table with the values of a figure, which is before or after it in large print, where the name is not always printed."""

LEAVES = ("P", "Caption", "Lbl", "LBody", "TH", "TD", *(f"H{level}" for level in range(1, 7)))
"""Types of elements that hold words."""

SOURCE = re.compile(r"[●◐○]|\d{1,2}")
"""The symbol of a source, and its number, which stand beside words."""


@cache
def laid_out(folder: Path, paper: str) -> tuple[LaidOut, ...]:
    return tuple(read_pages(folder / f"the-runaways-large-{paper}.pdf"))


@pytest.fixture(scope="module")
def pages(guide: Path) -> tuple[LaidOut, ...]:
    return laid_out(guide, "a4")


def marks_of(page: LaidOut) -> list[tuple[str, Piece]]:
    """Return the folio and the piece of each page mark, from the top."""
    found = [piece for piece in page.pieces if piece.elements and piece.box.left > BLOCK.right]
    return [(MARK.fullmatch(each.words.strip())[1], each) for each in sorted(found, key=lambda each: -each.box.top)]  # type: ignore[index]  # a piece that is no mark must fail


def test_pages_have_their_own_folios(guide: Path, pages: tuple[LaidOut, ...]) -> None:
    assert [page.folio for page in pages] == [f"L{number}" for number in range(1, len(pages) + 1)]
    for text, page in zip(page_texts(guide / "the-runaways-large-a4.pdf")[1:], pages[1:], strict=True):
        assert re.search(rf"(?m)(^|\s){page.folio}\s*$", text)


def test_letters_are_large(guide: Path, pages: tuple[LaidOut, ...]) -> None:
    problems = []
    for page in pages:
        for piece in page.pieces:
            beside = not piece.elements or SOURCE.fullmatch(piece.words.strip())
            if piece.words and not piece.figure and piece.size < (BESIDE if beside else LARGE) - 0.01:
                problems.append(f"{page.folio}: {piece.words!r} {piece.size:.1f} pt")
    for number, sizes in enumerate(letter_sizes(guide / "the-runaways-large-a4.pdf"), 1):
        problems += [f"L{number}: {letter!r} {size:.1f} pt" for letter, size in sizes.items() if size < DRAWN - 0.05]
    assert not problems


def test_nothing_but_marks_of_sources_is_smaller_than_words(pages: tuple[LaidOut, ...]) -> None:
    """Headers, footers and folios are not content, and the marks of sources lead to words."""
    small = Counter(
        piece.words.strip()
        for page in pages
        for piece in page.pieces
        if piece.elements and not piece.figure and piece.words and piece.size < LARGE - 0.01
    )
    assert not [words for words in small if not SOURCE.fullmatch(words)]


def test_every_student_folio_is_marked_once_in_order(guide: Path, pages: tuple[LaidOut, ...]) -> None:
    with pikepdf.open(guide / "the-runaways-student-a4.pdf") as pdf:
        folios = [page.label for page in pdf.pages]
    assert [folio for page in pages for folio, _ in marks_of(page)] == [folio for folio in folios if folio != COVER]


def test_header_names_the_student_page_of_the_first_words(pages: tuple[LaidOut, ...]) -> None:
    now = COVER
    for page in pages[1:]:
        marks = marks_of(page)
        heads = [
            MARK.fullmatch(piece.words.strip()) for piece in page.pieces if not piece.elements and piece.box.bottom > BLOCK.top
        ]
        named = [head[1] for head in heads if head]
        first = max(piece.box.top for piece in page.pieces if piece.elements and piece.words)
        begins = marks[0][0] if marks and marks[0][1].box.top > first - 15 else now
        assert named == [begins] or (begins != now and not named), page.folio
        now = marks[-1][0] if marks else now


def test_mark_is_where_the_student_page_starts(guide: Path) -> None:
    """The words after a mark start the page in the student edition, or follow the end of a sentence from the page before."""
    tree, folios = read_tree(guide / "the-runaways-student-a4.pdf")
    begins: dict[str, str] = {}
    for number, words in text_runs(tree):
        begins[folios[number]] = begins.get(folios[number], "") + words
    large = "".join(
        f"\N{SECTION SIGN}{words}\N{SECTION SIGN}" if MARK.fullmatch(words.strip()) else words
        for _, words in text_runs(read_tree(guide / "the-runaways-large-a4.pdf")[0])
    )
    large = large.replace(Wording().marked_pages, "")
    found = {}
    for mark in re.finditer(r"§p\.\s(\d+)\s*§", large):
        if mark[1] not in begins:  # the right half of a picture over two pages has no words
            continue
        follows = normalise(large[mark.end() : mark.end() + 60])[:25]
        at = normalise(begins[mark[1]]).find(follows)
        assert at >= 0, f"page {mark[1]} does not begin with {follows!r}"
        found[mark[1]] = at
    assert set(found) == set(begins) - {COVER}
    within = {folio: normalise(begins[folio])[:at] for folio, at in found.items() if at}
    assert all(len(end) < 120 for end in within.values()), within
    assert len(within) <= 2, within


def test_page_references_are_those_of_the_student_edition(guide: Path) -> None:
    book = read_checkout().book
    student = json.loads((guide / "the-runaways-student.pages.json").read_text(encoding="utf-8"))["folios"]
    letters = tagged_letters(guide / "the-runaways-large-a4.pdf")
    edited = edit(book, edition_of(book, "large"))
    links = [node for node in descend(edited.sections) if isinstance(node, Link) and node.kind is LinkKind.PAGE]
    assert len(links) > 3
    for link in links:
        target = link.destination
        spots = (f"{target.slug}#{target.anchor}", target.slug)  # type: ignore[union-attr]  # a link to a page has a target
        folio = next(student[spot] for spot in spots if spot in student)
        assert normalise(f"{plain_text(link)} (p. {folio})") in letters


def edition_of(book: Book, name: str) -> Edition:
    return next(each for each in book.editions if each.name == name)


def is_twin(table: Node) -> bool:
    """Return whether a table has the values of a figure."""
    return any(TWIN.fullmatch(normalise("".join(words for _, words in text_runs(each)))) for each in table.find_all("Caption"))


def blocks(node: Node) -> Iterator[str]:
    """Yield the letters of paragraphs, headings, captions, items and cells in order, without contents and table heads, which differ."""
    if node.kind in ("TOC", "THead") or (node.kind == "Table" and is_twin(node)):
        return
    if node.kind in LEAVES and not any(found for kid in node.kids for kind in LEAVES for found in kid.find_all(kind)):
        yield normalise("".join(words for _, words in text_runs(node)))
        return
    for kid in node.kids:
        yield from blocks(kid)


def test_words_of_the_student_edition_follow_in_order(guide: Path) -> None:
    large = " ".join(
        words for _, words in text_runs(read_tree(guide / "the-runaways-large-a4.pdf")[0]) if not MARK.fullmatch(words.strip())
    )
    letters, at = normalise(large), 0
    lost = []
    student = read_tree(guide / "the-runaways-student-a4.pdf")[0]
    for block in blocks(student):
        found = letters.find(block, at)
        if found < 0:
            lost.append(block)
        else:
            at = found + len(block)
    for cell in (
        cell for table in student.find_all("Table") if is_twin(table) for kind in ("TH", "TD") for cell in table.find_all(kind)
    ):
        words = normalise("".join(words for _, words in text_runs(cell)))
        assert words in letters
    assert lost == ["studentedition"]  # on the title page, which names the edition


def test_everything_is_inside_its_margins(pages: tuple[LaidOut, ...]) -> None:
    allowed = shared().grown(-6)
    problems = []
    for page in pages[1:]:
        for piece in page.pieces:
            if piece.words and not inside(piece.box, allowed):
                problems.append(f"{page.folio}: {piece.words!r} at {spot(piece.box)} is too near the edge of a paper")
            if piece.words and piece.elements and not inside(piece.box, MARGINS.grown(SLACK)):
                problems.append(f"{page.folio}: {piece.words!r} at {spot(piece.box)}")
            if piece.words and not inside(piece.box, piece.clip.grown(SLACK)):
                problems.append(f"{page.folio}: {piece.words!r} is cut off")
        problems += [
            f"{page.folio}: a figure at {spot(each.box)}"
            for each in page.figures().values()
            if not inside(each.box, BLOCK.grown(SLACK))
        ]
    assert not problems


def test_nothing_overlaps_and_words_stay_in_their_box(pages: tuple[LaidOut, ...]) -> None:
    problems = [f"{page.folio}: {words}" for page in pages for words in (*collisions(page), *run_over(page))]
    assert not problems


def test_no_heading_or_caption_ends_a_page(pages: tuple[LaidOut, ...]) -> None:
    problems = []
    for page in pages[1:]:
        words = [
            piece for piece in page.pieces if piece.elements and piece.words and piece.box.left < BLOCK.right and not piece.figure
        ]
        figures = page.figures().values()
        for piece in words:
            below = any(each.box.top < piece.box.bottom + SLACK for each in (*words, *figures) if not each.heading)
            if piece.heading and not below:
                problems.append(f"{page.folio}: {piece.words!r}")
            of_drawing = "Caption" in piece.elements and "Table" not in piece.elements and CAPTION.match(piece.words)
            if of_drawing and not any(figure.box.bottom < piece.box.top + 60 for figure in figures):
                problems.append(f"{page.folio}: no figure at {piece.words!r}")
    assert not problems


def test_layout_is_the_same_on_both_papers(guide: Path) -> None:
    a4, letter = (laid_out(guide, paper) for paper in ("a4", "letter"))
    assert len(a4) == len(letter)
    for one, other in zip(a4, letter, strict=True):
        assert one.folio == other.folio
        assert [(piece.words, piece.box) for piece in one.pieces if piece.words] == [
            (piece.words, piece.box) for piece in other.pieces if piece.words
        ]


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_outline_is_that_of_the_student_edition(guide: Path, paper: str) -> None:
    large, student = (outline(guide / f"the-runaways-{edition}-{paper}.pdf") for edition in ("large", "student"))
    assert [(level, title) for level, title, _ in large] == [(level, title) for level, title, _ in student]
    assert [page for *_, page in large] == sorted(page for *_, page in large)
    assert dangling_links(guide / f"the-runaways-large-{paper}.pdf") == []


def test_large_print_is_searched_for_teacher_text(tmp_path: Path) -> None:
    edition = '\n[editions.large]\ntitle = "Large"\nformats = ["pdf"]\npapers = ["a4"]\nvariant = "large"\npages_of = "student"\n'
    project = write_guide(tmp_path, {"book.toml": BOOK + edition})
    request = Request(project / "dist", editions=("large",))
    build(project, request, lambda _: None)
    [file] = (project / "dist").glob("*.pdf")
    planted = project / "templates" / "pages" / "imprint.html.j2"
    planted.parent.mkdir(parents=True)
    secret = "Because the mechanism must be wound by hand before midnight."
    planted.write_text(f'<section id="{{{{ section.slug }}}}"><h1>Imprint</h1><p>{secret}</p></section>\n', encoding="utf-8")
    before = file.read_bytes()
    with pytest.raises(LeakError, match="large"):
        build(project, request, lambda _: None)
    assert file.read_bytes() == before
