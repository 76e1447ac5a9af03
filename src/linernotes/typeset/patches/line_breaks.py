"""Lines that WeasyPrint 70 would end after their first word.

Words that stand before an inline element keep the space at their end. Where they fit a line but for that space, Pango's line is
found too long, and all but its first word is sent to the next one. Such words are set as one piece; the line drops the space.
"""

from __future__ import annotations

from functools import wraps
from math import inf
from typing import Any

_NARROWEST = 0.1
"""The width of a letter in ems that no font for reading goes below, on average over words."""


def mend_line_breaks() -> None:
    """Let spaces hang over the ends of lines."""
    from weasyprint.layout import inline

    split = inline.split_first_line
    if hasattr(split, "__wrapped__"):
        return

    @wraps(split)
    def split_with_hanging_space(  # WeasyPrint ships no types
        text: str, style: Any, context: Any, max_width: Any, justification_spacing: Any, **how: Any
    ) -> Any:
        found = split(text, style, context, max_width, justification_spacing, **how)
        if found[2] is None or not text.endswith(" ") or style["white_space"] != "normal" or max_width in (None, inf):
            return found
        if _cannot_hold_all(found, text, style, max_width):
            return found
        bare = split(text.rstrip(" "), style, context, max_width, justification_spacing, **how)
        if bare[2] is not None or bare[3] > max_width:
            return found
        return split(text, style, context, None, justification_spacing, **how)

    inline.split_first_line = split_with_hanging_space


def _cannot_hold_all(found: Any, text: str, style: Any, max_width: float) -> bool:
    """Return whether a line has surely no room for the letters that follow it, even if each were a tenth as wide as high."""
    layout, _, resumed, width = found[:4]
    if layout.text.endswith(style["hyphenate_character"]) or style["letter_spacing"] != "normal":
        return False
    following = sum(map(str.isalpha, text.encode()[resumed:].decode()))
    return bool(width + following * style["font_size"] * _NARROWEST > max_width)
