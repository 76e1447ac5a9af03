"""Active and remote content of an e-book: it may run nothing, and request nothing from the network.

Reading systems run scripts and load remote files in their own ways (EPUB 3.3, 3.6 and 8.2); the pupils who read a book can neither
see that nor refuse it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from linernotes.epub.reader import SVG, XHTML, Package, parse_xml, with_places
from linernotes.model.problems import Problem

_ACTIVE = frozenset(
    f"{space}{name}"
    for space, names in (
        (XHTML, "script iframe frame frameset object embed applet form input button select textarea audio video canvas base"),
        (SVG, "script animate animateMotion animateTransform set handler foreignObject"),
    )
    for name in names.split()
)
_RESOURCES = frozenset(["src", "srcset", "poster", "data", "action", "formaction", "background", "codebase", "manifest", "ping"])
"""Attributes whose address a reading system requests by itself, on any element."""

_SAFE_LINKS = ("http", "https", "mailto", "tel")
_IGNORED = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\ufeff]")
"""Characters that programs skip when they read the scheme of an address (URL Standard, 4.4)."""

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_REMOTE = re.compile(r"//|[a-z][a-z0-9+.-]*:|\\\\", re.IGNORECASE)
_EMBEDDED = re.compile(r"data:(?:image/(?:png|jpeg|gif|webp)|font/[a-z0-9]+)[;,]", re.IGNORECASE)
_ESCAPE = re.compile(r"\\([0-9a-f]{1,6})\s?|\\(.)", re.IGNORECASE | re.DOTALL)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_URL = re.compile(
    r"(?:url|src|image)\(\s*[\"']?\s*([^\"')]*)|@import\s+[\"']\s*([^\"']*)|image-set\(\s*[\"']([^\"']*)", re.IGNORECASE
)
_SCRIPT_IN_STYLE = re.compile(r"expression\s*\(|-moz-binding|behavior\s*:|javascript\s*:", re.IGNORECASE)
_MARKUP = (".xhtml", ".html", ".htm", ".svg", ".xml", ".opf", ".ncx")
_PROGRAMS = (".js", ".mjs", ".wasm", ".swf", ".jar", ".exe")
_DECLARATION = re.compile(r"<\?(?!xml\s)[^>]{0,80}|<!DOCTYPE(?!\s+html\s*>)[^>]{0,80}", re.IGNORECASE)


def active_content(package: Package) -> Iterator[Problem]:
    """Yield everything in an e-book that would run, or be requested from elsewhere."""
    for name, content in package.files.items():
        if name.endswith(_PROGRAMS):
            yield Problem(name, "active-content", "the e-book contains a program")
        elif name.endswith(".css"):
            yield from _in_style(content.decode("utf-8", "replace"), name)
        elif name.endswith(_MARKUP):
            yield from _in_document(package, name, content)


def _in_document(package: Package, name: str, content: bytes) -> Iterator[Problem]:
    for hit in _DECLARATION.finditer(content.decode("utf-8", "replace")):
        yield Problem(name, "active-content", f"the document has a declaration that may load another file: {hit[0]}")
    root = package.roots.get(name)
    if root is None:
        try:
            root = parse_xml(content)
        except ValueError as error:
            yield Problem(name, "active-content", f"the document cannot be searched for programs: {error}")
            return
    for element, place in with_places(root, name):
        yield from _in_element(element, place)


def _in_element(element: Element, place: str) -> Iterator[Problem]:
    tag = element.tag.rpartition("}")[2]
    if element.tag in _ACTIVE:
        yield Problem(place, "active-content", f"<{tag}> may run or load something")
    if tag == "meta" and element.get("http-equiv", "").lower() not in ("", "content-type"):
        yield Problem(place, "active-content", f'<meta http-equiv="{element.get("http-equiv")}"> may load another page')
    if tag == "style":
        yield from _in_style("".join(element.itertext()), place)
    for qualified, value in element.items():
        attribute = qualified.rpartition("}")[2].lower()
        if attribute.startswith("on"):
            yield Problem(place, "active-content", f"{attribute}= on <{tag}> runs a script")
        elif attribute == "srcdoc":
            yield Problem(place, "active-content", "srcdoc= contains another document")
        elif attribute == "style" or "url(" in value.lower():
            yield from _in_style(value, place)
        elif attribute == "href" and tag in ("a", "area"):
            yield from _in_link(value, place)
        elif (
            attribute in _RESOURCES
            or (attribute == "href" and element.tag.startswith((XHTML, SVG)))
            or _is_item(element, attribute)
        ):
            yield from (_remote(address, place) for address in _addresses(attribute, value) if _is_remote(address))


def _is_item(element: Element, attribute: str) -> bool:
    """Return whether an attribute of the package document or the NCX names a file of the book."""
    return attribute == "href" and element.tag.endswith("}item")


def _addresses(attribute: str, value: str) -> list[str]:
    return [each.split()[0] for each in value.split(",") if each.split()] if attribute == "srcset" else [value]


def _in_link(value: str, place: str) -> Iterator[Problem]:
    scheme = _SCHEME.match(_IGNORED.sub("", html.unescape(value)))
    if scheme and scheme[1].lower() not in _SAFE_LINKS:
        yield Problem(
            place, "active-content", f"a link begins with '{scheme[0]}'; use {', '.join(_SAFE_LINKS)} or a page of the book"
        )


def _in_style(style: str, place: str) -> Iterator[Problem]:
    plain = _COMMENT.sub("", _ESCAPE.sub(_unescaped, style))
    for hit in _URL.finditer(plain):
        if _is_remote(address := next(filter(None, hit.groups()), "")):
            yield _remote(address, place)
    if script := _SCRIPT_IN_STYLE.search(plain):
        yield Problem(place, "active-content", f"the style '{script[0]}' runs a script")


def _unescaped(found: re.Match[str]) -> str:
    return chr(min(int(found[1], 16), 0x10FFFF)) if found[1] else found[2]


def _is_remote(address: str) -> bool:
    plain = _IGNORED.sub("", html.unescape(address))
    return bool(_REMOTE.match(plain)) and not _EMBEDDED.match(plain)


def _remote(address: str, place: str) -> Problem:
    return Problem(place, "remote-content", f"'{address[:60]}' is not in the e-book, so a reader would load it from elsewhere")
