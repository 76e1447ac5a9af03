"""A small e-book in memory: a navigation document, one section and a style sheet."""

from __future__ import annotations

from collections.abc import Mapping

from linernotes.epub.reader import Package

HEAD = '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="en"><body><h1>S</h1>'
NAV = HEAD + (
    '<nav epub:type="toc"><ol><li><a href="s.xhtml">S</a></li></ol></nav>'
    '<nav epub:type="page-list"><ol><li><a href="s.xhtml#page-1">1</a></li></ol></nav></body></html>'
)
PAGE_MARK = '<span id="page-1" role="doc-pagebreak" aria-label=" page 1. "></span>'
SVG = '<svg xmlns="http://www.w3.org/2000/svg" '
LAMP = SVG + 'viewBox="0 0 9 9" role="img" aria-labelledby="t"><title id="t">A lamp</title><rect width="9" height="9"/></svg>'
TABLE = '<table><caption>C</caption><tr><th scope="col">H</th></tr><tr><td>1</td></tr></table>'
SILENT_PICTURE = '<p id="near"><img src="a.png" alt=""/></p>'


def package(body: str = "", sheet: str = "", nav: str = NAV, more: Mapping[str, bytes] | None = None) -> Package:
    """Return an e-book with this content in its section."""
    files = {"nav.xhtml": nav, "s.xhtml": f"{HEAD}{PAGE_MARK}{body}</body></html>", "book.css": sheet}
    return Package.parse({name: text.encode() for name, text in files.items()} | dict(more or {}), ["nav.xhtml", "s.xhtml"])
