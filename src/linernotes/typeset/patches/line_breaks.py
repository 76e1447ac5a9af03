"""Ignore the space at the end of a line when a line is broken, and count a no-break space there.

The text before an inline element ends with a space. Where that text fits into the line without the space and not with it, Pango
reports a line that is too wide, and ``split_first_line`` then keeps no more than its first word (the symptom of
Kozea/WeasyPrint#1051). CSS removes a space at the end of a line (CSS Text 3, 4.1.2), so it needs no room. This patch wraps the
function: a text that fits without its last space is laid out as one line, and WeasyPrint removes the space afterwards.

Pango also ignores a no-break space at the end of a text, with the same symptom, though the inline element after it follows on the same
line and the space needs its room. The patch breaks that text before the word that ends with the space.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from math import inf
from typing import Any

from weasyprint.layout import inline

_NO_BREAK_SPACES = "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"

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
        if line[2] is None or style["white_space"] != "normal" or max_width in (None, inf):
            return line
        if not text.endswith((" ", *_NO_BREAK_SPACES)) or _is_full(line, text, style, max_width):
            return line
        if text[-1] in _NO_BREAK_SPACES:
            return _before_last_word(split, text, style, context, max_width, justification_spacing, **options) or line
        bare = split(text.rstrip(" "), style, context, max_width, justification_spacing, **options)
        if bare[2] is not None or bare[3] > max_width:
            return line
        return split(text, style, context, None, justification_spacing, **options)

    inline.split_first_line = split_with_hanging_space


def _before_last_word(
    split: Callable[..., Any], text: str, style: Any, context: Any, max_width: float, justification_spacing: Any, **options: Any
) -> Any:
    """Return the first line of a text that is too wide with the no-break spaces at its end; None if it has no break."""
    bare = text.rstrip(_NO_BREAK_SPACES)
    line = split(bare, style, context, max_width, justification_spacing, **options)
    if line[2] is None:
        line = split(bare, style, context, min(max_width, line[3]) - 0.5, justification_spacing, **options)
    return line if line[2] is not None and line[3] <= max_width else None


def _is_full(line: Any, text: str, style: Any, max_width: float) -> bool:
    """Return whether a line cannot hold the letters after it even if each is a tenth of an em wide, which saves a second layout."""
    layout, _, resume_index, width = line[:4]
    if layout.text.endswith(style["hyphenate_character"]) or style["letter_spacing"] != "normal":
        return False
    letters = sum(map(str.isalpha, text.encode()[resume_index:].decode()))
    return bool(width + letters * style["font_size"] * _NARROWEST > max_width)
