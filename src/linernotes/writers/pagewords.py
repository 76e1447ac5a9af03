"""The letters of a PDF's pages, as a reader's viewer finds them; pages that were read before need not be read again."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, NamedTuple, cast

import pypdfium2

from linernotes.engines import version_of
from linernotes.proofing.objects import STRING, Objects, UnknownShapeError, read_objects
from linernotes.writers.children import command_for, environment
from linernotes.writers.letters import letters_of
from linernotes.writers.sheet import TEXT_BLOCK
from linernotes.writers.shelf import Shelf, key_of

_CODE = tuple(
    Path(__file__).parents[1].joinpath(f"{module}.py").read_bytes()
    for module in ("writers/pagewords", "writers/letters", "proofing/objects")
)
_PART = re.compile(rb"(" + STRING + rb")|(\d+) 0 R\b| /(?:FontFile2|Parent|P) \d+ 0 R\b", re.DOTALL)
"""A string, a reference, or what decides nothing about letters: the outlines of a face, and the ways back up."""

_PAGE_PART = re.compile(
    rb"(" + STRING + rb")|(\d+) 0 R\b| /(?:Parent \d+ 0 R\b|(?:Kids|Annots) \[[ 0-9R]*\]|(?:StructParents|Count) \d+)", re.DOTALL
)
"""The same in a page, whose links and tags draw nothing, and in the nodes above it."""


_MUCH = 100
"""Pages that take longer to read than a child process takes to begin."""


class PageLetters(NamedTuple):
    """The letters of a whole page, and those of its text block alone, which go on on the next page."""

    page: str
    block: str


def read_pages(file: Path, shelf: Shelf | None = None, name: str = "") -> list[PageLetters]:
    """Return the letters of every page.

    Args:
        file: the PDF file.
        shelf: where letters are kept, by a hash of all that decides them; None for nowhere.
        name: what the file is called there, so that the next one of that name replaces it.
    """
    digests = _digests(read_objects(file.read_bytes()))
    key = key_of([b"letters", version_of("pypdfium2").encode(), *_CODE, name.encode()])
    told = shelf.take(key) if shelf else None
    known = {digest: PageLetters(*each) for digest, each in json.loads(told).items()} if told else {}
    missing = [number for number, digest in enumerate(digests) if digest not in known]
    found = known | {digests[number]: each for number, each in zip(missing, _read(file, missing), strict=True)}
    if shelf and missing:
        shelf.keep(key, json.dumps({digest: found[digest] for digest in digests}).encode())
    return [found[digest] for digest in digests]


def _read(file: Path, numbers: list[int]) -> Iterator[PageLetters]:
    """Yield the letters of pages; a child process reads half of what is much, since the reader holds Python's lock."""
    if len(numbers) < _MUCH or os.cpu_count() == 1:
        yield from _read_here(file, numbers)
        return
    half = len(numbers) // 2
    with subprocess.Popen(  # noqa: S603  # our own interpreter and module
        command_for("linernotes.writers.pagewords"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment(),
    ) as child:
        with suppress(BrokenPipeError), cast(BinaryIO, child.stdin) as asked:
            asked.write(json.dumps([str(file), numbers[half:]]).encode())
        yield from _read_here(file, numbers[:half])
        told = cast(BinaryIO, child.stdout).read()
    if child.returncode == 0:
        yield from (PageLetters(*each) for each in json.loads(told))
    else:
        yield from _read_here(file, numbers[half:])


def serve() -> None:
    """Read the pages that standard input asks for."""
    file, numbers = json.loads(sys.stdin.buffer.read())
    sys.stdout.buffer.write(json.dumps(list(_read_here(Path(file), numbers))).encode())


def _read_here(file: Path, numbers: list[int]) -> Iterator[PageLetters]:
    if not numbers:
        return
    _, bottom, _, _ = TEXT_BLOCK.points()
    with pypdfium2.PdfDocument(file) as document:
        for number in numbers:
            page = document[number].get_textpage()
            yield PageLetters(letters_of(page.get_text_range()), letters_of(page.get_text_bounded(bottom=bottom)))


def _digests(objects: Objects) -> list[str]:
    """Return a hash for each page of what it and the nodes above it say, and of all that this draws on."""
    known: dict[int, bytes] = {}

    def digest(number: int, part: re.Pattern[bytes] = _PART) -> bytes:
        if number in known:
            return known[number]
        if number not in objects.written:
            raise UnknownShapeError(f"there is no object {number}")
        known[number] = b"a circle"
        told = hashlib.sha256()
        end = 0
        for found in part.finditer(written := objects.written[number]):
            told.update(written[end : found.start()])
            if found[1]:
                told.update(found[1])
            elif found[2]:
                told.update(b"\0" + digest(int(found[2])))
            end = found.end()
        told.update(written[end:])
        if number in objects.streams:
            told.update(b"\0stream\0" + objects.streams[number])
        known[number] = told.digest()
        return known[number]

    return [hashlib.sha256(b"".join(digest(number, _PAGE_PART) for number in path)).hexdigest() for path in objects.pages]
