"""Ignore the space at the end of a line when a line is broken.

The text before an inline element ends with a space. Where that text fits into the line without the space and not with it, Pango
reports a line that is too wide, and ``split_first_line`` then keeps no more than its first word (the symptom of
Kozea/WeasyPrint#1051). CSS removes a space at the end of a line (CSS Text 3, 4.1.2), so it needs no room. This patch wraps the
function: a text that fits without its last space is laid out as one line, and WeasyPrint removes the space afterwards.
"""

from __future__ import annotations

from functools import wraps
from math import inf
from typing import Any

from weasyprint.layout import inline

_NARROWEST = 0.1
"""A lower bound for the average width of letters, in ems, in any font for reading."""


def install() -> None:
    """Wrap the function that splits a text into its first line and the rest."""
    split = inline.split_first_line

    @wraps(split)
    def split_with_hanging_space(
        text: str, style: Any, context: Any, max_width: Any, justification_spacing: Any, **options: Any
    ) -> Any:
        line = split(text, style, context, max_width, justification_spacing, **options)
        if line[2] is None or not text.endswith(" ") or style["white_space"] != "normal" or max_width in (None, inf):
            return line
        if _is_full(line, text, style, max_width):
            return line
        bare = split(text.rstrip(" "), style, context, max_width, justification_spacing, **options)
        if bare[2] is not None or bare[3] > max_width:
            return line
        return split(text, style, context, None, justification_spacing, **options)

    inline.split_first_line = split_with_hanging_space


def _is_full(line: Any, text: str, style: Any, max_width: float) -> bool:
    """Return whether a line cannot hold the letters after it even if each is a tenth of an em wide, which saves a second layout."""
    layout, _, resume_index, width = line[:4]
    if layout.text.endswith(style["hyphenate_character"]) or style["letter_spacing"] != "normal":
        return False
    letters = sum(map(str.isalpha, text.encode()[resume_index:].decode()))
    return bool(width + letters * style["font_size"] * _NARROWEST > max_width)
