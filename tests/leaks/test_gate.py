from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from linernotes.editing import edit
from linernotes.leaks import gate as leakgate
from linernotes.leaks.gate import Secret, pass_gate, search, secrets_of
from linernotes.leaks.normalise import letters_of
from linernotes.model.book import Matter
from linernotes.model.findings import LeakError
from tests.sample import STUDENT, book_of, section_of

SECRET = Secret("she turned the great lamp off", letters_of("she turned the great lamp off"))


@pytest.mark.parametrize(
    "hidden",
    [
        "She turned the great lamp off",
        "she turned the gr\N{SOFT HYPHEN}eat lamp of\N{LATIN SMALL LIGATURE FF}".replace(
            "of\N{LATIN SMALL LIGATURE FF}", "o\N{LATIN SMALL LIGATURE FF}"
        ),
        "she turned the\r\ngreat la-\nmp off",
        "SHE TURNED THE GREAT LAMP OFF",
        "she turned the great\N{NO-BREAK SPACE}lamp\N{HYPHEN} off",
    ],
)
def test_line_breaks_hyphens_ligatures_and_capitals_hide_nothing(hidden: str) -> None:
    assert search([("here", f"before {hidden} after")], [SECRET]) == ("here", SECRET)


@given(st.text(max_size=40), st.text(max_size=40))
def test_letters_join_as_texts_do(first: str, second: str) -> None:
    assert letters_of(letters_of(first)) == letters_of(first)
    assert letters_of(first + " " + second) == letters_of(first) + letters_of(second)


FEW_LETTERS = st.text(alphabet="abc", min_size=1, max_size=60)


FILLERS = [Secret(f"{number:x>20}", f"{number:x>20}") for number in range(100)]


@pytest.mark.parametrize(("fillers", "pays"), [([], 200), (FILLERS, 200), ([], 0), (FILLERS, 0)])
@given(text=FEW_LETTERS, others=st.lists(FEW_LETTERS, max_size=8), start=st.integers(0, 59), length=st.integers(1, 40))
def test_a_secret_is_met_wherever_it_stands(
    fillers: list[Secret], pays: int, text: str, others: list[str], start: int, length: int
) -> None:
    """Whether heads are learned of a short text, of a long one, or of all secrets."""
    for words in [*others, text[start : start + length]]:
        with patch.object(leakgate, "_PAYS", pays):
            met = search([("here", text)], [*fillers, Secret(words, words)]) if words else None
        assert bool(met) is bool(words and words in text)


def test_secrets_are_runs_of_six_words_of_teacher_text_that_students_do_not_read() -> None:
    story = section_of(
        "# S\n\nShe turned the great lamp off.\n\n::: question {#q-a}\nWhy?\n\n::: answer\nShe turned the great lamp off before the ship came.\n:::\n:::\n"
    )
    notes = section_of("# N\n\nOnly five words stand here.\n\nHere stand six words for teachers.\n", Matter.TEACHER)
    book = book_of(story, notes)
    secrets = [secret.words for secret in secrets_of(book, edit(book, STUDENT))]
    assert "Here stand six words for teachers." in secrets
    assert "turned the great lamp off before" in secrets
    assert "She turned the great lamp off" not in secrets
    assert not [words for words in secrets if words.startswith("Only five")]


def test_an_attachment_of_a_pdf_is_read_too(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.attachments["notes.txt"] = pikepdf.AttachedFileSpec(pdf, f"xx {SECRET.words} xx".encode(), filename="notes.txt")
        pdf.save(file)
    with pytest.raises(LeakError, match=r"EmbeddedFile.*she turned the great lamp off"):
        pass_gate(file, "a.pdf", [SECRET])


def test_a_string_that_nothing_refers_to_is_read_too(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.Root["/Hidden"] = pdf.make_indirect(
            pikepdf.Dictionary(Deep=pikepdf.Array([pikepdf.Dictionary(Alt=pikepdf.String(SECRET.words))]))
        )
        pdf.save(file)
    with pytest.raises(LeakError, match="Alt"):
        pass_gate(file, "a.pdf", [SECRET])


@pytest.mark.parametrize("place", ["Keywords", "Metadata"])
def test_metadata_are_read_too(place: str, tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        if place == "Metadata":
            pdf.Root.Metadata = pikepdf.Stream(pdf, f"<x>{SECRET.words}</x>".encode(), Type=pikepdf.Name.Metadata)
        else:
            pdf.docinfo["/Keywords"] = SECRET.words
        pdf.save(file, fix_metadata_version=False)
    with pytest.raises(LeakError, match=place):
        pass_gate(file, "a.pdf", [SECRET])


def test_a_clean_file_passes(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(file)
    pass_gate(file, "a.pdf", [SECRET])
