"""A guide made from the manual: each example is a section, each TOML block a data file.

``python -m tests.authoring`` draws the pictures of the examples again.
"""

from __future__ import annotations

import json
import re
import tempfile
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops

from linernotes.build.run import build

MANUAL = Path(__file__).parents[1] / "docs" / "manual" / "manuscript"
FORMS = MANUAL / "art" / "forms"
LAMP = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 110"><rect width="240" height="110" fill="#FBF3E4"/>'
    '<circle cx="120" cy="52" r="44" fill="none" stroke="#17121C" stroke-width="4"/><circle cx="120" cy="52" r="30" fill="none" '
    'stroke="#17121C" stroke-width="3"/><path d="M108 66 q4 -30 6 -34 q6 18 4 34 z M122 66 q4 -30 6 -34 q6 18 4 34 z" '
    'fill="#F2B233" stroke="#17121C" stroke-width="2"/><rect x="92" y="66" width="56" height="14" fill="#17121C"/></svg>'
)
DPI = 152
"""A picture of the text beside the margin column, 118 mm wide, has more than 150 pixels per inch where the manual prints it."""

TEXT_TOP, TEXT_BOTTOM, MAX_GAP = 270, 1580, 60
"""Pixels: the end of the section heading, the beginning of the running foot, and the height to which gaps are reduced."""

MARGIN, COLUMN, RIGHT = (round(mm / 25.4 * DPI) for mm in (23, 73, 193))
"""Pixels from the left of a page of A4: the margin column, the text beside it, and the end of both."""

_EXAMPLE = re.compile(
    r"(<!-- for teachers -->\n)?```markdown\n((?:(?!```).)*)```\n\n!\[[^\]]+\]\(\.\./art/forms/([a-z-]+)\.png\)", re.DOTALL
)
_DATA = re.compile(r"```toml\n# (data/[a-z]+\.toml)[^\n]*\n(.*?)```", re.DOTALL)
_BOOK = re.compile(r"```toml\n(\[book\].*?)```", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Example:
    """An example: its name, its Markdown, and whether it belongs on teacher pages."""

    name: str
    text: str
    teacher: bool

    @property
    def anchor(self) -> str:
        """Return the id of its section; the links of other examples lead to the retelling as #the-storm."""
        return "the-storm" if self.name == "retelling" else self.name


def manual_files() -> list[Path]:
    """Return the files of the manual, in the order of its book.toml."""
    book = tomllib.loads((MANUAL / "book.toml").read_text(encoding="utf-8"))
    return [MANUAL / name for group in book["contents"] for name in group["sections"] if name.endswith(".md")]


def manual_text() -> str:
    """Return the text of the manual, with all its files one after the other."""
    return "\n".join(file.read_text(encoding="utf-8") for file in manual_files())


def examples() -> Iterator[Example]:
    """Yield the examples in the order of the manual."""
    for found in _EXAMPLE.finditer(manual_text()):
        yield Example(found[3], found[2], teacher=bool(found[1]))


def write_project(folder: Path) -> Path:
    """Write the guide of the examples and return its folder."""
    page = manual_text()
    book = _BOOK.search((MANUAL / "reference" / "book-file.md").read_text(encoding="utf-8"))
    assert book
    shown = list(examples())
    groups = {
        "front": ["title-page", "imprint", "contents"],
        "body": ["retelling.md", *(f"{each.name}.md" for each in shown if not each.teacher and each.name != "retelling")],
        "teacher": [f"{each.name}.md" for each in shown if each.teacher],
    }
    contents = "".join(
        f'[[contents]]\nmatter = "{matter}"\nsections = {json.dumps(files)}\n\n' for matter, files in groups.items()
    )
    editions = (
        '[editions.student]\ntitle = "Student edition"\n\n[editions.teacher]\ntitle = "Teacher edition"\nteacher_text = true\n'
    )
    files = {"book.toml": f"{book[1].partition('[[contents]]')[0]}\n{contents}{editions}", "art/lamp.svg": LAMP}
    files |= {found[1]: found[2] for found in _DATA.finditer(page)}
    roles = {"glossary": " role=glossary", "teacher": " role=key"}
    for each in shown:
        heading = "The tide table" if each.name == "teacher-note" else each.name.replace("-", " ").capitalize()
        files[f"{each.name}.md"] = f"# {heading} {{#{each.anchor}{roles.get(each.name, '')}}}\n\n{each.text}"
    for path, text in files.items():
        file = folder / "manuscript" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def draw() -> None:
    """Draw a picture of each example, as it is printed."""
    from PIL import Image

    from linernotes.build.request import Request

    with tempfile.TemporaryDirectory() as name:
        project = write_project(Path(name))
        outcome = build(project, Request(project / "dist", editions=("teacher",)), lambda _: None)
        assert not outcome.findings, outcome.findings
        folios = json.loads((project / "dist" / "the-lighthouse-teacher.pages.json").read_text())["folios"]
        with pypdfium2.PdfDocument(project / "dist" / "the-lighthouse-teacher-a4.pdf") as document:
            labels = [document.get_page_label(number) for number in range(len(document))]
            for each in examples():
                page = document[labels.index(folios[each.anchor])].render(scale=DPI / 72).to_pil().convert("RGB")
                block = _without_gaps(page.crop((0, TEXT_TOP, page.width, TEXT_BOTTOM)))
                drawn = ImageChops.difference(block, Image.new("RGB", block.size, "white")).getbbox()
                assert drawn, each.name
                left, top, _, bottom = drawn
                shown = block.crop((MARGIN if left < COLUMN else COLUMN, max(0, top - 8), RIGHT, bottom + 8))
                shown.quantize(24).save(FORMS / f"{each.name}.png", optimize=True)


def _without_gaps(page: Image.Image) -> Image.Image:
    """Return a page with its vertical gaps reduced, because a note is far below its call."""
    white = Image.new("RGB", (page.width, 1), "white").tobytes()
    rows = [page.crop((0, y, page.width, y + 1)) for y in range(page.height)]
    kept: list[Image.Image] = []
    gap = 0
    for row in rows:
        gap = gap + 1 if row.tobytes() == white else 0
        if gap <= MAX_GAP:
            kept.append(row)
    joined = Image.new("RGB", (page.width, len(kept)), "white")
    for y, row in enumerate(kept):
        joined.paste(row, (0, y))
    return joined


if __name__ == "__main__":
    draw()
