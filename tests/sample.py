"""A small sample guide, and functions that write and read it in tests."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

from linernotes.assets import Design, read_design
from linernotes.build.project import Project, read_project
from linernotes.fonts.instances import DEFAULT_REPERTOIRE
from linernotes.manuscript.sections import read_section
from linernotes.manuscript.source import SourceFile
from linernotes.model.book import Book, Edition, Matter, Metadata, Section
from linernotes.model.data import GuideData
from linernotes.model.findings import Finding
from linernotes.model.repertoire import Repertoire
from linernotes.snapshot import FOLDER, Snapshot

BOOK = """\
[book]
title = "The Lighthouse"
subtitle = "A study guide to a novel that nobody wrote"
slug = "the-lighthouse"
language = "en-GB"
version = "1.0"
issued = 2026-11-01
identifier = "urn:uuid:6f1c2a34-58a5-4b31-9c0e-0f8e6a2d9b11"
authors = ["Ada Example"]
publisher = "Example School Press"
description = "A guide for tests."
rights = "CC BY 4.0"
imprint = ["Printed for *nobody*."]

[[contents]]
matter = "front"
sections = ["title-page", "imprint", "contents"]

[[contents]]
matter = "body"
sections = ["story.md"]

[[contents]]
matter = "back"
sections = ["words.md"]

[[contents]]
matter = "teacher"
sections = ["key.md"]

[editions.student]
title = "Student edition"

[editions.teacher]
title = "Teacher edition"
teacher_text = true
"""

STORY = """\
# The storm {#storm label="Chapter 1" minutes=20}

The keeper's lamp goes out. [@lamp] Read [the questions](#q-why) on [](#tab-lamps).

::: retelling
The wind rises over the bay.
The keeper climbs the stairs.

Nobody comes to the beacon.
:::

::: teacher-note
Keep the wreckers for the second lesson, when the class knows the coast.
:::

::: table {#tab-lamps caption="Lamps" row-heads=yes}
| Lamp | Light |
|---|---:|
| great | 100 |
:::

::: question {#q-why theme=NT dok=3 bloom=evaluate minutes=5 grouping=pairs standards="X.1" lines="1-2" room="lines 2"}
Why does the keeper climb?

::: answer
Because the mechanism must be wound by hand before midnight.
:::

::: look-fors
- cites the second line of the retelling as evidence for duty
:::
:::

::: question {#q-lamp kind=choice dok=1}
Which lamp goes out?

- [ ] the small one
- [x] the great one
:::
"""

WORDS = "# Words {role=glossary}\n\n::: glossary\n:::\n\n## Sources\n\n::: sources\n:::\n"
KEY = "# Answers {role=key}\n\n::: answer-key\n:::\n\n::: teacher-notes\n:::\n"

FILES: Mapping[str, str] = {
    "book.toml": BOOK,
    "story.md": STORY,
    "words.md": WORDS,
    "key.md": KEY,
    "data/themes.toml": '[NT]\nname = "Night"\nstatement = "What the dark asks."\n',
    "data/standards.toml": '["X.1"]\nsays = "Give evidence."\nevidence = "*Two* lines."\n',
    "data/terms.toml": '[beacon]\nterm = "beacon"\ndefinition = "A light that warns."\n',
    "data/facts.toml": '[lamp]\nstatement = "Lamps burned oil."\ncertainty = "verified"\nsource = "A museum."\n',
    "data/characters.toml": '[keeper]\nname = "The keeper"\nrole = "keeps the light"\n',
}
"""The whole guide, by path below ``manuscript/``."""

FORMS_FOLDER = Path(__file__).parent / "golden" / "forms"
FORM_FILES: Mapping[str, str] = {file.name: file.read_text(encoding="utf-8") for file in sorted(FORMS_FOLDER.glob("*.md"))}
"""The examples of all forms that a chapter may have, by file name."""

FORM_DATA: Mapping[str, str] = {
    "data/tides.toml": '[spring]\nname = "*Spring* tide"\nheight = 4.50\n\n[neap]\nname = "Neap tide"\nheight = 2\n',
    "data/lamps.toml": '[great]\nname = "*great*"\ndusk = 1\nnight = 2\n\n[small]\nname = "small"\ndusk = 0\nnight = 3\n',
    "art/lamp.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"/>',
}
"""The data and pictures that these examples use, by path."""

FORMS: Mapping[str, str] = {
    "book.toml": BOOK.replace('"story.md"', '"story.md", "forms.md"')
    + '\n[pages.contents]\nshows = ["theme-key", "figure-list"]\n',
    "key.md": f"{KEY}\n::: standards-matrix\n:::\n",
    **FORM_DATA,
    "forms.md": '# Every *form* {#forms label="Chapter 2" short="Forms" minutes=30}\n\n' + "\n".join(FORM_FILES.values()),
}
"""The files that turn the guide into one with every form."""

METADATA = Metadata("The Lighthouse", "", "the-lighthouse", "en", "1", date(2026, 11, 1), "urn:x:y")
STUDENT = Edition("student", "Student edition")
TEACHER = Edition("teacher", "Teacher edition", teacher_text=True)


def write_guide(project: Path, changes: Mapping[str, str | bytes | None] | None = None) -> Path:
    """Write the sample guide into a folder, with replacements for some files; None leaves a file out."""
    for path, text in {**FILES, **(changes or {})}.items():
        file = project / "manuscript" / path
        if text is None:
            continue
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return project


def read_folder(project: Path) -> Project:
    """Read and check the guide in a folder."""
    own = any((project / kind).exists() for kind in ("styles", "templates"))
    return read_project(Snapshot(project / FOLDER), design=None if own else _built_in_design())


@cache
def read_checkout() -> Project:
    """Read the guide in ``manuscript/``, once in each process, because it takes seconds."""
    return read_folder(Path(__file__).parents[1])


@cache
def _built_in_design() -> Design:
    """Return the design of a project without styles and templates of its own; reading it takes a quarter of the time of a guide."""
    return read_design(FORMS_FOLDER)


def read_guide(project: Path, changes: Mapping[str, str | bytes | None] | None = None) -> tuple[Book, tuple[Finding, ...]]:
    """Write, read and check the sample guide."""
    guide = read_folder(write_guide(project, changes))
    return guide.book, guide.findings


def section_of(text: str, matter: Matter = Matter.BODY, file: str = "section.md") -> Section:
    """Read a section that has no findings."""
    section, findings = section_and_findings(text, matter, file)
    assert not findings, findings
    return section


def section_and_findings(text: str, matter: Matter = Matter.BODY, file: str = "section.md") -> tuple[Section, list[Finding]]:
    """Read a section and return it with its findings."""
    source = SourceFile(file, text, "en-GB")
    return read_section(source, matter, file), source.findings


def book_of(*sections: Section, data: GuideData | None = None) -> Book:
    """Return a book with these sections."""
    return Book(METADATA, sections, data or GuideData(), editions=(STUDENT, TEACHER), repertoire=Repertoire(DEFAULT_REPERTOIRE))
