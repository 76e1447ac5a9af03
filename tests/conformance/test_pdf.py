"""What veraPDF says of bound files: never worse than of the same book in one piece."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pikepdf
import pytest

from linernotes.model.formats import Format, Paper
from linernotes.press import Request, build
from tests.conformance.vera import FLAVOURS, Verdict, Verdicts, compile_harness, judge, need_a_jdk
from tests.end_to_end.conftest import _once, _shared
from tests.sample import BOOK, write_guide

TESTS = Path(__file__).parents[1]
EDITIONS = ["student", "teacher"]
UNTAGGED, BOOKLET = "untagged.pdf", "the-lighthouse-student-a4-booklet.pdf"

UNREACHED = {"ua1": {"5-1": "7.1-8"}, "2a": {"6.6.4-1": "6.6.2.1-1"}}
"""Rules on what metadata claim, by flavour, and the rule that fails in their place for a file that has no metadata at all, as
WeasyPrint alone writes it. Such a file has not met the first, so the failures of the second are counted for it."""


def bound(edition: str) -> str:
    return f"the-lighthouse-{edition}-a4.pdf"


def one_piece(edition: str) -> str:
    return f"{edition}-in-one-piece.pdf"


def set_in_one_piece(folder: Path, edition: str) -> None:
    module = [sys.executable, "-m", "tests.conformance.one_piece"]
    arguments = [str(folder / "project"), str(folder / "shelf"), edition, str(folder / one_piece(edition))]
    subprocess.run([*module, *arguments], cwd=TESTS.parent, check=True, timeout=300)


def make(folder: Path) -> None:
    """Make every file that is judged, and have them judged."""
    files = {
        "book.toml": BOOK.replace('"story.md"', '"story.md", "forms.md"'),
        "forms.md": (TESTS / "golden" / "forms.md").read_text(encoding="utf-8"),
        "art/lamp.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"/>',
    }
    project = write_guide(folder / "project", files)
    request = Request(folder, formats=(Format.PDF,), papers=(Paper.A4,), shelf=folder / "shelf")
    sheets = Request(folder, ("student",), (Format.PDF,), (Paper.A4,), shelf=folder / "shelf", booklet=True)
    for wanted in (request, sheets):
        outcome = build(project, wanted, lambda _: None)
        assert (outcome.findings, outcome.complaints) == ((), ())
    for edition in EDITIONS:
        set_in_one_piece(folder, edition)
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(folder / UNTAGGED)
    compile_harness(folder)
    verdicts = judge(folder, sorted(folder.glob("*.pdf")))
    told = {name: {flavour: asdict(verdict) for flavour, verdict in each.items()} for name, each in verdicts.items()}
    (folder / "verdicts.json").write_text(json.dumps(told), encoding="utf-8")


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder with the files and the verdicts on them."""
    need_a_jdk()
    folder = _shared(tmp_path_factory, worker_id) / "judged"
    return _once(folder, lambda: make(folder))


@pytest.fixture(scope="module")
def verdicts(judged: Path) -> Verdicts:
    told = json.loads((judged / "verdicts.json").read_text(encoding="utf-8"))
    return {name: {flavour: Verdict(**verdict) for flavour, verdict in each.items()} for name, each in told.items()}


def worse(ours: Verdict, theirs: Verdict, flavour: str) -> Iterator[str]:
    """Yield the rules that we fail more often, with both counts and what the first failure is."""
    for rule, count in ours.failed.items():
        allowed = theirs.failed.get(rule, 0) or theirs.failed.get(UNREACHED[flavour].get(rule, ""), 0)
        if count > allowed:
            yield f"{flavour} {rule}: {count}, in one piece {allowed}: {ours.messages[rule]}"


@pytest.mark.parametrize("edition", EDITIONS)
def test_both_have_the_same_pages(judged: Path, edition: str) -> None:
    with pikepdf.open(judged / bound(edition)) as ours, pikepdf.open(judged / one_piece(edition)) as theirs:
        assert len(ours.pages) == len(theirs.pages)


@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize("edition", EDITIONS)
def test_binding_makes_no_verdict_worse_by_any_rule(verdicts: Verdicts, edition: str, flavour: str) -> None:
    ours, theirs = verdicts[bound(edition)][flavour], verdicts[one_piece(edition)][flavour]
    assert min(ours.checks, theirs.checks) > 10_000
    assert list(worse(ours, theirs, flavour)) == []


@pytest.mark.parametrize(("flavour", "rules"), [("ua1", {"6.2-1", "7.1-11"}), ("2a", {"6.7.2.2-1", "6.7.3.3-1"})])
def test_a_file_without_tags_fails_and_a_booklet_claims_none(verdicts: Verdicts, flavour: str, rules: set[str]) -> None:
    assert rules <= set(verdicts[UNTAGGED][flavour].failed)
    assert rules <= set(verdicts[BOOKLET][flavour].failed)
    assert not rules & set(verdicts[bound("student")][flavour].failed)


def test_a_booklet_has_no_trace_of_tags_and_conforms_to_nothing_by_its_own_words(judged: Path) -> None:
    with pikepdf.open(judged / BOOKLET) as pdf:
        assert not {"/StructTreeRoot", "/MarkInfo", "/Metadata"} & set(pdf.Root.keys())
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
                assert not {"/StructParent", "/StructParents"} & set(item.keys())
                assert item.get("/Type") != "/StructElem"
