"""Texts of TOML files: those that are printed as written, and those that are Markdown."""

from __future__ import annotations

from pathlib import Path

import pytest

from linernotes.model.walking import plain_text
from tests.sample import BOOK, read_guide


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("W.&nbsp;W. Jacobs", "W.\N{NO-BREAK SPACE}W. Jacobs"),
        ("Caf&eacute; &amp; bar &#8211; &#x2014;", "Café & bar – —"),
        ("Tom & Jerry; AT&T; R&D", "Tom & Jerry; AT&T; R&D"),
        ("&nothing; &#27;x", "&nothing; x"),
    ],
)
def test_character_references_in_book_toml_are_read(tmp_path: Path, written: str, title: str) -> None:
    book, findings = read_guide(tmp_path, {"book.toml": BOOK.replace('title = "The Lighthouse"', f'title = "{written}"')})
    assert findings == ()
    assert book.metadata.title == title


def test_character_references_in_lists_of_texts_are_read_once(tmp_path: Path) -> None:
    lists = 'authors = ["W.&nbsp;W. Jacobs"]\nimprint = ["*A&nbsp;guide* &amp;lt;"]\n'
    text = "".join(line for line in BOOK.splitlines(keepends=True) if not line.startswith(("authors", "imprint")))
    book, findings = read_guide(tmp_path, {"book.toml": text.replace("[book]\n", f"[book]\n{lists}", 1)})
    assert findings == ()
    assert book.metadata.authors == ("W.\N{NO-BREAK SPACE}W. Jacobs",)
    assert plain_text(book.metadata.imprint[0]) == "A\N{NO-BREAK SPACE}guide &lt;"


def test_markdown_in_data_files_is_read_once(tmp_path: Path) -> None:
    terms = '[beacon]\nterm = "bea&nbsp;con"\ndefinition = "A &amp;lt; light&nbsp;that *warns*."\n'
    words = "# Words {#words}\n\n::: glossary\n:::\n"
    book, _ = read_guide(tmp_path, {"data/terms.toml": terms, "words.md": words})
    [term] = book.data.terms
    assert term.name == "bea\N{NO-BREAK SPACE}con"
    assert plain_text(term.definition) == "A &lt; light\N{NO-BREAK SPACE}that warns."
