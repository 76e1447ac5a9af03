"""Extensions to CommonMark as markdown-it rules; each uses the syntax of Pandoc or Quarto."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from types import SimpleNamespace

from markdown_it import MarkdownIt
from markdown_it.helpers import parseLinkDestination, parseLinkTitle
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.attrs.parse import ParseError, parse
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from linernotes.manuscript.attribute_slips import FORM, explain
from linernotes.manuscript.image_names import add_images
from linernotes.manuscript.line_ids import add_line_ids
from linernotes.manuscript.oversize import add_limits
from linernotes.manuscript.printed import add_printed_text
from linernotes.manuscript.quotes import add_quotes
from linernotes.model.languages import language_for

MAX_NESTING = 60
"""Levels that the parser follows; the block reader reports deep nesting much earlier."""

_FENCE = re.compile(r":{3,}(?P<rest>.*)")
_NAME = re.compile(r"\s*(?P<name>[A-Za-z][\w-]*)?[ \t]*")
_CODE = re.compile(r"(?P<mark>`{3,}(?=[^`]*$)|~{3,})")
_LIST_MARKER = re.compile(r"(?:[-*+:]|\d{1,9}[.)])[ \t]+(?=\S)")
_CODE_INDENT = 4
_LINED = ("retelling", "extract", "verse", "dialogue")
"""Fences whose lines are text wherever they begin: word processors indent the first line of a paragraph with a tab."""

_HEADING_TAIL = re.compile(r"\{[^{}]*\}")
_PERCENTAGE = re.compile(r'"[^"]*"|=(?P<value>\d+(?:\.\d+)?%)(?=[\s}])')
"""A percentage without quotes, which the parser does not take for a value; or a value in quotes."""

_EM_DASH = re.compile(r"(?<!-)---(?!-)")
_LONG_DASH = re.compile(r"(?<=[\w,.!?])-{4}(?!-)")
_EN_DASH = re.compile(r"(?<!-)--(?!-)")
_NO_LINK = re.compile(r"\[[@^][^\[\]]*\]|\[(?:(?!\]\().)*\}", re.DOTALL)
_CITATION = re.compile(r"\[@(?P<fact>[^\s\[\]@;,]+)\]")


@dataclass(frozen=True, slots=True)
class RawAttributes:
    """Attributes that are parsed but not yet interpreted.

    Attributes:
        pairs: names and values; the names of ``#id`` and ``.class`` are "id" and "class".
        error: what is wrong with the syntax; empty if nothing is.
        hint: how to correct it.
        column: the column of the error (first is 1).
    """

    pairs: tuple[tuple[str, str], ...] = ()
    error: str = ""
    hint: str = ""
    column: int = 0


def parse_attributes(text: str, column: int) -> RawAttributes:
    """Parse ``{#id .class key=value}``; ``column`` is where the text begins in its line (first is 1)."""
    try:
        end, pairs = parse(_PERCENTAGE.sub(lambda found: found[0] if not found["value"] else f'="{found["value"]}"', text))
    except ParseError as error:
        message, hint = explain(text, error.pos, str(error))
        return RawAttributes(error=message, hint=hint, column=column + error.pos)
    rest = text[end + 1 :].strip().strip(":").strip()
    if rest:
        return RawAttributes(error=f"there is text after the closing brace: '{rest}'", hint=FORM, column=column + end + 1)
    return RawAttributes(tuple(pairs.items()))


def _fence(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Parse fenced blocks in Pandoc's syntax: an opening line has a name, a line of colons alone closes the innermost block.

    Source: https://pandoc.org/MANUAL.html#divs-and-spans
    """
    opening = _fence_line(state, start)
    if opening is None:
        return False
    if silent:
        return True
    rest = opening["rest"]
    token = state.push("fence_block_open", "div", 1)
    token.block = True
    if not rest.strip(" \t:"):
        token.meta, token.map = {"name": None}, [start, start + 1]
        state.push("fence_block_close", "div", -1)
        state.line = start + 1
        return True
    name = _NAME.match(rest)
    begin = name.end() if name else 0
    offset = state.bMarks[start] + state.tShift[start] + opening.start("rest") + begin - _line_start(state, start)
    attributes = parse_attributes(rest[begin:], offset + 1) if rest[begin:].strip(" \t:") else RawAttributes()
    pairs = dict(attributes.pairs)
    fence = name["name"] if name else None
    if fence is None and pairs.get("class"):
        fence = pairs.pop("class")
    last, closed = _closing_line(state, start, end)
    token.meta = {
        "name": fence or "",
        "attributes": replace(attributes, pairs=tuple(pairs.items())),
        "closed": closed,
    }
    token.map = [start, last]
    parent, state.parentType = state.parentType, "fence_block"
    line_max, state.lineMax = state.lineMax, last
    if fence in _LINED:
        state.sCount[start + 1 : last] = [min(column, state.blkIndent) for column in state.sCount[start + 1 : last]]
    state.md.block.tokenize(state, start + 1, last)
    state.parentType, state.lineMax = parent, line_max
    state.push("fence_block_close", "div", -1)
    state.line = last + (1 if closed else 0)
    return True


def _line_start(state: StateBlock, line: int) -> int:
    return state.src.rfind("\n", 0, state.bMarks[line]) + 1


def _fence_line(state: StateBlock, line: int) -> re.Match[str] | None:
    if state.is_code_block(line):
        return None
    return _FENCE.fullmatch(state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].rstrip())


def _closing_line(state: StateBlock, start: int, end: int) -> tuple[int, bool]:
    """Return the line that closes the block opened at ``start``, and True; or the line after the block, and False."""
    depth, code = 1, ""
    columns = [state.blkIndent]  # where the text of each open list item begins
    for line in range(start + 1, end):
        text, column = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].strip(), state.sCount[line]
        if text and column < state.blkIndent:
            return line, False
        while text and column < columns[-1]:
            columns.pop()
        while not code and column - columns[-1] < _CODE_INDENT and (marker := _LIST_MARKER.match(text)):
            column += marker.end()
            columns.append(column)
            text = text[marker.end() :]
        mark = _CODE.match(text)
        if code:
            code = "" if mark and mark["mark"].startswith(code) and text == mark["mark"] else code
        elif mark:
            code = mark["mark"]
        elif column - columns[-1] < _CODE_INDENT and (fence := _FENCE.fullmatch(text)):
            depth += 1 if fence["rest"].strip(" \t:") else -1
            if depth == 0:
                return line, True
    return end, False


def _heading_attributes(state: StateCore) -> None:
    """Parse and remove ``{#id …}`` at the end of headings, as Pandoc's ``header_attributes`` does."""
    lines = state.src.split("\n")
    for heading, inline in zip(state.tokens, state.tokens[1:], strict=False):
        if heading.type != "heading_open":
            continue
        content = inline.content.rstrip()
        start = content.rfind("{")
        attributes = content[start:]
        if not heading.map or content[start - 1 : start] == "\\" or not _HEADING_TAIL.fullmatch(attributes):
            continue
        heading.meta["attributes"] = parse_attributes(attributes, lines[heading.map[0]].rfind(attributes) + 1)
        inline.content = content[:start].rstrip()


def _citation(state: StateInline, silent: bool) -> bool:
    """Parse ``[@fact]``, Pandoc's syntax for citations."""
    found = _CITATION.match(state.src, state.pos)
    if not found:
        return False
    if not silent:
        token = state.push("citation", "", 0)
        token.content = found["fact"]
    state.pos = found.end()
    return True


def _link_label(state: StateInline, start: int, disableNested: bool = False) -> int:  # as markdown-it calls it
    """Return the end of the words of a link; unlike markdown-it's, they may contain citations, notes and spans."""
    before, level = state.pos, 1
    state.pos = start + 1
    end = -1
    while state.pos < state.posMax:
        character, position = state.src[state.pos], state.pos
        if character == "]":
            level -= 1
            if level == 0:
                end = position
                break
        state.md.inline.skipToken(state)
        if character == "[":
            if state.pos == position + 1:
                level += 1
            elif disableNested and not _NO_LINK.fullmatch(state.src[position : state.pos]):
                break
    state.pos = before
    return end


def _dashes(state: StateCore) -> None:
    """Replace -- by an en dash, --- by an em dash, ... by an ellipsis; markdown-it's ``replacements`` would change (c), too."""
    for token in state.tokens:
        inside_autolink = 0
        for child in token.children or ():
            if child.info == "auto":
                inside_autolink += child.nesting
            elif child.type == "text" and not inside_autolink:
                child.content = _EN_DASH.sub("–", _EM_DASH.sub("—", _LONG_DASH.sub("——", child.content))).replace("...", "…")


def _add_dashes(md: MarkdownIt) -> None:
    md.core.ruler.after("inline", "dashes", _dashes)


def _add_fences(md: MarkdownIt) -> None:
    md.block.ruler.before("fence", "fence_block", _fence, {"alt": ["paragraph", "reference", "blockquote", "list", "table"]})


def _add_heading_attributes(md: MarkdownIt) -> None:
    md.core.ruler.after("block", "heading_attributes", _heading_attributes)


def _add_citations(md: MarkdownIt) -> None:
    md.inline.ruler.before("link", "citation", _citation)


def _add_attributes(md: MarkdownIt) -> None:
    attrs_plugin(md, spans=True, after=("link_close", "span_close"))


@dataclass(frozen=True, slots=True)
class Extension:
    """An extension to CommonMark: its name, and a function that adds it to a parser."""

    name: str
    plug_in: Callable[[MarkdownIt], None]


EXTENSIONS: Sequence[Extension] = (
    Extension("fences", _add_fences),
    Extension("heading attributes", _add_heading_attributes),
    Extension("ids of numbered lines", add_line_ids),
    Extension("citations", _add_citations),
    Extension("pictures with spaces in their names", add_images),
    Extension("dashes", _add_dashes),
    Extension("attributes of links and spans", _add_attributes),
    Extension("footnotes", footnote_plugin),
    Extension("definition lists", deflist_plugin),
)


@cache
def markdown_parser(language: str) -> MarkdownIt:
    """Return a parser that replaces straight quotes by the quotation marks of this language (BCP 47)."""
    quotes = list(language_for(language).quotes)
    md = MarkdownIt("commonmark", {"typographer": True, "quotes": quotes, "maxNesting": MAX_NESTING, "store_labels": True})
    # Accept every address here, so that the inline reader can report forbidden ones with their place.
    md.validateLink = lambda url: True  # type: ignore[method-assign]
    md.helpers = SimpleNamespace(  # type: ignore[assignment]  # markdown-it has a module there
        parseLinkLabel=_link_label,
        parseLinkDestination=parseLinkDestination,
        parseLinkTitle=parseLinkTitle,
    )
    md.enable(["table", "smartquotes"])
    add_quotes(md, quotes, english=language.lower().startswith("en"))
    for extension in EXTENSIONS:
        extension.plug_in(md)
    add_printed_text(md)
    add_limits(md)
    return md
