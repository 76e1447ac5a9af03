"""Parts of a text that a style keeps on one line.

On screens, styles make spaces too: a search for "line 38" does not find it with a no-break space, nor fit blanks of underscores.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"

_NUMBERS = r"[A-Z]{0,2}\d+(?:–[A-Z]{0,2}\d+)+"
"""A range of numbers, such as 55–70: without a style, a line may break after the dash (UAX 14, class BA)."""

_CODE = r"\b[A-Z]{1,4}\d{0,2}(?:[./–-]\d{1,3}){1,4}[a-z]?\b"
"""The code of a standard, such as SL.9-10.1: without a style, a line may break after a full stop, slash or hyphen."""

_WHOLE = re.compile(rf"{_CODE}|{_NUMBERS}")
_RUN = re.compile(rf"[^ \t\n{NO_BREAK_SPACE}]+(?:{NO_BREAK_SPACE}[^ \t\n{NO_BREAK_SPACE}]+)+|{_CODE}|{_NUMBERS}")

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
    for part, is_run in _split(text, _RUN):
        if is_run:
            yield with_ordinary_spaces(part), len(part) <= LONGEST and not BLANK.search(part)
        else:
            yield part, False


def numbers_apart(text: str) -> Iterator[tuple[str, bool]]:
    """Yield a text in parts, and whether a part is a range of numbers or a code, which must stay on one line."""
    yield from _split(text, _WHOLE)


def _split(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[str, bool]]:
    """Yield a text in parts, and whether a part is a match of a pattern."""
    end = 0
    for found in pattern.finditer(text):
        if found.start() > end:
            yield text[end : found.start()], False
        yield found[0], True
        end = found.end()
    if end < len(text):
        yield text[end:], False
