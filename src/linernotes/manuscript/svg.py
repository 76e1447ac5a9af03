"""SVG files: measured, and rejected if a renderer could not draw them within its limits or would need other files."""

from __future__ import annotations

import base64
import binascii
import io
import re
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from linernotes.manuscript.drawn_text import text_problem, with_book_fonts
from linernotes.manuscript.rasters import BrokenPictureError, read_raster

MAX_RATIO = 12
"""Ratio of the sides: a longer strip takes gigabytes as pixels."""

MAX_DEPTH = 64
"""Elements inside each other: each level takes a part of the stack of SVG renderers."""

MAX_ELEMENTS = 100_000
"""Elements that are drawn; an element that is used twice counts twice, with everything in it."""

MAX_FILTERS = 30
"""Steps of all filters."""

_FILTERS = frozenset(
    ["feBlend", "feColorMatrix", "feComposite", "feDropShadow", "feFlood", "feGaussianBlur", "feMerge", "feMergeNode", "feOffset"]
)
"""Steps of filters that take the same time whatever their numbers are."""

_VIEW_BOX = re.compile(r"\s*0\s+0\s+(?P<width>\d+(\.\d+)?)\s+(?P<height>\d+(\.\d+)?)\s*")
_DTD = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_SVG = "{http://www.w3.org/2000/svg}"
_ROOT = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 width height">'
_REFERENCE = re.compile(r"url\(\s*['\"]?\s*([^'\")]*)", re.IGNORECASE)
_IMPORT = re.compile(r"@import\b", re.IGNORECASE)
_DATA = re.compile(rb"data:image/(?P<kind>png|jpe?g);base64,(?P<text>[A-Za-z0-9+/=\s]*)")
_ACTIVE = frozenset(f"{_SVG}{name}" for name in ("script", "animate", "animateMotion", "animateTransform", "set", "handler"))
_EMBED = "embed that file in the drawing"


def read_svg(content: bytes) -> tuple[bytes, int, int]:
    """Return an SVG in the fonts of the book whose embedded pictures have no metadata, and its width and height.

    Raises:
        BrokenPictureError: if it is not an SVG file that every renderer draws, within the limits of this module.
    """
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        raise BrokenPictureError("the SVG is not UTF-8 text", "save it again with the encoding UTF-8") from None
    if _DTD.search(content):
        raise BrokenPictureError("the SVG has a document type declaration", "delete the part from <!DOCTYPE to its closing >")
    if content.count(b"<") > 2 * MAX_ELEMENTS:
        raise _too_many()
    root = _parse(content)
    view_box = _VIEW_BOX.fullmatch(root.get("viewBox", ""))
    if root.tag != f"{_SVG}svg" or not view_box:
        raise BrokenPictureError(
            f"its first element is not {_ROOT}", "set the viewBox in your drawing program; it begins with 0 0"
        )
    embedded = sum(_check_element(element) for element in root.iter())
    if embedded != len(_DATA.findall(content)):  # character references or comments hide an address from `_clean_embedded`
        raise BrokenPictureError("a picture in the SVG is embedded in an unusual form", "embed it again as a PNG")
    if problem := text_problem(root):
        raise BrokenPictureError(*problem)
    check_drawing_size(root)
    width, height = float(view_box["width"]), float(view_box["height"])
    if not 1 / MAX_RATIO <= width / (height or 1e-9) <= MAX_RATIO:
        raise BrokenPictureError(f"one side is more than {MAX_RATIO} times as long as the other", "make it less narrow")
    content = with_book_fonts(_DATA.sub(_clean_embedded, content).decode("utf-8")).encode()
    return content, max(1, round(width)), max(1, round(height))


def _too_many() -> BrokenPictureError:
    return BrokenPictureError(f"the SVG has more than {MAX_ELEMENTS} elements", "simplify the drawing, or save it as a PNG")


def _parse(content: bytes) -> Element:
    """Return the root of a drawing; elements beyond the limit of depth are not read."""
    root, depth = Element(""), 0
    try:
        for event, element in ElementTree.iterparse(io.BytesIO(content), ("start", "end")):  # noqa: S314  # entities are rejected
            root = element if depth == 0 and event == "start" else root
            depth += 1 if event == "start" else -1
            if depth > MAX_DEPTH:
                message = f"the SVG has more than {MAX_DEPTH} elements inside each other"
                raise BrokenPictureError(message, "ungroup the drawing, or save it as a PNG")
    except ElementTree.ParseError as error:
        line, column = error.position
        message = f"the SVG is not well-formed XML (line {line}, column {column + 1})"
        raise BrokenPictureError(message, "save it again with your drawing program") from None
    except BrokenPictureError:
        raise
    except (ValueError, LookupError):  # a declared encoding that Python lacks, or that is none for texts
        raise BrokenPictureError(
            "the SVG declares an encoding other than UTF-8", "save it again with the encoding UTF-8"
        ) from None
    return root


def _check_element(element: Element) -> int:
    """Reject an element that is active, or refers to another file; return the number of pictures that are embedded in it."""
    if element.tag in _ACTIVE:
        name = str(element.tag).removeprefix(_SVG)
        raise BrokenPictureError(f"the SVG has a <{name}>, and drawings cannot move or run anything", "delete that element")
    handler = next((name for name in element.attrib if name.lower().startswith("on")), "")
    if handler:
        raise BrokenPictureError(f"the SVG has '{handler}', and drawings cannot run anything", "delete that attribute")
    addresses: list[str] = []
    for name, value in element.attrib.items():
        if name.rpartition("}")[2] in ("href", "src"):
            addresses.append(value)
        addresses += _REFERENCE.findall(value)
    if element.tag == f"{_SVG}style":
        text = "".join(element.itertext())
        addresses += _REFERENCE.findall(text)
        if _IMPORT.search(text):
            raise BrokenPictureError("the SVG imports a style sheet", "write its rules into the drawing")
    for address in addresses:
        _check_address(address.strip())
    return sum(address.strip().startswith("data:") for address in addresses)


def _check_address(address: str) -> None:
    if address.startswith("data:") and not _DATA.fullmatch(address.encode()):
        raise BrokenPictureError("a picture in the SVG is neither a PNG nor a JPEG", "embed it as a PNG")
    if address and not address.startswith(("#", "data:")):
        raise BrokenPictureError(f"the SVG refers to another file, '{address}'", _EMBED)


def check_drawing_size(root: Element) -> None:
    """Check the size of a drawing when the elements that it uses are put in their places.

    Raises:
        BrokenPictureError: if it grows without end, or beyond what can be drawn.
    """
    by_id = {anchor: element for element in root.iter() if (anchor := element.get("id"))}
    steps = [str(e.tag).removeprefix(_SVG) for e in root.iter() if str(e.tag).startswith(f"{_SVG}fe")]
    slow = next((step for step in steps if step not in _FILTERS and not step.startswith("feFunc")), "")
    if slow and slow != "feComponentTransfer":
        raise BrokenPictureError(f"the SVG has a filter with <{slow}>", "remove the effect, or save the drawing as a PNG")
    if len(steps) > MAX_FILTERS:
        raise BrokenPictureError(f"its filters have more than {MAX_FILTERS} steps", "remove effects, or save it as a PNG")
    used = {anchor: list(_used(element, by_id)) for anchor, element in by_id.items()}
    try:
        order = list(TopologicalSorter({anchor: set(names) for anchor, names in used.items()}).static_order())
    except CycleError as error:
        message = f"its element '{error.args[1][0]}' contains itself"
        raise BrokenPictureError(message, "delete the <use> or the pattern that refers to an element around it") from None
    sizes: dict[str, int] = {}
    for anchor in order:
        sizes[anchor] = sum(1 for _ in by_id[anchor].iter()) + sum(sizes[name] for name in used[anchor])
        if sizes[anchor] > MAX_ELEMENTS:
            raise _too_many()
    if sum(1 for _ in root.iter()) + sum(sizes[name] for name in _used(root, by_id)) > MAX_ELEMENTS:
        raise _too_many()


def _used(element: Element, by_id: dict[str, Element]) -> Iterator[str]:
    """Yield the ids of the elements that are drawn where this one is, once for each use."""
    for each in element.iter():
        for name, value in each.attrib.items():
            addresses = [value] if name.rpartition("}")[2] == "href" and each.tag != f"{_SVG}a" else _REFERENCE.findall(value)
            yield from (name for address in addresses if (name := address.strip().removeprefix("#")) in by_id)


def _clean_embedded(found: re.Match[bytes]) -> bytes:
    """Return the data address of an embedded picture without its metadata."""
    kind = "PNG" if found["kind"] == b"png" else "JPEG"
    try:
        clean, _, _ = read_raster(base64.b64decode(b"".join(found["text"].split()), validate=True), kind)
    except (binascii.Error, BrokenPictureError) as error:
        raise BrokenPictureError(f"a {kind} in the SVG cannot be used: {error}", "embed the picture again") from None
    return b"data:image/" + found["kind"] + b";base64," + base64.b64encode(clean)
