"""Verification of finished files: the built-in proofreading first, then every installed validator."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from linernotes.model.findings import ProjectError
from linernotes.model.formats import Format
from linernotes.model.problems import Problem, ProofError
from linernotes.proofing.finished import proofread
from linernotes.proofing.validators import VALIDATORS, Validator, ValidatorError
from linernotes.proofing.verdicts import BUILT_IN, Verdict

_SUFFIXES = " and ".join(each.suffix for each in Format)
_HINT = "run linernotes build, which writes the files into dist"


@dataclass(frozen=True, slots=True)
class FinishedFile:
    """A file to verify, and its format."""

    path: Path
    format: Format


@dataclass(frozen=True, slots=True)
class Verification:
    """The result of a verification.

    Attributes:
        verdicts: all verdicts, in the order of the files.
        missing: the name of each validator that is not installed, and how to install it.
    """

    verdicts: tuple[Verdict, ...]
    missing: tuple[tuple[str, str], ...]


def find_files(paths: Sequence[Path]) -> tuple[FinishedFile, ...]:
    """Return the given files and the finished files in the given folders.

    Raises:
        ProjectError: if a path does not exist, if a file has no known format, or if there are no files.
    """
    found: dict[Path, Format] = {}
    for path in paths:
        if path.is_dir():
            found |= {file: kind for file in sorted(path.iterdir()) if (kind := Format.of_file(file))}
        elif not path.is_file():
            raise ProjectError(f"there is no file {path}", hint=_HINT)
        elif kind := Format.of_file(path):
            found[path] = kind
        else:
            raise ProjectError(f"{path} cannot be verified", hint=f"verify reads {_SUFFIXES} files")
    if not found:
        raise ProjectError(f"there are no {_SUFFIXES} files to verify", hint=_HINT)
    return tuple(FinishedFile(path, kind) for path, kind in found.items())


def verify_files(
    files: Sequence[FinishedFile], report: Callable[[str], None], validators: Sequence[Validator] = VALIDATORS
) -> Verification:
    """Proofread files and run the installed validators on them.

    A file that the built-in proofreading cannot read is left out: it would end the run of a validator.

    Args:
        files: the files.
        report: receives the name of each step before it starts.
        validators: the validators to run.

    Raises:
        ProjectError: if a file cannot be read.
    """
    report("proofreading")
    verdicts, readable = [], []
    for file in files:
        try:
            verdicts.append(Verdict(file.path, BUILT_IN, tuple(proofread(file.format, _content(file)))))
            readable.append(file)
        except ProofError as error:
            verdicts.append(Verdict(file.path, BUILT_IN, (Problem("", "unreadable", error.message),)))
    missing = []
    for validator in validators:
        concerned = [file.path for file in readable if file.format is validator.format]
        if not concerned:
            continue
        if hint := validator.install_hint():
            missing.append((validator.name, hint))
            continue
        report(f"running {validator.name}")
        verdicts += _validate(validator, concerned)
    order = {file.path: number for number, file in enumerate(files)}
    return Verification(tuple(sorted(verdicts, key=lambda verdict: order[verdict.file])), tuple(missing))


def _content(file: FinishedFile) -> bytes:
    try:
        return file.path.read_bytes()
    except OSError as error:
        raise ProjectError(f"{file.path} cannot be read: {(error.strerror or str(error)).lower()}") from error


def _validate(validator: Validator, files: Sequence[Path]) -> list[Verdict]:
    try:
        found = validator.validate(files)
    except ValidatorError as error:
        return [Verdict(file, validator.name, error=str(error)) for file in files]
    return [Verdict(file, validator.name, tuple(found[file])) for file in files]
