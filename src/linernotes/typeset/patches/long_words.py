"""Hyphenate a word that is longer than its line, and break other words only at the start of a line.

With ``overflow-wrap``, CSS breaks a word that does not fit on a line of its own (CSS Text 3, 5.5). WeasyPrint 70 takes the start of
every inline element for the start of a line, so it also breaks a short word in a link or in bold type at the end of a line. This
patch passes the true start of the line on. There, a word that is too long is hyphenated if its language has patterns, whatever
``hyphens`` says; only what cannot be hyphenated is broken without a hyphen.
"""

from __future__ import annotations

from functools import wraps
from typing import Any

from weasyprint.formatting_structure.boxes import LineBox
from weasyprint.layout import inline

_BREAKABLE = ("anywhere", "break-word")

_INDENT = 0.5
"""The padding of inline elements at the start of a line, in ems: less than a letter and a space."""


def install() -> None:
    """Wrap the functions that split a line and the text in it."""
    split_box, split_text = inline.split_inline_box, inline.split_text_box

    @wraps(split_box)
    def split_box_noting_start(context: Any, box: Any, position_x: Any, *rest: Any, **options: Any) -> Any:
        if not isinstance(box, LineBox):
            return split_box(context, box, position_x, *rest, **options)
        outer = getattr(context, "line_start", None)  # of the line around an inline block
        context.line_start = position_x
        try:
            return split_box(context, box, position_x, *rest, **options)
        finally:
            context.line_start = outer

    @wraps(split_text)
    def split_text_at_start(context: Any, box: Any, available_width: Any, skip: Any, is_line_start: bool = True) -> Any:
        start = getattr(context, "line_start", None)
        if available_width is None or start is None:  # a finished line is measured
            return split_text(context, box, available_width, skip, is_line_start=is_line_start)
        starts = is_line_start and box.position_x <= start + _INDENT * box.style["font_size"]
        split = split_text(context, box, available_width, skip, is_line_start=False)
        if not starts or box.style["overflow_wrap"] not in _BREAKABLE or split[0] is None or split[0].width <= available_width:
            return split
        hyphenated = box.copy()
        hyphenated.style = box.style.copy()
        hyphenated.style["hyphens"] = "auto"
        split = split_text(context, hyphenated, available_width, skip, is_line_start=False)
        if split[0].width <= available_width:
            return split
        return split_text(context, box, available_width, skip, is_line_start=True)

    inline.split_inline_box, inline.split_text_box = split_box_noting_start, split_text_at_start
