"""A Markdown file → a section."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from markdown_it.tree import SyntaxTreeNode

from linernotes.manuscript.attributes import Attributes, one_of
from linernotes.manuscript.datatables import DATA_FENCES
from linernotes.manuscript.extensions import RawAttributes
from linernotes.manuscript.fences import FENCES, MINUTES
from linernotes.manuscript.html import COMMENTS
from linernotes.manuscript.inlines import read_inline_text
from linernotes.manuscript.levels import with_levels
from linernotes.manuscript.markdown import BlockReader
from linernotes.manuscript.questions import QUESTION_FENCES
from linernotes.manuscript.source import IDENTIFIER, SourceFile
from linernotes.model.book import Matter, Role, Section
from linernotes.model.data import GuideData
from linernotes.model.document import Block, Diagram, Figure, Heading
from linernotes.model.findings import Code, Finding, Place
from linernotes.model.layout import Break, PageBreak
from linernotes.model.walking import descend, plain_text

RESERVED = ("cover", "nav")
"""Names of files that every e-book has."""

_LONGEST_TITLE = 60
"""Characters of a line that may be meant as a title."""

_NUMBER = re.compile(r"^\d+[-_ ]*")
_NOT_IN_SLUG = re.compile(r"[^a-z0-9]+")
_ROLES = {Matter.FRONT: Role.INTRODUCTION, Matter.BODY: Role.CHAPTER, Matter.BACK: Role.APPENDIX, Matter.TEACHER: Role.APPENDIX}


SECTION: Mapping[str, str] = {
    "id": "the name of the section in links; the default is the file name without its number and ending",
    "role": one_of(Role),
    "label": "a few words above the title: a part of the book, the number of a worksheet, or the id of a theme",
    "short": "a short title for the running foot",
    "minutes": "how long it takes",
    "break": "`page`: the section begins a page; `none`: it begins below the section before it",
    "questions": "a prefix: `questions=Q` numbers the questions of this section separately, as Q1, Q2 …",
}
"""The attributes of the heading of a section."""


def read_section_file(
    file: str, text: str, language: str, matter: Matter, path: str, data: GuideData
) -> tuple[Section, tuple[Finding, ...]]:
    """Return the section in a text, and the findings.

    Args:
        file: the path of the file as it is shown in findings.
        text: its text.
        language: the language of the book (BCP 47).
        matter: the part of the book that the section belongs to.
        path: the path of the file in the manuscript folder.
        data: the data that the section may show.
    """
    source = SourceFile(file, text, language)
    section = read_section(source, matter, path, data)
    return section, tuple(source.findings)


def read_section(source: SourceFile, matter: Matter, path: str, data: GuideData | None = None) -> Section:
    """Return the section in a file, and report what is wrong with it to ``source``."""
    reader = BlockReader(source, (*FENCES, *DATA_FENCES, *QUESTION_FENCES), data)
    nodes = list(reader.parse())
    while nodes and nodes[0].type == "html_block" and COMMENTS.fullmatch(nodes[0].content):
        nodes.pop(0)
    slug = slug_of(path)
    headings = [node for node in nodes if node.type == "heading" and node.tag == "h1"]
    begins = bool(nodes and headings and headings[0] is nodes[0])
    if not begins or (reader.front_title and len(headings) > 1):
        place = reader.place(nodes[0]) if nodes else Place(source.file, 1)
        title = read_inline_text(reader.front_title, source, place.line)
        if not title and (nodes or not source.findings):
            message = "the section does not begin with a heading of level one"
            source.report(Code.SECTION_HEADING, place, message, _title_hint(reader, nodes))
        source.anchors.setdefault(slug, place)
        blocks = with_levels(source, reader.blocks(nodes), titled=False)
        return Section(slug, matter, title, blocks, _ROLES[matter], source=path, place=place)
    heading = nodes[0]
    place = reader.place(heading)
    attributes = Attributes(source, place.line, "section", heading.meta.get("attributes", RawAttributes()), SECTION)
    slug = attributes.anchor() or slug
    if slug in RESERVED:
        message = f"the id of a section cannot be '{slug}': every e-book has a file of that name"
        source.report(Code.ID_FORM, place, message, "choose another #id")
    source.anchors.setdefault(slug, place)
    role = attributes.choose("role", Role, None) or _ROLES[matter]
    label, short = attributes.take("label", str, ""), attributes.take("short", str, "")
    minutes = attributes.take("minutes", MINUTES, 0)
    # Each worksheet is handed out alone, so its questions are numbered on their own.
    series = attributes.take("questions", str, label if role is Role.WORKSHEET else "")
    wish = attributes.choose("break", Break, None)
    attributes.finish()
    title = reader.inlines(heading)
    if not title:
        source.report(Code.SECTION_HEADING, place, "the heading of the section is empty", "write the title after the #")
    blocks = with_levels(source, reader.blocks(nodes[1:]), titled=True)
    if role is Role.CARDS:
        _report_breaks(source, blocks)
    if role is Role.SPREAD and not (len(blocks) == 1 and isinstance(blocks[0], Figure)):
        message = "a section with role=spread is one picture over two pages, and has nothing else"
        hint = "write ::: figure with a picture below its title, and move all other text to another section"
        source.report(Code.FENCE_MISPLACED, place, message, hint)
    if role is Role.BACK_COVER:
        _report_pictures(source, blocks)
    return Section(slug, matter, title, blocks, role, label, short, minutes, path, series, wish=wish, place=place)


def _report_breaks(source: SourceFile, blocks: Sequence[Block]) -> None:
    """Report page breaks in columns, which the typesetter ignores."""
    for node in descend(blocks, Heading, PageBreak):
        if not isinstance(node, Heading) or node.new_page:
            message, hint = "a page cannot end within the columns of cards", "delete this, or write two sections of cards"
            source.report(Code.FENCE_MISPLACED, node.place, message, hint)


def _report_pictures(source: SourceFile, blocks: Sequence[Block]) -> None:
    """Report pictures that a back cover cannot show, and words that it does not print with its picture."""
    for figure in descend(blocks, Figure, Diagram):
        if figure is not blocks[0] or isinstance(figure, Diagram):
            message = "a back cover has one picture, before its words"
            hint = "write the picture below the title, and move all others to another section"
            source.report(Code.FENCE_MISPLACED, figure.place, message, hint)
        elif figure.anchor or figure.description or plain_text(figure.caption) != figure.alternative:
            message = "the picture of a back cover has no id, no caption and no description"
            hint = "write only ![what it shows](art/name.svg), on a line of its own"
            source.report(Code.FENCE_MISPLACED, figure.place, message, hint)


def _title_hint(reader: BlockReader, nodes: Sequence[SyntaxTreeNode]) -> str:
    """Return how to write the title of a section; a short line at its beginning is probably meant to be it."""
    text = reader.source.lines[reader.line(nodes[0]) - 1].lstrip("# ").rstrip() if nodes else ""
    if nodes and nodes[0].type in ("paragraph", "heading") and len(text) <= _LONGEST_TITLE and not text.endswith((".", ",", ";")):
        return f"write # before it: # {text}"
    return "write # and its title on the first line"


def slug_of(path: str) -> str:
    """Return the slug for a file: ``plot/02-The trailer.md`` → ``the-trailer``; names in other scripts become a short hash."""
    stem = _NUMBER.sub("", Path(path).stem).lower()
    slug = _NOT_IN_SLUG.sub("-", stem).strip("-") or (stem and hashlib.sha256(stem.encode("utf-8", "replace")).hexdigest()[:6])
    return slug if IDENTIFIER.fullmatch(slug) else f"section-{slug}".rstrip("-")
