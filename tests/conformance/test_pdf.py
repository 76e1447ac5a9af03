"""Every bound file conforms to PDF/UA-1 and to PDF/A-2a at once, by the word of veraPDF."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict
from pathlib import Path

import pikepdf
import pytest

from linernotes.build.run import Request, build
from linernotes.model.formats import Format, Paper
from tests.conformance.vera import FLAVOURS, Verdict, Verdicts, compile_harness, judge, need_a_jdk
from tests.end_to_end.conftest import _once, _shared
from tests.sample import FORMS, write_guide

UNTAGGED, BOOKLET = "untagged.pdf", "the-lighthouse-student-a4-booklet.pdf"
SAMPLES = ["the-lighthouse-student-a4.pdf", "the-lighthouse-teacher-letter.pdf", "the-lighthouse-teacher-a4-marks.pdf"]


def keep(folder: Path, files: Iterable[Path]) -> None:
    """Have files judged by one Java machine, and keep the verdicts."""
    compile_harness(folder)
    told = {name: {flavour: asdict(found) for flavour, found in each.items()} for name, each in judge(folder, files).items()}
    (folder / "verdicts.json").write_text(json.dumps(told), encoding="utf-8")


def kept(folder: Path) -> Verdicts:
    told = json.loads((folder / "verdicts.json").read_text(encoding="utf-8"))
    return {name: {flavour: Verdict(**verdict) for flavour, verdict in each.items()} for name, each in told.items()}


def make_samples(folder: Path) -> None:
    project = write_guide(folder / "project", FORMS)
    for request in (
        Request(folder, ("student",), (Format.PDF,), (Paper.A4,), shelf=folder / "shelf"),
        Request(folder, ("teacher",), (Format.PDF,), (Paper.LETTER,), shelf=folder / "shelf"),
        Request(folder, ("teacher",), (Format.PDF,), (Paper.A4,), shelf=folder / "shelf", marks=True),
        Request(folder, ("student",), (Format.PDF,), (Paper.A4,), shelf=folder / "shelf", booklet=True),
    ):
        outcome = build(project, request, lambda _: None)
        assert (outcome.findings, outcome.complaints) == ((), ())
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(folder / UNTAGGED)
    keep(folder, sorted(folder.glob("*.pdf")))


Judge = Callable[[str, Callable[[Path], None]], Path]


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Judge:
    """Makes a folder of files and verdicts once for all workers."""
    need_a_jdk()

    def make(name: str, fill: Callable[[Path], None]) -> Path:
        folder = _shared(tmp_path_factory, worker_id) / name
        return _once(folder, lambda: fill(folder))

    return make


@pytest.fixture(scope="module")
def samples(once: Judge) -> Path:
    return once("judged", make_samples)


@pytest.fixture(scope="module")
def guides(once: Judge, guide: Path) -> Path:
    return once("judged-guide", lambda folder: keep(folder, sorted(guide.glob("*.pdf"))))


@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize("name", SAMPLES)
def test_a_guide_with_every_form_conforms_in_every_variant(samples: Path, name: str, flavour: str) -> None:
    verdict = kept(samples)[name][flavour]
    assert (verdict.failed, verdict.messages) == ({}, {})
    assert verdict.checks > 10_000


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_the_guide_conforms_in_every_edition_and_paper(guides: Path, flavour: str) -> None:
    verdicts = {name: found[flavour] for name, found in kept(guides).items()}
    papers = {f"the-runaways-{edition}-{paper}.pdf" for edition in ("student", "teacher", "copy", "large") for paper in Paper}
    assert papers <= set(verdicts)
    assert {name: verdict.messages for name, verdict in verdicts.items() if verdict.failed} == {}
    assert verdicts["the-runaways-student-a4.pdf"].checks > 100_000


@pytest.mark.parametrize(("flavour", "rules"), [("ua1", {"6.2-1", "7.1-11"}), ("2a", {"6.7.2.2-1", "6.7.3.3-1"})])
def test_a_file_without_tags_fails_and_a_booklet_claims_none(samples: Path, flavour: str, rules: set[str]) -> None:
    verdicts = kept(samples)
    assert rules <= set(verdicts[UNTAGGED][flavour].failed)
    assert rules <= set(verdicts[BOOKLET][flavour].failed)


DAMAGES: dict[str, tuple[str, Callable[[pikepdf.Dictionary], bool]]] = {
    "7.3-1": ("Alt", lambda element: element.get("/S") == pikepdf.Name.Figure),
    "7.9-1": ("ID", lambda element: element.get("/S") == pikepdf.Name.Note),
    "7.5-1": ("A", lambda element: element.get("/S") == pikepdf.Name.TH),
    "7.18.1-2": ("Contents", lambda element: element.get("/Subtype") == pikepdf.Name.Link),
}
"""Entries without which a file must fail, by rule, and where they are."""


def test_a_file_that_is_damaged_fails_by_the_rule(samples: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.pdf"
    with pikepdf.open(samples / SAMPLES[0]) as pdf:
        for item in pdf.objects:
            for entry, meant in DAMAGES.values():
                if isinstance(item, pikepdf.Dictionary) and meant(item) and f"/{entry}" in item:
                    del item[f"/{entry}"]
        pdf.save(damaged)
    assert set(DAMAGES) <= set(judge(samples, [damaged])[damaged.name]["ua1"].failed)


def test_a_booklet_has_no_trace_of_tags_and_conforms_to_nothing_by_its_own_words(samples: Path) -> None:
    with pikepdf.open(samples / BOOKLET) as pdf:
        assert not {"/StructTreeRoot", "/MarkInfo", "/Metadata"} & set(pdf.Root.keys())
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
                assert not {"/StructParent", "/StructParents"} & set(item.keys())
                assert item.get("/Type") != "/StructElem"
