"""XHTML → PDF pages, through WeasyPrint, which reads nothing but what it is given."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from linernotes.model.findings import TypesettingError

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


@dataclass(frozen=True, slots=True)
class Typeset:
    """Pages set on the sheet.

    Attributes:
        content: the PDF file.
        pages: how many pages it has.
        anchors: the page on which each anchor first falls, the first page being 0.
        complaints: what the typesetter passed over, for instance a property of CSS that it does not know.
    """

    content: bytes
    pages: int
    anchors: Mapping[str, int]
    complaints: tuple[str, ...]


class _Listener(logging.Handler):
    """Keeps what WeasyPrint says."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: dict[str, None] = {}

    def emit(self, record: logging.LogRecord) -> None:
        self.lines[record.getMessage()] = None


def typeset(document: str, files: Mapping[str, bytes], families: frozenset[str]) -> Typeset:
    """Set a document.

    Args:
        document: the XHTML; what it refers to begins with ``/``.
        files: everything that it may refer to, by path without the leading slash. Nothing else is ever read.
        families: the font families that may appear; any other is a fallback for a character that ours lack.

    Raises:
        TypesettingError: if WeasyPrint fails, misses something, or falls back to a face that is not ours.
    """
    from weasyprint import HTML  # half a second to import; needed only where pages are set

    listener = _Listener()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(listener)
    propagate, logger.propagate = logger.propagate, False
    try:
        rendered: Any = HTML(string=document, base_url=f"{ORIGIN}/", url_fetcher=_fetcher(files)).render(pdf_tags=True)
        content: bytes = rendered.write_pdf(pdf_tags=True)
    except RecursionError as fault:
        raise TypesettingError(
            "the pages are nested too deep to be set", hint="a template or style puts boxes into boxes"
        ) from fault
    finally:
        logger.removeHandler(listener)
        logger.propagate = propagate
    grave = [line for line in listener.lines if _GRAVE.search(line)]
    foreign = sorted(
        {font.family.decode() if isinstance(font.family, bytes) else str(font.family) for font in rendered.fonts.values()}
        - families
    )
    if foreign:
        grave.append(f"characters were set in {', '.join(foreign)}, which is no face of this book")
    if grave:
        raise TypesettingError(
            "the pages are not as they should be: " + "; ".join(grave),
            hint="a template or style asks for something that is not there",
        )
    anchors: dict[str, int] = {}
    for number, page in enumerate(rendered.pages):
        for anchor in page.anchors:
            anchors.setdefault(anchor, number)
    return Typeset(content, len(rendered.pages), anchors, tuple(line for line in listener.lines if not _GRAVE.search(line)))


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
