"""The pages of the guide: they are full, keep together what belongs together, and let nothing overlap.

These tests read finished files, because only those combine gatherings, folios and papers.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import pikepdf
import pytest

from linernotes.model.papers import TEXT_BLOCK, Box
from tests.end_to_end.laid_out import LINE, LaidOut, Piece, read_pages, shared
from tests.end_to_end.places import SLACK, collisions, inside, overlap, run_over, spot

STUDENT, TEACHER = 64, 88
FULL = 0.8
"""The part of the text block that a page must fill."""

WORST_GAP = 3
"""The largest gap between two pieces of a column, in lines."""

OPEN = {
    "title-page": "it is a picture",
    "spread": "it is a picture over two pages",
    "back-cover": "it is a picture with words on it",
}
"""Sections whose pages may end early, with the reason. So may worksheets, which have room for writing."""

BLED = ("title-page", "plot", "characters", "themes", "spread", "discussion", "film-language", "back-cover")
"""Sections that start with a picture that bleeds off the paper."""

STRIPS = ("characters", "themes")
"""Sections whose title and tab reach into a strip above the text block."""

STRIP = 26
"""The height of the strip in millimetres."""


@cache
def laid_out(folder: Path, edition: str, paper: str) -> tuple[LaidOut, ...]:
    return tuple(read_pages(folder / f"the-runaways-{edition}-{paper}.pdf"))


@pytest.fixture(scope="module")
def pages(guide: Path) -> tuple[LaidOut, ...]:
    """The pages of the teacher edition, which holds those of the student edition."""
    return laid_out(guide, "teacher", "a4")


@pytest.fixture(scope="module")
def sections(guide: Path) -> dict[str, str]:
    """The section of each page, by folio."""
    page_map = json.loads((guide / "the-runaways-teacher.pages.json").read_text(encoding="utf-8"))
    begins = {folio: spot for spot, folio in page_map["folios"].items() if "#" not in spot}
    found, section = {}, ""
    for page in laid_out(guide, "teacher", "a4"):
        section = begins.get(page.folio, section)
        found[page.folio] = section
    return found


@pytest.fixture(scope="module")
def worksheets(guide: Path) -> set[str]:
    """The folios of all worksheets, and of the sheets on scenes."""
    found: set[str] = set()
    for edition in ("worksheets", "scenes"):
        with pikepdf.open(guide / f"the-runaways-{edition}-a4.pdf") as pdf:
            found |= {page.label for page in pdf.pages}
    return found


def test_build_has_no_warnings(guide: Path) -> None:
    assert (guide / "stderr.txt").read_text(encoding="utf-8") == ""


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_student_pages_have_the_same_folios_in_both_editions(guide: Path, paper: str) -> None:
    student, teacher = (laid_out(guide, edition, paper) for edition in ("student", "teacher"))
    assert [page.folio for page in student] == [str(number) for number in range(1, STUDENT + 1)]
    assert len(teacher) == TEACHER
    assert [page.folio for page in teacher if not page.folio.startswith("T")] == [page.folio for page in student]
    maps = [
        json.loads((guide / f"the-runaways-{edition}.pages.json").read_text(encoding="utf-8"))["folios"]
        for edition in ("student", "teacher")
    ]
    assert {spot: maps[1].get(spot) for spot in maps[0]} == maps[0]


def test_layout_is_the_same_on_both_papers(guide: Path) -> None:
    a4, letter = (laid_out(guide, "teacher", paper) for paper in ("a4", "letter"))
    for one, other in zip(a4, letter, strict=True):
        assert [(piece.words, piece.box) for piece in one.pieces if piece.words] == [
            (piece.words, piece.box) for piece in other.pieces if piece.words
        ], one.folio


@pytest.mark.parametrize(("sheet", "pages"), [("w1", 1), ("w2", 1), ("w3", 1), ("w4", 1), ("w5", 1), ("w6", 2)])
def test_worksheet_has_its_number_of_pages(guide: Path, sheet: str, pages: int) -> None:
    for paper in ("a4", "letter"):
        with pikepdf.open(guide / f"the-runaways-{sheet}-{paper}.pdf") as pdf:
            assert len(pdf.pages) == pages


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_each_scene_sheet_is_one_page_to_write_on(guide: Path, paper: str, sections: dict[str, str]) -> None:
    sheets = laid_out(guide, "scenes", paper)
    names = [sections[page.folio] for page in sheets]
    assert len(names) == len(set(names)) == 6
    for page, name in zip(sheets, names, strict=True):
        words = " ".join(" ".join(piece.words for piece in page.pieces).split())
        assert name.startswith("scene-"), name
        assert all(each in words for each in ("With the film", "Without it", "You may pass", "Start")), name
        lowest = min(piece.box.bottom for piece in page.content)
        assert (TEXT_BLOCK.top - lowest) / (TEXT_BLOCK.top - TEXT_BLOCK.bottom) >= FULL, name


def test_pages_are_full_and_have_no_large_gaps(
    pages: tuple[LaidOut, ...], sections: dict[str, str], worksheets: set[str]
) -> None:
    problems = []
    for page in pages:
        section = sections[page.folio]
        if section in OPEN or page.folio in worksheets:
            continue
        lowest = min(piece.box.bottom for piece in page.content)
        reached = (TEXT_BLOCK.top - lowest) / (TEXT_BLOCK.top - TEXT_BLOCK.bottom)
        if reached < FULL:
            problems.append(f"{page.folio} ({section}) ends at {reached:.0%} of its text block")
        problems += [
            f"{page.folio} ({section}) has a gap of {height / LINE:.1f} lines, {(TEXT_BLOCK.top - top) / LINE:.0f} lines down"
            for top, height in page.gaps(page.inset, TEXT_BLOCK.right)
            if height > WORST_GAP * LINE
        ]
    assert not problems


def test_every_exception_is_a_section_of_the_guide(sections: dict[str, str]) -> None:
    assert set(OPEN) <= set(sections.values())


def test_no_heading_ends_a_page_or_column(pages: tuple[LaidOut, ...], sections: dict[str, str]) -> None:
    problems = []
    for page in (each for each in pages if sections[each.folio] not in OPEN):
        content = page.content
        for heading in (piece for piece in content if piece.heading):
            below = [
                piece
                for piece in content
                if not piece.heading
                and piece.box.top < heading.box.bottom + SLACK
                and overlap(piece.box.left, piece.box.right, heading.box.left, heading.box.right) > 0
            ]
            beside = any(
                piece.box.left > heading.box.right - SLACK
                and overlap(piece.box.bottom, piece.box.top, heading.box.bottom, heading.box.top) > 0
                for piece in content
                if not piece.heading
            )
            if not below and not beside:
                problems.append(f"{page.folio}: {heading.words!r}")
    assert not problems


def test_no_page_starts_with_room_to_write(pages: tuple[LaidOut, ...], sections: dict[str, str]) -> None:
    problems = []
    for page in pages:
        if sections[page.folio] in OPEN:
            continue
        words = max(piece.box.top for piece in page.content if piece.kind != "line")
        room = [
            piece for piece in page.within(TEXT_BLOCK) if piece.kind == "line" or (piece.kind == "plate" and _is_room(piece.box))
        ]
        if any(piece.box.top > words + LINE for piece in room if not piece.figure):
            problems.append(f"{page.folio} begins with room to write")
    assert not problems


def test_caption_is_below_its_figure(pages: tuple[LaidOut, ...], sections: dict[str, str]) -> None:
    problems = []
    for page in (each for each in pages if sections[each.folio] not in OPEN):
        figures = [piece for piece in page.figures().values() if TEXT_BLOCK.bottom < piece.box.top]
        captions = [
            piece for piece in page.pieces if piece.elements[:2] == ("Caption", "Div") and piece.words.startswith("Figure")
        ]
        if len(captions) != len(figures):
            problems.append(f"{page.folio} has {len(figures)} figures and {len(captions)} captions")
        for caption in captions:
            if not any(0 <= figure.box.bottom - caption.box.top + SLACK <= 1.5 * LINE for figure in figures):
                problems.append(f"{page.folio}: no figure above {caption.words!r}")
    assert not problems


def test_everything_is_inside_the_text_block(pages: tuple[LaidOut, ...], sections: dict[str, str]) -> None:
    allowed = shared().grown(-6)
    problems = []
    for page in pages:
        feet = [piece for piece in page.pieces if not piece.elements and piece.kind == "text"]
        for piece in page.pieces:
            room = allowed if piece in feet or sections[page.folio] in OPEN else TEXT_BLOCK.grown(SLACK)
            if sections[page.folio] in STRIPS:
                room = Box(room.left, room.bottom, room.right, max(room.top, TEXT_BLOCK.top + STRIP))
            if piece.words and not inside(piece.box, room):
                problems.append(f"{page.folio}: {piece.words!r} at {spot(piece.box)}")
            if piece.words and not inside(piece.box, piece.clip.grown(SLACK)):
                problems.append(f"{page.folio}: {piece.words!r} is cut off")
        for figure in page.figures().values():
            if sections[page.folio] not in BLED and not inside(figure.box, TEXT_BLOCK.grown(SLACK)):
                problems.append(f"{page.folio}: a figure at {spot(figure.box)}")
    assert not problems


def test_nothing_overlaps(pages: tuple[LaidOut, ...], sections: dict[str, str]) -> None:
    found = [
        (page.folio, words)
        for page in pages
        if sections[page.folio] not in ("spread", "back-cover")
        for words in collisions(page)
    ]
    tabs = re.compile(r"'Chapter \d ' and a figure")  # the tab of a chapter is over the edge of its picture
    assert not [f"{folio}: {words}" for folio, words in found if not tabs.fullmatch(words)]


def test_words_stay_inside_their_box(pages: tuple[LaidOut, ...]) -> None:
    assert not [f"{page.folio}: {words}" for page in pages for words in run_over(page)]


def test_overlaps_are_detected() -> None:
    def piece(kind: str, left: float, bottom: float, width: float, height: float, *elements: str) -> Piece:
        box = Box(left, bottom, left + width, bottom + height)
        return Piece(box, TEXT_BLOCK, kind, elements, len(elements), "words" if kind == "text" else "")

    words = piece("text", 50, 100, 40, 3, "P")
    apart = [piece("text", 50, 96, 40, 3, "P"), piece("line", 50, 100.4, 40, 0.3), piece("picture", 50, 104, 40, 30, "Figure")]
    assert not list(collisions(LaidOut("1", TEXT_BLOCK, (words, *apart))))
    for other in (
        piece("text", 60, 102, 40, 3, "P"),
        piece("line", 50, 101.6, 40, 0.3),
        piece("stroke", 60, 90, 0.3, 30),
        piece("picture", 50, 102, 40, 30, "Figure"),
    ):
        assert len(list(collisions(LaidOut("1", TEXT_BLOCK, (words, other))))) == 1, other


def _is_room(box: Box) -> bool:
    """Return whether a box is large enough to write in."""
    return box.right - box.left > 60 and box.top - box.bottom > 12
