"""Guides that are much larger than usual are read, edited and checked like any other."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.growth import BOOK, KEY, LARGE
from linernotes.workers.child import Failure
from linernotes.workers.pool import Limits, WorkerPool
from tests.attacks.tasks import read_all

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", LARGE)
def test_large_guide_is_read_without_errors(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = LARGE[name]()
    (tmp_path / "manuscript").mkdir()
    for path, text in {**files, "key.md": KEY, "book.toml": BOOK.replace("{sections}", json.dumps(list(files)))}.items():
        (tmp_path / "manuscript" / path).write_text(text)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))  # where the worker finds the task
    with WorkerPool(1, Limits(seconds=20, memory=1 << 30)) as pool:
        result = pool.submit(read_all, str(tmp_path)).result()
    assert not isinstance(result, Failure), result
    findings, text = result
    assert not [finding for finding in findings if " error[" in finding]
    assert text
