"""The way from a place on a page to the author's files, and from a change of a file to the pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from linernotes.editing.line_index import line_anchor
from linernotes.editing.references import paragraph_anchor
from linernotes.editing.sentences import split_sentences
from linernotes.model.book import Section
from linernotes.model.document import Inline, Node, Paragraph
from linernotes.model.findings import NOWHERE, Place
from linernotes.model.keeping import keep
from linernotes.model.lines import NumberedLine
from linernotes.model.papers import MM, TYPESET_PAGE, Paper, trim_box
from linernotes.model.walking import descend
from linernotes.preview.pages import Page, PageSet
from linernotes.snapshot import FOLDER, Snapshot, UnreadableError
from linernotes.typeset.gathering import Area


@dataclass(frozen=True, slots=True)
class Change:
    """The lines of a file that have changed, from ``first`` to ``last``; ``file`` is a path below the project."""

    file: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Spot:
    """An area of a page with the place of its text in the author's files.

    Attributes:
        left: a fraction of the width of the paper, as is ``right``; ``top`` and ``bottom`` are fractions of its height.
    """

    left: float
    top: float
    right: float
    bottom: float
    place: Place


def spots(page: Page, paper: Paper) -> list[Spot]:
    """Return the areas of a page whose place is known, outer ones before those in them."""
    known = {anchor: place for section in page.placed.sections for anchor, place in places_in(section).items()}
    areas = (area for area in page.placed.gathering.areas if area.page == page.number and area.anchor in known)
    return [_spot(area, known[area.anchor], paper) for area in areas]


def changed_spots(pages: PageSet, change: Change, paper: Paper) -> list[tuple[int, Spot]]:
    """Return the areas of the text that has changed, each with the index of its page; empty if it is not on these pages.

    They are those of the blocks that begin in the changed lines or, if none does, of the last one that begins before them.
    """
    found: list[tuple[int, Spot]] = []
    for number, page in enumerate(pages.pages):
        if not change.file.endswith(".md") or change.file in {f"{FOLDER}/{each.source}" for each in page.placed.sections}:
            found += [(number, spot) for spot in spots(page, paper) if spot.place.file == change.file]
    inside = [(number, spot) for number, spot in found if change.first <= spot.place.line <= change.last]
    if inside:
        return inside
    before = [(number, spot) for number, spot in found if spot.place.line < change.first]
    nearest = max((spot.place.line for _, spot in before), default=0)
    return [(number, spot) for number, spot in before if spot.place.line == nearest]


def _spot(area: Area, place: Place, paper: Paper) -> Spot:
    trim = trim_box(paper)
    width, height = (trim.right - trim.left) * MM, (trim.top - trim.bottom) * MM
    left, top = trim.left * MM, (TYPESET_PAGE.top - trim.top) * MM
    across = (round((each - left) / width, 4) for each in (area.left, area.right))
    down = (round((each - top) / height, 4) for each in (area.top, area.bottom))
    (start, end), (above, below) = across, down
    return Spot(start, above, end, below, place)


def places_in(section: Section) -> Mapping[str, Place]:
    """Return the place of every anchor in a section that comes from the author's text."""
    return keep(section, "places", (), lambda: {anchor: place for anchor, place in _anchors(section) if place.line})


def _anchors(section: Section) -> Iterator[tuple[str, Place]]:
    for anchor in (section.slug, f"{section.slug}--title"):
        yield anchor, section.place
    for node in descend(section.blocks, Node):
        match node:
            case Paragraph(number=number) if number:
                yield from _sentences(node, paragraph_anchor(section.part_of or section.slug, number))
            case NumberedLine():
                yield line_anchor(node.name), node.place
            case _ if anchor := getattr(node, "anchor", ""):
                yield anchor, node.place


def _sentences(paragraph: Paragraph, anchor: str) -> Iterator[tuple[str, Place]]:
    for number, sentence in enumerate(split_sentences(paragraph.children), 1):
        place = _first_place(sentence) if number > 1 else NOWHERE
        yield (anchor if number == 1 else f"{anchor}-{number}"), (place if place.line else paragraph.place)


def _first_place(inlines: Iterable[Inline]) -> Place:
    return next((node.place for node in descend(tuple(inlines), Inline) if node.place.line), NOWHERE)


def find_change(before: Snapshot, after: Snapshot) -> Change | None:
    """Return the change of the first text file that differs between two moments; None if none does."""
    old, new = before.inputs(), after.inputs()
    for name in sorted(new):
        path = name.removeprefix("file ")
        if name.startswith("file ") and path.endswith((".md", ".toml")) and old.get(name, "") != new[name]:
            return Change(f"{FOLDER}/{path}", *_changed_lines(_lines(before, path), _lines(after, path)))
    return None


def _lines(snapshot: Snapshot, path: str) -> list[bytes]:
    try:
        return snapshot.read(path).splitlines()
    except UnreadableError:
        return []


def _changed_lines(old: list[bytes], new: list[bytes]) -> tuple[int, int]:
    """Return the first and the last line of the new text that differ, counted from 1."""
    start = next(
        (number for number, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]), min(len(old), len(new))
    )
    same = 0
    while same < min(len(old), len(new)) - start and old[-1 - same] == new[-1 - same]:
        same += 1
    return start + 1, max(start + 1, len(new) - same)
