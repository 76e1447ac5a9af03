"""Keep a float on one page if it asks for that with ``break-inside: avoid``.

WeasyPrint 70 ignores the property for floats (``float_layout`` treats every page as an empty one), so a note in the margin may have
its title at the foot of one page and its text at the head of the next. This patch lays out a float that would be divided as if the
page had no end; the caller then sees that it does not fit and moves it to the next page. A float that is too high for most of a page
is divided as before. CSS Fragmentation 3, 3.2: https://www.w3.org/TR/css-break-3/#break-within
"""

from __future__ import annotations

from functools import wraps
from math import inf
from typing import Any

from weasyprint.layout import block

_HIGHEST = 0.7
"""The greatest height of a float that is kept together, as a part of the height of the page."""


def install() -> None:
    """Wrap the function that lays out floats."""
    layout = block.float_layout

    @wraps(layout)
    def keep_together(
        context: Any, box: Any, containing: Any, absolute: Any, fixed: Any, bottom_space: Any, skip_stack: Any
    ) -> Any:
        laid_out, resume_at = layout(context, box, containing, absolute, fixed, bottom_space, skip_stack)
        if resume_at is None or skip_stack is not None or not box.style["break_inside"].startswith("avoid"):
            return laid_out, resume_at
        context.excluded_shapes.remove(laid_out)
        whole, rest = layout(context, box, containing, absolute, fixed, -inf, skip_stack)
        if whole.height <= _HIGHEST * context.page_bottom:
            return whole, rest
        context.excluded_shapes.remove(whole)
        return layout(context, box, containing, absolute, fixed, bottom_space, skip_stack)

    block.float_layout = keep_together
