"""Books that use every form in every legal nesting are read, made, and found good by the validators."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conformance.corpus.census import forms, missing
from tests.conformance.corpus.guides import draw_guide
from tests.conformance.corpus.making import Corpus, judge, load, make_corpus
from tests.conformance.reading_systems import Told, ask, told_in
from tests.conformance.test_ebooks import pardons, violations
from tests.conformance.test_reading_systems import SYSTEMS, wants
from tests.conformance.vera import need_a_jdk
from tests.end_to_end.conftest import _once, _shared

COUNT = int(os.environ.get("CORPUS_COUNT", "100"))
SEED = int(os.environ.get("CORPUS_SEED", "2026"))
"""The same guides in every run, so that a change is judged by what it changes; ``make corpus`` draws others each time."""

READ = 3
"""So many of them are opened by Ace and the reading systems, which take seconds for each."""


def make(folder: Path) -> None:
    made = make_corpus(folder, SEED, COUNT)
    judge(made)
    made.keep()
    made.save()


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Corpus:
    """A hundred guides, made and judged once for all workers."""
    need_a_jdk()
    folder = _shared(tmp_path_factory, worker_id) / "corpus"
    return load(_once(folder, lambda: make(folder)))


def test_every_guide_is_made_and_every_validator_passes_it(
    corpus: Corpus, record_property: Callable[[str, object], None]
) -> None:
    record_property("corpus_seed", corpus.seed)
    assert not corpus.faults, corpus.told()
    assert len(corpus.books(".epub")) >= COUNT
    assert len(corpus.books(".pdf")) >= COUNT


@pytest.mark.parametrize("program", ["ace", "axe", *SYSTEMS])
def test_some_of_them_open_whole_in_reading_systems(
    node: None, corpus: Corpus, program: str, tmp_path_factory: pytest.TempPathFactory, worker_id: str
) -> None:
    books = {file.name: file for file in corpus.books(".epub")[:READ]}
    folder = _shared(tmp_path_factory, worker_id) / "told-corpus" / program
    _once(folder, lambda: ask(program, books.values(), folder))
    told = told_in(folder)
    assert set(told) == set(books)
    faults = {name: list(_faults(program, told[name], file)) for name, file in books.items()}
    assert not any(faults.values()), f"CORPUS_SEED={corpus.seed}: {faults}"


def _faults(program: str, told: Told, file: Path) -> Iterator[object]:
    """Yield what a program finds wrong with a book."""
    if program == "ace":
        yield from told["assertions"]
        yield from [] if told["outcome"] == "pass" else [told["outcome"]]
    elif program == "axe":
        yield from told["complaints"]
        yield from (found for found in violations(told) if not list(pardons(found)))
    else:
        yield from wants(told, file)


def test_every_form_of_the_code_is_drawn(corpus: Corpus) -> None:
    assert not missing(corpus.forms), f"CORPUS_SEED={corpus.seed}: teach tests/conformance/corpus to draw these"


def test_a_form_that_nobody_draws_is_missed(corpus: Corpus) -> None:
    assert {"fence question", "extension citations", "chart neck", "node Verse", "Layer FILM"} <= forms()
    assert missing(set(corpus.forms) - {"chart neck"}) == ["chart neck"]


def test_a_seed_draws_the_same_guides_again_and_another_one_others() -> None:
    first = [draw_guide(7, number) for number in range(3)]
    assert first == [draw_guide(7, number) for number in range(3)]
    assert first[1] != draw_guide(8, 1)
