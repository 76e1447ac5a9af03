"""The examples of the CommonMark specification: each is read as markdown-it-py reads it, or has a finding."""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from dataclasses import dataclass
from functools import cache
from html import unescape
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from linernotes.assets import read_design
from linernotes.editing import edit
from linernotes.html.medium import Reflowable
from linernotes.html.pages import Pages
from linernotes.html.templates import Templates
from linernotes.look.applied import apply_look
from tests.conformance.missing import skip_loudly
from tests.conformance.reading_systems import PACKAGES
from tests.sample import BOOK, STUDENT, read_guide

SPECIFICATION = PACKAGES / "commonmark-spec" / "spec.txt"
EXAMPLE = re.compile(r"^`{32} example\n(.*?)^\.\n.*?^`{32}$", re.MULTILINE | re.DOTALL)
DIFFERENT = {48}
"""Examples that a guide reads in another way: a centred *** separates scenes."""

ELEMENTS = re.compile(r"<(em|strong|code|a|ol|ul|li|blockquote|pre|hr|img|h[1-6])\b")
TYPOGRAPHY = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "‘": "'",
        "’": "'",
        "…": "...",
        "–": "--",
        "—": "---",
        "\xa0": " ",
        "\xad": "",
        "\u200b": "",
        "\u2060": "",
    }
)


@dataclass(frozen=True)
class Reading:
    """The result of reading an example: its findings, and its XHTML if it has none."""

    findings: tuple[str, ...]
    html: str


@cache
def examples() -> dict[int, str]:
    if not SPECIFICATION.is_file():
        skip_loudly("the examples of CommonMark were not read, because there is no commonmark-spec")
    text = SPECIFICATION.read_text(encoding="utf-8").replace("→", "\t").partition("<!-- END TESTS -->")[0]
    return dict(enumerate(EXAMPLE.findall(text), 1))


@cache
def readings() -> dict[int, Reading]:
    """Read a guide that has each example as a chapter."""
    files = {f"e{number}.md": f"# T\n\n{example}" for number, example in examples().items()}
    listed = ", ".join(f'"{name}"' for name in files)
    with tempfile.TemporaryDirectory() as folder:
        book, findings = read_guide(Path(folder), {"book.toml": BOOK.replace('"story.md"', listed), "story.md": None, **files})
    look = apply_look(read_design(Path("/nowhere")), book.look)
    pages = Pages(edit(book, STUDENT), STUDENT, Reflowable(), Templates(look.design.templates, theme=look.theme))
    found = {}
    for section in pages.book.sections:
        name = Path(section.source).name
        if name in files:
            pages.renderer.slug = section.slug
            about = tuple(str(each) for each in findings if Path(each.place.file).name == name)
            found[int(name[1:-3])] = Reading(about, "" if about else pages.renderer.blocks(section.blocks))
    return found


def words_and_elements(html: str) -> tuple[str, Counter[str]]:
    """Return the words of XHTML without spaces and typography, and the number of elements of each kind."""
    html = re.sub(r"<figcaption>.*?</figcaption>", "", html, flags=re.DOTALL)
    html = re.sub(r'<span class="blank[^>]*>.*?</span></span>|_{3,}', "___", html)
    words = unescape(re.sub(r"<[^>]*>", " ", html)).translate(TYPOGRAPHY)
    return "".join(words.split()), Counter(ELEMENTS.findall(html))


def test_examples_are_read_or_have_a_finding() -> None:
    read = readings()
    assert read.keys() == examples().keys()
    same = {number for number, reading in read.items() if not reading.findings} - DIFFERENT
    assert len(same) > len(read) / 2
    for number in sorted(same):
        own = MarkdownIt("commonmark").render(examples()[number])
        assert words_and_elements(read[number].html) == words_and_elements(own), f"example {number}: {examples()[number]!r}"


@pytest.mark.parametrize("number", sorted(DIFFERENT))
def test_example_that_is_read_in_another_way_has_no_finding(number: int) -> None:
    assert readings()[number].findings == ()
