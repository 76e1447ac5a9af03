"""The content streams and strings of a PDF document that is drawn but not yet written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pydyf

_GROUP = re.compile(rb"/(x\d+) Do")
"""A group is drawn: what is see-through stands in a stream of its own."""


def read_contents(pdf: Any) -> Iterator[tuple[int, tuple[str, ...], bytes]]:
    """Yield what is drawn on pages, and in the groups on them.

    Of each stream its page, the names of the group that it is and of those around it, the outer one first, and its content.
    """
    for page, number in enumerate(pdf.pages["Kids"][::3]):
        shown = pdf.objects[number]
        yield from _drawn(pdf, page, (), _referred(pdf, shown["Contents"]), _referred(pdf, shown["Resources"]))


def _drawn(
    pdf: Any, page: int, group: tuple[str, ...], stream: Any, resources: Any
) -> Iterator[tuple[int, tuple[str, ...], bytes]]:
    content = b"\n".join(pydyf._to_bytes(part) for part in stream.stream)
    yield page, group, content
    for name in _GROUP.findall(content):
        inner = _referred(pdf, resources["XObject"][name.decode()])
        yield from _drawn(pdf, page, (*group, name.decode()), inner, _referred(pdf, inner.extra["Resources"]))


def _referred(pdf: Any, reference: bytes) -> Any:
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
