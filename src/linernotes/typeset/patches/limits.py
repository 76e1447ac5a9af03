"""End the typesetting of a section whose styles, as computed, would take minutes or gigabytes.

The checks of style sheets see values as they are written. What variables and math functions such as ``calc()`` make of them is
known only for an element, so WeasyPrint 70 is stopped where it computes a value (CSS Cascade 4, 4.4), repeats the colours of a
gradient (CSS Images 3, 3.6) or writes a counter (CSS Counter Styles 3, 2).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import wraps
from itertools import islice
from typing import Any

from weasyprint import css, images
from weasyprint.css.counters import CounterStyle
from weasyprint.css.functions import check_math

from linernotes.model.style_limits import MAX_LENGTH, MAX_REPEATS, MAX_VALUE, UNLIMITED
from linernotes.workers.child import TaskError

MAX_COLOURS = 10_000
"""Colours of a gradient, repeats included."""

_MAX_NUMBER = 2 * MAX_LENGTH / 0.75
"""The size of a computed number, and of a length in pixels: twice what a style sheet can have, because letters of 20 points have
that many more points to an em than the check of style sheets counts."""

_MAX_TRACKS = 10 * MAX_REPEATS
"""Columns or rows of a grid."""

_TRACKS = frozenset(["grid_template_columns", "grid_template_rows"])
_REFERENCE = 1000.0
"""The pixels of 100 % while the size of a sum with percentages is estimated."""


def install() -> None:
    """Wrap the functions that compute values, fill in variables, repeat colours and write counters."""
    compute, fill_in, write = css.ComputedStyle.__missing__, css.resolve_var, CounterStyle.render_value

    @wraps(compute)
    def compute_within_limits(style: Any, key: str) -> Any:
        value = compute(style, key)
        named = key in style.cascaded or key in css.PHYSICAL_FUNCTIONS  # or by a logical name, such as padding-inline-start
        if named and value != css.INITIAL_VALUES.get(key):  # the initial value none of max-width is infinite
            _check_value(style, key, value)
        return value

    @wraps(fill_in)
    def fill_in_within_limits(style: Any, token: Any, parent_style: Any) -> Any:
        tokens = fill_in(style, token, parent_style)
        if tokens:
            style.filled_in = getattr(style, "filled_in", 0) + _size(tokens)
            if style.filled_in > MAX_VALUE:
                raise TaskError(f"the values of an element have more than {MAX_VALUE:,} parts, with their variables filled in")
        return tokens

    @wraps(write)
    def write_within_limits(*arguments: Any, **options: Any) -> Any:
        text = write(*arguments, **options)
        if len(text) > MAX_VALUE:
            raise TaskError(f"a counter writes more than {MAX_VALUE:,} characters; give it a shorter symbol")
        return text

    css.ComputedStyle.__missing__, css.resolve_var = compute_within_limits, fill_in_within_limits
    CounterStyle.render_value = write_within_limits
    for kind in (images.LinearGradient, images.RadialGradient):
        kind.layout = _repeating_within_limits(kind.layout)
    images.normalize_stop_positions = _noting_period(images.normalize_stop_positions)


def _check_value(style: Any, key: str, value: Any) -> None:
    """Reject a computed value that is larger than anything on a page."""
    name = key.replace("_", "-")
    if key in _TRACKS and sum(each[1] * len(each[2]) for each in _repeats(value)) > _MAX_TRACKS:
        raise TaskError(f"the value of '{name}' makes more than {_MAX_TRACKS:,} columns or rows")
    if name not in UNLIMITED and not _largest(style, key, value) <= _MAX_NUMBER:  # so that NaN is rejected, too
        raise TaskError(f"a computed value of '{name}' is larger than anything on a page: a length can be {MAX_LENGTH:,} points")


def _repeats(value: Any) -> Iterable[tuple[str, int, tuple[object, ...]]]:
    """Return the repeats in a list of tracks, except those that repeat as often as there is room."""
    tracks = value if isinstance(value, tuple) else ()
    return [each for each in tracks if isinstance(each, tuple) and each[:1] == ("repeat()",) and isinstance(each[1], int)]


def _largest(style: Any, key: str, value: Any) -> float:
    """Return the size of the largest number in a value."""
    if isinstance(value, (int, float)):
        return abs(value)
    if isinstance(value, (tuple, list)):
        sizes = [_largest(style, key, each) for each in value]
        return math.nan if any(map(math.isnan, sizes)) else max(sizes, default=0)
    if check_math(value):
        with suppress(Exception):  # a function that has no value is a fault of its own, which WeasyPrint reports
            return abs(float(css.resolve_math(value, style, key, _REFERENCE).value))
    return 0


def _size(tokens: Iterable[Any]) -> int:
    """Return the number of parts of a value, and of the characters of its texts, as far as they matter."""
    return sum(islice(_sizes(tokens), MAX_VALUE + 1))


def _sizes(tokens: Iterable[Any]) -> Iterable[int]:
    for token in tokens:
        yield 1 + (len(token.value) if token.type == "string" else 0)
        yield from _sizes(getattr(token, "arguments", None) or getattr(token, "content", None) or ())


_reach: list[float] = []
"""The distance in pixels that the colours of the gradient that is laid out are to be repeated over; empty if they are not."""


def _repeating_within_limits(layout: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(layout)
    def layout_within_limits(gradient: Any, width: float, height: float, style: Any) -> Any:
        _reach[:] = [math.hypot(width, height)] if gradient.repeating else []
        return layout(gradient, width, height, style)

    return layout_within_limits


def _noting_period(normalize: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(normalize)
    def normalize_within_limits(positions: Any) -> Any:
        first, last, normalized = normalize(positions)
        if _reach and last > first and len(normalized) * (_reach[0] + abs(first)) > MAX_COLOURS * (last - first):
            message = f"the colours of a gradient repeat more than {MAX_COLOURS:,} times"
            raise TaskError(f"{message}; make the distance between its first and last colour larger")
        return first, last, normalized

    return normalize_within_limits
