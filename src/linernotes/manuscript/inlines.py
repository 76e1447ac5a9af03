"""Inline tokens → inlines, each with the line it stands on."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from markdown_it.tree import SyntaxTreeNode

from linernotes.manuscript.extensions import markdown_parser
from linernotes.manuscript.reading import Reading
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
from linernotes.model.findings import Code as FaultCode
from linernotes.model.findings import Place, did_you_mean

_COMMENT = re.compile(r"\s*<!--.*?-->\s*", re.DOTALL)
_UNDEFINED_NOTE = re.compile(r"\[\^[^\]\s]+\]")
_SCHEME = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*):")
_WHITE = re.compile(r"[ \t\r\n]+")
_WEB = ("http", "https", "mailto", "tel")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")

Notes = Mapping[int, Callable[[], tuple[Block, ...]]]


class InlineReader:
    """Reads the inline content of one block; ``notes`` gives the blocks of a footnote by its number in the file."""

    def __init__(self, reading: Reading, line: int, notes: Notes) -> None:
        """Begin on that line (first is 1)."""
        self.reading, self.line, self.notes = reading, line, notes

    def read(self, nodes: Sequence[SyntaxTreeNode]) -> tuple[Inline, ...]:
        """Return the inlines, neighbouring texts joined."""
        inlines: list[Inline] = []
        for node in nodes:
            for inline in self._read(node):
                last = inlines[-1] if inlines else None
                if isinstance(inline, Text) and isinstance(last, Text):
                    inlines[-1] = Text(last.value + inline.value, place=last.place)
                elif not isinstance(inline, Text) or inline.value:
                    inlines.append(inline)
        return tuple(inlines)

    def _read(self, node: SyntaxTreeNode) -> tuple[Inline, ...]:
        here = Place(self.reading.file, self.line)
        match node.type:
            case "text":
                self._report_undefined_notes(node.content)
                return (Text(node.content, place=here),)
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
                return (Citation(node.content, place=self.reading.place(self.line, f"[@{node.content}]")),)
            case "footnote_ref":
                return (
                    NoteCall(self.notes[node.meta["id"]](), place=here)
                    if node.meta["id"] in self.notes
                    else Text("", place=here),
                )
            case "image":
                hint = "put it in a block of its own: ::: figure {#an-id}, with a caption"
                self.reading.report(
                    FaultCode.PICTURE_LOOSE, self.reading.place(self.line, "!["), "a picture stands in running text", hint
                )
                return ()
            case "html_inline":
                if not _COMMENT.fullmatch(node.content):
                    hint = "write it in Markdown; < that is no tag is written \\<"
                    self.reading.report(
                        FaultCode.HTML_UNSUPPORTED,
                        self.reading.place(self.line, node.content),
                        f"'{node.content}' is HTML, which is not taken",
                        hint,
                    )
                self.line += node.content.count("\n")
                return ()
            case "footnote_anchor":
                return ()
            case unknown:
                raise AssertionError(f"the parser gave an inline token that nobody reads: {unknown}")

    def _report_undefined_notes(self, text: str) -> None:
        for call in _UNDEFINED_NOTE.findall(text):
            hint = f"write the note below its paragraph: {call}: …"
            self.reading.report(
                FaultCode.NOTE_UNDEFINED,
                self.reading.place(self.line, call),
                f"the note {call} is called but written nowhere",
                hint,
            )

    def _attributes(self, node: SyntaxTreeNode) -> dict[str, str]:
        return {name: str(value) for name, value in node.attrs.items() if name not in ("href", "title")}

    def _unknown(self, owner: str, names: Sequence[str], known: Sequence[str], here: Place) -> None:
        for name in names:
            self.reading.report(
                FaultCode.ATTRIBUTE_UNKNOWN, here, f"{owner} has no attribute '{name}'", did_you_mean(name, known)
            )

    def _link(self, node: SyntaxTreeNode, here: Place) -> Link:
        href = str(node.attrs.get("href", ""))
        place = self.reading.place(self.line, f"({href}")
        children = self.read(node.children)
        given = self._attributes(node)
        kind = LinkKind.PAGE if given.get("class") == "page" else LinkKind.PLAIN
        self._unknown(
            "a link", [n if n != "class" else f".{v}" for n, v in given.items() if (n, v) != ("class", "page")], [".page"], here
        )
        scheme = _SCHEME.match(href)
        if scheme and scheme["scheme"].lower() in _WEB:
            return Link(WebAddress(href), children, kind, place=place)
        if scheme or href.startswith("//"):
            hint = f"links lead to #ids of the book, to its .md files, or begin with one of {', '.join(_WEB)}"
            self.reading.report(FaultCode.LINK_SCHEME, place, f"'{href}' is no address that a guide can link to", hint)
        return Link(Unresolved(href), children, kind, place=place)

    def _span(self, node: SyntaxTreeNode, here: Place) -> Inline:
        children, given = self.read(node.children), self._attributes(node)
        layers = [layer.value for layer in Layer]
        layer = next((Layer(name) for name in given.get("class", "").split() if name in layers), None)
        language = given.get("lang", "")
        if language and not _LANGUAGE.fullmatch(language):
            self.reading.report(
                FaultCode.ATTRIBUTE_VALUE, here, f"lang={language!r}: a language tag is wanted, such as ja or pt-BR"
            )
            language = ""
        wrong = [f".{name}" for name in given.get("class", "").split() if name not in layers]
        wrong += [name for name in given if name not in ("class", "lang")]
        self._unknown("a span", wrong, [f".{name}" for name in layers] + ["lang"], here)
        return Span(children, layer, language, place=here)


def read_inline_text(text: str, reading: Reading, line: int) -> tuple[Inline, ...]:
    """Read a string of inline Markdown, as data files and book.toml hold it; notes have no place there."""
    if "^[" in text:
        reading.report(FaultCode.NOTE_FORM, Place(reading.file, line), "a note cannot stand here", "say it in the text itself")
    tokens = markdown_parser(reading.language).parseInline(_WHITE.sub(" ", text).strip(" "))
    root = SyntaxTreeNode(tokens)
    return InlineReader(reading, line, {}).read(root.children[0].children if root.children else [])
