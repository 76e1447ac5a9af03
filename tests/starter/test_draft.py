"""A draft: the words of the text, all of them and no others, with every guess marked."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path
from tempfile import mkdtemp

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linernotes.build.project import read_project
from linernotes.model.document import Heading
from linernotes.model.findings import Code, ProjectError
from linernotes.model.guide import Question
from linernotes.model.lines import NumberedLine
from linernotes.model.walking import descend, plain_text
from linernotes.snapshot import FOLDER, Snapshot
from linernotes.starter.draft import draft_files, draft_guide
from linernotes.starter.guide import write_guide
from linernotes.starter.text import decode, repaired, sentences
from linernotes.starter.words import Kind, read_starter_words, starter_languages

STORY = """\
The rock

Ann Lee (Maria Vale) keeps the light. Mr. Ben Hale (Tom Ash, in his first part) brings oil (and news).
At 5 p.m. the lamp stops. "Go!" she says. He goes.

The harbour

Nobody sees the *small* lamp [or the rock]. It costs £5 & 3 #lamps_a_day.
"""


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.replace("_", " "))


def draft_words(story: str) -> tuple[list[str], Path]:
    """Write a draft of a story, and return the words of its retelling and its folder."""
    folder = Path(mkdtemp())
    write_guide(folder, {path: text.encode() for path, text in draft_files("draft", story, Kind.FILM, "en-GB").items()})
    guide = read_project(Snapshot(folder / FOLDER))
    [section] = [section for section in guide.book.sections if section.source == "story/the-story.md"]
    shown = (plain_text(node) for node in descend(section.blocks, Heading, NumberedLine))
    return words(" ".join(text for text in shown if not re.fullmatch(r"Part \d+", text))), folder


@pytest.mark.parametrize("tag", [tag for tag in starter_languages() if tag != "en"])
def test_headings_and_requests_of_a_draft_are_in_the_language_of_the_guide(tag: str, tmp_path: Path) -> None:
    files = draft_files("draft", STORY.replace("The rock\n", "").replace("The harbour\n", ""), Kind.FILM, tag)
    write_guide(tmp_path, {path: text.encode() for path, text in files.items()})
    guide = read_project(Snapshot(tmp_path / FOLDER))
    assert {each.code for each in guide.findings} == {Code.TODO_LEFT}
    english, own = (read_starter_words(each).draft for each in ("en", tag))
    written = "\n".join(files.values())
    for field in fields(english):
        phrase = getattr(english, field.name).partition("{")[0]
        if phrase != getattr(own, field.name):
            assert not re.search(rf"(# |TODO: |\"){re.escape(phrase)}\b", written), phrase
    titles = {plain_text(section.title) for section in guide.book.sections if not section.made}
    assert titles == {own.story, own.people, own.questions, own.words, own.answers}


@pytest.mark.parametrize(
    ("name", "actor"), [("Łucja Żak", "Śnieżana Ćwik"), ("Inés de Castro", "Ana Muñoz"), ("Åsa Öberg", "Šárka Nová")]
)
def test_names_with_letters_of_other_languages_are_in_the_cast(name: str, actor: str) -> None:
    files = draft_files("draft", f"potem {name} ({actor}) wraca.\n", Kind.FILM, "pl")
    assert f'name = "{name}"' in files["data/characters.toml"]
    assert actor in files["data/characters.toml"]


def test_draft_has_lines_cast_terms_and_questions_with_ranges() -> None:
    found, folder = draft_words(STORY)
    assert found == words(STORY)
    guide = read_project(Snapshot(folder / FOLDER))
    assert [str(each) for each in guide.findings if each.code is not Code.TODO_LEFT] == []
    lines = [plain_text(line) for line in descend(guide.book.sections, NumberedLine)]
    assert lines[2] == "At 5 p.m. the lamp stops."
    assert [(each.name, plain_text(each.traits[0].children)) for each in guide.book.data.characters] == [
        ("Ann Lee", "Maria Vale"),
        ("Mr. Ben Hale", "Tom Ash"),
    ]
    assert [question.lines for question in descend(guide.book.sections, Question)]
    assert sum(each.code is Code.TODO_LEFT for each in guide.findings) >= 6


@settings(max_examples=60)
@given(st.lists(st.text("abcXYZé1 .,!?'’()*_[]{}<>#:-+=|`~$\\&@\"“”\n", min_size=1, max_size=120), min_size=1, max_size=4))
def test_no_word_is_lost_or_added(paragraphs: list[str]) -> None:
    story = repaired("\n\n".join(paragraphs))
    if words(story):
        assert draft_words(story)[0] == words(story)


@pytest.mark.parametrize(
    ("damaged", "clean"),
    [
        ("the band\u0e42s early days", "the band’s early days"),
        (
            "the industry\u0e42led by him\u0e42insists on it, and on more of it",
            "the industry—led by him—insists on it, and on more of it",
        ),
        ("Set in the 1970s,\u0e22 the film follows all of them", "Set in the 1970s,  the film follows all of them"),
        ("the bandâ€™s “early” days", "the band’s “early” days"),
        ("สวัสดี", "สวัสดี"),
    ],
)
def test_damaged_characters_are_repaired_and_quotes_stay_curly(damaged: str, clean: str) -> None:
    filler = " with more words so that the letters of the text are mostly Latin ones" * 3
    if damaged.isascii() or damaged != clean:
        assert repaired(damaged + filler) == clean + filler
    else:
        assert repaired(damaged) == clean


def test_encoding_is_found() -> None:
    text = "Café Müller öffnet täglich außer montags, und die Gäste grüßen einander fröhlich über die Straße hinweg. " * 3
    assert decode(text.encode("utf-8-sig")) == text
    assert decode(text.encode("cp1252")) == text
    assert decode(text.encode("utf-16")) == text


def test_sentences_end_neither_at_abbreviations_nor_in_speech() -> None:
    assert sentences("Mr. Hale came at 5 p.m. to see it. “Stop! Now!” she said. He stopped.") == [
        "Mr. Hale came at 5 p.m. to see it.",
        "“Stop! Now!” she said.",
        "He stopped.",
    ]


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_name_of_a_character_does_not_run_over_lines(between: str) -> None:
    story = between.join(["The Monkey’s Paw", "Cast", "Mr White (Cyril Maude)", "Mrs White (Lena Ashwell)"])
    wrapped = "At the end of the long and winding road on the cliff Captain\nLee (Tom Ash) waits for her.\n"
    files = draft_files("draft", f"{story}\n\n{wrapped}", Kind.FILM, "en-GB")
    assert re.findall('name = "(.*)"', files["data/characters.toml"]) == ["Mr White", "Mrs White", "Captain Lee"]


@pytest.mark.parametrize(
    "start",
    [
        r"{\rtf1\ansi ",
        "\ufeff{\\rtf1 ",
        "%PDF-1.4 ",
        "%!PS-Adobe ",
        '<?xml version="1.0"?><a>',
        "<!DOCTYPE html>",
        " \n<HTML><p>",
    ],
)
def test_files_of_other_programs_are_not_read_as_text(start: str, tmp_path: Path) -> None:
    (tmp_path / "story.rtf").write_text(f"{start}Once upon a time.", encoding="utf-8")
    with pytest.raises(ProjectError, match="not plain text") as error:
        draft_guide(tmp_path / "guide", tmp_path / "story.rtf", Kind.FILM, "en-GB")
    assert "Word file" in str(error.value.hint)


def test_text_that_cannot_be_read_is_reported(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text(" \n", encoding="utf-8")
    with pytest.raises(ProjectError, match="is empty"):
        draft_guide(tmp_path / "guide", tmp_path / "empty.txt", Kind.FILM, "en-GB")
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\0\0\0\xff\xfe\0")
    with pytest.raises(ProjectError, match=r"plain text|is empty"):
        draft_guide(tmp_path / "guide", tmp_path / "picture.txt", Kind.FILM, "en-GB")
    assert not (tmp_path / "guide").exists()
