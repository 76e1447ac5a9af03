"""Generated guides with every form in every legal nesting are built, and validators find no problems."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conformance.corpus.census import all_forms, missing_forms
from tests.conformance.corpus.guides import ROUND, draw_guide
from tests.conformance.corpus.making import Corpus, load, make_corpus, validate
from tests.conformance.reading_systems import Reports, read_reports, run_program
from tests.conformance.test_ebooks import matching_exceptions, violations
from tests.conformance.test_reading_systems import SYSTEMS, missing_content
from tests.conformance.vera import require_jdk
from tests.end_to_end.conftest import _once, _shared

COUNT = int(os.environ.get("CORPUS_COUNT", str(ROUND)))
SEED = int(os.environ.get("CORPUS_SEED", "2026"))
"""The seed of every run, so that results can be compared; ``make corpus`` takes another one each time."""

OPENED = 2
"""The number of e-books that Ace, axe-core and the reading systems open, which takes seconds for each."""


def make(folder: Path) -> None:
    corpus = make_corpus(folder, SEED, COUNT)
    validate(corpus)
    corpus.keep()
    corpus.save()


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Corpus:
    """Generated guides, built and validated once for all workers."""
    require_jdk()
    folder = _shared(tmp_path_factory, worker_id) / "corpus"
    return load(_once(folder, lambda: make(folder)))


def test_every_guide_is_built_and_passes_the_validators(corpus: Corpus, record_property: Callable[[str, object], None]) -> None:
    record_property("corpus_seed", corpus.seed)
    assert not corpus.problems, corpus.summary()
    assert len(corpus.books(".epub")) >= COUNT
    assert len(corpus.books(".pdf")) >= COUNT


@pytest.mark.parametrize("program", ["ace", "axe", *SYSTEMS])
def test_some_e_books_open_in_reading_systems(
    node: None, corpus: Corpus, program: str, tmp_path_factory: pytest.TempPathFactory, worker_id: str
) -> None:
    books = {file.name: file for file in corpus.books(".epub")[:OPENED]}
    folder = _shared(tmp_path_factory, worker_id) / "reports-corpus" / program
    _once(folder, lambda: run_program(program, books.values(), folder))
    reports = read_reports(folder)
    assert set(reports) == set(books)
    problems = {name: list(_problems(program, reports[name], file)) for name, file in books.items()}
    assert not any(problems.values()), f"CORPUS_SEED={corpus.seed}: {problems}"


def _problems(program: str, report: Reports, file: Path) -> Iterator[object]:
    """Yield the problems that a program finds in an e-book."""
    if program == "ace":
        yield from report["assertions"]
        yield from [] if report["outcome"] == "pass" else [report["outcome"]]
    elif program == "axe":
        yield from report["complaints"]
        yield from (found for found in violations(report) if not list(matching_exceptions(found)))
    else:
        yield from missing_content(report, file)


def test_corpus_has_every_form(corpus: Corpus) -> None:
    assert not missing_forms(corpus.forms), f"CORPUS_SEED={corpus.seed}: add these to tests/conformance/corpus"


def test_missing_form_is_found(corpus: Corpus) -> None:
    assert {"fence question", "extension citations", "chart neck", "node Verse", "Layer FILM"} <= all_forms()
    assert missing_forms(set(corpus.forms) - {"chart neck"}) == ["chart neck"]


def test_guides_depend_only_on_seed_and_number() -> None:
    first = [draw_guide(7, number) for number in range(3)]
    assert first == [draw_guide(7, number) for number in range(3)]
    assert first[1] != draw_guide(8, 1)
