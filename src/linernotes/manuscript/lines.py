"""Reads text whose lines the author ends: the retelling, extracts, verse and dialogue."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from markdown_it.tree import SyntaxTreeNode

from linernotes.manuscript.attributes import Attributes, yes_or_no
from linernotes.manuscript.html import COMMENTS
from linernotes.manuscript.inlines import InlineReader, read_inline_text
from linernotes.manuscript.line_ids import ids_of
from linernotes.manuscript.markdown import BlockReader
from linernotes.model.document import Block, Inline, LineBreak, Paragraph, Strong, Text
from linernotes.model.findings import Code, Place
from linernotes.model.lines import Extract, LinedText, LineForm, NumberedLine, Retelling, Verse

EXTRACT: Mapping[str, str] = {
    "id": "its name in links, which then name all of its lines",
    "label": "one or two capital letters before the numbers; `E` by default",
    "source": "where it comes from, printed below it",
    "verse": "`yes`: each line of the file is set on a line of its own, as in a poem or a play in verse",
}
"""The attributes of an extract."""

Line = tuple[Place, tuple[Inline, ...]]

_LABEL = re.compile("[A-Z]{1,2}")
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


def read_retelling(reader: BlockReader, node: SyntaxTreeNode, attributes: Attributes) -> Block:
    """Return the retelling: each paragraph is a verse, and each line of the file a numbered line."""
    hint = "write lines of text, each with one sentence at most, and blank lines between paragraphs"
    verses = (Verse(_numbered(reader, child), place=reader.place(child)) for child in paragraphs(reader, node, hint))
    return Retelling(tuple(verses), place=reader.place(node))


def read_extract(reader: BlockReader, node: SyntaxTreeNode, attributes: Attributes) -> Block:
    """Return an extract of the work: each paragraph is a verse, and each line of the file a line with a label before its number."""
    hint = "write lines of text, each with a sentence or a line of verse, and blank lines between paragraphs"
    anchor = attributes.anchor()
    label = attributes.take("label", _label, "E")
    credit = read_inline_text(attributes.take("source", str, ""), reader.source, attributes.line)
    verse = attributes.take("verse", yes_or_no, False)
    verses = (Verse(_numbered(reader, child, label), place=reader.place(child)) for child in paragraphs(reader, node, hint))
    return Extract(anchor, tuple(verses), credit, verse, place=reader.place(node))


def _label(value: str) -> str:
    """Parse the label of an extract."""
    if not _LABEL.fullmatch(value):
        raise ValueError("write one or two capital letters from A to Z, such as E")
    return value


def _numbered(reader: BlockReader, paragraph: SyntaxTreeNode, series: str = "") -> tuple[NumberedLine, ...]:
    """Return the numbered lines of a paragraph, each with the id in braces at its end."""
    first, ids = reader.line(paragraph), ids_of(paragraph)
    lines = []
    for place, children in read_lines(reader, paragraph):
        name = ids.get(place.line - first)
        anchor = "" if name is None else reader.source.anchor(name, reader.source.place(place.line, f"{{#{name}}}"))
        lines.append(NumberedLine(children, anchor, series, place=place))
    for number in ids.keys() - {line.place.line - first for line in lines}:
        place = reader.source.place(first + number, "{#")
        hint = "write {#an-id} at the end of the line that it names"
        reader.source.report(Code.ATTRIBUTE_MALFORMED, place, "there is an id on a line without words", hint)
    return tuple(lines)


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
