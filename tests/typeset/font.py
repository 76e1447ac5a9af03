"""One font for tests that set pages, so that they need none of the system's, and small documents in it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from linernotes.fonts.instances import DEFAULT_REPERTOIRE, build_fonts
from linernotes.typeset.jobs import Assets, Job, Typeset
from linernotes.typeset.typesetter import Typesetter

SPEC = 'fonts = [{ family = "Plain", style = "normal", weight = 400, source = "Archivo", axes = { wdth = 100, wght = 430 } }]'
SHEET = b"@page { size: 216mm 297mm } @font-face { font-family: Plain; src: url(/plain.ttf) } html { font: 12pt Plain }\n"
FAMILIES = frozenset({"Plain"})


@cache
def plain() -> bytes:
    """Return the font file."""
    [font] = build_fonts(SPEC, DEFAULT_REPERTOIRE)
    return font.file.read_bytes()


def page(body: str, *, tagged: bool = True) -> Job:
    """Return the job of a document with this body."""
    return Job(f'<!DOCTYPE html><html lang="en"><head><title>T</title></head><body>{body}</body></html>', tagged)


def assets(files: Mapping[str, bytes] | None = None, style: bytes = b"", families: frozenset[str] = FAMILIES) -> Assets:
    """Return the font, a style sheet and further files."""
    return Assets({**(files or {}), "plain.ttf": plain(), "s.css": SHEET + style}, ("s.css",), families)


def typeset_page(
    body: str | Job, files: Mapping[str, bytes] | None = None, style: bytes = b"", families: frozenset[str] = FAMILIES
) -> Typeset:
    """Return a document with this body, typeset."""
    return Typesetter(assets(files, style, families)).typeset(body if isinstance(body, Job) else page(body))
