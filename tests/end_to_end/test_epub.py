"""Finished e-books, read back from their files."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pikepdf
import pytest
from PIL import Image

from linernotes.build.request import Request
from linernotes.build.run import build_with
from linernotes.editing.media import book_for_medium
from linernotes.epub.census import is_accessible_table
from linernotes.leaks.normalise import normalise
from linernotes.model.guide import Answer, Question
from linernotes.model.papers import Paper
from linernotes.model.walking import descend, plain_text
from linernotes.model.wording import Wording
from linernotes.proofing.validators import EPUBCheck
from linernotes.workers.pool import WorkerPool
from tests.conformance.vera import require_jdk
from tests.end_to_end.conftest import CHECKOUT, run
from tests.end_to_end.reading import (
    EPUB_TYPE,
    OPF,
    XHTML,
    block_texts,
    documents,
    links_of,
    listed_in,
    package_of,
    visible_words_of,
    words_of,
)
from tests.sample import BOOK, STORY, read_checkout, write_guide

EDITIONS = ["student", "teacher"]
DC, SVG = "{http://purl.org/dc/elements/1.1/}", "{http://www.w3.org/2000/svg}"


def file_of(guide: Path, edition: str) -> Path:
    return guide / f"the-runaways-{edition}.epub"


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_link_contents_entry_and_landmark_resolves(guide: Path, edition: str) -> None:
    roots = documents(file_of(guide, edition))
    anchors = {name: {element.get("id") for element in root.iter()} for name, root in roots.items()}
    count = 0
    for name, root in roots.items():
        for target, fragment in links_of(name, root):
            count += 1
            assert target in anchors, f"{name} links to {target}, which does not exist"
            assert not fragment or fragment in anchors[target], f"{name} links to {target}#{fragment}, which does not exist"
    assert count > 50


@pytest.mark.parametrize("edition", EDITIONS)
def test_nav_ncx_and_spine_list_the_same_sections(guide: Path, edition: str) -> None:
    with zipfile.ZipFile(file_of(guide, edition)) as package:
        opf = ElementTree.fromstring(package.read("EPUB/content.opf"))
        ncx = package.read("EPUB/toc.ncx").decode()
    items = {item.get("id"): item.get("href") for item in opf.iter("{http://www.idpf.org/2007/opf}item")}
    spine = [items[ref.get("idref")] for ref in opf.iter("{http://www.idpf.org/2007/opf}itemref")]
    [toc] = [
        nav for nav in documents(file_of(guide, edition))["EPUB/nav.xhtml"].iter(f"{XHTML}nav") if nav.get(EPUB_TYPE) == "toc"
    ]
    listed = [str(link.get("href")) for link in toc.iter(f"{XHTML}a")]
    sections = [href for href in listed if "#" not in href]
    assert [name for name in spine if name in sections] == sections
    assert set(spine) - set(sections) == {"cover.xhtml", "title-page.xhtml", "nav.xhtml"}
    assert all(f'src="{href}"' in ncx for href in listed)


def test_cover_has_the_size_that_shops_require(guide: Path) -> None:
    with zipfile.ZipFile(file_of(guide, "student")) as package, Image.open(io.BytesIO(package.read("EPUB/cover.jpg"))) as cover:
        assert cover.size == (1600, 2560)
        assert len(cover.resize((40, 64)).getcolors(9999) or ()) > 20, "the cover is blank"


def test_fonts_travel_with_their_licences(guide: Path) -> None:
    with zipfile.ZipFile(file_of(guide, "student")) as package:
        names = package.namelist()
        licences = [package.read(name).decode() for name in names if "licence" in name]
        sheet = package.read("EPUB/styles/fonts.css").decode()
    fonts = [name for name in names if name.endswith(".ttf")]
    assert fonts
    assert all(name.removeprefix("EPUB/") in sheet for name in fonts)
    assert all("SIL OPEN FONT LICENSE" in text.upper() for text in licences)


def test_pictures_are_raster_images_with_texts(guide: Path) -> None:
    pictures = [
        image
        for name, root in documents(file_of(guide, "student")).items()
        for image in root.iter(f"{XHTML}img")
        if image.get("role") != "doc-cover" and not name.endswith("back-cover.xhtml")  # its alternative text says it all
    ]
    assert len(pictures) >= 3
    for image in pictures:
        assert str(image.get("src")).endswith((".png", ".jpg"))
        assert len(str(image.get("alt"))) > 20
        assert image.get("aria-describedby")
        # A converter keeps these attributes but not the sheet's maximum height, and so distorts the picture.
        assert not {"width", "height"} & set(image.keys())


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_section_begins_with_its_title(guide: Path, edition: str) -> None:
    """A converter begins a chapter at a heading of level one, so words before it would be a chapter of one line."""
    count = 0
    for name, root in documents(file_of(guide, edition)).items():
        for head in (element for element in root.iter() if element.get("class") == "section-head"):
            assert head[0].tag == f"{XHTML}h1", name
            count += 1
    assert count > 30


def test_titles_tell_the_editions_apart(guide: Path) -> None:
    titles = [package_of(file_of(guide, edition)).findtext(f".//{DC}title") for edition in EDITIONS]
    assert titles == ["The Runaways · Student edition", "The Runaways · Teacher edition"]


@pytest.mark.parametrize("edition", EDITIONS)
def test_catalogues_find_author_licence_audience_and_standards(guide: Path, edition: str) -> None:
    package, metadata = package_of(file_of(guide, edition)), read_checkout().book.metadata
    properties: dict[str | None, list[str | None]] = {}
    for meta in package.iter(f"{OPF}meta"):
        properties.setdefault(meta.get("property"), []).append(meta.text)
    [author] = package.iter(f"{DC}creator")
    refined = {
        meta.get("property"): meta.text for meta in package.iter(f"{OPF}meta") if meta.get("refines") == f"#{author.get('id')}"
    }
    assert refined == {"role": "aut", "file-as": metadata.filed_as[0]}
    assert properties["schema:license"] == [metadata.licence]
    assert properties["schema:educationalRole"] == properties["dcterms:audience"] == [edition]
    assert properties["schema:typicalAgeRange"] == [metadata.ages]
    codes = properties["schema:educationalAlignment"]
    assert "RL.9-10.1" in codes
    assert properties["schema:educationalFramework"] == [metadata.framework] * len(codes)


@pytest.mark.parametrize("edition", EDITIONS)
def test_cover_and_start_of_reading_are_known_to_old_readers(guide: Path, edition: str) -> None:
    references = package_of(file_of(guide, edition)).iter(f"{OPF}reference")
    found = {reference.get("type"): reference.get("href") for reference in references}
    assert found == {"cover": "cover.xhtml", "toc": "nav.xhtml", "text": "read-this-first.xhtml"}
    assert ("Start of the guide", "EPUB/read-this-first.xhtml") in listed_in(file_of(guide, edition), "landmarks")


@pytest.mark.parametrize("edition", EDITIONS)
def test_movements_are_listed_below_their_chapter(guide: Path, edition: str) -> None:
    nav = documents(file_of(guide, edition))["EPUB/nav.xhtml"]
    [chapter] = [item for item in nav.iter(f"{XHTML}li") if words_of(item[0]) == "Chapter 1 · Plot"]
    assert [words_of(item[0]) for item in chapter[1] if words_of(item[0]).startswith("Movement")] == [
        "Movement I · Two girls, one idea",
        "Movement II · The trailer",
        "Movement III · “Cherry Bomb” and Japan",
        "Movement IV · Pictures and cracks",
        "Movement V · After",
    ]


@pytest.mark.parametrize("edition", EDITIONS)
def test_labels_of_diagrams_keep_their_width_in_other_fonts(guide: Path, edition: str) -> None:
    labels = [text for root in documents(file_of(guide, edition)).values() for text in root.iter(f"{SVG}text")]
    assert len(labels) > 100
    assert [words_of(text) for text in labels if not float(text.get("textLength", 0))] == []


@pytest.mark.parametrize("edition", EDITIONS)
def test_diagrams_are_legible_on_600_by_800_pixels(guide: Path, edition: str) -> None:
    """The sheet limits a drawing to the measure, 552 pixels, and to 88 percent of the height."""
    drawings = [svg for root in documents(file_of(guide, edition)).values() for svg in root.iter(f"{SVG}svg")]
    assert drawings
    for svg in drawings:
        *_, width, height = map(float, str(svg.get("viewBox")).split())
        scale = min(552 / width, 0.88 * 800 / height)
        assert min(float(str(text.get("font-size"))) for text in svg.iter(f"{SVG}text")) * scale >= 14


def test_answers_are_listed_by_chapter_and_link_to_their_questions(guide: Path) -> None:
    file = file_of(guide, "teacher")
    roots, listed = documents(file), dict(listed_in(file, "toc"))
    chapters = {name: address for name, address in listed.items() if name.startswith("Answer key · ")}
    assert list(chapters)[:2] == ["Answer key · Plot", "Answer key · Characters"]
    answers = {name: _classes(root).count("answer") for name, root in roots.items()}
    assert {name for name, count in answers.items() if count} == set(chapters.values())
    assert sum(answers.values()) == sum(_classes(root).count("to-answer") for root in roots.values())


def _classes(root: ElementTree.Element) -> list[str]:
    return [element.get("class", "") for element in root.iter()]


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_figure_and_captioned_table_is_listed(guide: Path, edition: str) -> None:
    file, words = file_of(guide, edition), read_checkout().book.wording
    captions = [
        " ".join(words_of(caption).split()) for root in documents(file).values() for caption in root.iter(f"{XHTML}figcaption")
    ]
    figures = listed_in(file, "loi")
    assert [name.partition(" · ")[0] for name, _ in figures] == [caption.partition(".")[0] for caption in captions]
    assert len(figures) > 10
    # The tables of students have the same numbers in every edition, also behind those of teacher pages.
    tables = [name.partition(" · ")[0] for name, _ in listed_in(file, "lot")]
    assert set(tables) == {f"{words.table} {number}" for number in range(1, len(tables) + 1)}


def test_questions_and_answers_are_linked_in_teacher_books_only(guide: Path) -> None:
    book = book_for_medium(read_checkout().book, "epub")
    student = " ".join(visible_words_of(root) for root in documents(file_of(guide, "student")).values())
    roots = documents(file_of(guide, "teacher"))
    teacher = normalise(" ".join(visible_words_of(root) for root in roots.values()))
    targets = {fragment for name, root in roots.items() for _, fragment in links_of(name, root)}
    questions = [node for node in descend(book.sections) if isinstance(node, Question)]
    for question in questions:
        assert {question.anchor, f"answer--{question.anchor}"} <= targets
        assert normalise(plain_text(question.prompt)) in normalise(student)
    for answer in (node for node in descend(book.sections) if isinstance(node, Answer)):
        words = normalise(plain_text(answer.model))
        assert words in teacher
        assert not words or words not in normalise(student)
    assert "answer--" not in student


UNUSUAL = {
    "no contents": ({"book.toml": BOOK.replace('"imprint", "contents"', '"imprint"')}, {}),
    "links to generated pages": ({"story.md": STORY + "\nSee [the contents](#contents), [](#contents) and [](#imprint).\n"}, {}),
    "notes and links in headings": (
        {
            "story.md": STORY.replace("# The storm {", "# The [storm](#imprint)[^h] {")
            + "\nSee [](#storm) and [](#hh).\n\n## A note[^h2] {#hh}\n\n[^h]: One.\n\n[^h2]: Two.\n"
        },
        {},
    ),
    "picture names that differ in case and slash only": (
        {
            "story.md": STORY
            + "".join(
                f"\n::: figure {{#fig-{n}}}\n![A dot]({path})\n\nA dot.\n:::\n"
                for n, path in enumerate(("art/a-b.svg", "art/a/b.svg", "Art/A-b.svg"))
            )
        },
        dict.fromkeys(
            ("art/a-b.svg", "art/a/b.svg", "Art/A-b.svg"), '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>'
        ),
    ),
    "bullets in bullets": ({"story.md": STORY + "\n- a\n  - b\n    - c\n      - d\n\n1. x\n   - y\n"}, {}),
    "certified": (
        {"book.toml": BOOK.replace("[[contents]]", 'accessibility_certified_by = "Ada Example"\n\n[[contents]]', 1)},
        {},
    ),
    "titles with signs": ({"book.toml": BOOK.replace('title = "The Lighthouse"', "title = 'Fish & \"Chips\" <1>'")}, {}),
}


def test_unusual_guides_make_valid_e_books(tmp_path: Path) -> None:
    """One test for all of them, because one Java process then checks all e-books."""
    require_jdk()
    files = {}
    with WorkerPool(1) as pool:
        for name, (texts, pictures) in UNUSUAL.items():
            project = write_guide(tmp_path / name, {**texts, **pictures})
            request = Request(project / "dist", ("teacher",), papers=(Paper.A4,), cache=tmp_path / "cache", strict=True)
            assert build_with(pool, project, request, lambda _: None).complaints == (), name
            files[project / "dist" / "the-lighthouse-teacher.epub"] = name
    problems = EPUBCheck().validate(list(files))
    assert {files[file]: found for file, found in problems.items() if found} == {}


def test_template_with_hidden_content_makes_no_e_book(tmp_path: Path) -> None:
    write_guide(tmp_path)
    own = tmp_path / "templates" / "parts"
    own.mkdir(parents=True)
    built_in = (CHECKOUT / "templates" / "parts" / "answer-key.html.j2").read_text(encoding="utf-8")
    (own / "answer-key.html.j2").write_text(f"<details>{built_in}</details>", encoding="utf-8")
    built = run("build", "--project", tmp_path, "-e", "teacher", "-f", "epub")
    assert built.returncode == 2
    assert "details-hidden" in built.stderr
    assert "key.xhtml" in built.stderr
    assert not (tmp_path / "dist" / "the-lighthouse-teacher.epub").exists()


@pytest.mark.parametrize("edition", EDITIONS)
def test_page_marks_are_where_the_printed_pages_begin(guide: Path, edition: str) -> None:
    roots = documents(file_of(guide, edition))
    [pages] = [nav for nav in roots["EPUB/nav.xhtml"].iter(f"{XHTML}nav") if nav.get(EPUB_TYPE) == "page-list"]
    listed = {words_of(link): str(link.get("href")) for link in pages.iter(f"{XHTML}a")}
    with pikepdf.open(guide / f"the-runaways-{edition}-a4.pdf") as pdf:
        labels = [page.label for page in pdf.pages]
    texts = dict(zip(labels, map(normalise, block_texts(guide / f"the-runaways-{edition}-a4.pdf")), strict=True))
    assert list(listed) == [label for label in labels if label in listed]
    assert set(labels) - set(listed) <= {"T1"}
    for folio, href in listed.items():
        name, _, fragment = href.partition("#")
        after = _letters_after(roots[f"EPUB/{name}"], fragment)
        if name == "nav.xhtml":
            # The nav lists what stands in front of the students' pages too, whose contents are printed elsewhere.
            after = after[after.index(normalise("Read this first")) :]
        # Labels and margin notes stand beside the text, so that a page read by its lines may begin with others of its words.
        # The e-book's contents list the teacher pages too, so that nothing but their heading stands on the printed page.
        enough = len("contents") if name == "nav.xhtml" else 13
        assert any(after[start : start + enough] in texts[folio] for start in range(30)), (
            f"after the mark of page {folio}: '{after[:40]}'"
        )


def test_page_list_is_complete_where_pages_begin_with_rows_and_figures(tmp_path: Path) -> None:
    rows = "".join(f"| lamp {number} | {'It gives light. ' * 6}|\n" for number in range(120))
    table = f"\n| Lamp | Use |\n|---|---|\n{rows}\n"
    picture = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 168 200"><rect width="168" height="200"/></svg>'
    figures = "".join(f"\n::: figure {{#fig-{number}}}\n![Black](black.svg)\n\nBlack.\n:::\n" for number in range(3))
    project = write_guide(tmp_path, {"story.md": STORY + table + figures + table, "black.svg": picture})
    built = run("build", "--project", project, "-e", "student", "--paper", "a4")
    assert built.returncode == 0, built.stderr
    roots = documents(tmp_path / "dist" / "the-lighthouse-student.epub")
    [pages] = [nav for nav in roots["EPUB/nav.xhtml"].iter(f"{XHTML}nav") if nav.get(EPUB_TYPE) == "page-list"]
    with pikepdf.open(tmp_path / "dist" / "the-lighthouse-student-a4.pdf") as pdf:
        labels = [page.label for page in pdf.pages]
    assert len(labels) > 15
    assert [words_of(link) for link in pages.iter(f"{XHTML}a")] == labels


def _letters_after(root: ElementTree.Element, anchor: str) -> str:
    """Return the letters after a page mark in its document."""
    found, texts = False, []
    for element, end in _events(root):
        if not end and element.get("id") == anchor:
            found = True
        if found:
            texts.append(element.tail if end else element.text)
    return normalise(" ".join(text or "" for text in texts))


def _events(element: ElementTree.Element) -> Iterator[tuple[ElementTree.Element, bool]]:
    yield element, False
    for child in element:
        yield from _events(child)
    yield element, True


def test_wide_table_is_a_table_whose_cells_know_their_headers(tmp_path: Path) -> None:
    heads = "| Lamp [@lamp] | Light of the lamp [^far] | Keeper? | Remarks |"
    row = "| the great lamp | seen from far away | the old keeper | wound by hand |"
    table = f'\n::: table {{#tab-wide caption="Wide"}}\n{heads}\n|---|---|---|---|\n{row}\n{row}\n:::\n\n[^far]: Twenty miles.\n'
    built = run("build", "--project", write_guide(tmp_path, {"story.md": STORY + table}), "-e", "student", "-f", "epub")
    assert built.returncode == 0, built.stderr
    [story] = [root for name, root in documents(tmp_path / "dist" / "the-lighthouse-student.epub").items() if "storm" in name]
    [wide] = [element for element in story.iter() if element.get("id") == "tab-wide"]
    assert wide.tag == f"{XHTML}table"
    assert [head.get("role") for head in wide.iter(f"{XHTML}th")] == ["columnheader"] * 4
    cells = [cell.get("data-head") for cell in wide.iter(f"{XHTML}td") if cell.get("role") == "cell"]
    assert cells == [None, "Light of the lamp:", "Keeper?", "Remarks:"] * 2
    assert [element.get("role") for element in wide.iter(f"{XHTML}a")].count("doc-noteref") == 2  # the note and the source


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_table_of_the_guide_has_a_name_and_headers(guide: Path, edition: str) -> None:
    roots = documents(file_of(guide, edition))
    tables = [table for root in roots.values() for table in root.iter(f"{XHTML}table")]
    assert len(tables) >= (21 if edition == "student" else 35)
    assert all(map(is_accessible_table, tables))
    [summary] = [
        meta.text for meta in package_of(file_of(guide, edition))[0] if meta.get("property") == "schema:accessibilitySummary"
    ]
    assert Wording().access_tables in str(summary)
    with zipfile.ZipFile(file_of(guide, edition)) as package:
        assert "@" not in re.sub(r"/\*.*?\*/", "", package.read("EPUB/styles/book.css").decode(), flags=re.DOTALL)


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_question_is_a_heading(guide: Path, edition: str) -> None:
    count = 0
    for root in documents(file_of(guide, edition)).values():
        above = 1  # the level of the last heading that is not a question
        for element in root.iter():
            if "question-number" in element.get("class", ""):
                count += 1
                assert element.tag == f"{XHTML}h{above + 1}"
                assert words_of(element).startswith("Question ")
            elif found := re.fullmatch(rf"{re.escape(XHTML)}h([1-6])", str(element.tag)):
                above = int(found[1])
    assert count == sum(isinstance(node, Question) for node in descend(read_checkout().book.sections))
