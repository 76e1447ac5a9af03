"""The letters of a PDF's pages, as a reader's viewer finds them; pages that were read before need not be read again."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, NamedTuple, cast

import pypdfium2

from linernotes.cache.store import Shelf, key_of
from linernotes.cache.versions import version_of
from linernotes.leaks.normalise import letters_of
from linernotes.leaks.objects import read_objects
from linernotes.leaks.pagesums import PageSums
from linernotes.model.papers import TEXT_BLOCK
from linernotes.typeset.children import command_for, environment

_CODE = tuple(
    Path(__file__).parents[1].joinpath(f"{module}.py").read_bytes()
    for module in ("leaks/page_text", "leaks/pagesums", "leaks/normalise", "leaks/objects")
)


_AFAR = 1e5
"""Points beyond every edge of a page: what lies outside is read too, on whichever paper."""

_MUCH = 100
"""Pages that take longer to read than a child process takes to begin."""


class PageLetters(NamedTuple):
    """The letters of a whole page, and those above its foot alone, which go on on the next page."""

    page: str
    block: str


def read_pages(file: Path, shelf: Shelf | None = None, name: str = "", *, readers: int = 1) -> list[PageLetters]:
    """Return the letters of every page; where only the number of a page has changed, it may be an earlier one.

    Args:
        file: the PDF file.
        shelf: where letters are kept, by a hash of all that decides them; None for nowhere.
        name: what the file is called there, so that the next one of that name replaces it.
        readers: how many processes may read at a time; more than two never do.

    Raises:
        UnknownShapeError: if the file was not written by qpdf, as every file of ours is.
    """
    sums = PageSums(read_objects(file.read_bytes()))
    digests = sums.pages()
    key = key_of([b"letters", version_of("pypdfium2").encode(), *_CODE, name.encode()])
    told = shelf.take(key) if shelf else None
    kept, spoken = json.loads(told) if told else ({}, {})
    # What a font's map said of a glyph when pages were read, it must still say, or they are read again.
    faithful = all(
        sums.maps.get(font, {}).get(glyph, text) == text for font, pairs in spoken.items() for glyph, text in pairs.items()
    )
    known = {digest: PageLetters(*each) for digest, each in kept.items()} if faithful else {}
    missing = [number for number, digest in enumerate(digests) if digest not in known]
    found = known | {digests[number]: each for number, each in zip(missing, _read(file, missing, readers), strict=True)}
    if shelf and missing:
        maps = (
            {font: {**spoken.get(font, {}), **sums.maps.get(font, {})} for font in {*spoken, *sums.maps}}
            if faithful
            else sums.maps
        )
        shelf.keep(key, json.dumps(({digest: found[digest] for digest in digests}, maps)).encode())
    return [found[digest] for digest in digests]


def _read(file: Path, numbers: list[int], readers: int) -> Iterator[PageLetters]:
    """Yield the letters of pages; a child process reads half of what is much, since the reader holds Python's lock."""
    if len(numbers) < _MUCH or readers == 1:
        yield from _read_here(file, numbers)
        return
    half = len(numbers) // 2
    with subprocess.Popen(  # noqa: S603  # our own interpreter and module
        command_for("linernotes.leaks.page_text"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment(),
    ) as child:
        with suppress(BrokenPipeError), cast(BinaryIO, child.stdin) as asked:
            asked.write(json.dumps([str(file), numbers[half:]]).encode())
        yield from _read_here(file, numbers[:half])
        told = cast(BinaryIO, child.stdout).read()
    yield from (PageLetters(*each) for each in json.loads(told)) if child.returncode == 0 else _read_here(file, numbers[half:])


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
            block = page.get_text_bounded(-_AFAR, bottom, _AFAR, _AFAR)
            yield PageLetters(letters_of(page.get_text_range()), letters_of(block))
