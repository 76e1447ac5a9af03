from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from linernotes.editing import edit
from linernotes.editing.editions import keep_printed
from linernotes.editing.keys import SHORT, split_key
from linernotes.model.book import Book, Section
from linernotes.model.document import Heading, Link
from linernotes.model.guide import AnswerKey
from linernotes.model.walking import descend, plain_text
from tests.sample import BOOK, TEACHER, read_guide


def questions_of(name: str, count: int = 1) -> str:
    one = "::: question {{#{0} theme=NT}}\nWhy {0}?\n\n::: answer\nBecause of {0}.\n:::\n:::\n\n"
    return "".join(one.format(f"{name}-{number}") for number in range(count))


CHAPTER = '[[contents]]\nmatter = "body"\nheaded = true\nsections = ["plot.md", "one.md"]\n\n'
GUIDE = {
    "book.toml": BOOK.replace('[[contents]]\nmatter = "back"', CHAPTER + '[[contents]]\nmatter = "back"'),
    "plot.md": "# Plot {#plot}\n\n" + questions_of("plot", SHORT),
    "one.md": "# One {#one}\n\n" + questions_of("one") + "## Later {#later}\n\n" + questions_of("late"),
}
STORM = ["q-why", "q-lamp"]
PLOT = [*(f"plot-{number}" for number in range(SHORT)), "one-0", "late-0"]


def split(folder: Path, changes: dict[str, str]) -> tuple[Section, ...]:
    """Return the sections of the teacher edition's answer key."""
    book = split_key(edit(read_guide(folder, changes)[0], TEACHER))
    return tuple(section for section in book.sections if section.source == "key.md")


def answered(section: Section) -> list[str]:
    return [entry.question for key in descend(section.blocks, AnswerKey) for entry in key.entries]


def test_each_chapter_has_its_answers(tmp_path: Path) -> None:
    key, *parts = split(tmp_path, GUIDE)
    assert answered(key) == []
    assert [(part.slug, plain_text(part.title), answered(part)) for part in parts] == [
        ("key--storm", f"{plain_text(key.title)} · The storm", STORM),
        ("key--plot", f"{plain_text(key.title)} · Plot", PLOT),
    ]
    assert {part.under for part in parts} == {"key"}


def test_key_links_to_its_chapters(tmp_path: Path) -> None:
    key, *parts = split(tmp_path, GUIDE)
    assert [link.destination.slug for link in descend(key.blocks, Link) if hasattr(link.destination, "slug")] == [
        part.slug for part in parts
    ]


def test_answers_of_a_chapter_have_the_headings_of_their_questions(tmp_path: Path) -> None:
    *_, plot = split(tmp_path, GUIDE)
    assert [plain_text(heading.children) for heading in descend(plot.blocks, Heading)] == ["Plot", "One", "Later"]


def test_key_of_one_chapter_stays_whole(tmp_path: Path) -> None:
    [key] = split(tmp_path, {"story.md": "# The storm {#storm}\n\n" + questions_of("one", SHORT + 1)})
    assert len(answered(key)) == SHORT + 1


def test_short_key_stays_whole(tmp_path: Path) -> None:
    [key] = split(tmp_path, GUIDE | {"plot.md": "# Plot {#plot}\n\nText.\n"})
    assert answered(key) == [*STORM, "one-0", "late-0"]


def test_edition_that_prints_only_the_key_has_every_chapter(tmp_path: Path) -> None:
    part = replace(TEACHER, name="answers", sections=("key.md",))
    book: Book = edit(read_guide(tmp_path, GUIDE)[0], part)
    assert [section.slug for section in keep_printed(split_key(book), part).sections] == ["key", "key--storm", "key--plot"]
