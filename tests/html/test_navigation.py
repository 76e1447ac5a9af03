from __future__ import annotations

from pathlib import Path

from markupsafe import Markup

from linernotes.editing import edit
from linernotes.html.navigation import depth_of, landmarks, lists_of, nested
from linernotes.html.pages import ContentsEntry
from linernotes.model.book import Book, Matter
from tests.sample import BOOK, STUDENT, TEACHER, book_of, read_guide, section_of

PART = '[[contents]]\nmatter = "{}"\nheaded = true\nsections = ["a.md", "b.md"]\n\n[editions.student]'


def entry(slug: str, under: str = "", *below: ContentsEntry) -> ContentsEntry:
    return ContentsEntry(Markup.escape(slug), slug, f"{slug}.xhtml", slug, Matter.BODY, below=below, under=under)


def slugs(entries: tuple[ContentsEntry, ...]) -> list[object]:
    return [[each.words, slugs(each.below)] if each.below else each.words for each in entries]


def marks(*sections: str, matter: Matter = Matter.BODY) -> dict[str, str]:
    book = book_of(*(section_of(text, matter) for text in sections))
    return {each.kind: each.address for each in landmarks(book)}


def under(folder: Path, matter: str) -> list[str]:
    changes = {"a.md": "# A {#a}\n\nA.\n", "b.md": "# B {#b}\n\nB.\n"}
    book, _ = read_guide(folder, {"book.toml": BOOK.replace("[editions.student]", PART.format(matter)), **changes})
    return [section.under for section in book.sections if section.slug in ("a", "b")]


def test_parts_follow_the_headings_of_their_chapter() -> None:
    heading = entry("goals")
    listed = (entry("front"), entry("plot", "", heading), entry("one", "plot"), entry("two", "plot"), entry("back"))
    assert slugs(nested(listed)) == ["front", ["plot", ["goals", "one", "two"]], "back"]
    assert depth_of(nested(listed)) == 2


def test_part_of_a_chapter_that_is_not_printed_is_at_the_top() -> None:
    assert slugs(nested((entry("one", "plot"),))) == ["one"]


def test_files_of_a_headed_list_are_parts_of_the_first(tmp_path: Path) -> None:
    assert under(tmp_path / "body", "body") == ["", "a"]
    assert under(tmp_path / "teacher", "teacher") == ["", "a"]


def test_front_and_back_matter_have_no_parts(tmp_path: Path) -> None:
    assert under(tmp_path / "front", "front") == ["", ""]
    assert under(tmp_path / "back", "back") == ["", ""]


def test_figures_and_tables_with_captions_are_listed(tmp_path: Path) -> None:
    table = '\n::: table {#t caption="My scene: ______"}\n| A |\n|---|\n| 1 |\n:::\n\n| No | caption |\n|---|---|\n| 1 | 2 |\n'
    figure = "\n::: figure {#f}\n![A lamp](lamp.svg)\n\nThe lamp. It burns.\n:::\n"
    lamp = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>'
    book, _ = read_guide(tmp_path, {"words.md": f"# Words {{#words}}\n{table}{figure}", "lamp.svg": lamp})
    listed = {each.kind: each.entries for each in lists_of(edit(book, STUDENT))}
    assert listed["loi"] == (("Figure 1 · The lamp", "words.xhtml#f"),)
    assert listed["lot"] == (("Table 1 · Lamps", "storm.xhtml#tab-lamps"), ("Table 2 · My scene", "words.xhtml#t"))


def test_lists_without_entries_are_left_out() -> None:
    assert lists_of(book_of(section_of("# A {#a}\n\nText.\n"))) == ()
    assert not {"loi", "lot"} & set(marks("# A {#a}\n\nText.\n"))


def test_reading_starts_before_the_content_note() -> None:
    book = book_of(
        section_of("# For teachers {#t}\n\nText.\n", Matter.TEACHER),
        section_of("# Content note {#note}\n\nText.\n", Matter.FRONT),
        section_of("# Plot {#plot}\n\nText.\n"),
    )
    assert {each.kind: each.address for each in landmarks(book)}["bodymatter"] == "note.xhtml"


def test_book_for_teachers_only_has_no_start_of_reading() -> None:
    assert "bodymatter" not in marks("# For teachers {#t}\n\nText.\n", matter=Matter.TEACHER)


def test_every_edition_starts_at_the_same_section(tmp_path: Path) -> None:
    book: Book = read_guide(tmp_path)[0]
    starts = [{each.kind: each.address for each in landmarks(edit(book, edition))} for edition in (STUDENT, TEACHER)]
    assert starts[0]["bodymatter"] == starts[1]["bodymatter"] == "storm.xhtml"
