"""``book.toml`` → the plan of the book: metadata, contents, editions, character repertoire, wording and rules."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import TypeVar

from linernotes.manuscript.keys import (
    AGES,
    BELOW_CONTENTS,
    BOOK,
    BOOK_IDENTIFIER,
    BOOKFILE,
    CONTENTS,
    EDITION,
    FONTS,
    LANGUAGE_TAG,
    PAGES,
    RETELLING,
    WEB_ADDRESS,
)
from linernotes.manuscript.look import read_look
from linernotes.manuscript.rules import read_rules
from linernotes.manuscript.source import ID_FORM_HINT, IDENTIFIER, SourceFile
from linernotes.manuscript.toml import TomlTable, load_toml
from linernotes.manuscript.wording import read_wording, report_language
from linernotes.model.book import Edition, FolioStyle, MadePage, Matter, Metadata
from linernotes.model.document import Block
from linernotes.model.findings import Code, Finding, did_you_mean
from linernotes.model.formats import DEFAULT_FORMATS, Format
from linernotes.model.layout import Flow
from linernotes.model.lists import FigureList, ThemeKey
from linernotes.model.papers import DEFAULT_PAPERS, Paper
from linernotes.model.plan import Entry, Plan
from linernotes.model.repertoire import BLOCKS
from linernotes.model.wording import Wording

E = TypeVar("E", bound=StrEnum)

_RANGE = re.compile(r"(?:U\+)?(?P<first>[0-9A-Fa-f]{1,6})(?:-(?:U\+)?(?P<last>[0-9A-Fa-f]{1,6}))?")

EMPTY_METADATA = Metadata("", "", "guide", "en", "", date(1980, 1, 1), "")


def language_of(text: str) -> str:
    """Return the language of [book] in book.toml, which decides how the rest of the file is parsed; English if there is none."""
    book = re.search(r"(?ms)^\s*\[book\](?P<lines>.*?)(?=^\s*\[|\Z)", text)
    found = re.search(r'(?m)^\s*language\s*=\s*"(?P<tag>[^"]*)"', book["lines"] if book else text)
    return found["tag"] if found and LANGUAGE_TAG.fullmatch(found["tag"]) else "en"


def read_plan(file: str, text: str) -> tuple[Plan, str, tuple[Finding, ...]]:
    """Return the plan in the text of book.toml, the language of the book, and the findings."""
    language = language_of(text)
    source = SourceFile(file, text, language)
    plan = read_bookfile(source)
    return plan, language, tuple(source.findings)


def read_bookfile(source: SourceFile) -> Plan:
    """Return the plan in book.toml; what is missing or invalid is reported and replaced by a default."""
    values = load_toml(source)
    if values is None:
        return Plan(EMPTY_METADATA, None, (), frozenset(), Wording())
    top = TomlTable(source, values, ())
    words = top.table("words")
    metadata = _metadata(TomlTable(source, top.take("book", dict), ("book",)), words)
    pages = top.table("pages")
    plan = Plan(
        metadata,
        _contents(top),
        _editions(top),
        _repertoire(top.table("fonts")),
        read_wording(words, metadata.language),
        _below_contents(pages),
        read_rules(top.table("checks")),
        _bracketed_lines(top.table("retelling")),
        read_look(top.table("look")),
        run_on=_member(pages, "flow", pages.text("flow", ""), Flow) is Flow.RUN_ON,
    )
    pages.finish(PAGES)
    top.finish(BOOKFILE)
    return plan


def _contents(top: TomlTable) -> tuple[Entry, ...]:
    example = '[[contents]] on a line, and below it matter = "body" and sections = ["…"]'
    groups: list[object] = top.take("contents", list, example=example)
    if not all(isinstance(group, Mapping) for group in groups):
        top.report("'contents' is not a list of tables", "contents", f"write {example}")
    return tuple(entry for group in groups if isinstance(group, Mapping) for entry in _entries(top.source, group))


def _editions(top: TomlTable) -> tuple[Edition, ...]:
    example = '[editions.student] on a line, and below it title = "Student edition"'
    editions: Mapping[str, object] = top.take("editions", dict, example=example)
    return tuple(_edition(top.source, name, values) for name, values in editions.items())


def _below_contents(pages: TomlTable) -> tuple[Block, ...]:
    """Return the lists that follow the table of contents on its page."""
    contents = pages.table("contents")
    known: Mapping[str, Block] = {"theme-key": ThemeKey(brief=True), "figure-list": FigureList()}
    names = contents.texts("shows")
    for name in names:
        if name not in known:
            contents.report(f"shows = '{name}' is unknown", "shows", did_you_mean(name, known))
    contents.finish(BELOW_CONTENTS)
    return tuple(replace(known[name], place=contents.place("shows")) for name in names if name in known)


def _bracketed_lines(retelling: TomlTable) -> bool:
    bracketed = retelling.take("bracketed_lines", bool, False)
    retelling.finish(RETELLING)
    return bracketed


def _metadata(book: TomlTable, words: TomlTable) -> Metadata:
    title, slug, language = book.text("title"), book.text("slug"), book.text("language")
    identifier = book.text("identifier")
    if slug and not IDENTIFIER.fullmatch(slug):
        book.report(f"slug = '{slug}' cannot be the beginning of file names", "slug", ID_FORM_HINT)
        slug = "guide"
    if language and not LANGUAGE_TAG.fullmatch(language):
        book.report(f"language = '{language}' is not a language tag", "language", "write for instance en-GB, en-US or fr")
        language = "en"
    elif language:
        report_language(book, language, words.values)
    if identifier and not BOOK_IDENTIFIER.fullmatch(identifier):
        hint = "make a new guide with linernotes new, and copy its identifier"
        book.report(f"identifier = '{identifier}' is not a URN or a web address", "identifier", hint)
    metadata = Metadata(
        title,
        book.text("subtitle", ""),
        slug,
        language,
        book.text("version"),
        _issued(book),
        identifier,
        tuple(author for author in book.texts("authors") if author.strip()),
        book.text("publisher", ""),
        book.text("description", ""),
        book.text("rights", ""),
        book.text("isbn", ""),
        book.texts("subjects"),
        book.inline_texts("imprint"),
        book.text("cover", ""),
        book.text("backdrop", ""),
        book.text("accessibility_certified_by", ""),
        book.text("short", ""),
        book.texts("authors_filed_as"),
        book.text("licence", ""),
        book.text("ages", ""),
        book.text("framework", ""),
    )
    _check_description(book, metadata)
    book.finish(BOOK)
    return metadata


def _check_description(book: TomlTable, metadata: Metadata) -> None:
    """Report metadata that catalogues would not understand."""
    if metadata.filed_as and len(metadata.filed_as) != len(metadata.authors):
        counted = f"{len(metadata.filed_as)} for {len(metadata.authors)}"
        hint = 'write a name for each author, in the same order: "Example, Ada" for "Ada Example"'
        book.report(f"'authors_filed_as' does not fit 'authors': {counted}", "authors_filed_as", hint)
    if metadata.licence and not WEB_ADDRESS.fullmatch(metadata.licence):
        hint = 'write for instance licence = "https://creativecommons.org/licenses/by/4.0/"'
        book.report(f"licence = '{metadata.licence}' is not a web address", "licence", hint)
    if metadata.ages and not AGES.fullmatch(metadata.ages):
        hint = 'write for instance ages = "14-18", or ages = "14-" for 14 and up'
        book.report(f"ages = '{metadata.ages}' is not a range of ages", "ages", hint)


def _issued(book: TomlTable) -> date:
    book.note("issued", date, needed=True)
    value = book.values.get("issued")
    hint = "write issued = 2026-11-01, without quotes"
    if value is None:
        book.report_missing("issued", hint)
        return EMPTY_METADATA.issued
    if type(value) is not date:
        book.report("'issued' is not a date", "issued", hint)
        return EMPTY_METADATA.issued
    if not 1980 <= value.year <= 2107:
        book.report("'issued' is not between 1980 and 2107", "issued", "an EPUB is a zip file, which cannot store other years")
        return EMPTY_METADATA.issued
    return value


def _entries(source: SourceFile, group: Mapping[str, object]) -> list[Entry]:
    table = TomlTable(source, group, ("contents",))
    matter = _member(table, "matter", table.text("matter"), Matter)
    made = {page.value: page for page in MadePage}
    style = _member(table, "folios", table.text("folios", ""), FolioStyle) or FolioStyle.ARABIC
    if matter is Matter.TEACHER:
        style = FolioStyle.TEACHER
    headed = table.take("headed", bool, False)
    entries: list[Entry] = []
    for name in table.texts("sections"):
        line = next((n for n, text in enumerate(source.lines, 1) if f'"{name}"' in text), table.place().line)
        place = source.place(line, f'"{name}"')
        if not name.endswith(".md") and name not in made:
            message = f"'{name}' is neither a Markdown file nor a generated page"
            source.report(Code.DATA_ENTRY, place, message, f"names of files end in .md; generated pages: {', '.join(made)}")
        elif matter:
            head = next((entry.written for entry in entries if entry.heads), "")
            heads = headed and not head and name not in made
            entries.append(Entry(matter, name, made.get(name), place, style, heads, head))
    table.finish(CONTENTS)
    return entries


def _edition(source: SourceFile, name: str, values: object) -> Edition:
    table = TomlTable(source, values if isinstance(values, Mapping) else {}, ("editions", name))
    if not IDENTIFIER.fullmatch(name):
        table.report(f"'{name}' cannot be part of a file name", hint=ID_FORM_HINT)
    edition = Edition(
        name,
        table.text("title"),
        table.take("teacher_text", bool, False),
        _members(table, "formats", Format, DEFAULT_FORMATS),
        _members(table, "papers", Paper, DEFAULT_PAPERS),
        table.texts("sections"),
        table.text("folios_of", ""),
        table.text("variant", ""),
        table.text("pages_of", ""),
        _variety(table),
        table.text("spellings", ""),
        place=table.place(),
    )
    if edition.variant and not IDENTIFIER.fullmatch(edition.variant):
        table.report(f"variant = '{edition.variant}' cannot be the name of a style sheet", "variant", ID_FORM_HINT)
    if "sections" in table.values and not edition.sections:
        table.report("'sections' is empty", "sections", "delete this line to print the whole book")
    table.finish(EDITION)
    return edition


def _variety(table: TomlTable) -> str:
    """Return the language of an edition; empty if it is that of the book."""
    language = table.text("language", "")
    if language and not LANGUAGE_TAG.fullmatch(language):
        table.report(f"language = '{language}' is not a language tag", "language", "write for instance en-GB, en-US or fr")
        return ""
    return language


def _members(table: TomlTable, key: str, among: type[E], default: tuple[E, ...]) -> tuple[E, ...]:
    if key not in table.values:
        table.note(key, list)
        return default
    found = [_member(table, key, value, among) for value in table.texts(key)]
    return tuple(member for member in found if member is not None)


def _member(table: TomlTable, key: str, value: str, among: type[E]) -> E | None:
    if value in [member.value for member in among]:
        return among(value)
    if value:
        table.report(f"{key} = '{value}' is unknown", key, did_you_mean(value, [member.value for member in among]))
    return None


def _repertoire(fonts: TomlTable) -> frozenset[int]:
    """Return the code points that the guide uses beyond the built-in repertoire; at most 8193 of each range."""
    points: set[int] = set()
    example = 'repertoire = ["Greek", "2153-215E"]'
    for text in fonts.texts("repertoire", example):
        if text in BLOCKS:
            points.update(BLOCKS[text])
            continue
        found = _RANGE.fullmatch(text)
        if not found:
            similar = did_you_mean(text, BLOCKS)
            hint = similar if similar.startswith("did") else f"write scripts or ranges of code points, for instance {example}"
            fonts.report(f"repertoire = '{text}' is neither a script nor a range of characters", "repertoire", hint)
            continue
        first = int(found["first"], 16)
        points.update(range(first, min(int(found["last"] or found["first"], 16), first + 0x2000) + 1))
    fonts.finish(FONTS)
    return frozenset(points)
