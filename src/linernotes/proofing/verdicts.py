"""Everything that can be asked about finished files, asked: our own proofreading first, then the validators that are there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from linernotes.model.findings import ProjectError
from linernotes.model.problems import Problem, ProofError
from linernotes.proofing.finished import faults_of
from linernotes.proofing.validators import VALIDATORS, RefusalError, Validator

OURSELVES = "linernotes"
SUFFIXES = (".pdf", ".epub")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one validator says of one file; where it could not judge, ``refusal`` says why."""

    file: Path
    validator: str
    faults: tuple[Problem, ...] = ()
    refusal: str = ""

    @property
    def words(self) -> str:
        """The verdict in a word or two."""
        if self.refusal:
            return "could not judge"
        count = sum(fault.count for fault in self.faults)
        return f"{count} {'fault' if count == 1 else 'faults'}" if count else "pass"


@dataclass(frozen=True, slots=True)
class Examination:
    """All verdicts, file by file, and the validators that were not there, with how to install them."""

    verdicts: tuple[Verdict, ...]
    missing: tuple[tuple[str, str], ...]


def files_among(paths: Sequence[Path]) -> tuple[Path, ...]:
    """Return the PDF files and e-books that are named, and those in folders that are.

    Raises:
        ProjectError: if something named is neither, or nothing is left.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            found |= dict.fromkeys(sorted(each for each in path.iterdir() if each.suffix.lower() in SUFFIXES))
        elif not path.is_file():
            raise ProjectError(f"there is no file {path}", hint="linernotes build makes them, into dist/")
        elif path.suffix.lower() not in SUFFIXES:
            raise ProjectError(f"{path} is neither PDF nor EPUB")
        else:
            found[path] = None
    if not found:
        raise ProjectError("there is no PDF and no EPUB to verify", hint="linernotes build makes them, into dist/")
    return tuple(found)


def examine(files: Sequence[Path], report: Callable[[str], None], validators: Sequence[Validator] = VALIDATORS) -> Examination:
    """Ask everybody who is there; ``report`` is told who is being asked.

    A file that cannot even be read is shown to nobody else, since it would end the run of the validator.
    """
    report("proofreading")
    verdicts = [_proofread(file) for file in files]
    readable = [verdict.file for verdict in verdicts if not any(fault.rule == "unreadable" for fault in verdict.faults)]
    missing = []
    for validator in validators:
        concerned = [file for file in readable if file.suffix.lower() == validator.suffix]
        if not concerned:
            continue
        if install := validator.missing():
            missing.append((validator.name, install))
            continue
        report(f"asking {validator.name}")
        verdicts += _ask(validator, concerned)
    order = {file: number for number, file in enumerate(files)}
    return Examination(tuple(sorted(verdicts, key=lambda verdict: order[verdict.file])), tuple(missing))


def _proofread(file: Path) -> Verdict:
    try:
        return Verdict(file, OURSELVES, tuple(faults_of(file.name, file.read_bytes())))
    except ProofError as fault:
        return Verdict(file, OURSELVES, (Problem("", "unreadable", fault.message),))
    except OSError as fault:
        raise ProjectError(f"{file} cannot be read: {(fault.strerror or str(fault)).lower()}") from fault


def _ask(validator: Validator, files: Sequence[Path]) -> list[Verdict]:
    try:
        found = validator.judge(files)
    except RefusalError as fault:
        return [Verdict(file, validator.name, refusal=str(fault)) for file in files]
    return [Verdict(file, validator.name, tuple(found[file])) for file in files]
