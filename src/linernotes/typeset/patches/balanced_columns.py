"""Balance columns by an estimate and bisection instead of pixel by pixel.

WeasyPrint balances columns in ``columns_layout``: it starts with the average height of the columns and, until the content fits,
adds about one pixel and lays all of it out again (Kozea/WeasyPrint#878, #1642; "it can last minutes", says its own comment). On
each page of questions that is up to eighty layouts.

The search is a loop in the middle of a long function, but every layout in it is a call of ``block_box_layout`` with a column box.
This patch wraps that function. At the first call of a search it finds how many pixels the columns need on top of their average height: it
estimates this from the lines of the layout at full height, and then looks near the estimate, where two layouts are usually enough.
It then answers the calls of the loop without any layout: "nothing fits" up to that height, "everything fits" from there on. The
layouts before and after the search, and their results, are WeasyPrint's.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from math import inf
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import block

Piece = tuple[float, float]
"""The upper and the lower edge of a part that is in one column, in pixels."""


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
            if getattr(box, "full_height_space", None) != bottom_space:
                box.full_height_space, box.full_columns = bottom_space, []
            laid_out = layout(context, box, bottom_space, skip_stack, *rest, **options)
            box.full_columns.append(laid_out[0])
            return laid_out
        if adjoining_margins is None:  # the layout after the search
            return layout(context, box, bottom_space, skip_stack, *rest, **options)
        if not hasattr(box, "balanced_space"):
            missing = bottom_space - box.full_height_space
            height = context.page_bottom - box.position_y - bottom_space
            pieces = list(_in_one_column(filter(None, box.full_columns)))
            pixels = range(int(missing) + 1)
            estimate = bisect_left(pixels, True, key=lambda more: _columns_needed(pieces, height + more) <= columns)
            box.balanced_space = bottom_space - find_first(fits, estimate, len(pixels))
        found = box.copy_with_children([]) if bottom_space < box.balanced_space + 0.5 else None
        return found, None if found else {0: None}, {"break": "any", "page": None}, [], False, None

    block.block_box_layout = balanced_layout


def _in_one_column(columns: Iterable[Any]) -> Iterator[Piece]:
    """Yield the pieces of columns, as if they were below each other in one column."""
    offset = 0.0
    for column in columns:
        end = column.position_y
        for top, bottom in _pieces(column):
            end = max(end, bottom)
            yield offset + top - column.position_y, offset + bottom - column.position_y
        offset += end - column.position_y


def _pieces(box: Any) -> Iterator[Piece]:
    """Yield the lines, and the boxes that are not broken, of a box."""
    for child in box.children:
        if not child.is_in_normal_flow():
            continue
        if isinstance(child, boxes.BlockContainerBox) and child.style["break_inside"] == "auto":
            yield from _pieces(child)
        else:
            yield child.position_y, child.position_y + child.margin_height()


def _columns_needed(pieces: Iterable[Piece], height: float) -> int:
    """Return the number of columns of a height that pieces fill."""
    start, number = -inf, 0
    for top, bottom in pieces:
        if bottom - start > height:
            start, number = top, number + 1
    return number


def find_first(fits: Callable[[int], bool], estimate: int, count: int) -> int:
    """Return the first of some numbers from 0 that fits, given that all after it fit too; the number of them if none does.

    Args:
        fits: returns whether a number fits, and takes long.
        estimate: the number near which to look first.
        count: the number of numbers.
    """
    low, high, step, number = -1, count, 1, estimate  # low does not fit, high does
    while high - low > 1:
        if not low < number < high:
            number = (low + high) // 2
        if fits(number):
            high, number = number, number - step
        else:
            low, number = number, number + step
        step *= 2
    return high
