"""The ids of numbered lines: ``{#door}`` at the end of a line of a retelling or an extract."""

from __future__ import annotations

import re
from collections.abc import Mapping

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.tree import SyntaxTreeNode

NUMBERED = ("retelling", "extract")
"""The fences whose lines are numbered."""

_ID = re.compile(r"(?<!\\)\{#(?P<id>[^{}\s]*)\}\s*$")
_KEY = "line_ids"


def add_line_ids(md: MarkdownIt) -> None:
    """Add a rule that takes the ids from the lines of numbered texts before inline markup is parsed."""
    md.core.ruler.after("block", "line_ids", _take)


def ids_of(paragraph: SyntaxTreeNode) -> Mapping[int, str]:
    """Return the ids in a paragraph of a numbered text by line (first is 0)."""
    found: Mapping[int, str] = paragraph.children[0].meta.get(_KEY, {})
    return found


def _take(state: StateCore) -> None:
    fences: list[str] = []
    for before, token in zip([None, *state.tokens], state.tokens, strict=False):
        if token.type == "fence_block_open":
            fences.append(token.meta["name"] or "")
        elif token.type == "fence_block_close":
            fences.pop()
        elif token.type == "inline" and fences and fences[-1] in NUMBERED and before and before.type == "paragraph_open":
            lines = token.content.split("\n")
            found = {number: match for number, line in enumerate(lines) if (match := _ID.search(line))}
            token.meta[_KEY] = {number: match["id"] for number, match in found.items()}
            token.content = "\n".join(
                line[: found[number].start()].rstrip() if number in found else line for number, line in enumerate(lines)
            )
