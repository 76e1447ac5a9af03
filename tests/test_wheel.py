"""The wheel is whole: outside the checkout, with nothing but it on the path, the suite passes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[1]
NOT_OUTSIDE = (
    "conformance",
    "figures",
    "test_pictures.py",
    "test_architecture.py",
    "test_authoring.py",
    "test_proofs.py",
    "test_styles.py",
    "test_wheel.py",
    "fonts",
    "guide",
    "test_pdf.py",
    "test_epub.py",
    "test_press.py",
    "test_verify.py",
    "properties",
)
"""What tests the checkout itself, and what costs much and says nothing about packaging."""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(CHECKOUT)]
    subprocess.run(command, check=True, capture_output=True)
    [wheel] = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def test_templates_styles_and_licence_are_in_the_wheel(installed: Path) -> None:
    for kind in ("templates", "styles"):
        house = {file.relative_to(CHECKOUT / kind) for file in (CHECKOUT / kind).rglob("*") if file.is_file()}
        inside = {
            file.relative_to(installed / "linernotes" / kind)
            for file in (installed / "linernotes" / kind).rglob("*")
            if file.is_file()
        }
        assert house == inside
    for name in ("Vera.java", "Epubs.java", "epubcheck-severity.txt"):
        assert (installed / "linernotes" / "proofing" / name).is_file()
    [information] = installed.glob("*.dist-info")
    assert "License-Expression: AGPL-3.0-or-later" in (information / "METADATA").read_text()
    assert (information / "licenses" / "LICENSE").is_file()


def test_the_suite_passes_against_the_wheel_outside_the_checkout(installed: Path, tmp_path: Path) -> None:
    shutil.copytree(CHECKOUT / "tests", tmp_path / "tests", ignore=shutil.ignore_patterns(*NOT_OUTSIDE, "__pycache__"))
    (tmp_path / "pytest.ini").write_text(
        "[pytest]\ntestpaths = tests\npythonpath = .\naddopts = --import-mode importlib -p no:cacheprovider\n"
    )
    (tmp_path / "tests" / "test_origin.py").write_text(
        f"import linernotes\n\n\ndef test_it_is_the_wheel_that_is_tested():\n    assert linernotes.__file__.startswith({str(installed)!r})\n"
    )
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-n", "0"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout[-3000:]
    assert " passed" in ran.stdout
