"""A corpus: so many guides of a seed, drawn, built by one crew, and judged by validators that start once."""

from __future__ import annotations

import json
import os
import shutil
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from secrets import randbelow

from linernotes.build import cover, ebook
from linernotes.build.manifest import key_of_project
from linernotes.build.production import produce
from linernotes.build.project import read
from linernotes.build.run import Request
from linernotes.cache.store import Shelf
from linernotes.model.findings import LinerNotesError
from linernotes.model.formats import Paper
from linernotes.proofing.validators import EPUBCheck, Validator, ValidatorError, VeraPDF
from linernotes.typeset.pool import Crew
from tests.conformance.corpus.census import drawn
from tests.conformance.corpus.guides import draw_guide

KEPT = Path(__file__).parents[3] / "build" / "corpus"
"""Where guides with a fault are kept."""

TEACHERS = 10
"""Of so many guides one is made for teachers, too."""


@dataclass(slots=True)
class Corpus:
    """What was made of a seed.

    Attributes:
        folder: where the guides lie, each in a folder by its number.
        seed: what they were drawn from.
        count: how many guides there are.
        pages: how many pages they have.
        forms: the names of the forms that they have.
        faults: what is wrong, by the number of the guide.
    """

    folder: Path
    seed: int
    count: int
    pages: int = 0
    forms: list[str] = field(default_factory=list)
    faults: dict[str, list[str]] = field(default_factory=dict)

    def books(self, suffix: str) -> list[Path]:
        """Return the finished files of that kind, in the order of the guides."""
        return sorted(self.folder.glob(f"[0-9]*/dist/*{suffix}"))

    def told(self) -> str:
        """Return the faults in words, with the folders in which the guides are kept."""
        lines = [f"CORPUS_SEED={self.seed}: {len(self.faults)} of {self.count} guides have faults"]
        for number, faults in self.faults.items():
            lines += [f"{KEPT / f'{self.seed}-{number}'}:", *(f"    {fault}" for fault in faults)]
        return "\n".join(lines)

    def keep(self) -> None:
        """Keep the guides with faults where the next run does not remove them."""
        for number in self.faults:
            shutil.copytree(self.folder / number, KEPT / f"{self.seed}-{number}", dirs_exist_ok=True)

    def save(self) -> None:
        """Write down what was found, for other processes."""
        told = {**asdict(self), "folder": str(self.folder)}
        (self.folder / "corpus.json").write_text(json.dumps(told), encoding="utf-8")


def load(folder: Path) -> Corpus:
    """Read what was found."""
    told = json.loads((folder / "corpus.json").read_text(encoding="utf-8"))
    return Corpus(**{**told, "folder": folder})


def seed_of_environment() -> int:
    """Return the seed that ``CORPUS_SEED`` names, or a new one."""
    return int(os.environ.get("CORPUS_SEED") or randbelow(1_000_000_000))


@contextmanager
def _small_pictures() -> Iterator[None]:
    """Draw covers and pictures of a tenth of the width: what they show is not what is judged, and takes most of an e-book's time."""
    widths = cover.WIDTH, ebook.PICTURE_WIDTH
    cover.WIDTH, ebook.PICTURE_WIDTH = (width // 10 for width in widths)
    try:
        yield
    finally:
        cover.WIDTH, ebook.PICTURE_WIDTH = widths


def make_corpus(folder: Path, seed: int, count: int, report: Callable[[str], None] = lambda _: None) -> Corpus:
    """Draw so many guides and build them; ``report`` is told how far it is."""
    corpus, forms = Corpus(folder, seed, count), set[str]()
    shelf = Shelf(folder / "shelf")
    # Each typesetter reads the styles and fonts of each guide anew, which takes longer than its few pages.
    with _small_pictures(), Crew(workers=1) as crew:
        for number in range(count):
            guide = folder / f"{number:04}"
            for path, content in draw_guide(seed, number).items():
                file = guide / "manuscript" / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content)
            faults: list[str] = []
            try:
                corpus.pages += _build(guide, shelf, crew, faults, teachers=number % TEACHERS == 1)
                forms |= drawn(guide, read(guide), forms)
            except LinerNotesError as fault:
                faults.append(str(fault))
            except Exception:  # noqa: BLE001  # whatever ends a run is a fault of the press, and the others shall be seen, too
                faults.append(traceback.format_exc())
            if faults:
                corpus.faults[guide.name] = faults
            if number % 10 == 9:
                report(f"{number + 1} of {count} guides, {corpus.pages} pages, {len(corpus.faults)} with faults")
    shutil.rmtree(folder / "shelf", ignore_errors=True)
    corpus.forms = sorted(forms)
    return corpus


def _build(guide: Path, shelf: Shelf, crew: Crew, faults: list[str], *, teachers: bool) -> int:
    """Make a guide's files and return how many pages they have."""
    pages = 0
    requests = [Request(guide / "dist", ("student",), papers=(Paper.A4,))]
    requests += [Request(guide / "dist", ("teacher",), papers=(Paper.LETTER,))] if teachers else []
    for request in requests:
        outcome = produce(guide, request, lambda _: None, shelf, crew, key_of_project(guide))
        faults += [str(finding) for finding in outcome.findings]
        faults += [f"the typesetter says: {complaint}" for complaint in outcome.complaints]
        pages += sum(product.pages or 0 for product in outcome.products)
    return pages


def judge(corpus: Corpus, validators: Sequence[Validator] = (VeraPDF(), EPUBCheck())) -> None:
    """Have the finished files judged, by one Java for each validator, and note what they find."""
    for validator in validators:
        files = corpus.books(validator.format.suffix)
        try:
            found = validator.validate(files)
        except ValidatorError as fault:
            corpus.faults.setdefault("", []).append(f"{validator.name}: {fault}")
            continue
        for file in files:
            if told := found[file]:
                noted = corpus.faults.setdefault(file.parents[1].name, [])
                noted += [f"{file.name}: {validator.name}: {fault}" for fault in told]
