"""XHTML of a section that uses every form, for both media. Read a golden before you keep it.

``LINERNOTES_GOLDEN=keep make test`` writes them anew; look at the difference before you commit it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from linernotes.assets import read_templates
from linernotes.editing import edit
from linernotes.html.medium import Medium, Paged, Reflowable
from linernotes.html.pages import Pages
from linernotes.html.templates import Templates
from linernotes.model.book import Edition
from tests.sample import FORMS, STUDENT, TEACHER, read_guide

HERE = Path(__file__).parent
CASES = [(medium, edition) for medium in (Paged(), Reflowable()) for edition in (STUDENT, TEACHER)]


@pytest.mark.parametrize(("medium", "edition"), CASES, ids=lambda value: getattr(value, "name", ""))
def test_every_form(medium: Medium, edition: Edition, tmp_path: Path) -> None:
    book, findings = read_guide(tmp_path, FORMS)
    assert findings == ()
    pages = Pages(edit(book, edition), edition, medium, Templates(read_templates(tmp_path)))
    bodies = [
        str(page.body) for page in pages.all() if page.section.made or page.section.source in ("forms.md", "words.md", "key.md")
    ]
    told = "\n\n".join(bodies) + "\n"
    golden = HERE / f"{medium.name}-{edition.name}.xhtml"
    if os.environ.get("LINERNOTES_GOLDEN") == "keep":
        golden.write_text(told, encoding="utf-8")
    assert told == golden.read_text(encoding="utf-8")


def test_no_golden_is_left_unused() -> None:
    used = {f"{medium.name}-{edition.name}.xhtml" for medium, edition in CASES}
    assert {file.name for file in HERE.glob("*.xhtml")} == used
