"""The content streams and strings of a PDF document that is drawn but not yet written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pydyf

_GROUP = re.compile(rb"/(x\d+) Do")
"""The operator that draws a transparency group, which has a content stream of its own."""


def read_contents(pdf: Any) -> Iterator[tuple[int, tuple[str, ...], bytes]]:
    """Yield each content stream of the pages and their groups.

    With each stream comes its page, counted from 0, and the resource names of its group and of those around it, outermost first; a
    page's own stream has no names.
    """
    for page, number in enumerate(pdf.pages["Kids"][::3]):
        dictionary = pdf.objects[number]
        yield from _contents(pdf, page, (), _look_up(pdf, dictionary["Contents"]), _look_up(pdf, dictionary["Resources"]))


def _contents(
    pdf: Any, page: int, group: tuple[str, ...], stream: Any, resources: Any
) -> Iterator[tuple[int, tuple[str, ...], bytes]]:
    content = b"\n".join(pydyf._to_bytes(part) for part in stream.stream)
    yield page, group, content
    for name in _GROUP.findall(content):
        inner = _look_up(pdf, resources["XObject"][name.decode()])
        yield from _contents(pdf, page, (*group, name.decode()), inner, _look_up(pdf, inner.extra["Resources"]))


def _look_up(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]


def read_strings(pdf: Any) -> Iterator[tuple[str, str]]:
    """Yield every string that is not page content, such as an alternative text, with its key in the PDF."""
    for item in pdf.objects:
        yield from _strings("", getattr(item, "extra", item))


def _strings(key: str, value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, pydyf.String):
        text = value.string
        yield key, text.decode("utf-8", "ignore") if isinstance(text, bytes) else str(text)
    elif isinstance(value, dict):
        for name, each in value.items():
            yield from _strings(str(name), each)
    elif isinstance(value, list):
        for each in value:
            yield from _strings(key, each)
