"""Balance columns by bisection instead of pixel by pixel.

WeasyPrint balances columns in ``columns_layout``: it starts with the average height of the columns and, until the content fits,
adds about one pixel and lays all of it out again (Kozea/WeasyPrint#878, #1642; "it can last minutes", says its own comment). On
each page of questions that is up to eighty layouts.

The search is a loop in the middle of a long function, but every layout in it is a call of ``block_box_layout`` with a column box.
This patch wraps that function. At the first call of a search it finds by bisection how many pixels the columns need on top of their
average height. It then answers the calls of the loop without any layout: "nothing fits" up to that height, "everything fits" from
there on. The layouts before and after the search, and their results, are WeasyPrint's.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import wraps
from math import inf
from typing import Any

from weasyprint.layout import block


def install() -> None:
    """Wrap the layout of column boxes."""
    layout = block.block_box_layout

    @wraps(layout)
    def balanced_layout(context: Any, box: Any, bottom_space: float, skip_stack: Any, *rest: Any, **options: Any) -> Any:
        container = box.style.parent_style if box.is_column else None
        # A number of columns that follows from their width is known to columns_layout alone.
        if not container or container["column_count"] == "auto" or container["column_width"] != "auto":
            return layout(context, box, bottom_space, skip_stack, *rest, **options)
        columns = container["column_count"]

        def fits(pixels: int) -> bool:
            shapes, boxes, resume_at = len(context.excluded_shapes), [], skip_stack
            for _ in range(columns):
                column, resume_at, *_ = layout(context, box, bottom_space - pixels, resume_at, *rest, **options)
                if column is None:
                    resume_at = {0: None}
                    break
                boxes.append(column)
                if resume_at is None:
                    break
            block.remove_placeholders(context, boxes, [], [])
            del context.excluded_shapes[shapes:]
            return resume_at is None

        _, page_is_empty, _, _, adjoining_margins, *_ = rest
        if bottom_space == inf:  # the height of the next box, which columns_layout adds if it is more than a pixel
            return (box.copy_with_children([]),)
        if page_is_empty:  # the layout before the search, at full height
            box.full_height_space = bottom_space
            return layout(context, box, bottom_space, skip_stack, *rest, **options)
        if adjoining_margins is None:  # the layout after the search
            return layout(context, box, bottom_space, skip_stack, *rest, **options)
        if not hasattr(box, "balanced_space"):
            missing = bottom_space - box.full_height_space
            box.balanced_space = bottom_space - bisect_left(range(int(missing) + 1), True, key=fits)
        found = box.copy_with_children([]) if bottom_space < box.balanced_space + 0.5 else None
        return found, None if found else {0: None}, {"break": "any", "page": None}, [], False, None

    block.block_box_layout = balanced_layout
