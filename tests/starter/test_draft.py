"""A draft: the words of the text, all of them and no others, with every guess marked."""

from __future__ import annotations

import itertools
import re
from dataclasses import fields
from pathlib import Path
from tempfile import mkdtemp

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linernotes.build.project import Project, read_project
from linernotes.model.book import Matter
from linernotes.model.document import Cell, Heading, Node, Paragraph
from linernotes.model.findings import Code, ProjectError
from linernotes.model.guide import Question
from linernotes.model.lines import NumberedLine
from linernotes.model.walking import descend, plain_text
from linernotes.snapshot import FOLDER, Snapshot
from linernotes.starter.draft import draft_files, draft_guide
from linernotes.starter.guide import write_guide
from linernotes.starter.handout import read_handout
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


def draft_of(story: str) -> tuple[Project, Path]:
    """Write a draft of a story, and return the guide and its folder."""
    folder = Path(mkdtemp())
    write_guide(folder, {path: text.encode() for path, text in draft_files("draft", story, Kind.FILM, "en-GB").items()})
    return read_project(Snapshot(folder / FOLDER)), folder


def text_of(blocks: object) -> str:
    kinds: tuple[type[Node], ...] = (Heading, NumberedLine, Paragraph, Cell)
    return " ".join(plain_text(node) for node in descend(blocks, *kinds))


def draft_words(story: str) -> tuple[list[str], Path]:
    """Write a draft of a story, and return the words of its title and its retelling, and its folder."""
    guide, folder = draft_of(story)
    [section] = [section for section in guide.book.sections if section.source == "story/the-story.md"]
    title = guide.book.metadata.title
    shown = re.sub(r"^Part \d+ ", "", text_of(section.blocks))
    return words(shown if title == "Draft" else f"{title} {shown}"), folder


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


HANDOUT = """\
The Monkey’s Paw – year 9
W. W. Jacobs (1902)

Plot

Part I
The family sit by the fire. He cries out: the paw has moved.

Place\tTime
Villa\tnight

Characters:
Mr White (Cyril Maude): an elderly man
who likes *risk*
Mrs White: his wife

Mrs White: as a ghost

Herbert – their son

Themes
Fate: Nobody can bend it.

Questions
Answer two of them.
1. Who gave the paw its spell?
Think of Morris.
2) What was the last wish?

Vocabulary
Word\tMeaning
fakir\ta holy man
talisman\tan object that brings luck

Answer key
The fakir did.

Homework

Draw the paw.
"""


def test_sections_of_a_handout_are_not_lines_of_the_story() -> None:
    guide, folder = draft_of(HANDOUT)
    book, data = guide.book, guide.book.data
    assert [str(each) for each in guide.findings if each.code is not Code.TODO_LEFT] == []
    assert book.metadata.title == "The Monkey’s Paw – year 9"
    assert [plain_text(line) for line in descend(book.sections, NumberedLine)] == [
        "The family sit by the fire.",
        "He cries out: the paw has moved.",
    ]
    assert "cries out: the" in (folder / FOLDER / "story/the-story.md").read_text(encoding="utf-8")
    assert [(each.name, plain_text(each.role), len(each.traits)) for each in data.characters] == [
        ("Mr White", "an elderly man who likes *risk*", 1),
        ("Mrs White", "his wife", 0),
        ("Mrs White", "as a ghost", 0),
        ("Herbert", "their son", 0),
    ]
    assert [(each.id, each.name, plain_text(each.statement)) for each in data.themes] == [("FA", "Fate", "Nobody can bend it.")]
    assert [(each.name, plain_text(each.definition)) for each in data.terms] == [
        ("fakir", "a holy man"),
        ("talisman", "an object that brings luck"),
    ]
    assert [text_of(each.prompt) for each in descend(book.sections, Question)] == [
        "Who gave the paw its spell? Think of Morris.",
        "What was the last wish?",
    ]
    texts = {plain_text(each.title): text_of(each.blocks) for each in book.sections if not each.made}
    assert list(texts) == ["Plot", "Characters:", "Themes", "Questions", "Vocabulary", "Homework", "Answer key"]
    assert texts["Plot"].startswith("W. W. Jacobs (1902) Part I ")
    assert texts["Plot"].endswith("Place Time Villa night")
    assert texts["Questions"].startswith("Answer two of them.")
    assert texts["Homework"] == "Draw the paw."
    assert texts["Answer key"] == "The fakir did."
    assert [each.matter for each in book.sections if plain_text(each.title) == "Answer key"] == [Matter.TEACHER]
    assert "# Word | Meaning" in (folder / FOLDER / "data/terms.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("tag", starter_languages())
def test_headings_of_handouts_are_known_in_the_language_of_the_guide(tag: str) -> None:
    names = read_starter_words(tag).headings
    own = set(read_starter_words(tag).draft.questions.split()) | set(read_starter_words(tag).draft.words.split())
    assert {each.lower() for each in own} <= set(names)
    for name, role in names.items():
        handout = read_handout(f"He is here.\n\n2. {name.capitalize()}:\n\nhe: a man\n", {}, names)
        assert handout.sections[-1].role is role, name


def test_heading_of_no_known_section_is_a_part_or_a_section() -> None:
    guide, _ = draft_of(
        "Characters\n\nAnn: a keeper\n\nPart 1: The rock\n\nShe waits.\n\nWords\n\nrock: a stone\n\nWind: wet air\n\nMore\n\nRead on.\n"
    )
    assert [plain_text(line) for line in descend(guide.book.sections, NumberedLine)] == ["She waits."]
    assert [plain_text(section.title) for section in guide.book.sections if not section.made][:4] == [
        "The story",
        "Characters",
        "Questions",
        "Words",
    ]


def test_lines_of_a_handout_without_blank_lines_are_told_from_each_other() -> None:
    text = "Das kalte Herz\nWilhelm Hauff\n\nInhalt\n\nKapitel 1\nPeter wird reich.\n\nWortschatz\nKöhler – ein Mann\nGeist = ein Wesen\n"
    files = draft_files("draft", text, Kind.NOVEL, "de")
    assert 'title = "Das kalte Herz"' in files["book.toml"]
    assert files["story/the-story.md"].startswith("# Inhalt\n")
    assert re.findall("^(?:## .*|[A-Z].*)$", files["story/the-story.md"], re.MULTILINE) == [
        "Wilhelm Hauff",
        "## Kapitel 1",
        "Peter wird reich.",
    ]
    assert re.findall('definition = "(.*)"', files["data/terms.toml"]) == ["ein Mann", "ein Wesen"]


FORMS = ("{}: {}", "{} – {}, {}", "{}\t{}", "{}\t{}\t{}", "1. {} {}?", "- {} {}", "{} {}. {} ({})", "| {} *{}* {{{}}}", "{}\n{}")
TITLES = ("The story", "Characters", "Themes", "QUESTIONS", "Vocabulary:", "Answers", "Homework", "Part {}")


@settings(max_examples=40)
@given(
    st.lists(st.tuples(st.sampled_from(TITLES), st.lists(st.sampled_from(FORMS), max_size=4), st.sampled_from(["\n", "\n\n"]))),
    st.sampled_from(["", "A Title {}\n\nby {}\n\n"]),
)
def test_every_word_of_a_handout_is_in_its_draft_once(sections: list[tuple[str, list[str], str]], title: str) -> None:
    written = title + "".join(f"{head}{between}{between.join(forms)}\n\n" for head, forms, between in sections) + "{} {}."
    text = re.sub(r"\{\}", lambda _: f"t{next(count)}", written.replace("{{{}}}", "{}")) if (count := itertools.count()) else ""
    guide, _ = draft_of(text)
    book, data = guide.book, guide.book.data
    entries = [(each.name, each.role, each.traits) for each in data.characters]
    entries += [(each.name, each.definition, ()) for each in data.terms]
    entries += [(each.name, each.statement, ()) for each in data.themes]
    shown = [book.metadata.title, *(plain_text(section.title) for section in book.sections)]
    shown += [text_of(section.blocks) for section in book.sections]
    shown += [f"{name} {plain_text(about)} {plain_text(traits)}" for name, about, traits in entries]
    assert sorted(re.findall(r"\bt\d+\b", " ".join(shown))) == sorted(re.findall(r"\bt\d+\b", text))


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
