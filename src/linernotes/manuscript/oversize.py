"""Paragraphs that are too large to parse: the time for a paragraph grows with the square of its length and of its brackets."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

from linernotes.manuscript.source import SourceFile
from linernotes.model.findings import Code

MAX_CHARACTERS = 150_000
"""The length of a paragraph, heading or cell: that of fifty pages."""

MAX_OPEN = 50
"""The number of ``[`` in it that are open at the same time."""

_BRACKET = re.compile(r"\\.|([\[\]])", re.DOTALL)

_KEY = "oversize"


def add_limits(md: MarkdownIt) -> None:
    """Add a rule that empties paragraphs above the limits before they are parsed, and records their lines and problems."""
    md.core.ruler.before("inline", "oversize", _limit)


def report_oversize(source: SourceFile, environment: Mapping[str, Any], line: int = 0) -> None:
    """Report the paragraphs that a parser has emptied.

    Args:
        source: the file.
        environment: the environment of the parser.
        line: the line of the text (first is 1), if it is not a whole file.
    """
    for found, problem in environment.get(_KEY, ()):
        hint = "divide it with empty lines, and look for a mark that is repeated by mistake"
        source.report(Code.NESTING_DEPTH, source.place(line or found), f"this paragraph has more than {problem}", hint)


def _limit(state: StateCore) -> None:
    for token in state.tokens:
        if token.type == "inline" and (problem := _problem(token.content)):
            state.env.setdefault(_KEY, []).append((token.map[0] + 1 if token.map else 1, problem))
            token.content = ""


def _problem(text: str) -> str:
    if len(text) > MAX_CHARACTERS:
        return f"{MAX_CHARACTERS:,} characters"
    if text.count("[") > MAX_OPEN:
        opened = 0
        for bracket in _BRACKET.findall(text):
            opened = max(0, opened + {"[": 1, "]": -1}.get(bracket, 0))
            if opened > MAX_OPEN:
                return f"{MAX_OPEN} square brackets that are not closed"
    return ""
