"""The report that a teacher opens in a browser."""

from __future__ import annotations

import re
from pathlib import Path

from linernotes.epub.reader import Package, words_of
from linernotes.proofing.ebooks import proofread
from tests.end_to_end.conftest import run
from tests.sample import BOOK, write_guide


def words(folder: Path) -> str:
    content = (folder / "accessibility.html").read_bytes()
    return words_of(Package({"report.xhtml": content}, ("report.xhtml",)).roots["report.xhtml"])


def test_it_names_every_file_and_counts_what_is_in_it(sample: Path) -> None:
    told = words(sample)
    for file in sample.glob("the-*.[pe]*"):
        assert file.suffix == ".json" or file.name in told
    assert (
        "the-lighthouse-teacher.epub: 1 of 1 tables have a name and marked heads; 2 of 2 questions lead to their answer" in told
    )
    assert "3 numbered lines" in told
    assert "Nobody has certified these files" in told
    assert "veraPDF" in told
    assert "What a person still has to check" in told


def test_it_keeps_the_rules_that_it_tells_of(sample: Path) -> None:
    package = Package({"report.xhtml": (sample / "accessibility.html").read_bytes()}, ("report.xhtml",))
    assert proofread(package) == []
    root = package.roots["report.xhtml"]
    tags = [element.tag.rpartition("}")[2] for element in root.iter()]
    assert [tags.count(name) for name in ("title", "main", "h1")] == [1, 1, 1]


def test_it_says_who_answers_for_a_claim_and_that_sheets_for_folding_are_for_no_screen_reader(tmp_path: Path) -> None:
    own = BOOK.replace("[[contents]]", 'accessibility_certified_by = "Ada <A>"\n\n[[contents]]', 1)
    write_guide(tmp_path, {"book.toml": own})
    built = run("build", "--project", tmp_path, "-e", "student", "-f", "pdf", "--paper", "a4", "--booklet")
    assert built.returncode == 0, built.stderr
    told = words(tmp_path / "dist")
    assert "Ada <A> answers for the claim" in told
    assert "not for screen readers" in told
    assert not re.search(r"teacher-|\.epub:|The tagged PDF files say", told)
