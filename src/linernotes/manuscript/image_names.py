"""Markdown-it rules for pictures: file names with spaces, and attributes."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

_IMAGE_WITH_SPACES = re.compile(r"!\[(?P<alt>[^\[\]]*)\]\([ ]*(?P<path>[^\s()<>\"'][^()<>\"'\n]* [^()<>\"'\n]*\.\w{3,4})[ ]*\)")


_ATTRIBUTES = re.compile(r"\{(?:[^{}\"\n]|\"[^\"\n]*\")*\}")


def add_images(md: MarkdownIt) -> None:
    """Add the rules to a parser."""
    md.inline.ruler.before("image", "image_with_spaces", _image_with_spaces)
    md.inline.ruler.before("image", "image_attributes", _image_attributes)


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


def _image_attributes(state: StateInline, silent: bool) -> bool:
    """Parse ``{#id width=60%}`` directly behind a picture, and keep the text and its column for the reader of the picture."""
    found = _ATTRIBUTES.match(state.src, state.pos)
    if silent or not found or state.pending or not state.tokens or state.tokens[-1].type != "image":
        return False
    state.tokens[-1].meta["attributes"] = found[0], state.pos - state.src.rfind("\n", 0, state.pos)
    state.pos = found.end()
    return True
