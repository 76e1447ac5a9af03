"""A corpus: guides generated from a seed, built with one worker pool, and validated by one process per validator."""

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

from linernotes.build import pictures
from linernotes.build.request import Request
from linernotes.build.run import build_with
from linernotes.model.findings import LinerNotesError
from linernotes.model.papers import Paper
from linernotes.proofing.validators import EPUBCheck, Validator, ValidatorError, VeraPDF
from linernotes.workers.pool import WorkerPool
from tests.conformance.corpus.census import forms_of
from tests.conformance.corpus.guides import draw_guide
from tests.sample import read_folder

KEPT = Path(__file__).parents[3] / "build" / "corpus"
"""The folder for guides with problems."""

TEACHER_EVERY = 10
"""The teacher edition is built of every tenth guide."""


@dataclass(slots=True)
class Corpus:
    """The guides of a seed.

    Attributes:
        folder: the folder with a numbered folder for each guide.
        seed: the seed that they were generated from.
        count: the number of guides.
        pages: the number of their pages.
        forms: the names of the forms that they contain.
        problems: the problems by the number of the guide.
    """

    folder: Path
    seed: int
    count: int
    pages: int = 0
    forms: list[str] = field(default_factory=list)
    problems: dict[str, list[str]] = field(default_factory=dict)

    def books(self, suffix: str) -> list[Path]:
        """Return the finished files with this suffix, in the order of the guides."""
        return sorted(self.folder.glob(f"[0-9]*/dist/*{suffix}"))

    def summary(self) -> str:
        """Return the problems and the folders of the guides that have them."""
        lines = [f"CORPUS_SEED={self.seed}: {len(self.problems)} of {self.count} guides have problems"]
        for number, problems in self.problems.items():
            lines += [f"{KEPT / f'{self.seed}-{number}'}:", *(f"    {problem}" for problem in problems)]
        return "\n".join(lines)

    def keep(self) -> None:
        """Copy the guides with problems to a folder that the next run does not remove."""
        for number in self.problems:
            shutil.copytree(self.folder / number, KEPT / f"{self.seed}-{number}", dirs_exist_ok=True)

    def save(self) -> None:
        """Write the results into a file for other processes."""
        results = {**asdict(self), "folder": str(self.folder)}
        (self.folder / "corpus.json").write_text(json.dumps(results), encoding="utf-8")


def load(folder: Path) -> Corpus:
    """Read the results from the file."""
    results = json.loads((folder / "corpus.json").read_text(encoding="utf-8"))
    return Corpus(**{**results, "folder": folder})


def seed_of_environment() -> int:
    """Return the seed that ``CORPUS_SEED`` names, or a new one."""
    return int(os.environ.get("CORPUS_SEED") or randbelow(1_000_000_000))


@contextmanager
def _small_pictures() -> Iterator[None]:
    """Draw covers and pictures at a tenth of the width, because drawing them takes most of the time of an e-book."""
    widths = pictures.COVER_WIDTH, pictures.PICTURE_WIDTH
    pictures.COVER_WIDTH, pictures.PICTURE_WIDTH = (width // 10 for width in widths)
    try:
        yield
    finally:
        pictures.COVER_WIDTH, pictures.PICTURE_WIDTH = widths


def make_corpus(folder: Path, seed: int, count: int, report: Callable[[str], None] = lambda _: None) -> Corpus:
    """Generate and build ``count`` guides; ``report`` receives messages about the progress."""
    corpus, forms = Corpus(folder, seed, count), set[str]()
    # One worker, because each worker reads the styles and fonts of each guide, which takes longer than its few pages.
    with _small_pictures(), WorkerPool(1) as pool:
        for number in range(count):
            guide = folder / f"{number:04}"
            for path, content in draw_guide(seed, number).items():
                file = guide / "manuscript" / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content)
            problems: list[str] = []
            try:
                corpus.pages += _build(guide, folder / "cache", pool, problems, teacher=number % TEACHER_EVERY == 1)
                forms |= forms_of(guide, read_folder(guide), forms)
            except LinerNotesError as error:
                problems.append(str(error))
            except Exception:  # noqa: BLE001  # a bug; build the other guides too
                problems.append(traceback.format_exc())
            if problems:
                corpus.problems[guide.name] = problems
            if number % 10 == 9:
                report(f"{number + 1} of {count} guides, {corpus.pages} pages, {len(corpus.problems)} with problems")
    shutil.rmtree(folder / "cache", ignore_errors=True)
    corpus.forms = sorted(forms)
    return corpus


def _build(guide: Path, cache: Path, pool: WorkerPool, problems: list[str], *, teacher: bool) -> int:
    """Build the files of a guide and return the number of their pages."""
    pages = 0
    requests = [Request(guide / "dist", ("student",), papers=(Paper.A4,), cache=cache)]
    requests += [Request(guide / "dist", ("teacher",), papers=(Paper.LETTER,), cache=cache)] if teacher else []
    for request in requests:
        outcome = build_with(pool, guide, request, lambda _: None)
        problems += [str(finding) for finding in outcome.findings]
        # Drawn guides have longer words and deeper nesting than a page can hold: misfits on pages are expected.
        logged = [complaint for complaint in outcome.complaints if ": page " not in complaint]
        problems += [f"the typesetter reports: {complaint}" for complaint in logged]
        pages += sum(product.pages or 0 for product in outcome.products)
    return pages


def validate(corpus: Corpus, validators: Sequence[Validator] = (VeraPDF(), EPUBCheck())) -> None:
    """Run validators on all finished files, with one Java process each, and add the problems that they find."""
    for validator in validators:
        files = corpus.books(validator.format.suffix)
        try:
            found = validator.validate(files)
        except ValidatorError as error:
            corpus.problems.setdefault("", []).append(f"{validator.name}: {error}")
            continue
        for file in files:
            if found[file]:
                problems = corpus.problems.setdefault(file.parents[1].name, [])
                problems += [f"{file.name}: {validator.name}: {problem}" for problem in found[file]]
