"""Checks of a finished e-book for accessibility and portability problems that the validators do not find."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

from linernotes.epub.census import alternative_of, is_decoration, links_to_answer
from linernotes.epub.reader import OPS, SVG, XHTML, Package, classes_of, elements_by_id, text_of, with_places
from linernotes.model.problems import Problem
from linernotes.proofing.active_content import active_content

_HEADINGS = {f"{XHTML}h{level}": level for level in range(1, 7)}
_VOID = "area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr"
_SELF_CLOSED = re.compile(rf"<(?!(?:{_VOID})\b)([a-z][a-z0-9]*)\b[^<>]*/>")
_DRAWING = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_SHAPES = frozenset(
    f"{SVG}{name}"
    for name in ("svg", "g", "title", "desc", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan")
)
_PAINT = re.compile(r"currentColor|url\(|var\(|rgba?\(|hsla?\(")
_UNPORTABLE_LAYOUT = re.compile(r"display\s*:\s*(?:inline-)?(?:flex|grid)\b")


def proofread_package(package: Package) -> list[Problem]:
    """Return the problems of an e-book."""
    found: list[Problem] = []
    for name, root in package.roots.items():
        found += _elements(name, root)
        found += _headings(name, root)
        found += _self_closed(name, package.files[name].decode("utf-8", "replace"))
    found += _links(package)
    found += _page_list(package)
    found += _contents(package)
    found += _answers(package)
    found += active_content(package)
    for name, sheet in package.sheets().items():
        if hit := _UNPORTABLE_LAYOUT.search(sheet):
            found.append(Problem(name, "css-portable", f"'{hit[0]}' breaks pages on Kobo and Adobe readers"))
    for name in package.files:
        if name.endswith((".woff", ".woff2")):
            found.append(Problem(name, "font-portable", "many readers do not support WOFF; embed TTF or OTF"))
    return found


def _elements(name: str, root: Element) -> Iterator[Problem]:
    by_id, seen = elements_by_id(root), set[str]()
    if not root.get("lang"):
        yield Problem(name, "language", "the document does not state its language")
    for element, place in with_places(root, name):
        if (anchor := element.get("id")) and anchor in seen:
            yield Problem(place, "id-twice", "two elements have this id")
        seen.add(anchor or "")
        if element.tag == f"{XHTML}img" and not is_decoration(element) and not alternative_of(element, by_id):
            yield Problem(place, "picture-alternative", "the picture has no alternative text and is not marked as decoration")
        elif element.tag == f"{SVG}svg" and not is_decoration(element):
            yield from _drawing(element, place, by_id)
        elif element.tag == f"{XHTML}table":
            yield from _table(element, place)
        elif element.tag == f"{XHTML}details":
            yield Problem(place, "details-hidden", "some readers never open <details>, so its content is lost")
        elif element.tag == f"{XHTML}a" and element.get("href") and not (text_of(element) or element.get("aria-label")):
            yield Problem(place, "link-words", "the link has no text")
        for attribute in ("aria-labelledby", "aria-describedby", "aria-details"):
            for target in element.get(attribute, "").split():
                if target not in by_id:
                    yield Problem(place, "reference-dead", f"{attribute} refers to the id {target}, which does not exist")


def _drawing(drawing: Element, place: str, by_id: dict[str, Element]) -> Iterator[Problem]:
    if drawing.get("role") != "img" or not alternative_of(drawing, by_id):
        yield Problem(place, "drawing-alternative", 'the drawing needs role="img" and a title that aria-labelledby refers to')
    if not drawing.get("viewBox"):
        yield Problem(place, "drawing-portable", "Kindle crops a drawing without viewBox")
    for element in drawing.iter():
        if element.tag not in _SHAPES:
            yield Problem(place, "drawing-portable", f"some readers do not draw <{element.tag.removeprefix(SVG)}>")
        for attribute, value in element.items():
            if attribute in ("fill", "stroke", "style") and (hit := _PAINT.search(value)):
                yield Problem(place, "drawing-portable", f"some readers draw {attribute} with '{hit[0]}' in black")
            elif attribute in ("stroke-dasharray", "marker-end", "clip-path", "mask", "filter"):
                yield Problem(place, "drawing-portable", f"some readers ignore {attribute}")


def _table(table: Element, place: str) -> Iterator[Problem]:
    caption = table.find(f"{XHTML}caption")
    if caption is None or not text_of(caption):
        yield Problem(place, "table-caption", "the table has no caption for screen readers to announce")
    headers = list(table.iter(f"{XHTML}th"))
    if not headers:
        yield Problem(place, "table-heads", "the table has no header cells")
    if any(not header.get("scope") for header in headers):
        yield Problem(place, "table-heads", "a header cell has no scope (row or column)")


def _headings(name: str, root: Element) -> Iterator[Problem]:
    last = 0
    for element, place in with_places(root, name):
        if level := _HEADINGS.get(element.tag, 0):
            if level > last + 1:
                yield Problem(place, "heading-level", f"a heading of level {level} follows one of level {last}")
            if not text_of(element):
                yield Problem(place, "heading-words", "the heading is empty")
            last = level


def _self_closed(name: str, source: str) -> Iterator[Problem]:
    """Yield self-closed elements: a reader that parses the document as HTML takes what follows as their content."""
    for hit in _SELF_CLOSED.finditer(_DRAWING.sub("", source)):
        yield Problem(name, "self-closed", f"<{hit[1]}/> must be written <{hit[1]}></{hit[1]}>")


def _links(package: Package) -> Iterator[Problem]:
    by_id = {name: elements_by_id(root) for name, root in package.roots.items()}
    for name, root in package.roots.items():
        for element, place in with_places(root, name):
            href = element.get("href", "") if element.tag == f"{XHTML}a" else ""
            if not href or urlsplit(href).scheme:
                continue
            path, _, fragment = unquote(href).partition("#")
            target = (PurePosixPath(name).parent / path).as_posix() if path else name
            if target not in by_id or (fragment and fragment not in by_id[target]):
                yield Problem(place, "link-dead", f"the link leads to {href}, which does not exist")


def _page_list(package: Package) -> Iterator[Problem]:
    """Yield differences between the page list and the page marks, in number, order or label."""
    marks = [
        (f"{name}#{element.get('id')}", element.get("aria-label", "").strip(" ."))
        for name, root in package.roots.items()
        for element in root.iter()
        if element.get("role") == "doc-pagebreak"
    ]
    listed = [(link.get("href", ""), text_of(link)) for _, nav in package.navs("page-list") for link in nav.iter(f"{XHTML}a")]
    if [place for place, _ in marks] != [place for place, _ in listed]:
        unmatched = {place for place, _ in marks} ^ {place for place, _ in listed}
        difference = f"only one of them has {min(unmatched)}" if unmatched else "their order is different"
        yield Problem("", "page-list", f"the page list and the page marks differ: {difference}")
    labels = dict(listed)
    for place, label in marks:
        if not label or (place in labels and not label.endswith(labels[place])):
            yield Problem(place, "page-mark", f"the mark of page {labels.get(place, '?')} has the label '{label}'")


def _contents(package: Package) -> Iterator[Problem]:
    """Yield tables of contents that are empty or not in reading order."""
    positions = {name: number for number, name in enumerate(package.roots)}
    for name, nav in package.navs("toc"):
        order = [positions.get(link.get("href", "").partition("#")[0], -1) for link in nav.iter(f"{XHTML}a")]
        if order != sorted(order):
            yield Problem(name, "contents-order", "the table of contents is not in reading order")
        if not order:
            yield Problem(name, "contents-order", "the table of contents is empty")


def _answers(package: Package) -> Iterator[Problem]:
    """Yield questions with a link to an answer that has no link back."""
    targets = _backlink_targets(package.roots)
    for name, root in package.roots.items():
        for element, place in with_places(root, name):
            if "question" in classes_of(element) and links_to_answer(element) and element.get("id", "") not in targets:
                yield Problem(place, "answer-back", "the answer has no link back to the question")


def _backlink_targets(roots: Mapping[str, Element]) -> set[str]:
    """Return the ids that backlinks lead to."""
    return {
        unquote(link.get("href", "")).partition("#")[2]
        for root in roots.values()
        for link in root.iter(f"{XHTML}a")
        if link.get(f"{OPS}type") == "backlink"
    }
