"""Every PDF conforms to both PDF/UA-1 and PDF/A-2a, according to veraPDF."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict
from pathlib import Path

import pikepdf
import pytest

from linernotes.build.request import Request
from linernotes.build.run import build
from linernotes.model.formats import Format
from linernotes.model.papers import Paper
from tests.conformance.vera import FLAVOURS, Verdict, Verdicts, compile_vera, require_jdk, validate
from tests.end_to_end.conftest import _once, _shared
from tests.sample import FORMS, write_guide
from tests.typeset.printing import COPY, LARGE

UNTAGGED, DAMAGED, BOOKLET = "untagged.pdf", "damaged.pdf", "the-lighthouse-student-a4-booklet.pdf"
CHECKED = ["teacher-a4", "answers-a4", "w1-a4"]
"""The files of the guide that veraPDF checks, with pages of every section. The student edition is a part of the teacher edition, both
papers hold the same gatherings, and the copy edition and large print have the sections of the student edition in other colours and
sizes, which the sample proves for every form. One part for teachers and one for students are checked; all worksheets are in the
teacher edition."""
SAMPLES = [
    "the-lighthouse-copy-a4.pdf",
    "the-lighthouse-large-a4.pdf",
    "the-lighthouse-teacher-letter.pdf",
    "the-lighthouse-student-a4-marks.pdf",
]


def write_verdicts(folder: Path, files: Iterable[Path]) -> None:
    """Run veraPDF once on all files, and write its verdicts into a folder."""
    compile_vera(folder)
    verdicts = {
        name: {flavour: asdict(found) for flavour, found in each.items()} for name, each in validate(folder, files).items()
    }
    (folder / "verdicts.json").write_text(json.dumps(verdicts), encoding="utf-8")


def read_verdicts(folder: Path) -> Verdicts:
    verdicts = json.loads((folder / "verdicts.json").read_text(encoding="utf-8"))
    return {name: {flavour: Verdict(**verdict) for flavour, verdict in each.items()} for name, each in verdicts.items()}


def make_samples(folder: Path) -> None:
    project = write_guide(folder / "project", {**FORMS, "book.toml": FORMS["book.toml"] + COPY + LARGE})
    for request in (
        Request(folder, ("copy", "large"), (Format.PDF,), (Paper.A4,), cache=folder / "cache"),
        Request(folder, ("teacher",), (Format.PDF,), (Paper.LETTER,), cache=folder / "cache"),
        Request(folder, ("student",), (Format.PDF,), (Paper.A4,), cache=folder / "cache", marks=True),
        Request(folder, ("student",), (Format.PDF,), (Paper.A4,), cache=folder / "cache", booklet=True),
    ):
        outcome = build(project, request, lambda _: None)
        assert (outcome.findings, outcome.complaints) == ((), ())
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(folder / UNTAGGED)
    damage(folder / SAMPLES[0], folder / DAMAGED)
    write_verdicts(folder, sorted(folder.glob("*.pdf")))


REQUIRED: dict[str, tuple[str, Callable[[pikepdf.Dictionary], bool]]] = {
    "7.3-1": ("Alt", lambda element: element.get("/S") == pikepdf.Name.Figure),
    "7.9-1": ("ID", lambda element: element.get("/S") == pikepdf.Name.Note),
    "7.5-1": ("A", lambda element: element.get("/S") == pikepdf.Name.TH),
    "7.18.1-2": ("Contents", lambda element: element.get("/Subtype") == pikepdf.Name.Link),
}
"""By rule, the entry whose removal must make a file fail, and the elements that have it."""


def damage(whole: Path, to: Path) -> None:
    """Write a copy of a file without the required entries."""
    with pikepdf.open(whole) as pdf:
        for item in pdf.objects:
            for entry, has_entry in REQUIRED.values():
                if isinstance(item, pikepdf.Dictionary) and has_entry(item) and f"/{entry}" in item:
                    del item[f"/{entry}"]
        pdf.save(to)


MakeOnce = Callable[[str, Callable[[Path], None]], Path]


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> MakeOnce:
    """Return a function that makes a folder of files and verdicts once for all workers."""
    require_jdk()

    def make(name: str, fill: Callable[[Path], None]) -> Path:
        folder = _shared(tmp_path_factory, worker_id) / name
        return _once(folder, lambda: fill(folder))

    return make


@pytest.fixture(scope="module")
def samples(once: MakeOnce) -> Path:
    return once("validated", make_samples)


@pytest.fixture(scope="module")
def guides(once: MakeOnce, guide: Path) -> Path:
    files = [guide / f"the-runaways-{name}.pdf" for name in CHECKED]
    return once("validated-guide", lambda folder: write_verdicts(folder, files))


@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize("name", SAMPLES)
def test_a_guide_with_every_form_conforms_in_every_variant(samples: Path, name: str, flavour: str) -> None:
    verdict = read_verdicts(samples)[name][flavour]
    assert (verdict.failed, verdict.messages) == ({}, {})
    assert verdict.checks > 10_000


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_guide_conforms_in_every_variant(guides: Path, flavour: str) -> None:
    verdicts = {name: found[flavour] for name, found in read_verdicts(guides).items()}
    assert {name: verdict.messages for name, verdict in verdicts.items() if verdict.failed} == {}
    assert verdicts["the-runaways-teacher-a4.pdf"].checks > 100_000


@pytest.mark.parametrize(("flavour", "rules"), [("ua1", {"6.2-1", "7.1-11"}), ("2a", {"6.7.2.2-1", "6.7.3.3-1"})])
def test_untagged_file_and_booklet_fail(samples: Path, flavour: str, rules: set[str]) -> None:
    verdicts = read_verdicts(samples)
    assert rules <= set(verdicts[UNTAGGED][flavour].failed)
    assert rules <= set(verdicts[BOOKLET][flavour].failed)


def test_file_without_a_required_entry_fails_by_its_rule(samples: Path) -> None:
    assert set(REQUIRED) <= set(read_verdicts(samples)[DAMAGED]["ua1"].failed)


def test_booklet_has_no_tags_and_claims_no_conformance(samples: Path) -> None:
    with pikepdf.open(samples / BOOKLET) as pdf:
        assert not {"/StructTreeRoot", "/MarkInfo", "/Metadata"} & set(pdf.Root.keys())
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
                assert not {"/StructParent", "/StructParents"} & set(item.keys())
                assert item.get("/Type") != "/StructElem"
