"""The files that are judged are those that are read back elsewhere, and some that are damaged."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import pytest

from linernotes.model.problems import Problem
from linernotes.proofing.validators import EPUBCheck
from tests.conformance.damage import damage, tear
from tests.conformance.reading_systems import Told, ask, need_node, told_in
from tests.conformance.vera import need_a_jdk
from tests.end_to_end.conftest import _once, _shared, guide, run
from tests.sample import FORMS, write_guide

__all__ = ["guide"]

EBOOKS = ["the-runaways-student.epub", "the-runaways-teacher.epub", "the-lighthouse-student.epub", "the-lighthouse-teacher.epub"]
DAMAGED, TORN = "damaged.epub", "torn.epub"


def _make_ebooks(folder: Path) -> None:
    project = write_guide(folder / "project", FORMS)
    built = run("build", "--project", project, "--format", "epub", "--to", folder)
    assert built.returncode == 0, built.stderr
    damage(folder / "the-lighthouse-teacher.epub", folder / DAMAGED)
    tear(folder / "the-lighthouse-teacher.epub", folder / TORN)


@pytest.fixture(scope="session")
def forms(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder with the e-books of a guide with every form, and with damaged copies of one."""
    folder = _shared(tmp_path_factory, worker_id) / "forms"
    return _once(folder, lambda: _make_ebooks(folder))


@pytest.fixture(scope="session")
def ebooks(guide: Path, forms: Path) -> dict[str, Path]:
    """Every e-book of the guide and of one with every form, and the damaged ones, by name."""
    return {file.name: file for folder in (guide, forms) for file in sorted(folder.glob("*.epub"))}


Asked = Callable[[str], Told]


@pytest.fixture(scope="session")
def node() -> None:
    """Skips before anything is built for programs that cannot run."""
    need_node()


@pytest.fixture(scope="session")
def asked(node: None, ebooks: dict[str, Path], tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Asked:
    """Returns what a program of ``readers/`` says of all e-books; it is asked once for all workers."""

    def ask_once(program: str) -> Told:
        folder = _shared(tmp_path_factory, worker_id) / "told" / program
        _once(folder, lambda: ask(program, ebooks.values(), folder))
        return told_in(folder)

    return ask_once


@pytest.fixture(scope="session")
def epubcheck_problems(
    ebooks: dict[str, Path], tmp_path_factory: pytest.TempPathFactory, worker_id: str
) -> dict[str, list[Problem]]:
    """What EPUBCheck finds in each e-book that is complete, by name; one Java process checks all of them for all workers."""
    need_a_jdk()
    folder = _shared(tmp_path_factory, worker_id) / "epubcheck"

    def check() -> None:
        found = EPUBCheck().validate([file for file in ebooks.values() if file.name != TORN])
        report = {file.name: [asdict(problem) for problem in problems] for file, problems in found.items()}
        (folder / "problems.json").write_text(json.dumps(report), encoding="utf-8")

    report = json.loads((_once(folder, check) / "problems.json").read_text(encoding="utf-8"))
    return {name: [Problem(**problem) for problem in problems] for name, problems in report.items()}
