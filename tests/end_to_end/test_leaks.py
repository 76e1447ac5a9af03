"""The leak gate: teacher text in a student file is found and reported with its place, and no file is replaced."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from linernotes.assets import folders
from linernotes.build.request import Request
from linernotes.build.run import build
from linernotes.manuscript import parsing
from linernotes.model.findings import LeakError
from linernotes.model.formats import Format
from tests.end_to_end.reading import documents, words_of
from tests.sample import write_guide

SECRET = "Because the mechanism must be wound by hand before midnight."
HALVES = ("Because the mechanism", "must be wound by hand before midnight")
SECTION = '<section id="{{{{ section.slug }}}}"><h1>Imprint</h1>{}</section>\n'
PICTURE = "<img src='/manuscript/art/dot.svg' alt='{}'/>"

PLANTS = {
    "body text": ("pages/imprint.html.j2", SECTION.format(f"<p>{SECRET}</p>"), "page 2"),
    "alternative text": ("pages/imprint.html.j2", SECTION.format(PICTURE.format(SECRET)), "Alt"),
    "outline": (
        "pages/imprint.html.j2",
        SECTION.format(f"<p style=\"bookmark-level: 1; bookmark-label: '{SECRET}'\">x</p>"),
        "Title",
    ),
    "hyphenated across a line": (
        "pages/imprint.html.j2",
        SECTION.format(
            "<p style='width: 22mm; text-align: right'>Because the mech&shy;an&shy;ism must be wou&shy;nd by hand be&shy;fore mid&shy;night.</p>"
        ),
        "page 2",
    ),
    "across a page": (
        "pages/imprint.html.j2",
        SECTION.format(f"<p>{HALVES[0]}</p><p style='break-before: page'>must be wound by.</p>"),
        "pages 2 and 3",
    ),
    "around the number of a line": (
        "pages/imprint.html.j2",
        SECTION.format('<p>Because the <span class="line-number">8</span>&#160;mechanism must be wound.</p>'),
        "page 2",
    ),
    "in small capitals and ligatures": (
        "pages/imprint.html.j2",
        SECTION.format(f"<p style='font-variant: small-caps'>{SECRET.upper()}</p>"),
        "page 2",
    ),
}


def built_in_template(path: str) -> str:
    [folder] = folders(Path("/nowhere"), "templates")
    return (folder / path).read_text()


def student(project: Path, made: Format) -> Request:
    return Request(project / "dist", editions=("student",), formats=(made,))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    write_guide(tmp_path, {"art/dot.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>'})
    figure = "\n::: figure {#fig-dot}\n![A dot](art/dot.svg)\n\nA dot.\n:::\n"
    with (tmp_path / "manuscript" / "story.md").open("a") as story:
        story.write(figure)
    return tmp_path


@pytest.mark.parametrize("plant", PLANTS)
def test_leak_in_a_pdf_is_found_and_the_old_file_is_kept(plant: str, project: Path) -> None:
    file = project / "dist" / "the-lighthouse-student-a4.pdf"
    file.parent.mkdir()
    file.write_bytes(b"the last build")
    path, template, place = PLANTS[plant]
    target = project / "templates" / path
    target.parent.mkdir(parents=True)
    target.write_text(template)
    with pytest.raises(LeakError) as leak:
        build(project, student(project, Format.PDF), lambda _: None)
    assert file.name in leak.value.message
    assert place in leak.value.message
    assert file.read_bytes() == b"the last build"
    assert [each.name for each in file.parent.iterdir()] == [file.name]


@pytest.mark.parametrize(
    ("path", "content", "place"),
    [
        ("styles/epub/book.css", f"/* {SECRET} */\n", "EPUB/styles/book.css"),
        ("templates/epub/toc.ncx.j2", None, "EPUB/toc.ncx"),
        (
            "templates/pages/imprint.html.j2",
            SECTION.format("<p>Because <i>the mech</i>anism must &#98;e wound by hand</p>"),
            "EPUB/imprint.xhtml",
        ),
    ],
)
def test_leak_in_any_file_of_an_epub_is_found(path: str, content: str | None, place: str, project: Path) -> None:
    file = project / "dist" / "the-lighthouse-student.epub"
    file.parent.mkdir()
    file.write_bytes(b"the last build")
    if content is None:
        content = built_in_template(path.removeprefix("templates/")).replace(
            "<head>", f'<head><meta name="dtb:x" content="{SECRET}"/>'
        )
    target = project / path
    target.parent.mkdir(parents=True)
    target.write_text(content)
    with pytest.raises(LeakError) as leak:
        build(project, student(project, Format.EPUB), lambda _: None)
    assert place in leak.value.message
    assert file.read_bytes() == b"the last build"


def test_teacher_edition_may_have_teacher_text(project: Path) -> None:
    outcome = build(project, Request(project / "dist", editions=("teacher",)), lambda _: None)
    assert len(outcome.products) == 3


def test_student_edition_has_no_keys_of_closed_questions(project: Path) -> None:
    build(project, student(project, Format.EPUB), lambda _: None)
    roots = documents(project / "dist" / "the-lighthouse-student.epub")
    story = words_of(roots["EPUB/storm.xhtml"])
    assert "A the small one" in story
    assert "B the great one" in story
    assert "Key" not in story
    assert "answer--" not in story


STRAY = [
    "    ::: answer\n    {}\n    :::\n",
    ":: answer\n{}\n::\n",
    "\t::: teacher-note\n\t{}\n\t:::\n",
    "- Listen:\n\n      ::: look-fors\n      - {}\n      :::\n",
]
STRAY_SECRET = "The keeper alone knows that nobody else may wind it."


@pytest.mark.parametrize("stray", STRAY)
def test_teacher_part_that_is_read_as_text_stops_the_build(stray: str, project: Path) -> None:
    with (project / "manuscript" / "story.md").open("a") as story:
        story.write(f"\n::: question {{#q-x}}\nWhy?\n\n{stray.format(STRAY_SECRET)}:::\n")
    outcome = build(project, Request(project / "dist"), lambda _: None)
    assert "fence-form" in {finding.code for finding in outcome.findings}
    assert not (project / "dist").exists()


@pytest.mark.parametrize("made", Format)
def test_teacher_part_that_the_reader_prints_is_stopped_by_the_gate(
    made: Format, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parsing, "report_stray_fences", lambda *_: False)
    book = project / "manuscript" / "book.toml"
    title = 'title = "Student edition"\n'
    book.write_text(book.read_text().replace(title, f'{title}formats = ["{made.value}"]\n'))
    with (project / "manuscript" / "story.md").open("a") as story:
        story.write(f"\n::: question {{#q-x}}\nWhy?\n\n{STRAY[0].format(STRAY_SECRET)}:::\n")
    with pytest.raises(LeakError, match="The keeper alone knows that nobody"):
        build(project, replace(student(project, made), cache=project / "cache"), lambda _: None)
    assert not list((project / "dist").glob("*student*"))
