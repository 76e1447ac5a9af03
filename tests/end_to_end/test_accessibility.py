"""The accessibility report, which teachers open in a browser."""

from __future__ import annotations

import re
from pathlib import Path

from linernotes.epub.reader import Package, text_of
from linernotes.model.formats import REPORT, Format
from linernotes.proofing.ebooks import proofread_package
from tests.end_to_end.conftest import run
from tests.sample import BOOK, write_guide


def report_in(folder: Path) -> Package:
    """Return the report of a folder as a package of one document."""
    return Package.parse({"report.xhtml": (folder / REPORT).read_bytes()}, ["report.xhtml"])


def text_in(folder: Path) -> str:
    return text_of(report_in(folder).roots["report.xhtml"])


def test_report_names_every_file_and_counts_its_content(sample: Path) -> None:
    text = text_in(sample)
    files = [file.name for file in sample.iterdir() if Format.of_file(file)]
    assert len(files) == 6
    assert [name for name in files if name not in text] == []
    assert (
        "tables with a caption and header cells: 1 of 1; questions with a link to their answer, which links back: 2 of 2" in text
    )
    assert "one sentence each, and that questions refer to: 3" in text
    assert "not certified" in text
    assert "What a person must check" in text


def test_report_passes_the_checks_that_it_describes(sample: Path) -> None:
    package = report_in(sample)
    assert proofread_package(package) == []
    tags = [element.tag.rpartition("}")[2] for element in package.roots["report.xhtml"].iter()]
    assert [tags.count(name) for name in ("title", "main", "h1")] == [1, 1, 1]


def test_report_names_the_certifier_and_warns_of_booklets(tmp_path: Path) -> None:
    own = BOOK.replace("[[contents]]", 'accessibility_certified_by = "Ada <A>"\n\n[[contents]]', 1)
    write_guide(tmp_path, {"book.toml": own})
    built = run("build", "--project", tmp_path, "-e", "student", "-f", "pdf", "--paper", "a4", "--booklet")
    assert built.returncode == 0, built.stderr
    text = text_in(tmp_path / "dist")
    assert "Ada <A> certifies the claim" in text
    assert "not for screen readers" in text
    assert not re.search(r"teacher-|\.epub:|The tagged PDF files mark", text)
