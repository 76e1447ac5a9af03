"""Inline Markdown → inlines, each with its line."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from markdown_it.tree import SyntaxTreeNode

from linernotes.manuscript.extensions import markdown_parser
from linernotes.manuscript.foreign import report_foreign
from linernotes.manuscript.html import (
    LITERAL,
    STRONG,
    only_styles,
    report_effect,
    report_style,
    report_tag,
    small_characters,
    tag_of,
    with_effect,
)
from linernotes.manuscript.oversize import report_oversize
from linernotes.manuscript.printed import printed_texts
from linernotes.manuscript.source import SourceFile
from linernotes.manuscript.strayfences import report_inside
from linernotes.model.document import (
    Block,
    Citation,
    Code,
    Emphasis,
    Inline,
    Layer,
    LineBreak,
    Link,
    LinkKind,
    NoteCall,
    Span,
    Strong,
    Text,
    Unresolved,
    WebAddress,
)
from linernotes.model.findings import Code as FindingCode
from linernotes.model.findings import Place, did_you_mean

_COMMENT = re.compile(r"\s*<!--.*?-->\s*", re.DOTALL)
SCHEME = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*):|//")
"""The beginning of an address outside of the book (RFC 3986, 4.1); the reader reports those that a guide cannot link to."""

_WHITE = re.compile(r"[ \t\r\n]+")
_SPACES = re.compile(r"[ \t]{2,}")
_PLAIN = "plain"
"""The class of words that look like a term of the glossary and are none: ``[will]{.plain}``."""
_MEDIA = ("print", "epub")
"""The classes of words that only paper or only the e-book shows."""
_LINK_KINDS = {"page": LinkKind.PAGE, "number": LinkKind.NUMBER}
"""The classes of links: with the page number in print, or with the number of a line without its word."""
_WEB = ("http", "https", "mailto", "tel")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")

Notes = Mapping[int, Callable[[], tuple[Block, ...]]]


class InlineReader:
    """Reads the inline content of one block.

    Attributes:
        source: the file.
        line: the current line (first is 1).
        notes: functions that read the blocks of a footnote, by its number in the file.
    """

    def __init__(self, source: SourceFile, line: int, notes: Notes) -> None:
        self.source, self.line, self.notes = source, line, notes
        self._tags: set[str] = set()

    def read(self, nodes: Sequence[SyntaxTreeNode]) -> tuple[Inline, ...]:
        """Return the inlines of these nodes, adjacent texts joined."""
        inlines: list[Inline] = []
        following = 0
        for number, node in enumerate(nodes):
            if number < following:
                continue
            inside = _tagged(nodes, number)
            following = number + (1 if inside is None else len(inside) + 2)
            for inline in self._read(node) if inside is None else self._read_tagged(node, inside):
                last = inlines[-1] if inlines else None
                if isinstance(inline, Text) and isinstance(last, Text):
                    inlines[-1] = Text(last.value + inline.value, place=last.place)
                elif not isinstance(inline, Text) or inline.value:
                    inlines.append(inline)
        return tuple(inlines)

    def _read(self, node: SyntaxTreeNode) -> tuple[Inline, ...]:
        here = Place(self.source.file, self.line)
        match node.type:
            case "text":
                return (Text(_SPACES.sub(" ", node.content), place=here),)
            case "softbreak":
                self.line += 1
                return (Text(" ", place=here),)
            case "hardbreak":
                self.line += 1
                return (LineBreak(place=here),)
            case "em":
                return (Emphasis(self.read(node.children), place=here),)
            case "strong":
                return (Strong(self.read(node.children), place=here),)
            case "code_inline":
                return (Code(node.content, place=here),)
            case "link":
                return (self._link(node, here),)
            case "span":
                return (self._span(node, here),)
            case "citation":
                return (Citation(node.content, place=self.source.place(self.line, f"[@{node.content}]")),)
            case "footnote_ref":
                return (
                    NoteCall(self.notes[node.meta["id"]](), place=here)
                    if node.meta["id"] in self.notes
                    else Text("", place=here),
                )
            case "image":
                hint = "put it into a fence of its own, ::: figure {#an-id}, and write its caption there"
                place = self.source.place(self.line, "![")
                self.source.report(FindingCode.PICTURE_LOOSE, place, "there is a picture in running text", hint)
                return ()
            case "html_inline":
                return self._tag(node.content, here)
            case "footnote_anchor":
                return ()
            case unknown:
                raise AssertionError(f"no reader for the inline token {unknown}")

    def _tag(self, html: str, here: Place) -> tuple[Inline, ...]:
        """Read a tag or a comment that stands by itself."""
        place = self.source.place(self.line, html)
        self.line += html.count("\n")
        if _COMMENT.fullmatch(html) or self._closes(html):
            return ()
        if tag_of(html) == "br" and with_effect(html):
            report_effect(self.source, place, html)
            return (LineBreak(place=here),)
        if only_styles(html):
            report_style(self.source, place, html)
        else:
            report_tag(self.source, place, html)
        return ()

    def _read_tagged(self, opening: SyntaxTreeNode, inside: Sequence[SyntaxTreeNode]) -> tuple[Inline, ...]:
        """Read what is between a tag with the effect of Markdown and its closing tag."""
        name, here = tag_of(opening.content), Place(self.source.file, self.line)
        text = "".join(node.content for node in inside) if all(node.type == "text" for node in inside) else ""
        small = small_characters(name, text) if name in ("sub", "sup") else ""
        if (name in LITERAL and not text) or (name in ("sub", "sup") and not small):
            self._tags.add(name)
            report_tag(self.source, self.source.place(self.line, opening.content), opening.content)
            return self.read(inside)
        report_effect(self.source, self.source.place(self.line, opening.content), opening.content)
        if name in LITERAL:
            return (Code(text, place=here),)
        if small:
            return (Text(small, place=here),)
        children = self.read(inside)
        return (Strong(children, place=here) if name in STRONG else Emphasis(children, place=here),)

    def _closes(self, html: str) -> bool:
        """Return whether a tag closes one of this block, which was reported."""
        if html.startswith("</"):
            return tag_of(html) in self._tags
        self._tags.add(tag_of(html))
        return False

    def _attributes(self, node: SyntaxTreeNode) -> dict[str, str]:
        return {name: str(value) for name, value in node.attrs.items() if name not in ("href", "title")}

    def _unknown(self, owner: str, names: Sequence[str], known: Sequence[str], here: Place) -> None:
        for name in names:
            hint = did_you_mean(name, known)
            self.source.report(FindingCode.ATTRIBUTE_UNKNOWN, here, f"{owner}: there is no attribute '{name}'", hint)

    def _link(self, node: SyntaxTreeNode, here: Place) -> Link:
        href = str(node.attrs.get("href", ""))
        place = self.source.place(self.line, f"({href}")
        children = self.read(node.children)
        given = self._attributes(node)
        kind = _LINK_KINDS.get(given.get("class", ""), LinkKind.PLAIN)
        self._unknown(
            "link",
            [n if n != "class" else f".{v}" for n, v in given.items() if n != "class" or v not in _LINK_KINDS],
            [f".{name}" for name in _LINK_KINDS],
            here,
        )
        scheme = SCHEME.match(href)
        if scheme and (scheme["scheme"] or "").lower() in _WEB:
            return Link(WebAddress(href), children, kind, place=place)
        if scheme:
            hint = f"link to an #id or a .md file of the book, or to an address that begins with {', '.join(_WEB)}"
            self.source.report(FindingCode.LINK_SCHEME, place, f"a guide cannot link to '{href}'", hint)
        return Link(Unresolved(href), children, kind, place=place)

    def _span(self, node: SyntaxTreeNode, here: Place) -> Inline:
        children, given = self.read(node.children), self._attributes(node)
        layers = {layer.value: layer for layer in Layer}
        classes = given.get("class", "").split()
        layer = next((layers[name] for name in classes if name in layers), None)
        language = given.get("lang", "")
        if language and not _LANGUAGE.fullmatch(language):
            message = f"span: lang={language!r} is not a language tag"
            self.source.report(FindingCode.ATTRIBUTE_VALUE, here, message, "write for instance ja, fr or pt-BR")
            language = ""
        known = [*layers, _PLAIN, *_MEDIA]
        wrong = [f".{name}" for name in classes if name not in known]
        wrong += [name for name in given if name not in ("class", "lang")]
        self._unknown("span", wrong, [f".{name}" for name in known] + ["lang"], here)
        medium = next((name for name in _MEDIA if name in classes), "")
        return Span(children, layer, language, _PLAIN in classes, medium, place=here)


def _tagged(nodes: Sequence[SyntaxTreeNode], first: int) -> Sequence[SyntaxTreeNode] | None:
    """Return the nodes between a tag with the effect of Markdown and its closing tag; None if the first node does not begin a pair."""
    node = nodes[first]
    if node.type != "html_inline" or node.content.startswith("</") or not with_effect(node.content):
        return None
    name = tag_of(node.content)
    for number in range(first + 1, len(nodes)):
        each = nodes[number]
        if each.type == "html_inline" and tag_of(each.content) == name:
            return nodes[first + 1 : number] if each.content.startswith("</") else None
    return None


def read_inline_text(text: str, source: SourceFile, line: int) -> tuple[Inline, ...]:
    """Return a string of inline Markdown, from an attribute or a TOML file, as inlines; report footnotes in it."""
    if "^[" in text:
        source.report(
            FindingCode.NOTE_FORM, Place(source.file, line), "there cannot be a note here", "write it into the text itself"
        )
    environment: dict[str, Any] = {}
    tokens = markdown_parser(source.language).parseInline(_WHITE.sub(" ", text).strip(" "), environment)
    report_oversize(source, environment, line)
    printed = [replace(each, line=line) for each in printed_texts(environment)]
    report_inside(source, line, printed)
    report_foreign(source, printed)
    root = SyntaxTreeNode(tokens)
    return InlineReader(source, line, {}).read(root.children[0].children if root.children else [])
