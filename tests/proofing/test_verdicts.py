from __future__ import annotations

from pathlib import Path

import pytest

from linernotes.model.problems import Problem
from linernotes.proofing.verdicts import BUILT_IN, NOT_VERIFIED, VERDICTS, Verdict, record_verdicts, show_verdicts

REPORT = '<!DOCTYPE html>\n<p>é</p><td>x</td><td data-file="a &amp; b.pdf"></td><td data-file="c.epub">old &lt;</td>\n'.encode()


def cells(book: str, ebook: str) -> bytes:
    return REPORT.replace(b'b.pdf">', f'b.pdf">{book}'.encode()).replace(b"old &lt;", ebook.encode())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a & b.pdf", "c.epub"):
        (tmp_path / name).write_text(name)
    (tmp_path / "accessibility.html").write_bytes(REPORT)
    return tmp_path


def test_files_without_verdicts_are_not_verified(folder: Path) -> None:
    assert show_verdicts(REPORT, folder) == cells(NOT_VERIFIED, NOT_VERIFIED)


def test_verdicts_of_all_validators_are_shown_in_the_report(folder: Path) -> None:
    record_verdicts([Verdict(folder / "c.epub", "EPUBCheck")])
    record_verdicts([Verdict(folder / "c.epub", "Ace", error="x"), Verdict(folder / "a & b.pdf", BUILT_IN)])
    expected = cells(NOT_VERIFIED, "Ace: could not judge; EPUBCheck: pass")
    assert (folder / "accessibility.html").read_bytes() == expected
    assert show_verdicts(REPORT, folder) == show_verdicts(expected, folder) == expected


def test_verdicts_are_shown_in_the_words_of_the_report(folder: Path) -> None:
    words = b'<table data-not-verified="noch nicht" data-passed="gut" data-problems="Fehler: {count}" data-no-verdict="unklar">'
    record_verdicts([Verdict(folder / "c.epub", "EPUBCheck"), Verdict(folder / "c.epub", "Ace", error="x")])
    problems = (Problem("", "rule", "message", count=3),)
    record_verdicts([Verdict(folder / "a & b.pdf", "veraPDF", problems)])
    shown = show_verdicts(words + REPORT, folder).decode()
    assert 'b.pdf">veraPDF: Fehler: 3<' in shown
    assert 'c.epub">Ace: unklar; EPUBCheck: gut<' in shown
    assert b"noch nicht" in show_verdicts(words + REPORT, folder / "elsewhere").removeprefix(words)


def test_verdict_is_hidden_while_the_file_is_different(folder: Path) -> None:
    file = folder / "c.epub"
    record_verdicts([Verdict(file, "EPUBCheck")])
    file.write_text("edited")
    assert show_verdicts(REPORT, folder) == cells(NOT_VERIFIED, NOT_VERIFIED)
    file.write_text("c.epub")
    assert show_verdicts(REPORT, folder) == cells(NOT_VERIFIED, "EPUBCheck: pass")


@pytest.mark.parametrize("damaged", ["nonsense", "[]", '{"a": 1}'])
def test_damaged_store_counts_as_empty(folder: Path, damaged: str) -> None:
    (folder / VERDICTS).write_text(damaged)
    record_verdicts([Verdict(folder / "c.epub", "EPUBCheck")])
    assert show_verdicts(REPORT, folder) == cells(NOT_VERIFIED, "EPUBCheck: pass")


def test_folder_without_a_report_gets_none(folder: Path) -> None:
    (folder / "accessibility.html").unlink()
    record_verdicts([Verdict(folder / "c.epub", "EPUBCheck")])
    assert not (folder / "accessibility.html").exists()
