"""Reading the files of a manuscript."""

import unicodedata
from pathlib import Path

import pytest

from linernotes.model.document import Figure
from linernotes.model.findings import Code
from linernotes.model.walking import descend, plain_text
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


@pytest.mark.parametrize("written", ["art/my door.svg", "<art/my door.svg>", "art/my%20door.svg", " art/my door.svg "])
def test_name_of_a_picture_may_have_spaces(written: str, tmp_path: Path) -> None:
    figure = f"\n::: figure {{#fig-door}}\n![A *dark* door.]({written})\n\nThe door.\n:::\n"
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"/>'
    book, findings = read_guide(tmp_path, {"story.md": STORY + figure, "art/my door.svg": svg})
    assert not findings
    assert [picture.path for picture in book.pictures] == ["art/my door.svg"]
    (found,) = descend(book.sections, Figure)
    assert found.alternative == "A dark door."
