"""The verdicts of validators on finished files: stored next to the files and shown in the accessibility report."""

from __future__ import annotations

import hashlib
import html
import json
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from linernotes.cache.atomic import write_file
from linernotes.model.formats import REPORT
from linernotes.model.problems import Problem

VERDICTS = "verdicts.json"
NOT_VERIFIED = "not verified yet"
BUILT_IN = "linernotes"
"""The name under which `verify` lists the proofreading of Liner Notes itself, which is part of every build."""

_WORDS = re.compile(rb'\bdata-(not-verified|passed|problems|no-verdict)="([^"]*)"')
"""An attribute of the report with the words for a verdict in its language."""

_ONE, _SEVERAL, _PASS, _NONE = "1 problem", " problems", "pass", "could not judge"
_CELL = re.compile(rb'(<td\b[^>]*\bdata-file="([^"]*)"[^>]*>)[^<]*(?=</td>)')
"""A table cell of the report that shows the verdicts on a file."""

Store = Mapping[str, Mapping[str, str]]
"""By the SHA-256 of a file: the verdict of each validator in a word or two."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The verdict of one validator on one file.

    Attributes:
        file: the file.
        validator: the name of the validator.
        problems: the problems that it found.
        error: why the validator could not judge the file; empty if it could.
    """

    file: Path
    validator: str
    problems: tuple[Problem, ...] = ()
    error: str = ""

    @property
    def summary(self) -> str:
        """The verdict in a word or two."""
        if self.error:
            return _NONE
        count = sum(problem.count for problem in self.problems)
        return (_ONE if count == 1 else f"{count}{_SEVERAL}") if count else _PASS


def record_verdicts(verdicts: Iterable[Verdict]) -> None:
    """Store the verdicts of validators next to the files, and show them in the report in that folder if there is one.

    Raises:
        WritingError: if a file cannot be written.
    """
    by_folder: dict[Path, list[Verdict]] = {}
    for verdict in verdicts:
        if verdict.validator != BUILT_IN:
            by_folder.setdefault(verdict.file.parent, []).append(verdict)
    for folder, found in by_folder.items():
        stored = {checksum: dict(each) for checksum, each in _read(folder).items()}
        for verdict in found:
            stored.setdefault(_checksum(verdict.file), {})[verdict.validator] = verdict.summary
        serialized = json.dumps(stored, ensure_ascii=False, indent=1, sort_keys=True)
        write_file(folder / VERDICTS, f"{serialized}\n".encode())
        report = folder / REPORT
        if report.is_file():
            write_file(report, show_verdicts(report.read_bytes(), folder))


def show_verdicts(report: bytes, folder: Path, checksums: Mapping[str, str] | None = None) -> bytes:
    """Return the accessibility report of a folder with the stored verdicts on each file.

    The verdicts replace the text of the table cells that have a ``data-file`` attribute. A build calls this with the report
    that it has just rendered, `verify` with the report that it finds.

    Args:
        report: the report, as HTML.
        folder: the folder of the files.
        checksums: the SHA-256 of files that are not in the folder yet, by name.
    """
    stored = _read(folder)
    words = {name.decode(): html.unescape(text.decode("utf-8", "replace")) for name, text in _WORDS.findall(report)}

    def fill_in(cell: re.Match[bytes]) -> bytes:
        name = html.unescape(cell[2].decode("utf-8", "replace"))
        checksum = (checksums or {}).get(name) or _checksum(folder / name)
        verdicts = stored.get(checksum, {}) if stored else {}
        listed = "; ".join(f"{validator}: {_in_words(summary, words)}" for validator, summary in sorted(verdicts.items()))
        return cell[1] + html.escape(listed or words.get("not-verified", NOT_VERIFIED), quote=False).encode()

    return _CELL.sub(fill_in, report)


def _in_words(summary: str, words: Mapping[str, str]) -> str:
    """Return a stored verdict in the words of the report."""
    if summary in (_PASS, _NONE):
        return words.get("passed" if summary == _PASS else "no-verdict", summary)
    count = summary.partition(" ")[0]
    return words["problems"].replace("{count}", count) if "problems" in words and count.isdecimal() else summary


def _read(folder: Path) -> Store:
    """Return the stored verdicts in a folder; a damaged file counts as empty."""
    with suppress(OSError, ValueError, AttributeError):
        stored = json.loads((folder / VERDICTS).read_text(encoding="utf-8"))
        return {str(key): {str(name): str(summary) for name, summary in each.items()} for key, each in stored.items()}
    return {}


def _checksum(file: Path) -> str:
    """Return the SHA-256 of a file, empty if it cannot be read."""
    try:
        with file.open("rb") as content:
            return hashlib.file_digest(content, "sha256").hexdigest()
    except OSError:
        return ""
