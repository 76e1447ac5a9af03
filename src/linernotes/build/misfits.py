"""Misfits on typeset pages as warnings for authors, with the place in the manuscript."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from linernotes.html.placeholders import PLACEHOLDER
from linernotes.model.book import Role, Section
from linernotes.model.document import Figure
from linernotes.model.findings import NOWHERE, Place
from linernotes.model.walking import descend, plain_text
from linernotes.typeset.pagination import PlacedSection

_SHOWN = 60
"""Characters of the words in a warning."""

_PAGE_NUMBER = re.compile(f"'{PLACEHOLDER.pattern}'")
"""A page number in quotation marks. It is not known while its page is inspected."""

_INVISIBLE = re.compile("[\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\\s]")


def describe_misfits(placed: PlacedSection) -> Iterator[str]:
    """Yield a warning for each misfit in a section: place, page, words, problem and hint."""
    folios = list(placed.folios())
    section = placed.section
    if section.role is Role.SPREAD and not section.shows_folio and placed.first % 2:
        problem = "the picture over two pages begins on a right-hand page, so its halves are not side by side"
        yield f"{section.place}: page {folios[0]}, {problem}; move the section one place up or down in book.toml"
    if section.role is Role.BACK_COVER and not section.shows_folio and len(folios) > 1:
        yield f"{section.place}: page {folios[0]}, the words of the back cover do not fit on one page; shorten them"
    for misfit in placed.gathering.misfits:
        place = find_place(placed.sections, misfit.words)
        words = misfit.words if len(misfit.words) <= _SHOWN else f"{misfit.words[:_SHOWN]}…"
        problem = _PAGE_NUMBER.sub("a page number", f"'{words}': {misfit.problem}")
        yield f"{place}: page {folios[misfit.page]}, {problem}; {misfit.hint}"


def find_place(sections: Sequence[Section], words: str) -> Place:
    """Return the place of the smallest node that contains the words, or of the picture with this path; otherwise of a section.

    That is the section whose title the words contain, or else the first one.
    """
    wanted = _INVISIBLE.sub("", words).rstrip("\N{HYPHEN}-")
    titled = (each for each in sections if _INVISIBLE.sub("", plain_text(each.title)) in wanted)
    found, length = next(titled, sections[0]).place, 0
    for node in (node for section in sections for node in descend(section.blocks)):
        if node.place == NOWHERE:
            continue
        if isinstance(node, Figure) and node.picture == words:
            return node.place
        text = _INVISIBLE.sub("", plain_text(node))
        if wanted and wanted in text and (not length or len(text) < length):
            found, length = node.place, len(text)
    return found
