"""Sections that begin below the section before them, on the same page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from linernotes.model.book import Book, Role, Section
from linernotes.model.document import Figure
from linernotes.model.keeping import keep
from linernotes.model.layout import Break
from linernotes.model.papers import TYPESET_PAGE

_HIGHEST_OPENER = 120
"""Millimetres that a picture over the width of the page may be high: title and text begin below it."""


def with_flow(book: Book, sections: Sequence[Section]) -> tuple[Section, ...]:
    """Return sections in the order in which they are printed, with the information which of them run on."""
    return (*sections[:1], *(_with_flow(section, _runs_on(book, before, section)) for before, section in pairwise(sections)))


def _with_flow(section: Section, runs_on: bool) -> Section:
    return keep(section, "flow", runs_on, lambda: replace(section, runs_on=runs_on))


def can_run_on(before: Section, section: Section) -> bool:
    """Return whether a section can begin on the page on which another one ends.

    Some sections have pages of their own, and each folio style has its own pages.
    """
    alone = before.alone or section.alone
    return not alone and before.matter is section.matter and before.folios is section.folios


def _runs_on(book: Book, before: Section, section: Section) -> bool:
    if not can_run_on(before, section) or section.wish is Break.PAGE:
        return False
    return section.wish is Break.NONE or (book.run_on and not section.heads and not opening_picture(book, section))


def opening_picture(book: Book, section: Section) -> float:
    """Return the height of the picture that opens a section, from edge to edge of the page, in millimetres; 0 if none does.

    A picture that is too high for that is a figure like others, unless the section has the role ``opening``, and so is one with a
    width, one on a back cover, or one in a section that runs on.
    """
    first = section.blocks[0] if section.blocks else None
    picture = book.picture(first.picture) if isinstance(first, Figure) and not first.width else None
    if not picture or section.runs_on or section.role is Role.BACK_COVER:
        return 0
    height = TYPESET_PAGE.right * picture.height / picture.width
    return height if height <= _HIGHEST_OPENER or section.role is Role.OPENING else 0


def run_on_groups(sections: Iterable[Section]) -> tuple[tuple[Section, ...], ...]:
    """Return sections in groups: each section with those that run on below it."""
    groups: list[list[Section]] = []
    for section in sections:
        if section.runs_on and groups:
            groups[-1].append(section)
        else:
            groups.append([section])
    return tuple(map(tuple, groups))
