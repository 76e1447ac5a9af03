"""Plain text that Markdown reads in another way than it looks: verse, pasted tables, headings without a mark, and indented paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable

from markdown_it.token import Token

from linernotes.manuscript.source import SourceFile
from linernotes.model.findings import Code, Severity

_STARS = re.compile(r"\s*(?:\*\s*){3,}")
_WORDS = re.compile(r"[^\W\d_]+(?:[ ,’'-]+[^\W\d_]+){3,}")
_NO_PROSE = re.compile(r"[{}<>=;_\\$#|`*]|\w\(|::")
_VERSE_LINES, _VERSE_LENGTH = 3, 55
_BEGINS = re.compile(r"[\"'“‘„«_*—-]*[A-ZÀ-Þ]|\s")
_BREAKS = re.compile(r"[,;—–][\"'”’]*$")
_SPEAKER = re.compile(r"[—–] |(?:\*\*|[*_])?[A-ZÀ-Þ][\w.’' -]{0,24}(?::|[*_]{1,2}:|:[*_]{1,2}|\.\*\*) ")
_TABS = re.compile(r"(?<=\S) *\t[ \t]*(?=\S)")
_CELL = 24
"""Characters of a cell that a hint repeats."""

_SENTENCE_END = re.compile(r"[.!?:…][\"'”’»)_*]*$")
_HEADING = re.compile(
    r"(?:CHAPTER|Chapter|PART|Part|BOOK|Book|ACT|Act|SCENE|Scene|KAPITEL|Kapitel|CHAPITRE|Chapitre|CAPÍTULO|Capítulo)"
    r" (?:[IVXLC]+|\d+|[A-Z]{3,})[.:]?(?: .{1,40})?"
)
_CAPITALS = re.compile(r"(?=.*[A-ZÀ-Þ]{3})[A-ZÀ-Þ0-9 ’',.:&-]{3,50}(?<![,])")


def mend_rules(tokens: Iterable[Token]) -> None:
    """Turn rows of stars that are indented into the rules that they are meant to be."""
    for token in tokens:
        if token.type == "code_block" and _STARS.fullmatch(token.content):
            token.type, token.tag, token.content = "hr", "hr", ""


def report_prose(source: SourceFile, tokens: Iterable[Token]) -> None:
    """Report lines that would be joined, pasted tables, headings that would be paragraphs, and prose that would be set as code."""
    fences = lists = 0
    last = Token("", "", 0)
    for number, token in enumerate(tokens):
        fences += token.nesting if token.type.startswith("fence_block_") else 0
        lists += token.nesting if token.type.startswith("list_item_") else 0
        row = token.type == "inline" and last.type == "paragraph_open" and _TABS.search(token.content)
        if row:
            _report_tabs(source, token)
        elif token.map and not fences and not lists:
            if token.type == "code_block" and _WORDS.search(token.content) and not _NO_PROSE.search(token.content):
                hint = "begin the lines at the left margin, or write > before each line of a quotation"
                indent = "a tab" if source.lines[token.map[0]].lstrip(" >").startswith("\t") else "four spaces"
                _report(source, token, f"this text begins with {indent}, so it is set as code", hint)
            elif token.type == "inline" and last.type == "paragraph_open":
                _report_paragraph(source, token, source.lines[token.map[0] : token.map[1]], plain=last.level == 0 and number > 1)
        last = token


def _report_tabs(source: SourceFile, token: Token) -> None:
    """Report a table that was pasted from a word processor, with tabs between its cells."""
    lines = token.content.split("\n")
    tabbed = [number for number, line in enumerate(lines) if _TABS.search(line)]
    rows = [_TABS.split(lines[number].strip()) for number in tabbed[:2]]
    head, *rest = (" | ".join(cell if len(cell) <= _CELL else f"{cell[:_CELL].rstrip()}…" for cell in row) for row in rows)
    rule = "---|" * len(rows[0])
    hint = f"write it as a table: | {head} | and below it |{rule} and then each row on a line{f': | {rest[0]} |' if rest else ''}"
    first = token.map[0] + 1 if token.map else 0
    if len(tabbed) == 1:
        message = "this line has a tab between its words; if it is the row of a table, it would be printed as running text"
        hint = f"{hint}; or else write a space instead of the tab"
    else:
        message = (
            f"lines {first + tabbed[0]} to {first + tabbed[-1]} have tabs between their words: they are a pasted table, but would "
            "be printed as one paragraph"
        )
    source.report(Code.MARKUP_UNKNOWN, source.place(first + tabbed[0]), message, hint, Severity.WARNING)


def _report_paragraph(source: SourceFile, token: Token, written: list[str], *, plain: bool) -> None:
    lines = token.content.split("\n")
    if len(lines) == 1 and plain and (_HEADING.fullmatch(lines[0]) or _CAPITALS.fullmatch(lines[0])):
        _report(
            source, token, f"'{lines[0]}' is printed as a paragraph", f"if it is a heading, write ## before it: ## {lines[0]}"
        )
    broken = any(line.endswith(("\\", "  ")) for line in written[:-1])
    if len(lines) > 1 and not broken and all(_SPEAKER.match(line) for line in lines):
        hint = "to keep the lines, write ::: dialogue above them and ::: below them, or end each line but the last one with a backslash"
        _report(source, token, "the lines of this paragraph are joined when it is printed", hint)
    elif len(lines) >= _VERSE_LINES and not broken and all(len(line) <= _VERSE_LENGTH for line in lines):
        ends = sum(1 for line in lines if _SENTENCE_END.search(line))
        begins = all(_BEGINS.match(line) for line in lines) and ends <= len(lines) / 2
        if (begins or all(_BREAKS.search(line) for line in lines[:-1])) and not any("|" in line for line in lines):
            hint = "to keep the lines, write ::: verse above them and ::: below them, or end each line but the last one with a backslash"
            _report(source, token, "the lines of this paragraph are joined when it is printed", hint)


def _report(source: SourceFile, token: Token, message: str, hint: str) -> None:
    line = token.map[0] + 1 if token.map else 0
    source.report(Code.MARKUP_UNKNOWN, source.place(line), message, hint, Severity.WARNING)
