from __future__ import annotations

import os
import re
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from linernotes.editing import edit
from linernotes.editing.media import book_for_medium
from linernotes.leaks.normalise import normalise
from linernotes.model.book import Book, Role
from linernotes.model.document import Block, Cell, Diagram, Figure, Heading, Link, LinkKind, NoteCall, Paragraph, Table, Text
from linernotes.model.guide import AnswerKey, KeyEntry, Question
from linernotes.model.lines import NumberedLine
from linernotes.model.walking import descend, plain_text
from tests.conformance.missing import skip_loudly
from tests.end_to_end.conftest import CHECKOUT
from tests.end_to_end.reading import (
    PAGE_MARK,
    block_texts,
    dangling_links,
    documents,
    fonts,
    outline,
    page_texts,
    poppler_letters,
    tagged_letters,
    visible_words_of,
)
from tests.end_to_end.walking import read_tree, text_runs
from tests.sample import read_checkout

EDITIONS = ["student", "teacher"]
TREES = [*EDITIONS, "large"]
PAPERS = {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}


@pytest.fixture(scope="module")
def book(guide: Path) -> Book:
    """Return the guide with the words that are printed on paper."""
    return book_for_medium(read_checkout().book, "print")


def file_of(guide: Path, edition: str, paper: str = "a4") -> Path:
    return guide / f"the-runaways-{edition}-{paper}.pdf"


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("paper", PAPERS)
def test_metadata_and_page_size(guide: Path, book: Book, edition: str, paper: str) -> None:
    with pikepdf.open(file_of(guide, edition, paper)) as pdf:
        assert str(pdf.docinfo["/Title"]).startswith(f"{book.metadata.title} · ")
        assert str(pdf.docinfo["/Author"]) == ", ".join(book.metadata.authors)
        assert str(pdf.Root.Lang) == "en-GB"
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        for page in pdf.pages:
            left, bottom, right, top = (float(value) / 72 * 25.4 for value in page.MediaBox)
            assert (right - left, top - bottom) == pytest.approx(PAPERS[paper], abs=0.01)


@pytest.mark.parametrize("edition", EDITIONS)
def test_text_of_each_page_is_the_same_on_both_papers(guide: Path, edition: str) -> None:
    assert page_texts(file_of(guide, edition, "a4")) == page_texts(file_of(guide, edition, "letter"))


@pytest.mark.parametrize("edition", EDITIONS)
def test_outline_and_contents_name_the_page_of_every_section(guide: Path, book: Book, edition: str) -> None:
    file = file_of(guide, edition)
    edited = edit(book, next(each for each in book.editions if each.name == edition))
    entries = [(title, page) for level, title, page in outline(file) if level == 0]
    titles = [plain_text(section.title) for section in edited.sections if not section.made]
    unlisted = [plain_text(section.title) for section in edited.sections if section.role is Role.BACK_COVER]
    assert [title for title, _ in entries if title in titles] == titles
    texts = page_texts(file)
    heads = ("contents", normalise(edited.editions[0].title))
    listed = normalise(" ".join(text for text in texts if normalise(text).startswith(heads)))
    with pikepdf.open(file) as pdf:
        labels = [page.label for page in pdf.pages]
    for title, page in entries:
        if title in titles:
            assert normalise(title) in normalise(texts[page])
            if title not in unlisted and not normalise(texts[page]).startswith(heads):
                named = (normalise(f"{title}{labels[page]}"), normalise(f"{title} (p. {labels[page]})"))
                assert any(form in listed for form in named), f"{title} stands on {labels[page]}"


def tree_letters(file: Path) -> str:
    """Return the letters of the tag tree, without those in figures, which have alternative texts."""
    return normalise("".join(words for _, words in text_runs(read_tree(file)[0])))


def test_poppler_reads_the_same_words(sample: Path, guide: Path) -> None:
    if shutil.which("pdfinfo") is None:
        skip_loudly("poppler read no tag tree, since there is no pdfinfo")
    for file in (sample / "the-lighthouse-student-a4.pdf", file_of(guide, "w6")):
        assert tree_letters(file) == poppler_letters(file) != ""


@pytest.mark.skipif(os.environ.get("LINERNOTES_POPPLER") != "all", reason="takes minutes: LINERNOTES_POPPLER=all asks for it")
@pytest.mark.parametrize("edition", TREES)
def test_poppler_reads_the_same_words_in_the_whole_guide(guide: Path, edition: str) -> None:
    assert tree_letters(file_of(guide, edition)) == poppler_letters(file_of(guide, edition)) != ""


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_page_prints_its_folio(guide: Path, book: Book, edition: str) -> None:
    file = file_of(guide, edition)
    texts = page_texts(file)
    covers = [normalise(plain_text(section.title)) for section in book.sections if section.role is Role.BACK_COVER]
    with pikepdf.open(file) as pdf:
        labels = [page.label for page in pdf.pages]
    for label, text in zip(labels, texts, strict=True):
        if label in ("1", "32", "33") or any(title in normalise(text) for title in covers):
            continue  # the title page, the picture over two pages, and the back cover
        assert re.search(rf"(?m)(^|\s){label}\s*$", text), f"no folio {label} on its page"
    assert ("T1" in labels) is (edition == "teacher")


@pytest.mark.parametrize("edition", EDITIONS)
def test_tag_tree_has_the_words_of_the_book(guide: Path, book: Book, edition: str) -> None:
    edited = edit(book, next(each for each in book.editions if each.name == edition))
    letters = tagged_letters(file_of(guide, edition))
    with pikepdf.open(file_of(guide, edition)) as pdf:
        elements = (each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/Alt" in each)
        alternatives = " ".join(str(element.Alt) for element in elements)
    figures = [node for node in descend(edited.sections) if isinstance(node, Figure)]
    described = {id(node) for figure in figures for node in descend(figure.description)}
    covers = tuple(section for section in edited.sections if section.role is Role.BACK_COVER)
    described |= {id(node) for figure in descend(covers, Figure) for node in descend(figure)}  # it has no caption
    diagrams = [node for node in descend(edited.sections) if isinstance(node, Diagram)]
    described |= {id(node) for diagram in diagrams for node in descend(diagram.chart)}  # its alternative says it
    described |= {id(node) for diagram in diagrams if not diagram.twin_printed for node in descend(diagram.twin)}
    keys = [node for node in descend(edited.sections) if isinstance(node, AnswerKey) and node.brief]
    described |= {
        id(node)
        for key in keys
        for entry in key.entries
        for node in descend((entry.answer.model, entry.answer.look_fors, entry.answer.suggestion))
    }
    assert all(normalise(f"{each.alternative} {plain_text(each.description)}") in normalise(alternatives) for each in figures)
    for node in descend(edited.sections):
        if id(node) in described:
            continue
        # Page numbers and note numbers may stand between the author's words, so each word is looked for.
        if isinstance(node, Text) or (isinstance(node, (Paragraph, NumberedLine)) and not _mixed(node)):
            assert normalise(plain_text(node)) in letters, node.place


@pytest.mark.parametrize("edition", TREES)
def test_tag_tree_has_the_words_of_the_book_in_order(guide: Path, book: Book, edition: str) -> None:
    """All of them, but for those of ``_elsewhere``."""
    edited = edit(book, next(each for each in book.editions if each.name == edition))
    letters = tagged_letters(file_of(guide, edition), PAGE_MARK)
    lost, at, met = [], 0, 0
    for section in edited.sections:
        elsewhere = {id(node) for node in descend(tuple(_elsewhere(section.blocks, edition)))}
        for node in descend(section.blocks):
            words = normalise(plain_text(node)) if isinstance(node, (Heading, NumberedLine, Paragraph, Cell)) else ""
            if not words or id(node) in elsewhere or _mixed(node):
                continue
            found = letters.find(words, at)
            if found < 0:
                lost.append(f"{section.slug}: {words}")
            else:
                at, met = found, met + 1
    assert lost == []
    assert met > 500


def _elsewhere(blocks: tuple[Block, ...], edition: str) -> Iterator[object]:
    """Yield what stands in another place than in the manuscript: each kind by its name."""
    for node in descend(blocks):
        if isinstance(node, Figure) and edition != "large":
            yield node.description  # is a part of its alternative
        elif isinstance(node, Diagram):
            yield node.chart  # is drawn
            if not node.twin_printed and edition != "large":
                yield node.twin  # is a part of its alternative
        elif isinstance(node, Question):
            yield node.answer  # stands in the key
        elif isinstance(node, Table) and edition == "large":
            yield node.head  # is said again in every row that stands by itself
        elif isinstance(node, AnswerKey) and node.brief:
            yield node  # spares some; see test_teacher_edition_has_every_answer


def _mixed(node: object) -> bool:
    """Return whether numbers of notes or pages are added among the words."""
    return any(isinstance(each, NoteCall) or (isinstance(each, Link) and each.kind is LinkKind.PAGE) for each in descend(node))


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_font_is_built_from_fonts_toml(guide: Path, edition: str) -> None:
    lists = [CHECKOUT / "styles" / "fonts.toml", CHECKOUT / "styles" / "themes" / "stage" / "fonts.toml"]
    declared = [font for each in lists for font in tomllib.loads(each.read_text(encoding="utf-8"))["fonts"]]
    weights = {400: "", 700: "-Bold", 900: "-Heavy"}
    known = {
        f"{font['family'].replace(' ', '-')}{weights[font['weight']]}{'-Italic' if font['style'] == 'italic' else ''}"
        for font in declared
    }
    # The symbol font fills in for characters that other fonts lack, in whatever style they are set.
    assert {name for name in fonts(file_of(guide, edition)) if not name.startswith("Liner-Signs")} <= known


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_link_has_a_destination(guide: Path, edition: str) -> None:
    assert dangling_links(file_of(guide, edition)) == []


def by_folio(guide: Path, edition: str) -> dict[str, str]:
    """Return the words in the text block of each page by its folio; teacher pages stand before and behind the others."""
    file = file_of(guide, edition)
    with pikepdf.open(file) as pdf:
        return dict(zip((page.label for page in pdf.pages), block_texts(file), strict=True))


def test_teacher_edition_has_the_same_student_pages(guide: Path) -> None:
    student, teacher = by_folio(guide, "student"), by_folio(guide, "teacher")
    teacher["1"] = teacher["1"].replace("Teacher edition", "Student edition")  # on the title page
    assert [folio for folio in student if student[folio] != teacher[folio]] == []
    assert {folio[0] for folio in teacher.keys() - student.keys()} == {"T"}


def test_every_question_is_on_the_same_page_in_both_editions(guide: Path, book: Book) -> None:
    student, teacher = by_folio(guide, "student"), by_folio(guide, "teacher")
    edited = edit(book, book.editions[0])
    questions = [node for node in descend(edited.sections) if isinstance(node, Question)]
    assert len(questions) >= 12
    for question in questions:
        prompt = [normalise(plain_text(block)) for block in question.prompt if isinstance(block, Paragraph)]
        mine, theirs = ({folio for folio in student if holds(texts[folio], prompt)} for texts in (student, teacher))
        assert mine, f"the question {question.anchor} is on no page"
        assert mine == theirs


def holds(text: str, passages: list[str]) -> bool:
    letters = normalise(text)
    return all(passage in letters for passage in passages)


def test_teacher_edition_has_every_answer(guide: Path, book: Book) -> None:
    """The e-book holds all of it; the key on paper may spare the answer or the look-fors, not both, and what it says of teaching."""
    teacher = edit(book, next(edition for edition in book.editions if edition.name == "teacher"))
    printed = normalise(" ".join(block_texts(file_of(guide, "teacher"))))
    ebook = normalise(" ".join(visible_words_of(root) for root in documents(guide / "the-runaways-teacher.epub").values()))
    entries = [node for node in descend(teacher.sections) if isinstance(node, KeyEntry)]
    on_screens = edit(book_for_medium(read_checkout().book, "epub"), teacher.editions[0])
    answers = [node.answer for node in descend(on_screens.sections) if isinstance(node, KeyEntry)]
    assert all(normalise(text) in ebook for text in _paragraphs(*answers))
    assert len(entries) == sum(isinstance(node, Question) for node in descend(teacher.sections))
    for entry in entries:
        answer = entry.answer
        marked_by = [_paragraphs(answer.model), _paragraphs(answer.look_fors)]
        assert any(all(normalise(text) in printed for text in texts) for texts in marked_by), entry.name
        assert all(normalise(text) in printed for text in _paragraphs(answer.misreading)), entry.name


def _paragraphs(*parts: object) -> list[str]:
    return [plain_text(node.children) for node in descend(parts) if isinstance(node, Paragraph)]
