"""Books that use every form in every legal nesting are read, made, and found good by the validators."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conformance.corpus.census import forms, missing
from tests.conformance.corpus.guides import draw_guide
from tests.conformance.corpus.making import Corpus, judge, load, make_corpus, seed_of_environment
from tests.conformance.vera import need_a_jdk
from tests.end_to_end.conftest import _once, _shared

COUNT = int(os.environ.get("CORPUS_COUNT", "100"))


def make(folder: Path) -> None:
    made = make_corpus(folder, seed_of_environment(), COUNT)
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


def test_every_form_of_the_code_is_drawn(corpus: Corpus) -> None:
    assert not missing(corpus.forms), f"CORPUS_SEED={corpus.seed}: teach tests/conformance/corpus to draw these"


def test_a_form_that_nobody_draws_is_missed(corpus: Corpus) -> None:
    assert {"fence question", "extension citations", "chart neck", "node Verse", "Layer FILM"} <= forms()
    assert missing(set(corpus.forms) - {"chart neck"}) == ["chart neck"]


def test_a_seed_draws_the_same_guides_again_and_another_one_others() -> None:
    first = [draw_guide(7, number) for number in range(3)]
    assert first == [draw_guide(7, number) for number in range(3)]
    assert first[1] != draw_guide(8, 1)
