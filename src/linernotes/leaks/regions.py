"""Regions of a Markdown file that are written for teachers, found line by line, without a Markdown parser.

Whatever the parser makes of a line that begins ``::: answer``, the words below it are no text for students.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from itertools import accumulate

from linernotes.leaks.normalise import visible

TEACHER_PARTS = ("answer", "look-fors", "misreading", "suggestion", "teacher-note")
"""The names of fences whose text only teachers may read."""

_BEFORE = r"(?:[\s>*+\-|\"'(\[]|\d{1,9}[.)]\s)*"
_COLON = r"[:;\N{RATIO}\N{MODIFIER LETTER TRIANGULAR COLON}\N{MODIFIER LETTER COLON}]"
_COLONS = rf"(?:{_COLON}\s*){{2,}}"
_PART = re.compile(
    rf"{_COLON}\s{{0,9}}{_COLON}\s{{0,9}}\{{?\s{{0,9}}\.?(?:{'|'.join(TEACHER_PARTS)})(?![^\W_])(?P<rest>.*)", re.IGNORECASE
)
_OPENING = re.compile(rf"{_BEFORE}{_COLONS}[\w{{].*")
_CLOSING = re.compile(rf"{_BEFORE}{_COLONS}")
_CODE = re.compile(r"(?P<before>(?:[\s>*+:-]|\d{1,9}[.)]\s)*)(?P<mark>`{3,}|~{3,})(?P<info>[^`]*)")
_MARKUP = re.compile(r"\]\([^()\s]*\)|\{[^{}]*\}|\[@[^\]]*\]|\[\^[^\]]*\]:?")


def split_regions(text: str) -> tuple[tuple[str, ...], str]:
    """Return the texts of the teacher's regions of a file, and the text outside of them, without and with its markup."""
    lines = [_simple(line) for line in text.splitlines()]
    code = _code_lines(lines)
    regions: list[list[str]] = []
    outside: list[str] = []
    depth = 0
    for number, line in enumerate(lines):
        part = None if number in code else _part(line)
        if depth == 0:
            if part:
                outside.append(line[: part.start()])
                regions.append([part["rest"]])
                depth = 1
            else:
                outside.append(line)
        elif number in code:
            regions[-1].append(line)
        elif _CLOSING.fullmatch(line):
            depth -= 1
        elif _OPENING.fullmatch(line):
            depth += 1
        else:
            regions[-1].append(line)
    # Titles and captions stand in attributes, which are not text in a region, but may be outside of one.
    return tuple(without_markup("\n".join(region)) for region in regions), "\n".join(
        [without_markup("\n".join(outside)), *outside]
    )


def _part(line: str) -> re.Match[str] | None:
    """Return where a line opens a teacher's part, unless that is shown in a code span."""
    found = _PART.search(line)
    return found if found and "`" not in line[: found.start()] else None


def _simple(line: str) -> str:
    """Return a line with ordinary spaces and colons, without invisible characters and backslashes."""
    return visible(line).replace("\\", "")


def without_markup(text: str) -> str:
    """Return the words of a text, without addresses, attributes, citations and comments."""
    return html.unescape(_MARKUP.sub(" ", _without_comments(text)))


def _without_comments(text: str) -> str:
    *closed, rest = text.split("-->")
    return "".join(part.partition("<!--")[0] if "<!--" in part else f"{part}-->" for part in closed) + rest


def _code_lines(lines: Sequence[str]) -> set[int]:
    """Return the lines of closed code blocks, which show fences, unless a teacher's part begins in one and does not end there."""
    found: set[int] = set()
    for start, end in _code_blocks(lines):
        inner = lines[start + 1 : end]
        depths = list(accumulate(map(_step, inner)))
        if not any(map(_part, inner)) or (depths[-1] == 0 and min(depths) == 0):
            found.update(range(start, end + 1))
    return found


def _step(line: str) -> int:
    """Return by how much deeper in fences the next line is."""
    if _CLOSING.fullmatch(line):
        return -1
    return 1 if _part(line) or _OPENING.fullmatch(line) else 0


def _code_blocks(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last line of each code block that is closed."""
    start, mark = 0, ""
    for number, line in enumerate(lines):
        found = _CODE.fullmatch(line)
        if not found:
            continue
        if not mark:
            start, mark = number, found["mark"]
        elif found["mark"].startswith(mark) and not found["info"].strip():
            yield start, number
            mark = ""
