from __future__ import annotations

from pathlib import Path

import pytest

from linernotes.checks import papers
from linernotes.model.papers import Box, Paper, trim_box
from tests.sample import read_guide


def test_a_paper_that_cannot_hold_the_text_block_is_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(papers, "trim_box", lambda paper: Box(34, 44, 182, 254) if paper is Paper.LETTER else trim_box(paper))
    book, _ = read_guide(tmp_path, {})
    finding, *_ = papers.paper_too_small(book)
    assert finding.message == (
        "edition 'student' is for letter paper, which is 148 × 210 mm; its text block needs 168 × 232.8 mm"
    )
    assert finding.hint == "choose among these papers: a4"
    assert finding.place.file == "manuscript/book.toml"
    assert finding.place.line


def test_default_papers_hold_the_text_block(tmp_path: Path) -> None:
    book, _ = read_guide(tmp_path, {})
    assert list(papers.paper_too_small(book)) == []
