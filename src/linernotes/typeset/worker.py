"""The child process that sets pages, and the only module that knows WeasyPrint. It reads nothing but what it is given."""

from __future__ import annotations

import gc
import hashlib
import html
import logging
import os
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import PurePosixPath
from shutil import rmtree
from typing import Any
from urllib.parse import unquote, urlsplit

from linernotes.fonts.symbols import PLACEHOLDER_DIGITS
from linernotes.html.placeholders import PLACEHOLDER, placeholder_number
from linernotes.typeset.gathering import Bookmark, FontUse, Gathering, Placeholder
from linernotes.typeset.ipc import receive, send
from linernotes.typeset.page_numbers import find_placeholders
from linernotes.typeset.streams import read_contents

ORIGIN = "https://book.invalid"
"""Where everything that a page shows seems to come from, so that the same book gives the same bytes in every folder."""

MEDIA_TYPES: Mapping[str, str] = {
    ".css": "text/css",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
}

# Lines of WeasyPrint's log that mean pages which a reader would find wrong; the others are told as warnings.
_GRAVE = re.compile(
    r"No anchor|Anchor defined twice|notdef|cannot be loaded|Failed to load|Error while|Content discarded", re.IGNORECASE
)

_IDS = re.compile(r'<[^>]* id="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Equipment:
    """What a worker holds for every section.

    Attributes:
        files: everything that a page may refer to, by path without the leading slash. Nothing else is ever read.
        sheets: paths of the style sheets, in the order of the cascade; the first declares the fonts.
        families: the families that may appear; any other is a fallback for a character that ours lack.
    """

    files: Mapping[str, bytes]
    sheets: tuple[str, ...]
    families: frozenset[str]


@dataclass(frozen=True, slots=True)
class Job:
    """A document to set.

    Attributes:
        document: its XHTML.
        tagged: whether it has a tag tree.
        sheets: paths of style sheets that come after those which all documents have.
    """

    document: str
    tagged: bool = True
    sheets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a document could not be set, in words."""

    message: str


class _Listener(logging.Handler):
    """Keeps what WeasyPrint says."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: dict[str, None] = {}

    def emit(self, record: logging.LogRecord) -> None:
        self.lines[record.getMessage()] = None


class Typesetter:
    """WeasyPrint with its styles read and its fonts loaded, which costs more than a page."""

    def __init__(self, equipment: Equipment) -> None:
        """Read the styles."""
        import weasyprint.pdf
        from weasyprint.text.fonts import FontConfiguration

        from linernotes.typeset import patches
        from linernotes.typeset.tags.tree import add_tags

        _keep_fonts_whole()
        patches.install()
        weasyprint.pdf.add_tags = add_tags
        self.equipment = equipment
        self.fetcher = _fetcher(equipment.files)
        self.fonts = FontConfiguration()
        self.listener = _Listener()
        logger = logging.getLogger("weasyprint")
        logger.addHandler(self.listener)
        logger.propagate = False
        self.read = cache(self._read)
        for path in equipment.sheets:
            self.read(path)

    def _read(self, path: str) -> tuple[Any, Mapping[str, None]]:  # WeasyPrint ships no types
        """Return a style sheet, and what is said of it."""
        from weasyprint import CSS

        self.listener.lines = {}
        content = self.equipment.files[path].decode("utf-8")
        sheet = CSS(string=content, base_url=f"{ORIGIN}/{path}", url_fetcher=self.fetcher, font_config=self.fonts)
        return sheet, self.listener.lines

    def set(self, job: Job) -> Gathering | Fault:
        """Set a document."""
        from weasyprint import HTML

        read = [self.read(path) for path in (*self.equipment.sheets, *job.sheets)]
        self.listener.lines = {line: None for _, said in read for line in said}
        placeholders: tuple[Placeholder, ...] = ()
        drawn = False

        def finish(document: Any, pdf: Any) -> None:  # WeasyPrint and pydyf ship no types
            nonlocal placeholders, drawn
            drawn = any(getattr(each, "extra", {}).get("Type") in ("/XObject", "/Pattern") for each in pdf.objects)
            _leave_font_files_out(pdf)
            placeholders = tuple(find_placeholders(read_contents(pdf), _zero_glyphs(document)))

        try:
            parsed = HTML(string=job.document, base_url=f"{ORIGIN}/", url_fetcher=self.fetcher)
            document: Any = parsed.render(stylesheets=[sheet for sheet, _ in read], font_config=self.fonts, pdf_tags=job.tagged)
            content: bytes = document.write_pdf(pdf_tags=job.tagged, finisher=finish)
        except RecursionError:
            return Fault("it is nested too deep to be set")
        fonts = _fonts_of(document)
        grave = [line for line in self.listener.lines if _GRAVE.search(line)]
        foreign = sorted({font.family for font in document.fonts.values()} - self.equipment.families)
        if foreign:
            grave.append(f"characters were set in {', '.join(foreign)}, which is no font of this book")
        if grave:
            return Fault("; ".join(grave))
        anchors: dict[str, int] = {}
        for number, page in enumerate(document.pages):
            for anchor in page.anchors:
                anchors.setdefault(anchor, number)
        lost = [name for name in _IDS.findall(job.document) if html.unescape(name) not in anchors]
        if lost:
            return Fault(
                f"{len(lost)} of its parts are on no page, the first of them '{lost[0]}'; too many notes stand close together"
            )
        named = Counter(placeholder_number(run) for run in PLACEHOLDER.findall(html.unescape(job.document)))
        found = Counter(placeholder.number for placeholder in placeholders)
        if set(found) - set(named) or not found >= named:  # a running head names a page once more
            wanted, filled = named.total(), (found & named).total()
            return Fault(
                f"it names {wanted} pages, and {filled} of the numbers can be filled in; one is broken over lines or drawn apart"
            )
        if drawn and not job.tagged:
            return Fault(
                "what is laid over pages has colours, lines and words alone; take its opacity, pictures and gradients away"
            )
        complaints = tuple(line for line in self.listener.lines if not _GRAVE.search(line))
        bookmarks = tuple(_bookmarks(document.make_bookmark_tree(scale=0.75, transform_pages=True), 1))
        return Gathering(content, len(document.pages), anchors, bookmarks, fonts, placeholders, complaints)


def _keep_fonts_whole() -> None:
    """Keep WeasyPrint from subsetting the fonts: they are subsets already, and whole ones are alike in every gathering.

    ``full_fonts`` would do so too, but it maps glyphs to text by the font's own table, which knows no ligatures.
    """
    from weasyprint.pdf.fonts import Font

    Font.clean = lambda *_: None


def _fonts_of(document: Any) -> dict[str, FontUse]:
    used: dict[str, tuple[str, dict[str, float], dict[str, str]]] = {}
    for font in document.fonts.values():
        checksum = hashlib.sha256(font.file_content).hexdigest()
        _, widths, text = used.setdefault(font.hash, (checksum, {}, {}))
        widths |= {str(glyph): round(float(width), 3) for glyph, width in font.widths.items()}
        text |= {str(glyph): str(words) for glyph, words in font.to_unicode.items()}
    for _, widths, text in used.values():
        for glyph, words in tuple(text.items()):
            if words and ord(words[0]) in PLACEHOLDER_DIGITS:
                zero_glyph = int(glyph) - PLACEHOLDER_DIGITS.index(ord(words[0]))
                widths |= {str(zero_glyph + digit): widths[glyph] for digit in range(10)}
                text |= {str(zero_glyph + digit): str(digit) for digit in range(10)}
    return {name: FontUse(checksum, widths, text) for name, (checksum, widths, text) in sorted(used.items())}


def _zero_glyphs(document: Any) -> dict[str, int]:
    """Return the glyph of the placeholder digit 0 by resource name, for the fonts that page numbers are set in."""
    found: dict[str, int] = {}
    for font in document.fonts.values():
        for glyph, text in font.to_unicode.items():
            if text and ord(text[0]) in PLACEHOLDER_DIGITS:
                found[font.hash] = int(glyph) - PLACEHOLDER_DIGITS.index(ord(text[0]))
    return found


def _leave_font_files_out(pdf: Any) -> None:
    for item in pdf.objects:
        extra = getattr(item, "extra", None)
        if extra is not None and "Length1" in extra:
            item.stream = [b""]


def _bookmarks(tree: Any, level: int) -> Any:
    for title, (page, left, top), children, _ in tree:
        yield Bookmark(level, title, page, round(left, 3), round(top, 3))
        yield from _bookmarks(children, level + 1)


def _fetcher(files: Mapping[str, bytes]) -> Any:
    """Return the one way in: a fetcher that knows these files and refuses all else."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Fetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint ships no types
        def __init__(self) -> None:
            super().__init__(allowed_protocols=(), allow_redirects=False)

        def fetch(self, url: str, headers: object = None) -> Any:
            path = unquote(urlsplit(url).path).lstrip("/")
            if not url.startswith(f"{ORIGIN}/") or path not in files:
                raise ValueError("it is not part of the book")
            return URLFetcherResponse(url, files[path], {"Content-Type": MEDIA_TYPES[PurePosixPath(path).suffix.lower()]})

    return Fetcher()


def serve() -> None:
    """Set what comes through standard input until it ends; nothing else may write to standard output.

    The one argument is a folder for files of ours, such as the fonts, which is taken away at the end.
    """
    gc.set_threshold(200_000, 20, 1_000)
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr
    tempfile.tempdir = sys.argv[1]
    try:
        typesetter = None
        while True:
            told = receive(source)
            if isinstance(told, Equipment):
                typesetter = Typesetter(told)
            elif typesetter:
                send(sink, typesetter.set(told))
    except (EOFError, BrokenPipeError):
        rmtree(tempfile.tempdir, ignore_errors=True)
        os._exit(0)  # whoever reads us is gone; to take an engine apart serves nobody
