"""Typeset pages → misfits: text, tables and pictures that are not where a reader expects them.

What a style sheet does on purpose is no misfit: a positioned box may leave the text block, and a block with a negative margin may
leave the one around it, as long as its words stay on every paper. Lengths are CSS pixels, 96 to the inch; messages have millimetres.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise
from typing import Any, NamedTuple
from urllib.parse import unquote

from weasyprint.formatting_structure import boxes
from weasyprint.images import RasterImage
from weasyprint.layout.replaced import replacedbox_layout

from linernotes.model.papers import DEFAULT_PAPERS, TYPESET_PAGE, Paper, trim_box
from linernotes.typeset.gathering import Misfit

_PX = 96 / 25.4
"""Pixels in a millimetre."""

_SLACK = 0.7 * _PX
"""The overhang of a letter, or half the weight of a line."""

_TOUCH = 0.35 * _PX
"""The width and height that two things share at least if they overlap."""

_FOLIO = 12 * _PX
"""The width at the end of the running foot in which the binder prints the folio."""

_MIN_DPI = 150
"""The lowest resolution, in dots per inch, at which a picture looks sharp on paper."""

_X_HEIGHT = 0.45
"""The height of lower-case letters in ems: the part of a line in which nearly all letters have ink."""

_MOST = 5
"""The number of misfits of a page that are reported: most of the others have the same cause."""

_BY_STYLE = "a style sheet or template puts it there; shorten the text, or correct the style"


class _Area(NamedTuple):
    """A rectangle, in pixels from the upper left corner of the page."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: _Area) -> bool:
        """Return whether the rectangles overlap by more than a touch."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        return width > _TOUCH and height > _TOUCH


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words or a picture, with the area in which it has ink."""

    area: _Area
    name: str
    picture: bool = False
    grounded: bool = False


class _Frame(NamedTuple):
    """The space that words may fill.

    Attributes:
        right: the right edge of the block around them, with its padding.
        free: whether a block around them is positioned, so that they may leave the text block.
        raised: whether a block around them is above what it overlaps.
        grounded: whether a raised block around them has a colour of its own, so that they may be over a picture.
    """

    right: float
    free: bool = False
    raised: bool = False
    grounded: bool = False


def inspect_pages(document: Any) -> tuple[Misfit, ...]:
    """Return the misfits of a document that WeasyPrint has laid out, each once."""
    pages = (_Inspection(number, page._page_box) for number, page in enumerate(document.pages))
    return tuple(dict.fromkeys(misfit for page in pages for misfit in page.misfits()))


class _Inspection:
    """The inspection of one page.

    Args:
        number: the page, counted from 0.
        page: its box.
    """

    def __init__(self, number: int, page: Any) -> None:
        self.number, self.page = number, page
        self.block = _common(_content(page), _PAPERS)
        self.pieces: list[_Piece] = []
        self.found: list[Misfit] = []
        self.overfull = False  # one warning is enough for all the lines below the text block

    def misfits(self) -> list[Misfit]:
        """Return the first misfits of the page."""
        for child in self.page.children:
            if isinstance(child, boxes.MarginBox):
                self._inspect_margin(child)
            else:
                self._inspect(child, _Frame(_content(self.page).right))
        self._find_overlaps()
        return list(dict.fromkeys(self.found))[:_MOST]

    def _report(self, words: str, problem: str, hint: str) -> None:
        self.found.append(Misfit(self.number, " ".join(words.split()), problem, hint))

    def _inspect(self, box: Any, frame: _Frame) -> None:
        box = getattr(box, "_box", box)  # in place of a positioned box, the flow has a placeholder of it
        match box:
            case boxes.TextBox():
                self._inspect_text(box, frame)
            case boxes.ReplacedBox():
                self._inspect_picture(box, frame)
            case _:
                raised = frame.raised or box.style["z_index"] not in ("auto", 0)
                grounded = raised and (frame.grounded or box.style["background_color"].alpha == 1)
                frame = frame._replace(raised=raised, grounded=grounded)
                if box.is_absolutely_positioned():
                    frame = frame._replace(right=_padding_right(box), free=True)
                elif isinstance(box, boxes.BlockContainerBox):
                    self._inspect_block(box, frame)
                    frame = frame._replace(right=_padding_right(box))
                for child in box.children:
                    self._inspect(child, frame)

    def _inspect_block(self, box: Any, frame: _Frame) -> None:
        excess = box.border_box_x() + box.border_width() - frame.right
        if excess > _SLACK and box.margin_right >= 0:
            what = "the table that begins so" if box.is_table_wrapper else "what begins so"
            hint = "give the table fewer columns or shorter words" if box.is_table_wrapper else _BY_STYLE
            self._report(first_words(box), f"{what} is {_mm(excess)} too wide for its place", hint)
        lines = [child for child in box.children if isinstance(child, boxes.LineBox)]
        if len(lines) > 1 and box.element is not None:
            for word, head, tail in _broken_words(lines, box.element):
                hint = "use other words here, so that it falls elsewhere"
                self._report(word, f"the word is broken into '{head}' and '{tail}' without a hyphen", hint)

    def _inspect_text(self, box: Any, frame: _Frame) -> None:
        words = readable(box.text)
        if not words.strip() or not box.style["color"].alpha:
            return
        area = _ink(box)
        self.pieces.append(_Piece(area, words, grounded=frame.grounded))
        excess, below = area.right - frame.right, area.bottom - self.block.bottom
        if excess > _SLACK:
            self._report(words, f"it is {_mm(excess)} too wide for its column", "shorten the long word, address or code in it")
        elif _common(_PAPERS, area) != area:
            self._report(words, "it is cut off at the edge of the paper", _BY_STYLE)
        elif not frame.free and below > _SLACK and not self.overfull:
            self.overfull = True
            self._report(words, f"it runs {_mm(below)} into the foot of the page", "shorten what is kept together on this page")
        elif not frame.free and area.left < self.block.left - _SLACK:
            self._report(words, f"it begins {_mm(self.block.left - area.left)} outside the text", _BY_STYLE)

    def _inspect_picture(self, box: Any, frame: _Frame) -> None:
        width, height, left, top = replacedbox_layout(box)
        area = _common(_Area(left, top, left + width, top + height), _content(box))  # what is outside its box is not drawn
        name = _name_of(box)
        self.pieces.append(_Piece(area, name, picture=True))
        placed = frame.free or box.is_absolutely_positioned()
        if not placed and (area.right > self.block.right + _SLACK or area.bottom > self.block.bottom + _SLACK):
            self._report(name, "the picture leaves the text of the page", "make it lower or narrower")
        if isinstance(box.replacement, RasterImage) and width:
            resolution, needed = box.replacement.width * 96 / width, round(width / 96 * _MIN_DPI)
            if round(resolution) < _MIN_DPI:
                problem = f"the picture is printed {_mm(width)} wide, with {resolution:.0f} pixels per inch"
                self._report(name, problem, f"use one that is {needed} pixels wide or more, for {_MIN_DPI} pixels per inch")

    def _inspect_margin(self, box: Any) -> None:
        """Inspect a running head or foot. A foot ends before the folio, which is added to the page later."""
        room = self.block.right - (_FOLIO if box.at_keyword.startswith("@bottom") else 0)
        for text in (each for each in box.descendants() if isinstance(each, boxes.TextBox) and each.text.strip()):
            area = _ink(text)
            self.pieces.append(_Piece(area, text.text))
            moved = box.margin_left < 0 or box.margin_right < 0
            if not moved and (area.right > room + _SLACK or area.left < self.block.left - _SLACK):
                self._report(
                    text.text, "it is too long for the head or foot of the page", "give the section a short title: {short=…}"
                )

    def _find_overlaps(self) -> None:
        """Find words over other words or over a picture."""
        pieces = sorted(self.pieces, key=lambda piece: piece.area.top)
        for number, upper in enumerate(pieces):
            for lower in pieces[number + 1 :]:
                if lower.area.top > upper.area.bottom:
                    break
                if not upper.area.overlaps(lower.area) or (upper.picture and lower.picture):
                    continue
                words, other = (lower, upper) if upper.picture else (upper, lower)
                if other.picture and words.grounded:
                    continue
                hint = "make the picture lower" if other.picture else _BY_STYLE
                self._report(words.name, f"it overlaps {'the picture ' if other.picture else ''}'{other.name.strip()}'", hint)


def _broken_words(lines: list[Any], element: Any) -> Iterator[tuple[str, str, str]]:
    """Yield each word that is broken over two lines without a hyphen, and its two parts."""
    source = ""
    for upper, lower in pairwise(lines):
        ends, begins = ("".join(_texts(line)) for line in (upper, lower))
        before, after = readable(ends), readable(begins)
        if ends.endswith("\N{SOFT HYPHEN}"):  # which is drawn as a hyphen there
            continue
        if before and after and _is_letter(before[-1]) and _is_letter(after[0]):
            head, tail = before.split()[-1], after.split()[0]
            source = source or " ".join(_source(element).split())
            if head + tail in source and f"{head} {tail}" not in source:
                yield head + tail, head, tail


def _source(element: Any) -> str:
    """Return the text of an element, with a space for each line break."""
    parts = [element.text or ""]
    for child in element:
        parts += [" " if child.tag == "br" else _source(child), child.tail or ""]
    return readable("".join(parts))


def _is_letter(character: str) -> bool:
    """Return whether a word with this character is broken with a hyphen; Chinese and Japanese are broken without."""
    return character.isalpha() and unicodedata.east_asian_width(character) not in "WF"


def _texts(box: Any) -> Iterator[str]:
    """Yield the texts in a box that are part of its flow."""
    if isinstance(box, boxes.TextBox):
        yield box.text
    elif not isinstance(box, boxes.ReplacedBox):
        for child in box.children:
            if child.is_in_normal_flow():
                yield from _texts(child)


def first_words(box: Any) -> str:
    """Return the words in a box."""
    return " ".join(" ".join(readable(text) for text in _texts(box)).split())


def readable(text: str) -> str:
    """Return a text without soft hyphens and break opportunities, which have no ink."""
    return text.replace("\N{SOFT HYPHEN}", "").replace("\N{ZERO WIDTH SPACE}", "")


def _name_of(box: Any) -> str:
    """Return the path of a picture below the manuscript folder, or the first words of a drawing."""
    element = box.element
    source = element.get("src") if element is not None else None
    if source:
        return unquote(source).removeprefix("/manuscript/")
    return " ".join(" ".join(element.itertext()).split()) if element is not None else ""


def _ink(box: Any) -> _Area:
    """Return the area of a text from its baseline to the height of lower-case letters, without the space at its end."""
    baseline, size = box.position_y + box.baseline, box.style["font_size"]
    return _Area(box.position_x, baseline - size * _X_HEIGHT, box.position_x + box.width, baseline)


def _content(box: Any) -> _Area:
    left, top = box.content_box_x(), box.content_box_y()
    return _Area(left, top, left + box.width, top + box.height)


def _padding_right(box: Any) -> float:
    return float(box.padding_box_x() + box.padding_width())


def _common(one: _Area, other: _Area) -> _Area:
    left, top = max(one.left, other.left), max(one.top, other.top)
    return _Area(left, top, min(one.right, other.right), min(one.bottom, other.bottom))


def _mm(length: float) -> str:
    return f"{length / _PX:.1f} mm".replace(".0 ", " ")


def _trim(paper: Paper) -> _Area:
    trim = trim_box(paper)
    return _Area(trim.left * _PX, (TYPESET_PAGE.top - trim.top) * _PX, trim.right * _PX, (TYPESET_PAGE.top - trim.bottom) * _PX)


_PAPERS = reduce(_common, map(_trim, DEFAULT_PAPERS))
"""The part of the typeset page that all default papers have."""
