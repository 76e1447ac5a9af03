"""XHTML of a section that uses every form, for both media. Read a golden before you keep it.

``LINERNOTES_GOLDEN=keep make test`` writes them anew; look at the difference before you commit it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from linernotes.editing import edit
from linernotes.house import folders
from linernotes.html.medium import Medium, Paged, Reflowable
from linernotes.html.pages import Pages
from linernotes.html.templates import Templates
from linernotes.model.book import Edition
from tests.sample import BOOK, KEY, STUDENT, TEACHER, read_guide

HERE = Path(__file__).parent
FORMS = HERE / "forms.md"
CASES = [(medium, edition) for medium in (Paged(), Reflowable()) for edition in (STUDENT, TEACHER)]


@pytest.mark.parametrize(("medium", "edition"), CASES, ids=lambda value: getattr(value, "name", ""))
def test_every_form(medium: Medium, edition: Edition, tmp_path: Path) -> None:
    files = {
        "book.toml": BOOK.replace('"story.md"', '"story.md", "forms.md"')
        + '\n[pages.contents]\nshows = ["theme-key", "figure-list"]\n',
        "key.md": f"{KEY}\n::: standards-matrix\n:::\n",
        "forms.md": FORMS.read_text(encoding="utf-8"),
        "data/tides.toml": '[spring]\nname = "*Spring* tide"\nheight = 4.50\n\n[neap]\nname = "Neap tide"\nheight = 2\n',
        "data/lamps.toml": '[great]\nname = "*great*"\ndusk = 1\nnight = 2\n\n[small]\nname = "small"\ndusk = 0\nnight = 3\n',
        "art/lamp.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"/>',
    }
    book, findings = read_guide(tmp_path, files)
    assert findings == ()
    pages = Pages(edit(book, edition), edition, medium, Templates(folders(tmp_path, "templates")))
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
