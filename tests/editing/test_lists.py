"""Generated lists: matrices, theme key, list of figures."""

from __future__ import annotations

from typing import TypeVar

import pytest

from linernotes.editing import edit
from linernotes.editing.lists import title_of
from linernotes.model.book import Book, Edition, Matter, Section
from linernotes.model.data import GuideData, Standard, Theme
from linernotes.model.document import Emphasis, Figure, Node, Target, Text
from linernotes.model.lists import FigureList, StandardsMatrix, ThemeKey, ThemeMatrix
from linernotes.model.walking import descend, plain_text
from tests.sample import STUDENT, TEACHER, book_of, section_of

N = TypeVar("N", bound=Node)

DATA = GuideData(
    themes=(Theme("NT", "Night", (Text("What the dark asks."),)), Theme("SE", "Sea", (Text("What it takes."),))),
    standards=(Standard("X.1", (Text("Give evidence."),)), Standard("X.2", (Text("Speak."),))),
)


def question(name: str, attributes: str) -> str:
    return f"::: question {{#{name} {attributes}}}\nWhy?\n:::\n\n"


ASKING = section_of(
    "# Asking\n\n" + question("a", 'theme=NT dok=3 standards="X.1"') + question("b", "theme=NT dok=1") + question("c", "dok=4")
)
NIGHT = section_of('# The night {label="NT"}\n\n' + question("d", 'theme=NT dok=3 standards="X.1"'), file="night.md")
LISTS = "# Lists\n\n::: theme-matrix\n:::\n\n::: theme-key\n:::\n\n::: figure-list\n:::\n"
FIGURES = section_of(
    '# Seen\n\n::: figure {#f1 title="*Lamp*, lit"}\n![a](a.svg)\n\nOne of the lamps.\n:::\n\n'
    "::: figure {#f2}\n![a](a.svg)\n\n**Two lamps.** This shows both.\n:::\n",
    file="seen.md",
)


def edited(*sections: Section, edition: Edition = STUDENT) -> Book:
    return edit(book_of(*sections, data=DATA), edition)


def first(book: Book, kind: type[N]) -> N:
    return next(node for node in descend(book.sections) if isinstance(node, kind))


def test_theme_matrix_lists_all_questions_those_without_theme_last() -> None:
    matrix = first(edited(ASKING, NIGHT, section_of(LISTS, file="lists.md")), ThemeMatrix)
    rows = [
        (row.theme.id if row.theme else "", [(call.name, int(call.depth or 0), call.target) for call in row.questions])
        for row in matrix.rows
    ]
    assert rows == [
        ("NT", [("1", 3, Target("section", "a")), ("2", 1, Target("section", "b")), ("4", 3, Target("night", "d"))]),
        ("SE", []),
        ("", [("3", 4, Target("section", "c"))]),
    ]


def test_standards_matrix_lists_met_standards_on_teacher_pages_only() -> None:
    teacher_page = section_of("# M\n\n::: standards-matrix\n:::\n", Matter.TEACHER, file="m.md")
    matrix = first(edited(ASKING, NIGHT, teacher_page, edition=TEACHER), StandardsMatrix)
    assert [(row.standard.id, [call.name for call in row.questions]) for row in matrix.rows] == [("X.1", ["1", "4"])]
    misplaced = edited(ASKING, section_of("# M\n\n::: standards-matrix\n:::\n", file="m.md"), edition=TEACHER)
    assert not [node for node in descend(misplaced.sections) if isinstance(node, StandardsMatrix)]


def test_theme_key_links_to_the_section_labelled_with_the_tag() -> None:
    key = first(edited(ASKING, NIGHT, section_of(LISTS, file="lists.md")), ThemeKey)
    assert [(entry.theme.id, entry.target) for entry in key.entries] == [("NT", Target("night")), ("SE", None)]
    assert not key.brief


def test_figures_are_listed_by_title_or_start_of_caption() -> None:
    listed = first(edited(section_of(LISTS, file="lists.md"), FIGURES), FigureList)
    entries = [(entry.number, plain_text(entry.title), entry.target) for entry in listed.entries]
    assert entries == [(1, "Lamp, lit", Target("seen", "f1")), (2, "Two lamps.", Target("seen", "f2"))]
    assert isinstance(listed.entries[0].title[0], Emphasis)


def test_student_lists_contain_nothing_from_teacher_pages() -> None:
    lists = section_of(LISTS, file="lists.md")
    teacher_section = section_of(
        '# T {label="SE"}\n\n::: figure {#f3}\n![a](a.svg)\n\nSecret.\n:::\n\n' + question("q", "theme=SE dok=1"),
        Matter.TEACHER,
        file="t.md",
    )
    teacher_list = section_of("# L\n\n::: figure-list\n:::\n", Matter.TEACHER, file="teacher-list.md")
    student, teacher = (edited(ASKING, lists, teacher_section, teacher_list, edition=edition) for edition in (STUDENT, TEACHER))
    assert student.sections == teacher.sections[:2]
    assert [len(node.entries) for node in descend(teacher.sections) if isinstance(node, FigureList)] == [0, 1]


@pytest.mark.parametrize(
    ("caption", "title"),
    [
        ("The trailer. What this shows.", "The trailer"),
        ("The trailer at night", "The trailer at night"),
        ("Mr. Keeper climbs. He is late.", "Mr. Keeper climbs"),
        ("One two three four five six seven eight nine, ten eleven.", "One two three four five six seven eight nine, ten …"),
    ],
)
def test_long_captions_are_shortened(caption: str, title: str) -> None:
    assert plain_text(title_of(Figure("f", "a.svg", "a", (Text(caption),)))) == title
