from __future__ import annotations

import io
import zipfile

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from linernotes.editing import edit
from linernotes.leaks.epub_texts import epub_texts
from linernotes.leaks.gate import pass_gate, search
from linernotes.leaks.normalise import normalise
from linernotes.leaks.pdf_texts import pdf_texts
from linernotes.leaks.phrases import LETTERS, Phrase, PhraseFinder, hidden_from_students, source_phrases, teacher_phrases
from linernotes.model.book import Matter
from linernotes.model.findings import LeakError
from tests.sample import STUDENT, book_of, section_and_findings, section_of

PHRASE = Phrase("she turned the great lamp off", normalise("she turned the great lamp off"))
FINDER = PhraseFinder([PHRASE])


@pytest.mark.parametrize(
    "hidden",
    [
        "She turned the great lamp off",
        "she turned the gr\N{SOFT HYPHEN}eat lamp o\N{LATIN SMALL LIGATURE FF}",
        "she turned the\r\ngreat la-\nmp off",
        "SHE TURNED THE GREAT LAMP OFF",
        "she turned the great\N{NO-BREAK SPACE}lamp\N{HYPHEN} off",
    ],
)
def test_line_breaks_hyphens_ligatures_and_capitals_hide_nothing(hidden: str) -> None:
    assert search([("here", f"before {hidden} after")], FINDER) == ("here", PHRASE)


@given(st.text(max_size=40), st.text(max_size=40))
def test_normalised_texts_join_like_texts(first: str, second: str) -> None:
    assert normalise(normalise(first)) == normalise(first)
    assert normalise(first + " " + second) == normalise(first) + normalise(second)


FEW_LETTERS = st.text(alphabet="abc", min_size=LETTERS, max_size=60)


@given(text=FEW_LETTERS, others=st.lists(FEW_LETTERS, max_size=8), start=st.integers(0, 44), length=st.integers(LETTERS, 40))
def test_phrase_is_found_wherever_it_stands(text: str, others: list[str], start: int, length: int) -> None:
    for letters in [*others, text[start : start + length]]:
        if len(letters) >= LETTERS:
            found = PhraseFinder([PHRASE, Phrase("x", letters)]).find(text)
            assert bool(found) is (letters in text)


def test_phrases_are_six_words_of_teacher_text_that_students_do_not_read() -> None:
    story = section_of(
        "# S\n\nShe turned the great lamp off.\n\n::: question {#q-a}\nWhy?\n\n::: answer\nShe turned the great lamp off before the ship came.\n:::\n:::\n"
    )
    notes = section_of("# N\n\nOnly five words stand here.\n\nHere stand six words for teachers.\n", Matter.TEACHER)
    book = book_of(story, notes)
    phrases = [phrase.words for phrase in hidden_from_students(teacher_phrases(book), edit(book, STUDENT))]
    assert "Here stand six words for teachers." in phrases
    assert "turned the great lamp off before" in phrases
    assert "She turned the great lamp off" not in phrases
    assert not [words for words in phrases if words.startswith("Only five")]


def saved(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.add_blank_page()
    pdf.save(out, fix_metadata_version=False)
    return out.getvalue()


def test_attachment_of_a_pdf_is_searched() -> None:
    with pikepdf.new() as pdf:
        pdf.attachments["notes.txt"] = pikepdf.AttachedFileSpec(pdf, f"xx {PHRASE.words} xx".encode(), filename="notes.txt")
        content = saved(pdf)
    with pytest.raises(LeakError, match=r"a\.pdf contains teacher text at an entry .*she turned the great lamp off"):
        pass_gate("a.pdf", pdf_texts(content, ()), FINDER)


def test_string_deep_in_the_catalogue_is_searched() -> None:
    with pikepdf.new() as pdf:
        pdf.Root["/Hidden"] = pdf.make_indirect(
            pikepdf.Dictionary(Deep=pikepdf.Array([pikepdf.Dictionary(Alt=pikepdf.String(PHRASE.words))]))
        )
        content = saved(pdf)
    with pytest.raises(LeakError, match="Alt"):
        pass_gate("a.pdf", pdf_texts(content, ()), FINDER)


def test_last_of_thousands_of_entries_of_an_outline_is_searched() -> None:
    with pikepdf.new() as pdf:
        with pdf.open_outline() as outline:
            outline.root.extend(pikepdf.OutlineItem(f"Section {number}", 0) for number in range(3000))
            outline.root.append(pikepdf.OutlineItem(PHRASE.words, 0))
            pdf.add_blank_page()
        content = saved(pdf)
    with pytest.raises(LeakError, match="an entry Title"):
        pass_gate("a.pdf", pdf_texts(content, ()), FINDER)


@pytest.mark.parametrize("place", ["Keywords", "Metadata"])
def test_metadata_of_a_pdf_are_searched(place: str) -> None:
    with pikepdf.new() as pdf:
        if place == "Metadata":
            pdf.Root.Metadata = pikepdf.Stream(pdf, f"<x>{PHRASE.words}</x>".encode(), Type=pikepdf.Name.Metadata)
        else:
            pdf.docinfo["/Keywords"] = PHRASE.words
        content = saved(pdf)
    with pytest.raises(LeakError, match=place):
        pass_gate("a.pdf", pdf_texts(content, ()), FINDER)


def archive(name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xhtml", b"<p>she turned <b>the great</b> lamp off</p>"),
        ("a.xhtml", b'<img alt="she turned the great lamp off"/>'),
        ("a.xhtml", b'<p>she <i><span class="spoken">film: </span>turned the</i> great lamp off</p>'),
        ("a.xhtml", b'she turned <i><span class="line-number"><span class="spoken">line </span>8 </span>the</i> great lamp off'),
        ("a.css", b"/* she turned the great lamp off */"),
        ("a.jpg", b"\xff\xd8\xff\xe1she turned the great lamp off\xff\xd9"),
        ("a.txt", b"she turned the great lamp off"),
        ("she turned the great lamp off.css", b""),
    ],
)
def test_every_entry_of_an_ebook_is_searched(name: str, content: bytes) -> None:
    with pytest.raises(LeakError, match="she turned the great lamp off"):
        pass_gate("a.epub", epub_texts(archive(name, content)), FINDER)


@pytest.mark.parametrize("place", ["comment of the archive", "comment of an entry", "extra field of an entry"])
def test_words_of_an_archive_that_are_in_no_file_are_searched(place: str) -> None:
    out, words = io.BytesIO(), PHRASE.words.encode()
    with zipfile.ZipFile(out, "w") as package:
        entry = zipfile.ZipInfo("a.css")
        if place == "comment of the archive":
            package.comment = words
        elif place == "comment of an entry":
            entry.comment = words
        else:
            entry.extra = b"\xfe\xca" + len(words).to_bytes(2, "little") + words
        package.writestr(entry, b"")
    with pytest.raises(LeakError, match="comment"):
        pass_gate("a.epub", epub_texts(out.getvalue()), FINDER)


def test_words_for_one_medium_are_phrases() -> None:
    note = (
        "::: teacher-note\nCount [the lamps of the tower twice]{.print}[the ships in the bay again]{.epub} with the class.\n:::"
    )
    phrases = {phrase.words for phrase in teacher_phrases(book_of(section_of(f"# S\n\nShe climbed.\n\n{note}\n")))}
    assert {"lamps of the tower twice with", "ships in the bay again with"} <= phrases


def test_clean_files_pass() -> None:
    with pikepdf.new() as pdf:
        pass_gate("a.pdf", pdf_texts(saved(pdf), ()), FINDER)
    pass_gate("a.epub", epub_texts(archive("a.xhtml", b"<p>words</p>")), FINDER)


LEAKED = "# S\n\nWhy?\n\n    ::: answer\n    Because the mechanism must be wound by hand.\n    :::\n\n{}\n"


def test_teacher_part_that_was_read_as_text_is_found_in_the_source() -> None:
    text = LEAKED.format("After it.")
    section, _ = section_and_findings(text, file="s.md")
    book = book_of(section)
    student = edit(book, STUDENT)
    assert hidden_from_students(teacher_phrases(book), student) == ()
    phrases = [phrase.words for phrase in source_phrases(book, student, {"s.md": text})]
    assert phrases == [
        "Because the mechanism must be wound",
        "the mechanism must be wound by",
        "mechanism must be wound by hand.",
    ]


@pytest.mark.parametrize(
    "elsewhere",
    [
        "Because the [mechanism](#s){.page} must *be* wound by[^a] hand.",
        '::: activity {#a title="Because the mechanism must be wound by hand"}\nWind it.\n:::',
        "```\n::: answer\nBecause the mechanism must be wound by hand.\n:::\n```",
    ],
)
def test_words_that_also_stand_outside_of_teacher_parts_are_no_phrases(elsewhere: str) -> None:
    text = LEAKED.format(elsewhere)
    section, _ = section_and_findings(text, file="s.md")
    book = book_of(section)
    assert source_phrases(book, edit(book, STUDENT), {"s.md": text}) == ()


def test_words_in_data_files_are_no_phrases() -> None:
    text = LEAKED.format("")
    section, _ = section_and_findings(text, file="s.md")
    book = book_of(section)
    data = 'statement = "Because the mechanism must be wound by hand."'
    assert source_phrases(book, edit(book, STUDENT), {"s.md": text, "data/facts.toml": data}) == ()


def test_string_beside_a_stream_of_a_pdf_is_searched() -> None:
    with pikepdf.new() as pdf:
        pdf.Root["/Hidden"] = pdf.make_stream(b"", Alt=pikepdf.String(PHRASE.words))
        content = saved(pdf)
    with pytest.raises(LeakError, match="Alt"):
        pass_gate("a.pdf", pdf_texts(content, ()), FINDER)


NUMBERED = """# S

::: retelling
The fakir shows that fate rules people’s lives.
Three men have wishes.
The paw then goes to Mr White.
:::

::: question {{#q-a}}
Why?

::: answer
{}
:::
:::
"""


@pytest.mark.parametrize("cited", ["line", "Line"])
@pytest.mark.parametrize(
    "answer",
    [
        "He shows that fate rules people’s lives ({} 7).",
        "We know that fate rules people’s lives. {} 2 says so.",
        "He shows that fate rules people’s lives (2).",
        "Fate rules our lives: {} 3, the paw then goes to his friends.",
    ],
)
def test_answer_that_quotes_a_line_and_names_it_is_no_leak(answer: str, cited: str) -> None:
    text = NUMBERED.format(answer.format(cited))
    section, findings = section_and_findings(text, file="s.md")
    assert not findings
    book = book_of(section)
    student = edit(book, STUDENT)
    phrases = (*hidden_from_students(teacher_phrases(book), student), *source_phrases(book, student, {"s.md": text}))
    story = "The fakir shows that fate rules people’s lives. {0}2 Three men have wishes. {0}3 The paw then goes to Mr White."
    for printed in ("", "line "):
        assert search([("here", story.format(printed))], PhraseFinder(phrases)) is None


def test_teacher_part_that_is_read_as_lines_is_found_in_the_source() -> None:
    text = f"# S\n\n::: retelling\nThe lamp is out.\n:::\n\n{LEAKED.removeprefix('# S').format('')}"
    section, _ = section_and_findings(text, file="s.md")
    book = book_of(section)
    phrases = source_phrases(book, edit(book, STUDENT), {"s.md": text})
    assert "Because the mechanism must be wound" in [phrase.words for phrase in phrases]


def test_other_words_of_an_answer_that_names_a_line_are_a_leak() -> None:
    text = NUMBERED.format("He shows that fate rules people’s lives (line 2), and that nobody escapes it.")
    section, _ = section_and_findings(text, file="s.md")
    book = book_of(section)
    phrases = hidden_from_students(teacher_phrases(book), edit(book, STUDENT))
    for leaked in ("rules people’s lives (line 2), and", "lives (line 2), and that nobody escapes"):
        assert search([("here", leaked)], PhraseFinder(phrases))


def test_message_names_the_line_of_the_answer() -> None:
    text = "# S\n\nWhy?\n\n::: answer\nFirst she *turned* the [great](a.md)\nlamp off, then on.\n:::\n"
    with pytest.raises(LeakError) as error:
        pass_gate("a.epub", [("here", "she turned the great lamp off")], FINDER, {"book.toml": "", "manuscript/s.md": text})
    assert str(error.value.place) == "manuscript/s.md:6"
    assert "change two of them here" in error.value.hint


def test_message_without_a_source_names_templates() -> None:
    with pytest.raises(LeakError) as error:
        pass_gate("a.epub", [("here", "she turned the great lamp off")], FINDER, {"manuscript/s.md": "Why?"})
    assert error.value.place is None
    assert "template" in error.value.hint


def test_number_of_a_source_does_not_hide_a_phrase() -> None:
    assert normalise("The lamp burned oil ◐15 until 1902 ● 3, then gas.") == normalise(
        "The lamp burned oil until 1902, then gas."
    )
    assert normalise("● 1984") == normalise("●1984") == "1984"
