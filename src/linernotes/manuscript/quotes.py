"""Apostrophes and quotation marks that markdown-it leaves straight or turns the wrong way."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

_APOSTROPHE, _PRIME, _DOUBLE_PRIME = "\N{RIGHT SINGLE QUOTATION MARK}", "\N{PRIME}", "\N{DOUBLE PRIME}"
_INCHES = re.compile(r"(?<!\d)(\d{1,3})\"")
_FOOT = re.compile(r"(?<![\w'’.,])(\d{1,2})'(?![\w'\"])")
_FEET = re.compile(r"(\d)'( ?\d+)\"")
_ELISION = re.compile(r"(?<![\w'])'(?=\d\ds?\b)|(?<=[)\]])'(?=s\b)")
_ENGLISH_ELISION = re.compile(r"(?<![\w'])'(?=(?:tis|twas|twere|twill|em)\b)", re.IGNORECASE)
_UNPAIRED = re.compile(r"(?<!\w)'(?=\w)")
_FIRST_UNPAIRED = re.compile(
    r"'(?=(?:round|bout|cause|cos|coz|till?|n|nuff|neath|gainst|twould|ello|e|im|er|ave|kay|sup|stead)\b)", re.IGNORECASE
)
"""An apostrophe at the beginning of a paragraph; other marks there may open a speech."""

_AND = re.compile(r"(?<![\w'])'([Nn])'(?!\w)")


def add_quotes(md: MarkdownIt, quotes: Sequence[str], *, english: bool) -> None:
    """Add rules around those of markdown-it, which pairs quotation marks within a paragraph.

    Args:
        md: the parser.
        quotes: the opening and closing double marks, then the single ones.
        english: whether English words may begin with an apostrophe.
    """

    def elide(state: StateCore) -> None:
        for token in (child for inline in _inlines(state.tokens) for child in inline.children or ()):
            if token.type == "text":
                text = _FEET.sub(rf"\1{_PRIME}\2{_DOUBLE_PRIME}", token.content)
                text = _AND.sub(rf"{_APOSTROPHE}\1{_APOSTROPHE}", _ELISION.sub(_APOSTROPHE, text))
                text = _ENGLISH_ELISION.sub(_APOSTROPHE, text) if english else text
                token.content = text if _UNPAIRED.search(text) else _FOOT.sub(rf"\1{_PRIME}", text)

    def turn_unpaired(state: StateCore) -> None:
        """Turn the marks that have no partner in their paragraph: inches and, in English, apostrophes."""
        for inline in _inlines(state.tokens):
            for number, token in enumerate(inline.children or ()):
                if token.type == "text":
                    text = _INCHES.sub(rf"\1{_DOUBLE_PRIME}", token.content)
                    if english:
                        start = 1 if number == 0 and not _FIRST_UNPAIRED.match(text) else 0
                        text = text[:start] + _UNPAIRED.sub(_APOSTROPHE, text[start:])
                    token.content = text

    def open_speeches(state: StateCore) -> None:
        """Turn the mark of each paragraph of a speech that ends in a later one: it opens and is not closed."""
        for inline, following in pairwise(_inlines(state.tokens)):
            first, after = _first_text(inline), _first_text(following)
            if first and after and first.content.startswith('"') and after.content.startswith(('"', quotes[0])):
                first.content = quotes[0] + first.content[1:]

    md.core.ruler.before("smartquotes", "elisions", elide)
    md.core.ruler.after("smartquotes", "speeches", open_speeches)
    md.core.ruler.after("speeches", "unpaired", turn_unpaired)


def _inlines(tokens: Sequence[Token]) -> list[Token]:
    return [token for token in tokens if token.type == "inline"]


def _first_text(inline: Token) -> Token | None:
    first = inline.children[0] if inline.children else None
    return first if first and first.type == "text" else None
