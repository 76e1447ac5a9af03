"""Text of a handout → Markdown and TOML with the same words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from linernotes.starter.handout import Block

_MARKUP: Final = re.compile(r"([\\`*_\[\]{}<>|~^$&@])")
_AT_START: Final = re.compile(r"^([-+!.>:=#]|\d+[.)])")


def escaped(line: str) -> str:
    """Return a line of text with a backslash before everything that Markdown would read as markup."""
    return _AT_START.sub(lambda found: found[1][:-1] + "\\" + found[1][-1], _MARKUP.sub(r"\\\1", line))


def quoted(text: str) -> str:
    """Return a text as a string of TOML."""
    plain = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{plain}"'


def markdown(blocks: Sequence[Block]) -> str:
    """Return blocks as Markdown that ends with a blank line: headings, paragraphs, and tables of two or more rows."""
    return "".join(
        f"{text}\n\n" for is_row, run in groupby(blocks, lambda block: block.is_row) for text in _run(list(run), is_row=is_row)
    )


def _run(blocks: list[Block], *, is_row: bool) -> Iterator[str]:
    if is_row and len(blocks) > 1:
        yield table([block.text for block in blocks])
        return
    for block in blocks:
        yield f"{'## ' if block.is_heading else ''}{escaped(' '.join(block.text.split()))}"


def table(rows: Sequence[str]) -> str:
    """Return rows, whose cells have tabs between them, as a table; the first row is its head."""
    cells = [[escaped(" ".join(cell.split())) for cell in row.split("\t")] for row in rows]
    width = max(map(len, cells))
    lines = [f"| {' | '.join(row + [''] * (width - len(row)))} |" for row in cells]
    return "\n".join([lines[0], f"|{':--|' * width}", *lines[1:]])
