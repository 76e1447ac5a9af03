"""One section's XHTML → its gathering, by WeasyPrint. Only worker processes load this module."""

from __future__ import annotations

import hashlib
import html
import logging
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import weasyprint.pdf
from weasyprint import CSS, HTML
from weasyprint.pdf.fonts import Font
from weasyprint.text.fonts import FontConfiguration

from linernotes.fonts.symbols import PLACEHOLDER_DIGITS
from linernotes.html.placeholders import PLACEHOLDER, placeholder_number
from linernotes.typeset import patches
from linernotes.typeset.areas import find_areas
from linernotes.typeset.empty_pages import find_empty_pages
from linernotes.typeset.fetcher import ORIGIN, BookFetcher
from linernotes.typeset.gathering import Bookmark, FontUse, Gathering, Placeholder
from linernotes.typeset.inspection import inspect_pages
from linernotes.typeset.jobs import Assets, Job, Typeset
from linernotes.typeset.log import Log
from linernotes.typeset.page_numbers import find_placeholders
from linernotes.typeset.page_styles import check_document
from linernotes.typeset.page_text import read_pages
from linernotes.typeset.sheets import is_reported
from linernotes.typeset.streams import read_contents, read_strings
from linernotes.typeset.tags.tree import add_tags
from linernotes.workers.child import TaskError

patches.install()
weasyprint.pdf.add_tags = add_tags  # WeasyPrint has no hook for a tag tree of one's own
# Whole fonts are the same in every gathering, and the binder reduces them. The option full_fonts would keep them whole too, but it
# maps glyphs to text by the font's own table, which has no ligatures.
Font.clean = lambda *_: None

# Lines of WeasyPrint's log that mean wrong pages; the others become warnings.
_GRAVE = re.compile(
    r"No anchor|Anchor defined twice|notdef|cannot be loaded|Failed to load|Error while|Content discarded", re.IGNORECASE
)

_POINTS = 0.75
"""Points to a pixel of CSS."""

_AT = re.compile(r" at (?P<line>\d+):(?P<column>\d+)")
"""The position in a line of WeasyPrint's log, which does not name the style sheet."""

_IDS = re.compile(r'<[^>]* id="([^"]+)"')


class Typesetter:
    """WeasyPrint with the style sheets and fonts of a book.

    Args:
        assets: the files that pages may show, and the names of the style sheets.
    """

    def __init__(self, assets: Assets) -> None:
        self.assets = assets
        self._fetcher = BookFetcher(assets.files)
        self._fonts = FontConfiguration()
        self._log = Log()
        self._sheets: dict[str, _Sheet] = {}
        logger = logging.getLogger("weasyprint")
        logger.handlers = [self._log]
        logger.propagate = False
        for path in assets.sheets:
            self._sheet(path)

    def _sheet(self, path: str) -> _Sheet:
        """Return a style sheet, which is parsed once, with what was logged and served for it."""
        if path not in self._sheets:
            self._log.lines.clear()
            self._fetcher.served.clear()
            text = self._fetcher.read(path).decode("utf-8")
            try:
                css = CSS(string=text, base_url=f"{ORIGIN}/{path}", url_fetcher=self._fetcher, font_config=self._fonts)
            except RecursionError:
                raise TaskError(f"a rule of {path} is nested too deeply for the typesetter") from None
            lines = [line for line in self._log.lines if not is_reported(line)]
            log = tuple(_AT.sub("", f"{path}{_position(line)}: {line}", count=1) for line in lines)
            self._sheets[path] = _Sheet(css, log, dict(self._fetcher.served))
        return self._sheets[path]

    def typeset(self, job: Job) -> Typeset:
        """Typeset a document.

        Raises:
            TaskError: if a reader would find its pages wrong.
        """
        sheets = [self._sheet(path) for path in (*self.assets.sheets, *job.sheets)]
        self._log.lines = {line: None for sheet in sheets for line in sheet.log}
        self._fetcher.served = {path: digest for sheet in sheets for path, digest in sheet.served.items()}
        drawn: list[_Drawn] = []
        try:
            parsed = HTML(string=job.document, base_url=f"{ORIGIN}/", url_fetcher=self._fetcher)
            if too_large := next(check_document(parsed.etree_element), ""):
                raise TaskError(too_large)
            document: Any = parsed.render(
                stylesheets=[sheet.css for sheet in sheets], font_config=self._fonts, pdf_tags=job.tagged
            )
            content: bytes = document.write_pdf(
                pdf_tags=job.tagged, finisher=lambda document, pdf: drawn.append(_examine_drawing(document, pdf))
            )
        except RecursionError:
            raise TaskError("its elements are nested too deeply for the typesetter") from None
        problems = [line for line in self._log.lines if _GRAVE.search(line)]
        if foreign := sorted({font.family for font in document.fonts.values()} - self.assets.families):
            problems.append(f"characters were set in {', '.join(foreign)}, which is not a font of this book")
        anchors = _anchors(document)
        problems = problems or [*_check_room(document), *_check_pages(job, anchors, drawn[0])]
        if problems:
            raise TaskError("; ".join(problems))
        gathering = Gathering(
            content,
            len(document.pages),
            anchors,
            tuple(_bookmarks(document.make_bookmark_tree(scale=_POINTS, transform_pages=True), 1)),
            _font_uses(document),
            drawn[0].placeholders,
            tuple(line for line in self._log.lines if not _GRAVE.search(line)),
            read_pages(content, [_text_block(page) for page in document.pages]),
            drawn[0].strings,
            (*inspect_pages(document), *find_empty_pages(document, arranged=job.arranged)),
            find_areas(document),
        )
        return Typeset(gathering, dict(self._fetcher.served))


def _text_block(page: Any) -> tuple[float, float]:
    """Return the lower and upper edge of the text block of a page, in points above the lower edge of the page."""
    box = page._page_box
    top = page.height - box.content_box_y()
    return _POINTS * (top - box.height), _POINTS * top


@dataclass(frozen=True, slots=True)
class _Sheet:
    css: CSS
    log: tuple[str, ...]
    served: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Drawn:
    """Facts about a document that only its PDF objects show.

    Attributes:
        placeholders: the page numbers to fill in.
        strings: every text that is not page content, with its key, such as Alt or Contents.
        plain: whether pages use neither patterns nor form XObjects.
    """

    placeholders: tuple[Placeholder, ...]
    strings: tuple[tuple[str, str], ...]
    plain: bool


def _examine_drawing(document: Any, pdf: Any) -> _Drawn:
    """Examine a document that is drawn, and leave its font files out: the binder embeds one copy of each."""
    plain = not any(getattr(each, "extra", {}).get("Type") in ("/XObject", "/Pattern") for each in pdf.objects)
    for item in pdf.objects:
        if "Length1" in getattr(item, "extra", ()):
            item.stream = [b""]
    placeholders = tuple(find_placeholders(read_contents(pdf), _zero_glyphs(document)))
    return _Drawn(placeholders, tuple(dict.fromkeys(read_strings(pdf))), plain)


def _position(line: str) -> str:
    """Return the position in a line of the log in the form of a place: ``:line:column``."""
    found = _AT.search(line)
    return f":{found['line']}:{found['column']}" if found else ""


def _anchors(document: Any) -> dict[str, int]:
    """Return the page of each anchor, counted from 0; an element on several pages counts for the first."""
    anchors: dict[str, int] = {}
    for number, page in enumerate(document.pages):
        for anchor in page.anchors:
            anchors.setdefault(anchor, number)
    return anchors


def _check_room(document: Any) -> Iterator[str]:
    """Yield the reason why there is no room for text."""
    if any(min(page._page_box.width, page._page_box.height) <= 0 for page in document.pages):
        yield "a page has no room for text; make the margins of @page in your style sheets smaller"


def _check_pages(job: Job, anchors: Mapping[str, int], drawn: _Drawn) -> Iterator[str]:
    """Yield the reasons why the pages do not hold what the document holds."""
    lost = [name for name in _IDS.findall(job.document) if html.unescape(name) not in anchors]
    if lost:
        yield f"{len(lost)} of its parts are on no page, the first of them '{lost[0]}'; too many notes stand close together"
    named = Counter(placeholder_number(run) for run in PLACEHOLDER.findall(html.unescape(job.document)))
    found = Counter(placeholder.number for placeholder in drawn.placeholders)
    if set(found) - set(named) or not found >= named:  # a running head may repeat a page number
        yield (
            f"it names {named.total()} pages, but only {(found & named).total()} of these page numbers can be filled in;"
            " one is broken over two lines or drawn as a picture"
        )
    if not job.tagged and not drawn.plain:
        yield "a folio may have colours, rules and words only; remove its opacity, pictures and gradients"


def _font_uses(document: Any) -> dict[str, FontUse]:
    used: dict[str, tuple[str, dict[str, float], dict[str, str]]] = {}
    for font in document.fonts.values():
        face = hashlib.sha256(font.file_content).hexdigest()
        _, widths, text = used.setdefault(font.hash, (face, {}, {}))
        widths |= {str(glyph): round(float(width), 3) for glyph, width in font.widths.items()}
        text |= {str(glyph): str(words) for glyph, words in font.to_unicode.items()}
    for _, widths, text in used.values():
        for glyph, words in tuple(text.items()):
            if words and ord(words[0]) in PLACEHOLDER_DIGITS:
                nought = int(glyph) - PLACEHOLDER_DIGITS.index(ord(words[0]))
                widths |= {str(nought + figure): widths[glyph] for figure in range(10)}
                text |= {str(nought + figure): str(figure) for figure in range(10)}
    return {name: FontUse(face, widths, text) for name, (face, widths, text) in sorted(used.items())}


def _zero_glyphs(document: Any) -> dict[str, int]:
    """Return the glyph of the blank figure 0 by font, for the fonts that pages are named in."""
    found: dict[str, int] = {}
    for font in document.fonts.values():
        for glyph, text in font.to_unicode.items():
            if text and ord(text[0]) in PLACEHOLDER_DIGITS:
                found[font.hash] = int(glyph) - PLACEHOLDER_DIGITS.index(ord(text[0]))
    return found


def _bookmarks(tree: Any, level: int) -> Any:
    for title, (page, left, top), children, _ in tree:
        yield Bookmark(level, title, page, round(left, 3), round(top, 3))
        yield from _bookmarks(children, level + 1)


_current: list[Typesetter] = []


def typesetter_for(assets: Assets) -> Typesetter:
    """Return the typesetter of a book; the last one is kept, because parsing its style sheets costs more than a page."""
    if not _current or _current[0].assets is not assets:
        _current[:] = [Typesetter(assets)]
    return _current[0]
