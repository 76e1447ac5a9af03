"""Lines that are cited by their ids, and extracts with numbers of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from linernotes.build.project import Project
from linernotes.editing import edit
from linernotes.model.book import Book
from linernotes.model.document import Link, Target
from linernotes.model.guide import Question
from linernotes.model.lines import NumberedLine
from linernotes.model.walking import descend, plain_text
from tests.sample import STUDENT, book_of, read_folder, section_of, write_guide

STORY = """# Story {#story}

::: retelling
The wind rises.
She opens the door. {#door}
It is dark.

Somebody rings. {#bell}
:::

::: extract {#scene source="*Storm*, 1"}
“Is it open?” {#open}
Nobody answers.
:::
"""

TALK = """# Talk {#talk}

See [](#door), [](#door..bell), [here](#bell), [](#door..bell){.number}, [](#scene), line E2 and lines E1-2.

::: question {#q-door kind=short lines="door..bell 4 E1-E2 open scene"}
Who rings?
::: answer
Nobody knows.
:::
:::

| Lines | Why |
|---|---|
| E1--E2, 3 | dark |
"""


def links(book: Book) -> list[tuple[str, str]]:
    """Return words and anchor of each link to a line."""
    found = [link for link in descend(book.sections, Link) if isinstance(link.destination, Target)]
    return [
        (plain_text(link.children).replace("\N{NO-BREAK SPACE}", " "), link.destination.anchor)
        for link in found
        if isinstance(link.destination, Target) and link.destination.anchor.startswith("line--")
    ]


def test_lines_are_cited_by_their_ids() -> None:
    book = edit(book_of(section_of(STORY), section_of(TALK, file="talk.md")), STUDENT)
    assert links(book) == [
        ("line 2", "line--2"),
        ("lines 2–4", "line--2"),
        ("here", "line--4"),
        ("2–4", "line--2"),
        ("lines E1–E2", "line--e1"),
        ("line E2", "line--e2"),
        ("lines E1–2", "line--e1"),
        ("E1–E2", "line--e1"),
        ("3", "line--3"),
    ]
    cited = next(descend(book.sections, Question)).lines
    assert [(each.first, each.last) for each in cited] == [("2", "4"), ("4", "4"), ("E1", "E2"), ("E1", "E1"), ("E1", "E2")]


def test_extract_has_numbers_of_its_own() -> None:
    book = edit(book_of(section_of(STORY)), STUDENT)
    assert [line.name for line in descend(book.sections, NumberedLine)] == ["1", "2", "3", "4", "E1", "E2"]


def test_inserted_sentence_shifts_no_reference() -> None:
    """Every reference by id still leads to the sentence that it meant."""

    def cited(story: str) -> list[str]:
        book = edit(book_of(section_of(story), section_of(TALK, file="talk.md")), STUDENT)
        lines = {line.name: plain_text(line.children) for line in descend(book.sections, NumberedLine)}
        (question,) = descend(book.sections, Question)
        by_id = [each for number, each in enumerate(question.lines) if number != 1]
        anchors = [anchor for words, anchor in links(book)[:5]]
        return [
            *(f"{lines[each.first]} {lines[each.last]}" for each in by_id),
            *(lines[anchor.removeprefix("line--").upper()] for anchor in anchors),
        ]

    later = STORY.replace("She opens", "It rains.\nShe opens").replace("“Is it", "He knocks.\n“Is it")
    before, after = cited(STORY), cited(later)
    assert before[0] == after[0] == "She opens the door. Somebody rings."
    assert before[4:8] == after[4:8]
    assert before[1] == "“Is it open?” Nobody answers."
    assert after[1] == "He knocks. “Is it open?”", "a number stays the number that the author wrote"


def guide(folder: Path, changes: dict[str, str]) -> Project:
    return read_folder(write_guide(folder, changes))


def test_data_file_cites_lines_by_their_ids(tmp_path: Path) -> None:
    changes = {
        "data/scenes.toml": '[dark]\nwhat = "It is dark"\nlines = "door..bell, 3"\n[calm]\nwhat = "Calm"\nlines = "none"\n',
        "story.md": f'{STORY}\n::: data-table {{data=scenes columns="what=Scene; lines=Lines"}}\n:::\n',
    }
    project = guide(tmp_path, changes)
    assert [str(each) for each in project.findings if "lines" in each.message or "called" in each.message] == []
    assert links(project.editions["student"]) == [("2–4", "line--2"), ("3", "line--3")]


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ('lines="dor"', "no line is called 'dor'\n    hint: did you mean 'door'?"),
        ('lines="cupboard"', "no line is called 'cupboard'\n    hint: write {#cupboard} after the sentence that you mean"),
        ('lines="bell..door"', "'bell' is line 4, which comes after 'door', line 2\n    hint: swap the two: door..bell"),
        ('lines="door..open"', "'door' is line 2 and 'open' is line E1: they are in different texts"),
        ('lines="E9"', "the text with the label E has no line E9\n    hint: its last line is E2"),
        ('lines="F1"', "the text with the label F has no line F1\n    hint: the book has no ::: extract {label=F}"),
        ('lines="Door"', "question: lines='Door' is not a possible value"),
        ('lines="door.."', "question: lines='door..' is not a possible value"),
    ],
)
def test_wrong_reference_is_a_finding(written: str, message: str, tmp_path: Path) -> None:
    text = f"{STORY}\n::: question {{#q-new kind=short {written}}}\nWho?\n:::\n"
    found = "".join(f"{each}\n" for each in guide(tmp_path, {"story.md": text}).findings)
    assert message in found
    assert "manuscript/story.md:16" in found


@pytest.mark.parametrize(
    ("story", "message"),
    [
        (STORY + "\nSee [](#dor..bell).\n", "no line is called 'dor'"),
        (STORY + "\n## Wind {#wind}\n\nSee [](#wind){.number}.\n", "no line is called 'wind'"),
        (STORY.replace("{#bell}", "{#door}"), "the id 'door' is already used on line 5"),
        (STORY.replace("{#bell}", "{#storm-2}\n{#lone}"), "there is an id on a line without words"),
        (STORY.replace("{#bell}", "{#Bell}"), "'Bell' cannot be an id"),
        (STORY.replace("{#bell}", "{#story}"), "the id 'story' is already used"),
        (STORY.replace("{#scene ", "{#scene label=scene "), "extract: label='scene' is not a possible value"),
    ],
)
def test_wrong_id_is_a_finding(story: str, message: str, tmp_path: Path) -> None:
    assert message in "".join(f"{each}\n" for each in guide(tmp_path, {"story.md": story}).findings)
