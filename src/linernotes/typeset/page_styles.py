"""The check of a document before it is typeset: what a template wrote into it that would take minutes or gigabytes.

Style sheets are checked when a guide is read (`model.style_limits`). Templates can write styles, cells and drawings, too.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from linernotes.model.style_limits import check_limits

MAX_STYLES = 2_000_000
"""Characters of all styles in a document: tens of thousands of elements with a width."""

MAX_SPAN = 1_000
"""Columns or rows of a cell (https://html.spec.whatwg.org/multipage/tables.html#attr-tdth-colspan)."""

_SPANS = ("colspan", "rowspan", "span")
_USE = "{http://www.w3.org/2000/svg}use"
_SVG = "{http://www.w3.org/2000/svg}svg"


def check_document(root: Any) -> Iterator[str]:
    """Yield what is too large in a document.

    Args:
        root: its root element, as WeasyPrint parses it.

    Raises:
        RecursionError: if brackets in its styles are nested too deeply.
    """
    rules: dict[str, None] = {}
    attributes: dict[str, None] = {}
    length = 0
    for element in root.iter():
        if not isinstance(element.tag, str):  # a comment
            continue
        for texts, text in ((rules, element.text if element.tag.endswith("style") else ""), (attributes, element.get("style"))):
            texts[text or ""] = None
            length += len(text or "")
        for name in _SPANS:
            if (span := element.get(name, "")).strip().isdecimal() and int(span[:9]) > MAX_SPAN:
                yield f"a cell of a table spans more than {MAX_SPAN:,} columns or rows"
        if element.tag == _SVG and next(element.iter(_USE), None) is not None:
            yield from _check_drawing(element)
    if length > MAX_STYLES:
        yield f"its elements have more than {MAX_STYLES // 1_000_000} MB of styles; write rules for classes into a style sheet"
        return
    for finding in check_limits({"a style element": "\n".join(rules)}, attributes):
        yield f"in {finding.place.file}, {finding.message}; {finding.hint}"


def _check_drawing(drawing: Any) -> Iterator[str]:
    """Yield what is too large in a drawing that uses its parts more than once."""
    # Loads the reader of manuscripts, which no page of the built-in templates needs.
    from linernotes.manuscript.rasters import BrokenPictureError
    from linernotes.manuscript.svg import check_drawing_size

    try:
        check_drawing_size(drawing)
    except BrokenPictureError as error:
        yield f"a drawing cannot be used: {error}"
