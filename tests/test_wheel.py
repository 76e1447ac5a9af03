"""The wheel: it holds all its files, installs, and builds outside the checkout what the checkout builds."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.end_to_end.conftest import sample
from tests.sample import write_guide

__all__ = ["sample"]

CHECKOUT = Path(__file__).parents[1]
REPRESENTATIVE = ("manuscript", "golden")
"""Folders of tests that run against the installed wheel: they read every form and fill every template."""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(CHECKOUT)]
    subprocess.run(command, check=True, capture_output=True)
    [wheel] = folder.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def site(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder into which pip has installed the wheel."""
    folder = tmp_path_factory.mktemp("site")
    pip = [sys.executable, "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-index", "--no-deps"]
    subprocess.run([*pip, "--target", str(folder), str(wheel)], check=True, capture_output=True)
    return folder


def run_outside(site: Path, folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a folder where Python finds the installed wheel and not the checkout."""
    environment = {**os.environ, "PYTHONPATH": str(site)}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_wheel_holds_templates_styles_and_licence(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        [metadata] = [name for name in names if name.endswith(".dist-info/METADATA")]
        assert "License-Expression: AGPL-3.0-or-later" in archive.read(metadata).decode()
    for kind in ("templates", "styles"):
        ours = {f"linernotes/{file.relative_to(CHECKOUT).as_posix()}" for file in (CHECKOUT / kind).rglob("*") if file.is_file()}
        assert ours == {name for name in names if name.startswith(f"linernotes/{kind}/")}
    for name in ("Vera.java", "Epubs.java", "epubcheck-severity.txt"):
        assert f"linernotes/proofing/{name}" in names
    assert metadata.replace("METADATA", "licenses/LICENSE") in names


def test_wheel_is_the_same_whenever_it_is_built(wheel: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    environment = {**os.environ, "TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(again), str(CHECKOUT)]
    subprocess.run(command, check=True, capture_output=True, env=environment)
    assert (again / wheel.name).read_bytes() == wheel.read_bytes()


def test_installed_command_builds_the_same_files(site: Path, sample: Path, tmp_path: Path) -> None:
    write_guide(tmp_path)
    built = run_outside(site, tmp_path, str(site / "bin" / "linernotes"), "build")
    assert (built.returncode, built.stderr) == (0, "")
    files = sorted(file for file in (tmp_path / "dist").iterdir())
    assert {file.suffix for file in files} == {".epub", ".html", ".json", ".pdf"}
    for file in files:
        assert file.read_bytes() == (sample / file.name).read_bytes(), f"{file.name} differs"


def test_representative_tests_pass_with_the_installed_wheel(site: Path, tmp_path: Path) -> None:
    for name in ("conftest.py", "sample.py"):
        (tmp_path / "tests").mkdir(exist_ok=True)
        shutil.copy(CHECKOUT / "tests" / name, tmp_path / "tests")
    for name in REPRESENTATIVE:
        shutil.copytree(CHECKOUT / "tests" / name, tmp_path / "tests" / name, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "tests" / "test_origin.py").write_text(
        "import linernotes\n\n\n"
        f"def test_linernotes_is_the_installed_one():\n    assert linernotes.__file__.startswith({str(site)!r})\n"
    )
    (tmp_path / "pytest.ini").write_text("[pytest]\npythonpath = .\naddopts = --import-mode importlib -p no:cacheprovider\n")
    ran = run_outside(site, tmp_path, sys.executable, "-m", "pytest", "-q", "tests")
    assert ran.returncode == 0, ran.stdout[-3000:]
    assert " passed" in ran.stdout
