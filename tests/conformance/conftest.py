"""Session fixtures: e-books of the guide and of a sample guide, damaged copies, and what programs report on them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import pytest

from linernotes.model.problems import Problem
from linernotes.proofing.validators import EPUBCheck
from tests.conformance.damage import damage, remove_section
from tests.conformance.reading_systems import Reports, read_reports, require_node, run_program
from tests.conformance.vera import require_jdk
from tests.end_to_end.conftest import _once, _shared, guide, run
from tests.sample import FORMS, write_guide

__all__ = ["guide"]

EBOOKS = [
    "the-runaways-american.epub",
    "the-runaways-student.epub",
    "the-runaways-teacher.epub",
    "the-lighthouse-student.epub",
    "the-lighthouse-teacher.epub",
]
IN_BROWSER = ["the-runaways-teacher.epub", "the-lighthouse-teacher.epub"]
"""The e-books that open in a browser, which takes longest. A teacher edition has all sections of the student edition."""
IN_AXE = ["the-lighthouse-teacher.epub"]
"""The e-books that axe-core alone checks: it has rules that Ace switches off, and Ace runs it on the guide."""

DAMAGED, INCOMPLETE = "damaged.epub", "incomplete.epub"


def _make_ebooks(folder: Path) -> None:
    project = write_guide(folder / "project", FORMS)
    built = run("build", "--project", project, "--format", "epub", "--to", folder)
    assert built.returncode == 0, built.stderr
    damage(folder / "the-lighthouse-teacher.epub", folder / DAMAGED)
    remove_section(folder / "the-lighthouse-teacher.epub", folder / INCOMPLETE)


@pytest.fixture(scope="session")
def forms(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder with the e-books of a guide with every form, and damaged copies of one."""
    folder = _shared(tmp_path_factory, worker_id) / "forms"
    return _once(folder, lambda: _make_ebooks(folder))


@pytest.fixture(scope="session")
def ebooks(guide: Path, forms: Path) -> dict[str, Path]:
    """The e-books of the guide and of a guide with every form, and the damaged ones, by name."""
    return {file.name: file for folder in (guide, forms) for file in sorted(folder.glob("*.epub"))}


ReportsOf = Callable[[str], Reports]


@pytest.fixture(scope="session")
def node() -> None:
    """Skip before anything is built if the programs cannot run."""
    require_node()


@pytest.fixture(scope="session")
def reports(node: None, ebooks: dict[str, Path], tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> ReportsOf:
    """Return the reports of a program in ``readers/`` on e-books; the program runs once for all workers."""

    def run_once(program: str) -> Reports:
        folder = _shared(tmp_path_factory, worker_id) / "reports" / program
        opened = {"manifest": EBOOKS, "axe": IN_AXE}.get(program, IN_BROWSER)
        books = [file for name, file in ebooks.items() if name in (*opened, DAMAGED, INCOMPLETE)]
        _once(folder, lambda: run_program(program, books, folder))
        return read_reports(folder)

    return run_once


@pytest.fixture(scope="session")
def epubcheck_problems(
    ebooks: dict[str, Path], tmp_path_factory: pytest.TempPathFactory, worker_id: str
) -> dict[str, list[Problem]]:
    """The problems that EPUBCheck finds in each complete e-book, by name; one Java process checks all of them for all workers."""
    require_jdk()
    folder = _shared(tmp_path_factory, worker_id) / "epubcheck"

    def check() -> None:
        found = EPUBCheck().validate([file for file in ebooks.values() if file.name != INCOMPLETE])
        report = {file.name: [asdict(problem) for problem in problems] for file, problems in found.items()}
        (folder / "problems.json").write_text(json.dumps(report), encoding="utf-8")

    report = json.loads((_once(folder, check) / "problems.json").read_text(encoding="utf-8"))
    return {name: [Problem(**problem) for problem in problems] for name, problems in report.items()}
