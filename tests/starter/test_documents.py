"""Word and OpenDocument files become drafts, and no word of them is lost."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linernotes.model.findings import ProjectError
from linernotes.starter.documents import read_document
from linernotes.starter.draft import draft_guide
from linernotes.starter.words import Kind

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STYLES = f'<w:styles {W}><w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style></w:styles>'
ODT = (
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
)


def packed(files: dict[str, str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return file.getvalue()


def word(body: str, footnotes: str = "") -> bytes:
    notes = {"word/footnotes.xml": f"<w:footnotes {W}>{footnotes}</w:footnotes>"} if footnotes else {}
    document = f"<w:document {W}><w:body>{body}</w:body></w:document>"
    return packed({"word/document.xml": document, "word/styles.xml": STYLES, **notes})


def open_document(body: str) -> bytes:
    return packed({"content.xml": f"<office:document-content {ODT}><office:body>{body}</office:body></office:document-content>"})


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


HEAD = '<w:p><w:pPr><w:pStyle w:val="berschrift1"/></w:pPr>' + run("Who is there?") + "</w:p>"
TABLE = f"<w:tbl><w:tr><w:tc><w:p>{run('In a table.')}</w:p></w:tc></w:tr></w:tbl>"
STORY = f"{HEAD}<w:p>{run('She opens ')}{run('the door.')}<w:del><w:r><w:delText>Never.</w:delText></w:r></w:del></w:p>{TABLE}"
OPEN_STORY = (
    '<text:h text:outline-level="1">Who is there?</text:h>'
    "<text:p>She opens <text:span>the</text:span><text:s/>door.<text:note><text:note-citation>1</text:note-citation>"
    "<text:note-body><text:p>A note.</text:p></text:note-body></text:note></text:p><text:p>It is dark.</text:p>"
)


@pytest.mark.parametrize(
    ("content", "paragraphs"),
    [
        (word(STORY, f"<w:footnote><w:p>{run('A note.')}</w:p></w:footnote>"), "She opens the door.|In a table.|A note."),
        (open_document(OPEN_STORY), "She opens the door.|A note.|It is dark."),
    ],
)
def test_paragraphs_tables_and_notes_are_read(content: bytes, paragraphs: str) -> None:
    document = read_document(content)
    assert document
    assert document.paragraphs == ("Who is there?", *paragraphs.split("|"))
    assert document.headings == {"Who is there?": 1}


@pytest.mark.parametrize("content", [word(STORY), open_document(OPEN_STORY)])
def test_document_becomes_a_draft_with_its_headings(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "story.docx").write_bytes(content)
    draft_guide(tmp_path / "guide", tmp_path / "story.docx", Kind.NOVEL, "en-GB")
    story = (tmp_path / "guide/manuscript/story/the-story.md").read_text(encoding="utf-8")
    assert "## Who is there?" in story
    assert "\nShe opens the door.\n" in story


def cell(*paragraphs: str) -> str:
    return "<w:tc>" + "".join(f"<w:p>{run(text)}</w:p>" for text in paragraphs) + "</w:tc>"


@pytest.mark.parametrize(
    ("row", "paragraphs"),
    [
        (cell("fakir") + cell("a holy man"), ["fakir\ta holy man"]),
        (cell("fakir") + cell("") + cell("a man", ""), ["fakir\t\ta man"]),
        (cell("fakir") + cell("a holy", "man"), ["fakir", "a holy", "man"]),
        (cell("one cell"), ["one cell"]),
        (f"<w:p>{run('between')}</w:p>" + cell("a") + cell("b"), ["between", "a", "b"]),
        (f"<w:tc><w:tbl><w:tr>{cell('a')}{cell('b')}</w:tr></w:tbl></w:tc>{cell('c')}", ["a\tb", "c"]),
    ],
)
def test_row_of_a_table_is_a_paragraph_with_tabs(row: str, paragraphs: list[str]) -> None:
    document = read_document(word(f"<w:tbl><w:tr>{row}</w:tr></w:tbl>"))
    assert document
    assert list(document.paragraphs) == paragraphs


def test_row_of_an_open_document_is_a_paragraph_with_tabs() -> None:
    table = 'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    cells = "".join(f"<table:table-cell><text:p>{text}</text:p></table:table-cell>" for text in ("fakir", "a holy man"))
    document = read_document(open_document(f"<table:table {table}><table:table-row>{cells}</table:table-row></table:table>"))
    assert document
    assert document.paragraphs == ("fakir\ta holy man",)


TEXTS = st.lists(st.text("abcXYZé1 .,!?'()<>&\"“”", min_size=1, max_size=60), min_size=1, max_size=5)


@settings(max_examples=60)
@given(TEXTS)
def test_no_word_of_a_document_is_lost(texts: list[str]) -> None:
    in_word = word("".join(f"<w:p>{run(text)}</w:p>" for text in texts))
    in_open_document = open_document("".join(f"<text:p>{escape(text)}</text:p>" for text in texts))
    for content in (in_word, in_open_document):
        document = read_document(content)
        assert document
        assert " ".join(document.paragraphs).split() == " ".join(texts).split()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (packed({"a.txt": "A text."}), "neither a Word file"),
        (word(STORY)[:200], "damaged"),
        (packed({"word/document.xml": "<w:p"}), "damaged"),
        (open_document("<text:span>" * 3000 + "</text:span>" * 3000), "damaged"),
        (packed({"content.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "defines XML entities"),
        (packed({"content.xml": " " * 20_000_001}), "more than 20 MB"),
    ],
)
def test_other_files_are_reported(content: bytes, message: str) -> None:
    with pytest.raises(ProjectError, match=re.escape(message)):
        read_document(content)


def test_plain_text_is_no_document() -> None:
    assert read_document(b"Once upon a time.") is None
