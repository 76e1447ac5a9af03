"""Files that were written for other programs are printed after at most two edits, each of which a message asks for."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path

import pytest
from PIL import Image

from linernotes.manuscript.sections import slug_of
from linernotes.model.findings import Finding, Severity
from tests.sample import BOOK, read_guide
from tests.typeset.printing import print_guide, words_on_pages

HERE = Path(__file__).parent
LESSON, CHAPTER, NOVEL = ("lessons/03-tides.md", "src/ch02-lamps.md", "chapter.md")
SOURCES = {LESSON: "lesson.md", CHAPTER: "chapter.md", NOVEL: "novel.md"}
SOLUTION = "> > ## Solution\n> >\n> > A little less than five metres.\n> {: .solution}\n{: .challenge}\n"
EDITS: Mapping[str, list[tuple[str, str]]] = {
    LESSON: [(SOLUTION, "\n::: teacher-note\nA little less than five metres.\n:::\n")],
    CHAPTER: [],
    NOVEL: [("CHAPTER I\n", "# CHAPTER I\n")],
}
"""The edits that each file needs."""

PRINTED = {
    LESSON: [
        "Reading a tide table", "times and heights", "Figure 1. A tide table, with one row", "evening rows last.", "06:25 1.1",
        "print(max(heights))", "The lowest tide that can be predicted.", "the harbour’s own guide (example.org/harbour)",
        "lesson on the moon first",
    ],
    CHAPTER: [
        "Lamps and Lenses", "A lens bends its light", "Chapter 1 showed", "Figure 1. A lens of ringed glass", "bend light, or",
        "ring * 12", "Why is the frame", "focal length the distance", "example.org/lenses", "Next: Keepers",
    ],
    NOVEL: [
        "CHAPTER I", "“She’ll come,” said Mr. Harker", "biscuit again–and be thankful", "’Tis a poor thing", "paint was older",
        "above the door. Nobody knew who had painted it", "“She says–” he began", "flour, oil, & a cat",
    ],
}  # fmt: skip

NOT_PRINTED = ["{", "}", "<br", "ANCHOR", "objectives", "layout", "five metres", "* *", "_"]


def _picture() -> bytes:
    file = io.BytesIO()
    Image.new("L", (1200, 700), 128).save(file, "PNG")
    return file.getvalue()


def _guide(path: str, text: str) -> dict[str, str | bytes | None]:
    book = BOOK.replace('"story.md"', f'"{path}"').replace(', "words.md"', "").split('[[contents]]\nmatter = "back"')[0]
    book += '[editions.student]\ntitle = "Student edition"\nformats = ["pdf"]\npapers = ["a4"]\n'
    pictures = {"fig/tide-table.png": _picture(), "src/images/lens.png": _picture()}
    return {**pictures, "book.toml": book, path: text, "story.md": None, "words.md": None, "key.md": None}


def _errors(findings: tuple[Finding, ...]) -> list[Finding]:
    return [finding for finding in findings if finding.severity is Severity.ERROR]


@pytest.mark.parametrize("path", [LESSON, CHAPTER, NOVEL])
def test_foreign_file_is_printed_after_two_edits_at_most(path: str, tmp_path: Path) -> None:
    text = (HERE / SOURCES[path]).read_text(encoding="utf-8")
    before = _errors(read_guide(tmp_path / "before", _guide(path, text))[1])
    assert len(before) == len(EDITS[path]) <= 2
    for old, new in EDITS[path]:
        assert text.count(old) == 1
        text = text.replace(old, new)
    assert _errors(read_guide(tmp_path / "after", _guide(path, text))[1]) == []
    words = words_on_pages(print_guide(tmp_path / "printed", _guide(path, text), "student")["student"], slug_of(path))
    assert [part for part in PRINTED[path] if part not in words] == []
    wanted = "}" if path == CHAPTER else ""  # its program has braces
    prose = words.split("Here is a small program")[0] if wanted else words
    assert [part for part in NOT_PRINTED if part in prose] == []
