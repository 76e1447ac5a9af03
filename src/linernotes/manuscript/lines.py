"""Reads text whose lines the author ends: the retelling, verse and dialogue."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it.tree import SyntaxTreeNode

from linernotes.manuscript.attributes import Attributes
from linernotes.manuscript.html import COMMENTS
from linernotes.manuscript.inlines import InlineReader
from linernotes.manuscript.markdown import BlockReader
from linernotes.model.document import Block, Inline, LineBreak, Paragraph, Strong, Text
from linernotes.model.findings import Code, Place
from linernotes.model.guide import LinedText, LineForm

Line = tuple[Place, tuple[Inline, ...]]

_SPEAKER = re.compile(r"[^\W\d_][^:.!?]{0,39}:(?=\s)")
"""A name of at most 40 characters and a colon, at the beginning of a line."""


def paragraphs(reader: BlockReader, fence: SyntaxTreeNode, hint: str) -> Iterator[SyntaxTreeNode]:
    """Yield the paragraphs of a fence, pass over comments, and report everything else with the hint."""
    for child in fence.children:
        if child.type == "paragraph":
            yield child
        elif child.type != "html_block" or not COMMENTS.fullmatch(child.content):
            message = f"there is something other than a paragraph in the fence '{fence.meta['name']}'"
            reader.source.report(Code.FENCE_MISPLACED, reader.place(child), message, hint)


def read_lines(reader: BlockReader, paragraph: SyntaxTreeNode) -> Iterator[Line]:
    """Yield the lines of a paragraph that are not empty, each with its place."""
    first = reader.line(paragraph)
    lines: list[list[SyntaxTreeNode]] = [[]]
    for node in paragraph.children[0].children:
        if node.type in ("softbreak", "hardbreak"):
            lines.append([])
        else:
            lines[-1].append(node)
    for number, nodes in enumerate(lines, first):
        children = InlineReader(reader.source, number, reader.notes).read(nodes)
        if children:
            yield Place(reader.source.file, number), children


def read_verse(reader: BlockReader, node: SyntaxTreeNode, attributes: Attributes) -> Block:
    """Return verse: each paragraph is a stanza, and each line of the file a line."""
    hint = "write each line of the verse on a line of its own, and blank lines between stanzas"
    stanzas = (_stanza(reader, child) for child in paragraphs(reader, node, hint))
    return LinedText(LineForm.VERSE, tuple(stanzas), place=reader.place(node))


def _stanza(reader: BlockReader, paragraph: SyntaxTreeNode) -> Paragraph:
    children: list[Inline] = []
    for place, line in read_lines(reader, paragraph):
        children += [*([LineBreak(place=place)] if children else []), *line]
    return Paragraph(tuple(children), place=reader.place(paragraph))


def read_dialogue(reader: BlockReader, node: SyntaxTreeNode, attributes: Attributes) -> Block:
    """Return a dialogue: each line of the file is a paragraph, which begins with the name of the speaker and a colon.

    A line without a name is a direction.
    """
    hint = "write each speech on a line of its own, with the name of the speaker and a colon before it"
    speeches = [
        Paragraph(_speech(children), place=place)
        for child in paragraphs(reader, node, hint)
        for place, children in read_lines(reader, child)
    ]
    return LinedText(LineForm.DIALOGUE, tuple(speeches), place=reader.place(node))


def _speech(children: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Return a speech with the name of its speaker in bold type."""
    first = children[0]
    found = _SPEAKER.match(first.value) if isinstance(first, Text) else None
    if not isinstance(first, Text) or not found:
        return children
    name = Strong((Text(found[0], place=first.place),), place=first.place)
    return (name, Text(first.value[found.end() :], place=first.place), *children[1:])
