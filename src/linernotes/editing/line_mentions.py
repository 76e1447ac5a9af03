"""Mentions of numbered lines, such as "line 38", "lines 38–40, 52" and "lines E3–E6", become links to these lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import pairwise

from linernotes.editing.line_index import LineError, LineIndex, line_anchor
from linernotes.model.book import Book, Section
from linernotes.model.document import Cell, Heading, Link, Node, Span, Table, Target, Text
from linernotes.model.findings import Place
from linernotes.model.guide import SourceList, TeacherNote
from linernotes.model.keeping import keep
from linernotes.model.lines import LineRange, NumberedLine, Verse
from linernotes.model.lists import FigureList, StandardsMatrix, ThemeKey, ThemeMatrix
from linernotes.model.walking import descend, plain_text, rewrite
from linernotes.model.wording import Wording

_NUMBERS = r"[A-Z]{0,2}\d{1,4}(?:\s?(?:--|[-–])\s?[A-Z]{0,2}\d{1,4})?(?!\w|[.,]\d|\s?(?:--|[-–])\s?\d)"
_JOINT = r"(?:[,;] |,? (?:and|or|to|und|oder|bis|et|ou|à|y|o|a|e|en|of|tot|i|lub|albo|do|och|eller|till) | & )"
"""The marks and words between numbers, in the languages that have a word file."""
_LISTED = rf"{_NUMBERS}(?:{_JOINT}{_NUMBERS})*"
_ALONE = re.compile(rf"^{_LISTED}(?=[,;]?\s*$)")
_SEVERAL = re.compile(rf"{_NUMBERS}(?:, {_NUMBERS})+(?=, |$)")
_BRACKET = re.compile(r"\s*\([A-Z]{0,2}\d[A-Z\d ,;–-]*\)")
_RANGE = re.compile(r"(?P<first>(?P<label>[A-Z]*)\d+)(?:(?P<dash>\s?(?:--|[-–])\s?)(?P<last>[A-Z]*\d+))?")

_CLOSED = (Link, Heading, Verse, SourceList, FigureList, ThemeKey, ThemeMatrix, StandardsMatrix)
"""Nodes whose words are not linked: a link must not contain a link (HTML, 4.5.1), and titles and lists are not running text."""


def link_lines(book: Book) -> Book:
    """Return a numbered book in which each mention of a numbered line is a link.

    A mention is the word for a line or lines (`Wording.line`, `Wording.lines`) with numbers after it, or below it in a table. If
    ``bracketed_lines`` is set, numbers that are alone in brackets are mentions too, except after a link, whose minutes or pages
    they are, and so are those of a column in which every cell begins with several. `[line 38]{.plain}` is no mention.
    """
    if not any(descend(book.sections, NumberedLine)):
        return book
    lines = LineIndex(book.sections)
    mentions = _pattern(book.wording, bracketed=book.bracketed_lines)
    facts = mentions, lines, book.wording, book.bracketed_lines

    def link(section: Section) -> Section:
        return keep(section, "links to lines", facts, lambda: _link_section(section, mentions, lines, book))

    return replace(book, sections=tuple(map(link, book.sections)))


def _pattern(words: Wording, *, bracketed: bool) -> re.Pattern[str]:
    """Return a pattern of mentions. Only the plural and brackets have several numbers: "in line 12, 3 girls" mentions one line."""
    one, many = (rf"(?<!\w)(?i:{re.escape(word)})\s" for word in (words.line, words.lines))
    forms = [rf"{many}{_LISTED}", rf"{one}{_NUMBERS}"]
    if bracketed:
        forms.append(rf"(?<=\(){_LISTED}(?=\))")
    return re.compile("|".join(forms))


def missing_lines(book: Book) -> Iterator[tuple[Place, LineError]]:
    """Yield the mentions of lines that no text of an edited book has, each with its place and the error.

    Only mentions with the word for a line count, and only those of a text that has lines.
    """
    if not any(descend(book.sections, NumberedLine)):
        return
    lines = LineIndex(book.sections)
    mentions = _pattern(book.wording, bracketed=False)
    for section in book.sections:
        yield from keep(section, "missing lines", (mentions, lines), partial(_missing_lines, section, mentions, lines))


def _missing_lines(section: Section, mentions: re.Pattern[str], lines: LineIndex) -> tuple[tuple[Place, LineError], ...]:
    found = []
    excluded = _closed_texts(section)
    for text in descend(section, Text):
        if id(text) in excluded:
            continue
        ranges = (LineRange(*_ends(each)) for mention in mentions.finditer(text.value) for each in _RANGE.finditer(mention[0]))
        found += [(text.place, error) for each in ranges if (error := lines.beyond(each))]
    return tuple(found)


def _closed_texts(section: Section) -> set[int]:
    """Return the identities of the texts that have no mentions."""
    closed = [node for node in descend(section, *_CLOSED, Span) if not isinstance(node, Span) or node.plain]
    titles = [section.title, *(note.title for note in descend(section, TeacherNote))]
    return {id(text) for text in descend((*closed, *titles), Text)}


def _link_section(section: Section, mentions: re.Pattern[str], lines: LineIndex, book: Book) -> Section:
    excluded = _closed_texts(section)

    after_links = {id(text) for text in _after_links(section)}

    columns = {id(text) for cell in _line_columns(section, book) for text in descend(cell, Text)}

    def link(text: Text) -> Node | tuple[Node, ...]:
        pattern = _ALONE if id(text) in columns else mentions
        if id(text) in excluded or not pattern.search(text.value):
            return text
        start = _BRACKET.match(text.value) if id(text) in after_links else None
        return tuple(_parts(text, pattern, lines, start.end() if start else 0))

    return rewrite(section, link, Text)


def _after_links(section: Section) -> Iterator[Text]:
    for node in descend(section):
        children: tuple[Node, ...] = getattr(node, "children", ())
        for before, after in pairwise(children):
            if isinstance(before, Link) and isinstance(after, Text):
                yield after


def _line_columns(section: Section, book: Book) -> Iterator[Cell]:
    """Yield the cells of a table below the word for a line or lines, and those of columns with several numbers in every cell."""
    names = (book.wording.line.casefold(), book.wording.lines.casefold())
    for table in descend(section, Table):
        for index, head in enumerate(table.head.cells):
            cells = [row.cells[index] for row in table.rows]
            numbers = book.bracketed_lines and len(cells) > 1 and all(_SEVERAL.match(plain_text(cell.children)) for cell in cells)
            if numbers or plain_text(head.children).casefold() in names:
                yield from cells


def _parts(text: Text, mentions: re.Pattern[str], lines: LineIndex, start: int) -> Iterator[Node]:
    """Yield a text in parts: a link for each line or range of lines, the first of a mention with its word."""
    end = 0
    for mention in mentions.finditer(text.value, start):
        ranges = list(_RANGE.finditer(mention[0]))
        if not all(lines.in_order(*_ends(each)) for each in ranges):
            continue
        for number, found in enumerate(ranges):
            start = mention.start() + (found.start() if number else 0)
            if start > end:
                yield replace(text, value=text.value[end:start])
            first, end = found["first"], mention.start() + found.end()
            words = replace(text, value=_with_dash(text.value[start:end], found))
            yield Link(Target(lines.slug(first), line_anchor(first)), (words,), place=text.place)
    if end < len(text.value):
        yield replace(text, value=text.value[end:])


def _ends(found: re.Match[str]) -> tuple[str, str]:
    """Return the first and the last line of a range. The label may be missing before the last: E3–6."""
    first, last = found["first"], found["last"] or found["first"]
    return first, last if last[:1].isalpha() else f"{found['label']}{last}"


def _with_dash(words: str, found: re.Match[str]) -> str:
    """Return the words of a mention with an en dash in a range of labelled lines; `editing.typography` sets those of numbers."""
    return words.replace(found["dash"], "–") if found["label"] and found["dash"] else words
