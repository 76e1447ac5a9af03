"""The guide to a novella in examples/: built in every theme without a finding, and valid in its own."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from linernotes.model.guide import Question
from linernotes.model.walking import descend
from linernotes.proofing.validators import EPUBCheck, VeraPDF
from tests.conformance.vera import require_jdk
from tests.end_to_end.conftest import CHECKOUT, run
from tests.sample import read_folder

NOVELLA = CHECKOUT / "examples" / "jekyll-and-hyde"
PARTS = ("jekyll-and-hyde-student-a4.pdf",)
"""Files whose pages are in the teacher edition too."""
PASSAGE = Path(__file__).with_name("story-of-the-door.txt")
"""Two paragraphs of the first chapter of the novella, as in Project Gutenberg's eBook 43."""


def test_novella_is_valid_in_its_theme(tmp_path: Path) -> None:
    require_jdk()
    built = run("build", "--strict", "--project", NOVELLA, "--to", tmp_path)
    assert (built.returncode, built.stderr) == (0, "")
    for validator, count in ((VeraPDF(), 1), (EPUBCheck(), 2)):
        files = [file for file in tmp_path.glob(f"*{validator.format.suffix}") if file.name not in PARTS]
        assert len(files) == count
        assert not [problem for problems in validator.validate(files).values() for problem in problems]


@pytest.mark.parametrize("theme", ["plain", "stage"])
def test_novella_builds_in_the_other_themes(tmp_path: Path, theme: str) -> None:
    shutil.copytree(NOVELLA / "manuscript", tmp_path / "manuscript")
    book = tmp_path / "manuscript" / "book.toml"
    book.write_text(book.read_text(encoding="utf-8").replace('theme = "novel"', f'theme = "{theme}"'), encoding="utf-8")
    built = run("build", "--strict", "--edition", "student", "--format", "pdf", cwd=tmp_path)
    assert (built.returncode, built.stderr) == (0, "")


def test_novella_has_what_its_description_promises() -> None:
    book = read_folder(NOVELLA).book
    bank = next(section for section in book.sections if section.entry == "questions/01-questions.md")
    questions = list(descend(bank.blocks, Question))
    assert len(questions) == 18
    assert all(each.answer and each.lines and each.minutes and each.depth for each in questions)
    assert (len(book.data.characters), len(book.data.themes)) == (5, 3)
    assert sum(section.role == "worksheet" for section in book.sections) == 2


def test_passage_of_the_novella_is_word_for_word() -> None:
    text = (NOVELLA / "manuscript" / "story" / "04-the-street-and-the-door.md").read_text(encoding="utf-8")
    found = re.search(r"^::: extract .*?\n(.*?)^:::$", text, re.MULTILINE | re.DOTALL)
    assert found is not None
    assert found[1].split() == PASSAGE.read_text(encoding="utf-8").split()
