"""Style rules of the text of the guide."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from linernotes.model.book import Book
from linernotes.model.guide import Question
from linernotes.model.lines import NumberedLine
from linernotes.model.walking import descend
from tests.sample import read_checkout

CHECKOUT = Path(__file__).parents[2]
FILES = sorted(file for file in (CHECKOUT / "manuscript").rglob("*") if file.suffix in {".md", ".toml"})
RUN = 8
BANNED = ("jailbait", "sex kitten", "naive", "naivety", "slut", "provocative", "she let")


def runs_of(text: str) -> Iterator[str]:
    """Yield the shortened hash of every run of eight words; ``runs.txt`` has those of the synopsis that the guide retells."""
    words = re.findall(r"[a-z0-9]+", text.lower().replace("'", "").replace("\N{RIGHT SINGLE QUOTATION MARK}", ""))
    for start in range(len(words) - RUN + 1):
        yield hashlib.sha256(" ".join(words[start : start + RUN]).encode()).hexdigest()[:12]


@pytest.fixture(scope="module")
def book() -> Book:
    guide = read_checkout()
    assert guide.findings == ()
    return guide.book


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(CHECKOUT).as_posix())
def test_file_follows_the_style_rules(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    synopsis = set((Path(__file__).parent / "runs.txt").read_text().split())
    assert not synopsis & set(runs_of(text)), "eight words in a row are copied from the synopsis"
    assert not re.search(r"\bthe first all-(female|girl|women)", text, re.IGNORECASE), "there were earlier ones"
    student = text if "teacher/" not in file.as_posix() else ""
    assert not [word for word in BANNED if re.search(rf"\b{word}\b", student, re.IGNORECASE)]


def test_no_broken_characters_of_the_synopsis_are_left() -> None:
    for file in (CHECKOUT / "manuscript").rglob("*"):
        if file.suffix in {".md", ".toml", ".svg"}:
            assert not [c for c in file.read_text(encoding="utf-8") if 0x0E00 <= ord(c) <= 0x0E7F], file


def test_copied_runs_are_detected() -> None:
    synopsis = set((Path(__file__).parent / "runs.txt").read_text().split())
    assert len(synopsis) > 600
    assert all(re.fullmatch(r"[0-9a-f]{12}", run) for run in synopsis)
    assert list(runs_of("one two three four five six seven eight")) == ["62d51a1fd36f"]


def test_guide_is_complete(book: Book) -> None:
    questions = [node for node in descend(book.sections) if isinstance(node, Question)]
    assert {question.theme for question in questions} >= {theme.id for theme in book.data.themes}
    assert len(book.data.themes) == 6
    assert len(questions) >= 12
    assert len(book.data.terms) >= 15
    assert len(book.data.characters) == 8
    assert sum(isinstance(node, NumberedLine) for node in descend(book.sections)) >= 100
