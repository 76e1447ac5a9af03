"""The objects of a PDF file as qpdf writes them, told apart in its bytes.

A parser makes a value of each of them; of a book of hundreds of pages that takes longer than all that is then asked.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

STRING = rb"\([^\\()]*(?:\\.[^\\()]*)*\)"
"""A string in letters: parentheses inside are escaped, and so are the ends of lines (ISO 32000-1, 7.3.4.2)."""

_HEAD = re.compile(rb"%PDF-\d\.\d\n%\xbf\xf7\xa2\xfe\n")
_STREAM = re.compile(rb"\bstream\r?\n")
_LENGTH = re.compile(rb"/Length (\d+)\b(?! \d+ R)")
_TYPE = re.compile(rb"/Type /(\w+)")
_OBJECT = re.compile(rb"^(\d+) 0 obj\n", re.MULTILINE)
_PACKED = re.compile(rb"/N (\d+)\b")
_FIRST = re.compile(rb"/First (\d+)\b")
_ROOT = re.compile(rb"/Root (\d+) 0 R\b")
_STRING = re.compile(STRING, re.DOTALL)
_PAGES = re.compile(rb"/Pages (\d+) 0 R\b")
_KIDS = re.compile(rb"/Kids \[([^\]]*)\]")
_REFERENCE = re.compile(rb"(\d+) 0 R\b")


class UnknownShapeError(ValueError):
    """The file is not in the shape that qpdf gives to what it writes, so that not all of it can be found."""


@dataclass(frozen=True, slots=True)
class Objects:
    """What is in a file.

    Attributes:
        written: every object by its number, without its stream.
        streams: the streams by the number of their object, as they stand in the file.
        told: all that is no stream, in the order of the file, streams of objects unpacked, whether anything refers to it or not.
        texts: the streams that are texts, each with its type: metadata and attachments.
        pages: the numbers of the pages, each with those of the nodes above it.
    """

    written: Mapping[int, bytes]
    streams: Mapping[int, bytes]
    told: Sequence[bytes]
    texts: Sequence[tuple[str, bytes]]
    pages: Sequence[tuple[int, ...]]

    def unpacked(self, number: int) -> bytes:
        """Return the stream of an object, unpacked; empty if it has none, or is packed in a way of which we make no use."""
        stream = self.streams.get(number, b"")
        if b"/Filter" not in self.written[number]:
            return stream
        return _inflated(stream) if b"/Filter /FlateDecode" in self.written[number] else b""


@lru_cache(maxsize=1)
def read_objects(content: bytes) -> Objects:
    """Return what is in a PDF file; of the last file it is remembered, for the next who asks.

    Raises:
        UnknownShapeError: if the file was not written by qpdf, as every file of ours is.
    """
    if not _HEAD.match(content):
        raise UnknownShapeError("the file does not begin as qpdf lets it")
    written: dict[int, bytes] = {}
    streams: dict[int, bytes] = {}
    told: list[bytes] = []
    texts: list[tuple[str, bytes]] = []

    def enter(found: Iterator[tuple[int, bytes]]) -> None:
        for number, each in found:
            if number in written:
                raise UnknownShapeError(f"the object {number} is there twice")
            written[number] = each

    trailer = b""
    end = 0
    while begun := _STREAM.search(content, end):
        told.append(content[end : begun.start()])
        heads = list(_loose(told[-1]))
        if not heads:
            raise UnknownShapeError("a stream belongs to no object")
        enter(iter(heads))
        number, head = heads[-1]
        length = _LENGTH.search(head)
        if not length:
            raise UnknownShapeError("a stream does not say how long it is")
        end = begun.end() + int(length[1])
        stream = streams[number] = content[begun.end() : end]
        kind = _TYPE.search(head)
        if kind and kind[1] == b"XRef":
            trailer = head
        if kind and kind[1] in (b"ObjStm", b"Metadata", b"EmbeddedFile"):
            unpacked = _inflated(stream) if b"/FlateDecode" in head else stream
            if kind[1] == b"ObjStm":
                told.append(unpacked)
                enter(_packed(head, unpacked))
            else:
                texts.append((kind[1].decode(), unpacked))
    told.append(content[end:])
    enter(_loose(told[-1]))
    return Objects(written, streams, told, texts, list(_pages(written, trailer or told[-1])))


def _inflated(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error as fault:
        raise UnknownShapeError("a stream cannot be unpacked") from fault


def _loose(written: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the objects that stand between streams."""
    begun = list(_OBJECT.finditer(written))
    ends = [*(each.start() for each in begun[1:]), len(written)]
    for each, end in zip(begun, ends, strict=False):
        yield int(each[1]), written[each.end() : end].partition(b"\nendobj")[0]


def _packed(head: bytes, written: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the objects of a stream of objects (ISO 32000-1, 7.5.7)."""
    count, first = _PACKED.search(head), _FIRST.search(head)
    if not count or not first:
        raise UnknownShapeError("a stream of objects does not say what is in it")
    start = int(first[1])
    told = written[:start].split()
    if len(told) != 2 * int(count[1]) or not all(map(bytes.isdigit, told)):
        raise UnknownShapeError("a stream of objects does not hold as many as it says")
    numbers = list(map(int, told))
    spots = [*numbers[1::2], len(written) - start]
    if spots != sorted(spots):
        raise UnknownShapeError("a stream of objects does not hold them in order")
    for number, begin, end in zip(numbers[::2], spots, spots[1:], strict=False):
        yield number, written[start + begin : start + end]


def _pages(written: Mapping[int, bytes], trailer: bytes) -> Iterator[tuple[int, ...]]:
    root = _ROOT.search(_STRING.sub(b"()", trailer))
    top = _PAGES.search(_STRING.sub(b"()", written.get(int(root[1]), b""))) if root else None
    if not top:
        raise UnknownShapeError("it is not to be seen where the pages are")
    yield from _below(written, (int(top[1]),))


def _below(written: Mapping[int, bytes], path: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """Yield the pages at the end of a path of nodes, each with its path, from the top."""
    node = written.get(path[-1], b"")
    kids = _KIDS.search(node)
    if kids:
        if path[-1] in path[:-1]:
            raise UnknownShapeError("the pages go round in a circle")
        for number in _REFERENCE.findall(kids[1]):
            yield from _below(written, (*path, int(number)))
    elif b"/Type /Page" in node:
        yield path
    else:
        raise UnknownShapeError("a page is not there")
