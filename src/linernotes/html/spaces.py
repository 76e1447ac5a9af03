"""Spaces that styles make on screens: a search for "line 38" does not find it with a no-break space, nor fit blanks of underscores."""

from __future__ import annotations

import re
from collections.abc import Iterator

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"

_RUN = re.compile(rf"[^ \t\n{NO_BREAK_SPACE}]+(?:{NO_BREAK_SPACE}[^ \t\n{NO_BREAK_SPACE}]+)+")

BLANK = re.compile(r"(_{3,})")
"""A blank to fill in, as authors write it."""

LONG = 24
"""Underscores of a blank that is as long as the line."""

LONGEST = 16
"""Characters that are kept on a line: more may be wider than a telephone, if letters have twice their size."""


def with_ordinary_spaces(text: str) -> str:
    """Return a text without no-break spaces."""
    return text.replace(NO_BREAK_SPACE, " ")


def kept_together(text: str) -> Iterator[tuple[str, bool]]:
    """Yield a text in parts with ordinary spaces, and whether a part must stay on one line.

    A no-break space at the beginning or the end is kept, because a part of the same line follows in another element.
    """
    end = 0
    for run in _RUN.finditer(text):
        if run.start() > end:
            yield text[end : run.start()], False
        yield with_ordinary_spaces(run[0]), len(run[0]) <= LONGEST and not BLANK.search(run[0])
        end = run.end()
    if end < len(text):
        yield text[end:], False
