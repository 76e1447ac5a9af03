"""Typography beyond Markdown: no-break spaces, dashes in ranges, and spaces in French punctuation."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import Any

from linernotes.model.book import Book, Section
from linernotes.model.document import Citation, Link, Node, Text, WebAddress
from linernotes.model.keeping import keep
from linernotes.model.languages import language_for
from linernotes.model.walking import descend, rewrite

_NBSP = "\N{NO-BREAK SPACE}"
_THIN = "\N{NARROW NO-BREAK SPACE}"

# No line break between a number and the word that it belongs to.
_NAMED = re.compile(
    r"\b(pp?\.|No\.|[Ff]ig(?:ure|\.)|[Tt]able|[Cc]hapter|[Mm]ovement|[Ll]ines?|[Pp]ages?) (?=[\dIVX_]|[A-Z]{1,2}\d)"
)
_COUNTED = re.compile(r"(?<=\d) (?=(?:min|minutes|mm|cm|pt|pages?|%)\b)")
# A number with a hyphen and another number is a range, but 1975-08 is a date.
_RANGE = re.compile(r"(?<![\w.\-])(?!\d{4}-(?:0[1-9]|1[0-2])\b)(\d{1,4})-(\d{1,4})(?![\w\-]|\.\d)")
_GAP = re.compile(r"(?<=\S) (?=…)")
_COUNTS = re.compile(r"[\dIVX_…]")
"""The characters without which none of the patterns above matches: a quick test before them."""
_FRENCH = re.compile(r"(?<=\w) ?([;:!?])(?=\s|$)")


def set_typography(book: Book) -> Book:
    """Return the book with its spaces and dashes set. Code and web addresses stay as they are."""
    french = language_for(book.metadata.language).needs_spaces
    words = book.wording
    before = {words.figure, words.table, words.line, words.lines, words.page, words.page_by_ear}
    named = re.compile(rf"(?<!\w)((?i:{'|'.join(re.escape(each) for each in sorted(before))})) (?=[\dIVX_]|[A-Z]{{1,2}}\d)")

    def mark(section: Section) -> Section:
        return keep(section, "typography", (french, named), lambda: _set_section(section, named, french=french))

    return replace(book, sections=tuple(map(mark, book.sections)))


def _set_section(section: Section, named: re.Pattern[str], *, french: bool) -> Section:
    """Return a section with its spaces and dashes set.

    Args:
        section: the section.
        named: a pattern of the guide's words for figures, tables, lines and pages before a number.
        french: whether punctuation has a space before it.
    """
    addresses = {
        id(text)
        for node in descend(section, Link)
        if isinstance(node.destination, WebAddress)
        for text in descend(node.children, Text)
    }

    def mark(text: Text) -> Node:
        if id(text) in addresses or not (french or _COUNTS.search(text.value)):
            return text
        value = named.sub(rf"\1{_NBSP}", _NAMED.sub(rf"\1{_NBSP}", text.value))
        value = _RANGE.sub(r"\1–\2", _COUNTED.sub(_NBSP, value))
        value = _GAP.sub(_NBSP, value)  # no line break before an ellipsis
        if french:
            value = _FRENCH.sub(rf"{_THIN}\1", value)
        return text if value == text.value else replace(text, value=value)

    marked = rewrite(section, mark, Text)
    return rewrite(marked, _bound) if any(descend(marked, Citation)) else marked


def _bound(node: Node) -> Node:
    """Return the node with no-break spaces before its citations, so that no line starts with a symbol of certainty."""
    children: tuple[Node, ...] = getattr(node, "children", ())
    if not any(isinstance(child, Citation) for child in children[1:]):
        return node
    bound = [
        replace(child, value=child.value[:-1] + _NBSP)
        if isinstance(child, Text) and child.value.endswith(" ") and isinstance(following, Citation)
        else child
        for child, following in pairwise(children)
    ]
    changed: dict[str, Any] = {
        "children": (*bound, children[-1])
    }  # a plain dict, because mypy cannot see that the class has this field
    return replace(node, **changed)
