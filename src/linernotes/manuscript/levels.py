"""The levels of the headings of a section: one title, and no level that is skipped (WCAG 2.2, technique G141; ISO 14289-1, 7.4.2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from linernotes.manuscript.source import SourceFile
from linernotes.model.document import Block, Heading
from linernotes.model.findings import Code, Severity
from linernotes.model.walking import descend, rewrite


def with_levels(source: SourceFile, blocks: tuple[Block, ...], *, titled: bool) -> tuple[Block, ...]:
    """Return the blocks of a section with levels from 2 on, none of which is skipped, and report those that change.

    Args:
        source: the file.
        blocks: the blocks below the title.
        titled: whether the title is a heading of the text; otherwise it is in the front matter, and the text may begin at level 1.
    """
    headings = list(descend(blocks, Heading))
    titles = [heading for heading in headings if heading.level == 1]
    if titles and titled:
        message = "a second heading of level one; all headings below the title are printed one level lower"
        hint = "write ##, or begin a new file: a section has one heading of level one, at its top"
        source.report(Code.SECTION_HEADING, titles[0].place, message, hint, Severity.WARNING)
    levels = _levels(source, headings, lower=bool(titles))
    if all(heading.level == levels[id(heading)] for heading in headings):
        return blocks

    def change(node: Heading) -> Heading:
        return replace(node, level=levels[id(node)])

    return tuple(rewrite(block, change, Heading) for block in blocks)


def _levels(source: SourceFile, headings: Sequence[Heading], *, lower: bool) -> dict[int, int]:
    levels: dict[int, int] = {}
    last = 1
    for heading in headings:
        level = min(heading.level + 1, 6) if lower else heading.level
        if level > last + 1:
            if not lower:
                message = f"a heading of level {level} follows one of level {last}; it is printed as one of level {last + 1}"
                source.report(Code.HEADING_LEVEL, heading.place, message, f"write {'#' * (last + 1)}", Severity.WARNING)
            level = last + 1
        last = levels[id(heading)] = level
    return levels
