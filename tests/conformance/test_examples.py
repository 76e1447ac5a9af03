"""The example guides: built in every theme without a finding, and valid in their own; what they say about their lines is true."""

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

EXAMPLES = CHECKOUT / "examples"
NOVELLA = EXAMPLES / "jekyll-and-hyde"
PASSAGE = Path(__file__).with_name("story-of-the-door.txt")
"""Two paragraphs of the first chapter of the novella, as in Project Gutenberg's eBook 43."""


def copy_in_theme(example: str, theme: str, to: Path) -> Path:
    """Copy an example, and give it another theme."""
    shutil.copytree(EXAMPLES / example / "manuscript", to / "manuscript")
    book = to / "manuscript" / "book.toml"
    text, found = re.subn(r'^theme = "\w+"$', f'theme = "{theme}"', book.read_text(encoding="utf-8"), flags=re.MULTILINE)
    book.write_text(text if found else f'{text}\n[look]\ntheme = "{theme}"\n', encoding="utf-8")
    return to


def test_examples_are_valid_in_the_theme_novel(tmp_path: Path) -> None:
    require_jdk()
    for example in ("jekyll-and-hyde", "one-page"):
        guide = copy_in_theme(example, "novel", tmp_path / example)
        built = run("build", "--strict", "--to", tmp_path / "dist", cwd=guide)
        assert (built.returncode, built.stderr) == (0, "")
    for validator in (VeraPDF(), EPUBCheck()):
        files = sorted((tmp_path / "dist").glob(f"*{validator.format.suffix}"))
        assert len(files) >= 3
        assert not [problem for problems in validator.validate(files).values() for problem in problems]


@pytest.mark.parametrize("theme", ["plain", "stage"])
def test_novella_builds_in_the_other_themes(tmp_path: Path, theme: str) -> None:
    guide = copy_in_theme("jekyll-and-hyde", theme, tmp_path)
    built = run("build", "--strict", "--edition", "student", "--format", "pdf", cwd=guide)
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
