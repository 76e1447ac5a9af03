"""What no validator catches in an e-book, and what shuts readers out: looked for in every one that is made."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

from linernotes.epub.census import alternative_of, is_decoration
from linernotes.epub.reader import OPS, SVG, XHTML, Package, anchors_of, classes, placed, words_of
from linernotes.model.problems import Problem

_HEADINGS = {f"{XHTML}h{level}": level for level in range(1, 7)}
_VOID = "area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr"
_CLOSED = re.compile(rf"<(?!(?:{_VOID})\b)([a-z][a-z0-9]*)\b[^<>]*/>")
_DRAWING = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_SHAPES = frozenset(
    f"{SVG}{name}"
    for name in ("svg", "g", "title", "desc", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan")
)
_PAINT = re.compile(r"currentColor|url\(|var\(|rgba?\(|hsla?\(")
_UNPORTABLE = re.compile(r"display\s*:\s*(?:inline-)?(?:flex|grid)\b")


def proofread(package: Package) -> list[Problem]:
    """Return what is wrong with an e-book.

    Raises:
        ProofError: if a document is no XML.
    """
    found: list[Problem] = []
    for name, root in package.roots.items():
        found += _elements(name, root)
        found += _headings(name, root)
        found += _spelling(name, package.files[name].decode("utf-8", "replace"))
    found += _links(package)
    found += _pages(package)
    found += _order(package)
    found += _answers(package)
    for name, sheet in package.sheets.items():
        if hit := _UNPORTABLE.search(sheet):
            found.append(Problem(name, "css-portable", f"'{hit[0]}' breaks pages on Kobo and Adobe readers"))
    for name in package.files:
        if name.endswith((".woff", ".woff2")):
            found.append(Problem(name, "font-portable", "many readers know no WOFF; embed TTF or OTF"))
    return found


def _elements(name: str, root: Element) -> Iterator[Problem]:
    anchors, seen = anchors_of(root), set[str]()
    if not root.get("lang"):
        yield Problem(name, "language", "the document does not say its language")
    for element, place in placed(root, name):
        if (anchor := element.get("id")) and anchor in seen:
            yield Problem(place, "id-twice", "two elements have this id")
        seen.add(anchor or "")
        if element.tag == f"{XHTML}img" and not is_decoration(element) and not alternative_of(element, anchors):
            yield Problem(
                place, "picture-alternative", "the picture has no alternative text, and does not say that it is decoration"
            )
        elif element.tag == f"{SVG}svg" and not is_decoration(element):
            yield from _drawing(element, place, anchors)
        elif element.tag == f"{XHTML}table":
            yield from _table(element, place)
        elif element.tag == f"{XHTML}details":
            yield Problem(place, "details-hidden", "some readers never open <details>; what is in it is lost to them")
        elif element.tag == f"{XHTML}a" and element.get("href") and not (words_of(element) or element.get("aria-label")):
            yield Problem(place, "link-words", "the link has no words")
        for attribute in ("aria-labelledby", "aria-describedby", "aria-details"):
            for target in element.get(attribute, "").split():
                if target not in anchors:
                    yield Problem(place, "reference-dead", f"{attribute} names {target}, which is not there")


def _drawing(drawing: Element, place: str, anchors: dict[str, Element]) -> Iterator[Problem]:
    if drawing.get("role") != "img" or not alternative_of(drawing, anchors):
        yield Problem(place, "drawing-alternative", 'the drawing needs role="img" and a title that aria-labelledby names')
    if not drawing.get("viewBox"):
        yield Problem(place, "drawing-portable", "a drawing without viewBox is cut off on Kindle")
    for element in drawing.iter():
        if element.tag not in _SHAPES:
            yield Problem(place, "drawing-portable", f"<{element.tag.removeprefix(SVG)}> is not drawn by every reader")
        for attribute, value in element.items():
            if attribute in ("fill", "stroke", "style") and (hit := _PAINT.search(value)):
                yield Problem(place, "drawing-portable", f"{attribute} with '{hit[0]}' is black on some readers")
            elif attribute in ("stroke-dasharray", "marker-end", "clip-path", "mask", "filter"):
                yield Problem(place, "drawing-portable", f"{attribute} is lost on some readers")


def _table(table: Element, place: str) -> Iterator[Problem]:
    caption = table.find(f"{XHTML}caption")
    if caption is None or not words_of(caption):
        yield Problem(place, "table-caption", "the table has no caption, so that who hears it is not told what begins")
    heads = list(table.iter(f"{XHTML}th"))
    if not heads:
        yield Problem(place, "table-heads", "the table has no head cells")
    if any(not head.get("scope") for head in heads):
        yield Problem(place, "table-heads", "a head cell does not say whether it heads a row or a column")


def _headings(name: str, root: Element) -> Iterator[Problem]:
    last = 0
    for element, place in placed(root, name):
        if level := _HEADINGS.get(element.tag, 0):
            if level > last + 1:
                yield Problem(place, "heading-level", f"a heading of level {level} after one of level {last}")
            if not words_of(element):
                yield Problem(place, "heading-words", "the heading is empty")
            last = level


def _spelling(name: str, source: str) -> Iterator[Problem]:
    """Yield elements that XML may close at once, but that swallow what follows where the book is read as HTML."""
    for hit in _CLOSED.finditer(_DRAWING.sub("", source)):
        yield Problem(name, "self-closed", f"<{hit[1]}/> must be written <{hit[1]}></{hit[1]}>")


def _links(package: Package) -> Iterator[Problem]:
    anchors = {name: anchors_of(root) for name, root in package.roots.items()}
    for name, root in package.roots.items():
        for element, place in placed(root, name):
            href = element.get("href", "")
            if element.tag != f"{XHTML}a" or not href or urlsplit(href).scheme:
                continue
            path, _, fragment = unquote(href).partition("#")
            target = (PurePosixPath(name).parent / path).as_posix() if path else name
            if target not in anchors or (fragment and fragment not in anchors[target]):
                yield Problem(place, "link-dead", f"the link leads to {href}, which is not there")


def _pages(package: Package) -> Iterator[Problem]:
    """Yield page marks and list entries that do not agree, in number, order or name."""
    marks = [
        (f"{name}#{element.get('id')}", element.get("aria-label", "").strip(" ."))
        for name, root in package.roots.items()
        for element in root.iter()
        if element.get("role") == "doc-pagebreak"
    ]
    listed = [(link.get("href", ""), words_of(link)) for _, nav in package.navs("page-list") for link in nav.iter(f"{XHTML}a")]
    if [place for place, _ in marks] != [place for place, _ in listed]:
        strays = {place for place, _ in marks} ^ {place for place, _ in listed}
        told = f"only one of them has {min(strays)}" if strays else "they are the same pages in another order"
        yield Problem("", "page-list", f"the list of pages and the page marks differ: {told}")
    named = dict(listed)
    for place, label in marks:
        if not label or (place in named and not label.endswith(named[place])):
            yield Problem(place, "page-mark", f"the mark of page {named.get(place, '?')} is called '{label}'")


def _order(package: Package) -> Iterator[Problem]:
    """Yield contents that leave the order of reading."""
    places = {name: number for number, name in enumerate(package.reading)}
    for name, nav in package.navs("toc"):
        order = [places.get(link.get("href", "").partition("#")[0], -1) for link in nav.iter(f"{XHTML}a")]
        if order != sorted(order):
            yield Problem(name, "contents-order", "the contents name the documents in another order than they are read in")
        if not order:
            yield Problem(name, "contents-order", "the contents are empty")


def _answers(package: Package) -> Iterator[Problem]:
    """Yield questions that lead to an answer from which nothing leads back."""
    back = {
        unquote(link.get("href", "")).partition("#")[2]
        for root in package.roots.values()
        for link in root.iter(f"{XHTML}a")
        if link.get(f"{OPS}type") == "backlink"
    }
    for name, root in package.roots.items():
        for element, place in placed(root, name):
            answered = "question" in classes(element) and any("to-answer" in classes(inner) for inner in element.iter())
            if answered and element.get("id", "") not in back:
                yield Problem(place, "answer-back", "no link leads back from the answer to the question")
