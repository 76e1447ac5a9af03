"""A markdown-it rule for pictures whose file names have spaces."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

_IMAGE_WITH_SPACES = re.compile(r"!\[(?P<alt>[^\[\]]*)\]\([ ]*(?P<path>[^\s()<>\"'][^()<>\"'\n]* [^()<>\"'\n]*\.\w{3,4})[ ]*\)")


def add_images(md: MarkdownIt) -> None:
    """Add the rule to a parser."""
    md.inline.ruler.before("image", "image_with_spaces", _image_with_spaces)


def _image_with_spaces(state: StateInline, silent: bool) -> bool:
    """Parse ``![alt](art/a name.png)``: CommonMark wants a path with spaces in angle brackets, which few authors know."""
    found = _IMAGE_WITH_SPACES.match(state.src, state.pos)
    if not found:
        return False
    if not silent:
        token = state.push("image", "img", 0)
        token.attrs = {"src": state.md.normalizeLink(found["path"]), "alt": ""}
        token.content, token.children = found["alt"], []
    state.pos = found.end()
    return True
