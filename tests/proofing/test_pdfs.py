from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from linernotes.model.problems import ProofError
from linernotes.proofing.pdfs import page_count, proofread_pdf


@pytest.fixture
def pdf(sample: Path) -> bytes:
    return (sample / "the-lighthouse-student-a4.pdf").read_bytes()


def changed(content: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        change(pdf)
        saved = io.BytesIO()
        pdf.save(saved)
        return saved.getvalue()


def add_silent_figure(pdf: pikepdf.Pdf) -> None:
    tree = pdf.Root.StructTreeRoot
    figure = pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.Figure, P=tree, Pg=pdf.pages[1].obj))
    tree.K = pikepdf.Array([*(tree.K if isinstance(tree.K, pikepdf.Array) else [tree.K]), figure])


def remove_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Lang


def remove_tags(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot


def remove_tab_order(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        del page.obj.Tabs


def make_tree_cyclic(pdf: pikepdf.Pdf) -> None:
    tree = pdf.Root.StructTreeRoot
    tree.K = pikepdf.Array([pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.Sect, K=tree))])


def test_sample_has_no_problems(pdf: bytes) -> None:
    assert proofread_pdf(pdf) == []


def test_picture_without_alternative_is_found_on_its_page(pdf: bytes) -> None:
    problems = proofread_pdf(changed(pdf, add_silent_figure))
    assert [(problem.place, problem.rule) for problem in problems] == [("page 2", "picture-alternative")]


@pytest.mark.parametrize(
    ("change", "rule"), [(remove_language, "language"), (remove_tags, "tags"), (remove_tab_order, "tab-order")]
)
def test_missing_language_tags_and_tab_order_are_found(pdf: bytes, change: Callable[[pikepdf.Pdf], None], rule: str) -> None:
    assert {problem.rule for problem in proofread_pdf(changed(pdf, change))} == {rule}


def test_cycle_in_the_tag_tree_does_not_hang(pdf: bytes) -> None:
    assert proofread_pdf(changed(pdf, make_tree_cyclic)) == []


def test_pages_are_counted(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert page_count(pdf) == len(opened.pages) > 1


def test_file_that_is_not_a_pdf_is_an_error() -> None:
    with pytest.raises(ProofError):
        page_count(b"nonsense")
