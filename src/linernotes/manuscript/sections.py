"""One Markdown file → a section."""

from __future__ import annotations

import re
from pathlib import Path

from linernotes.manuscript.datatables import DATA_FENCES
from linernotes.manuscript.extensions import Written
from linernotes.manuscript.fences import FENCES, MINUTES
from linernotes.manuscript.markdown import COMMENTS, BlockReader
from linernotes.manuscript.questions import QUESTION_FENCES
from linernotes.manuscript.reading import IDENTIFIER, Attributes, Reading
from linernotes.model.book import Matter, Role, Section
from linernotes.model.data import GuideData
from linernotes.model.findings import Code, Finding, Place

RESERVED = ("cover", "nav")

_NUMBER = re.compile(r"^\d+[-_ ]*")
_NO_SLUG = re.compile(r"[^a-z0-9]+")
_ROLES = {Matter.FRONT: Role.INTRODUCTION, Matter.BODY: Role.CHAPTER, Matter.BACK: Role.APPENDIX, Matter.TEACHER: Role.APPENDIX}


def read_file(
    file: str, text: str, language: str, matter: Matter, source: str, data: GuideData
) -> tuple[Section, tuple[Finding, ...]]:
    """Return the section that a text makes, and what is wrong with it; ``file`` is its path as findings spell it."""
    reading = Reading(file, text, language)
    section = read_section(reading, matter, source, data)
    return section, tuple(reading.findings)


def read_section(reading: Reading, matter: Matter, source: str, data: GuideData | None = None) -> Section:
    """Read one file as a section, which may show the data; what is wrong is noted in the reading."""
    reader = BlockReader(reading, (*FENCES, *DATA_FENCES, *QUESTION_FENCES), data)
    nodes = list(reader.parse())
    while nodes and nodes[0].type == "html_block" and COMMENTS.fullmatch(nodes[0].content):
        nodes.pop(0)
    slug = slug_of(source)
    if not nodes or nodes[0].type != "heading" or nodes[0].tag != "h1":
        place = reader.place(nodes[0]) if nodes else Place(reading.file, 1)
        reading.report(
            Code.SECTION_HEADING,
            place,
            "the section does not open with a heading of level one",
            "write # Title on its first line",
        )
        return Section(slug, matter, (), reader.blocks(nodes), _ROLES[matter], source=source, place=place)
    heading = nodes[0]
    place = reader.place(heading)
    attributes = Attributes(reading, place.line, "a section", heading.meta.get("written", Written()))
    slug = attributes.anchor() or slug
    if slug in RESERVED:
        reading.report(
            Code.ID_FORM, place, f"the section cannot be called '{slug}'", "the press has a file of that name; choose another #id"
        )
    reading.anchors.setdefault(slug, place)
    role = attributes.choose("role", Role, None) or _ROLES[matter]
    label, short = attributes.take("label", str, ""), attributes.take("short", str, "")
    minutes = attributes.take("minutes", MINUTES, 0)
    # The questions of a sheet that can be handed out alone count for themselves.
    series = attributes.take("questions", str, label if role is Role.WORKSHEET else "")
    attributes.finish()
    title = reader.inlines(heading)
    if not title:
        reading.report(Code.SECTION_HEADING, place, "the section's heading is empty")
    return Section(slug, matter, title, reader.blocks(nodes[1:]), role, label, short, minutes, source, series, place=place)


def slug_of(source: str) -> str:
    """Return the slug that a file's name gives: ``plot/02-The trailer.md`` → ``the-trailer``."""
    stem = _NUMBER.sub("", Path(source).stem).lower()
    slug = _NO_SLUG.sub("-", stem).strip("-")
    return slug if IDENTIFIER.fullmatch(slug) else f"section-{slug}".rstrip("-")
