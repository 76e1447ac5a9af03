"""Reading the files of a manuscript."""

import unicodedata
from pathlib import Path

import pytest

from linernotes.model.findings import Code
from linernotes.model.walking import plain_text
from tests.sample import BOOK, STORY, read_guide, section_and_findings


def test_decomposed_accents_are_composed(tmp_path: Path) -> None:
    words = "Zoë Brontë, naïve café, Dvořák"
    apart = unicodedata.normalize("NFD", words)
    assert apart != words
    changes = {"story.md": STORY + f"\n{apart}\n", "book.toml": BOOK.replace("A guide for tests.", apart)}
    book, findings = read_guide(tmp_path, changes)
    assert not findings
    assert plain_text(book.sections[3].blocks[-1:]) == words
    assert book.metadata.description == words


@pytest.mark.parametrize(
    "text",
    ["## A heading {#an-id title=“One”}", "::: teacher-note {title=“One two”}\nText.\n:::"],
)
def test_curly_quotes_in_attributes_are_one_finding(text: str) -> None:
    _, findings = section_and_findings(f"# Title\n\n{text}\n")
    assert [finding.code for finding in findings] == [Code.ATTRIBUTE_MALFORMED]
    assert "straight quotes" in findings[0].hint
