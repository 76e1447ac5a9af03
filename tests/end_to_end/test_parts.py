"""Editions of some sections: their pages are the same as in the whole book."""

from __future__ import annotations

import re
from pathlib import Path

import pikepdf
import pytest

from linernotes.build.request import Request
from linernotes.build.run import build
from linernotes.model.findings import LeakError
from tests.end_to_end.reading import block_texts, dangling_links, documents, links_of, outline, page_texts, words_of
from tests.sample import BOOK, write_guide

SHEET = """\
# The sheet {#sheet role=worksheet label=W1}

See [the storm](#storm){.page}, [the lamps](#tab-lamps) and [the key word](#term). [@lamp]

::: question {#q-sheet lines="2" room="lines 2"}
Who climbs the stairs?

::: answer
The keeper climbs, since nobody else is left on the rock.
:::
:::

::: table {#tab-sheet caption="What I saw"}
| when | what |
|---|---|
| | |
:::

## The key word {#term}

A beacon.
"""
PARTS = """
[editions.answers]
title = "Answer key"
teacher_text = true
sections = ["key.md"]

[editions.w1]
title = "Worksheet 1"
sections = ["sheet.md"]

[editions.pack]
title = "Pack"
sections = ["sheet.md", "contents", "title-page"]
folios_of = "teacher"
formats = ["pdf"]
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    book = BOOK.replace('"words.md"', '"sheet.md", "words.md"') + PARTS
    project = write_guide(tmp_path_factory.mktemp("parts"), {"book.toml": book, "sheet.md": SHEET})
    build(project, Request(project / "dist", cache=project / "cache"), lambda _: None)
    return project


def made(project: Path, name: str) -> Path:
    return project / "dist" / f"the-lighthouse-{name}"


def labels(file: Path) -> list[str]:
    with pikepdf.open(file) as pdf:
        return [page.label for page in pdf.pages]


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_page_of_a_part_is_the_same_in_the_whole_book(project: Path, paper: str) -> None:
    part, whole = made(project, f"w1-{paper}.pdf"), made(project, f"student-{paper}.pdf")
    [folio] = labels(part)
    assert int(folio) > 3
    assert page_texts(part) == [page_texts(whole)[int(folio) - 1]]
    [text] = page_texts(part)
    assert re.search(rf"\s{folio}\s*$", text)
    assert "Table 2." in text
    storm = next(page for _, title, page in outline(whole) if title == "The storm")
    assert f"the storm (p. {labels(whole)[storm]})" in re.sub(r"\s+", " ", text)
    assert re.search(r"(?m)^W1\.1\b", text), "the question has another number"


def test_answer_key_has_the_folios_of_the_teacher_edition(project: Path) -> None:
    part, whole = made(project, "answers-a4.pdf"), made(project, "teacher-a4.pdf")
    assert labels(part) == [label for label in labels(whole) if label.startswith("T")]
    assert block_texts(part) == block_texts(whole)[-len(labels(part)) :]


def test_links_to_sections_outside_the_part_are_plain_text(project: Path) -> None:
    file = made(project, "w1-a4.pdf")
    assert dangling_links(file) == []
    with pikepdf.open(file) as pdf:
        [page] = pdf.pages
        assert [str(link.Dest) for link in page.get("/Annots", [])] == ["term"]
    book = documents(made(project, "w1.epub"))
    names = {name for name in book if name.startswith("EPUB/")} | set(book)
    sheet = next(root for name, root in book.items() if name.endswith("sheet.xhtml"))
    assert "See the storm, Table 1 and the key word" in words_of(sheet).replace("the lamps", "Table 1")
    for name, root in book.items():
        for target, _ in links_of(name, root):
            assert target in names, f"{name} links to {target}"
    key = next(root for name, root in documents(made(project, "answers.epub")).items() if name.endswith("key.xhtml"))
    assert "Question W1.1" in words_of(key)
    assert "The storm" in words_of(key)


def test_part_has_its_own_contents_and_title(project: Path) -> None:
    file = made(project, "pack-a4.pdf")
    title, contents, sheet = page_texts(file)
    assert labels(file)[:2] == ["1", "3"]
    with pikepdf.open(file) as pdf:
        assert str(pdf.docinfo["/Title"]) == "The Lighthouse · Pack"
    assert "The Lighthouse" in title
    assert "The sheet" in contents
    assert "The storm" not in contents
    assert "Who climbs the stairs?" in sheet
    assert not (project / "dist" / "the-lighthouse-pack.pages.json").exists()


def test_part_for_students_is_searched_for_teacher_text(project: Path, tmp_path: Path) -> None:
    template = '<section id="{{ section.slug }}"><h1>X</h1><p>since nobody else is left on the rock</p></section>\n'
    files = {"book.toml": BOOK.replace('"words.md"', '"sheet.md", "words.md"') + PARTS, "sheet.md": SHEET}
    leaking = write_guide(tmp_path, files)
    (leaking / "templates" / "pages").mkdir(parents=True)
    (leaking / "templates" / "pages" / "title-page.html.j2").write_text(template)
    with pytest.raises(LeakError, match=r"pack-a4\.pdf contains teacher text at page 1"):
        build(leaking, Request(leaking / "dist", editions=("pack",), cache=project / "cache"), lambda _: None)


def test_part_typesets_no_section_again(project: Path, tmp_path: Path) -> None:
    progress: list[str] = []
    build(
        project, Request(tmp_path, editions=("w1", "answers"), formats=(), cache=project / "cache", marks=True), progress.append
    )
    assert not [each for each in progress if each.startswith("setting")]
