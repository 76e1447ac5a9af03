"""Markdown text → blocks, each with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from markdown_it.tree import SyntaxTreeNode

from linernotes.manuscript.attributes import Attributes
from linernotes.manuscript.extensions import RawAttributes
from linernotes.manuscript.html import HtmlPicture, read_html
from linernotes.manuscript.inlines import InlineReader, Notes
from linernotes.manuscript.loose_pictures import attributes_of, loose_image, picture_figure, with_attributes
from linernotes.manuscript.nesting import misplacement
from linernotes.manuscript.parsing import parse_file
from linernotes.manuscript.source import SourceFile
from linernotes.manuscript.strayfences import TEACHER_FENCES
from linernotes.manuscript.tablerows import alignment_of, report_shape
from linernotes.model.data import GuideData
from linernotes.model.document import (
    Block,
    Cell,
    CodeBlock,
    Definition,
    DefinitionList,
    Figure,
    Heading,
    Inline,
    List,
    ListItem,
    Paragraph,
    Quotation,
    Row,
    Rule,
    Table,
)
from linernotes.model.findings import Code, Place, did_you_mean
from linernotes.model.layout import Break

MAX_DEPTH = 16
"""Nesting levels of blocks; WeasyPrint 70 crashes at about a hundred."""

HEADING: Mapping[str, str] = {
    "id": "the name of the heading in links",
    "break": "`page`: the heading begins a page. Not inside a list, a quotation or a fence, and not in a section with the role `cards`",
}
"""The attributes of a heading below level one."""

CLOSE_FENCE = "close it with a line of three colons: :::"


@dataclass(frozen=True, slots=True)
class Fence:
    """A kind of fenced block.

    Attributes:
        name: its name after the colons.
        read: returns its block; None if it prints nothing.
        content: what it contains or, if its content is generated, what that is; in Markdown, for the manual.
        attributes: the meaning of each attribute that it can have, in Markdown.
        within: the fences that it must be directly inside; empty if it may be anywhere.
        generated: whether its content is generated, so that it must be empty.
    """

    name: str
    read: Callable[[BlockReader, SyntaxTreeNode, Attributes], Block | None]
    content: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    within: tuple[str, ...] = ()
    generated: bool = False


class BlockReader:
    """Reads the blocks of one file.

    Attributes:
        source: the file.
        data: the data that fences may show.
        fences: the fences that the file may use, by name.
        notes: functions that read the blocks of a footnote, by its number in the file.
        teacher_notes: the lines of the notes that are written inside a fence for teachers, by number.
        stray: whether a line looks like a fence and is none.
        front_title: the title in the front matter of the file; empty if there is none.
        within: the names of the open fences, outermost first.
        depth: the number of open blocks.
    """

    def __init__(self, source: SourceFile, fences: Iterable[Fence], data: GuideData | None = None) -> None:
        self.source, self.data = source, data or GuideData()
        self.fences = {fence.name: fence for fence in fences}
        self.notes: dict[int, Callable[[], tuple[Block, ...]]] = {}
        self.teacher_notes: Mapping[int, int] = {}
        self.stray = False
        self.front_title = ""
        self.within: list[str] = []
        self.depth = 0

    def parse(self) -> Sequence[SyntaxTreeNode]:
        """Parse the file and return its blocks as syntax nodes; keep footnotes in ``notes``, where their calls find them."""
        parsed = parse_file(self.source, self.fences)
        self.teacher_notes, self.stray, self.front_title = parsed.teacher_notes, parsed.stray, parsed.title
        for note in parsed.notes:
            self.notes[note.meta["id"]] = lambda note=note: self._note(note)  # type: ignore[misc]  # default binds the loop variable
        return parsed.blocks

    def line(self, node: SyntaxTreeNode) -> int:
        """Return the line on which a node begins (first is 1), or that of its nearest parent with a line."""
        here: SyntaxTreeNode | None = node
        while here is not None:
            if not here.is_root and here.map:
                return here.map[0] + 1
            here = here.parent
        return 1

    def place(self, node: SyntaxTreeNode) -> Place:
        """Return the place at which a node begins."""
        return Place(self.source.file, self.line(node))

    def blocks(self, nodes: Iterable[SyntaxTreeNode]) -> tuple[Block, ...]:
        """Return the blocks of these nodes."""
        self.depth += 1
        found: list[Block] = []
        for node in nodes:
            if self.depth > MAX_DEPTH:
                self.source.report(
                    Code.NESTING_DEPTH,
                    self.place(node),
                    f"this is nested {self.depth} levels deep",
                    f"use at most {MAX_DEPTH} levels of lists, quotations and fences",
                )
                break
            if (block := self._block(node)) is not None:
                found.append(block)
        self.depth -= 1
        return tuple(found)

    def inlines(self, node: SyntaxTreeNode, notes: Notes | None = None) -> tuple[Inline, ...]:
        """Return the inline content of a block; empty if it has none."""
        inline = next((child for child in node.children if child.type == "inline"), None)
        if inline is None:
            return ()
        return InlineReader(self.source, self.line(inline), self.notes if notes is None else notes).read(inline.children)

    def _expect_empty(self, node: SyntaxTreeNode) -> None:
        """Report text in a fence whose content is generated."""
        if node.children:
            name = node.meta["name"]
            meant = {"answer-key": "answer", "teacher-notes": "teacher-note", "standards-matrix": "teacher-note"}.get(name)
            message = f"there is text in the fence '{name}', whose content is generated"
            hint = (
                f"write ::: {meant} for text that only teachers read"
                if meant
                else "move the text below the closing line of the fence"
            )
            self.source.report(Code.FENCE_MISPLACED, self.place(node.children[0]), message, hint)

    def expect_outside(self, place: Place, message: str) -> None:
        """Report the end of a page inside another block."""
        if self.depth > 1:
            hint = "pages end between the blocks of a section: move it out of the list, quotation or fence around it"
            self.source.report(Code.FENCE_MISPLACED, place, message, hint)

    def _block(self, node: SyntaxTreeNode) -> Block | None:
        place = self.place(node)
        match node.type:
            case "paragraph":
                if (image := loose_image(node, self.within)) is not None:
                    return self._loose_figure(node, place, image)
                children = self.inlines(node)
                return Paragraph(children, place=place) if children else None
            case "heading":
                return self._heading(node, place)
            case "bullet_list" | "ordered_list":
                start = int(node.attrs.get("start", 1)) if node.type == "ordered_list" else None
                items = tuple(ListItem(self.blocks(item.children), place=self.place(item)) for item in node.children)
                return List(items, start, place=place)
            case "blockquote":
                return Quotation(self.blocks(node.children), place=place)
            case "code_block" | "fence":
                return CodeBlock(node.content.rstrip("\n"), place=place)
            case "hr":
                return Rule(place=place)
            case "table":
                return self.table(node)
            case "dl":
                return DefinitionList(tuple(self._definitions(node)), place=place)
            case "fence_block":
                return self._fence(node, place)
            case "html_block":
                image = read_html(self.source, place, node.content)
                return picture_figure(self.source, place, image) if image else None
            case "footnote_anchor":
                return None
            case unknown:
                raise AssertionError(f"no reader for the block token {unknown}")

    def _loose_figure(self, node: SyntaxTreeNode, place: Place, picture: HtmlPicture) -> Figure:
        figure = picture_figure(self.source, place, picture)
        attributes = attributes_of(self.source, place, node.children[0].children[0])
        figure = replace(with_attributes(figure, attributes), anchor=attributes.anchor())
        attributes.finish()
        return figure

    def _heading(self, node: SyntaxTreeNode, place: Place) -> Heading:
        level = int(node.tag[1:])
        if level == 1 and self.within:
            message = f"a heading of level one inside '{self.within[-1]}'"
            self.source.report(
                Code.SECTION_HEADING, place, message, "write ##: a section has one heading of level one, at its top"
            )
        elif self.within[-1:] == ["figure"]:
            hint = "write it as a paragraph: most editions do not print descriptions, so links could not lead to the heading"
            self.source.report(Code.FENCE_MISPLACED, place, "there is a heading in a description", hint)
        attributes = Attributes(self.source, place.line, "heading", node.meta.get("attributes", RawAttributes()), HEADING)
        anchor, new_page = attributes.anchor(), attributes.choose("break", Break, None) is Break.PAGE
        if new_page:
            self.expect_outside(place, "this heading cannot begin a page")
        attributes.finish()
        return Heading(level, self.inlines(node), anchor, new_page, place=place)

    def _definitions(self, node: SyntaxTreeNode) -> Iterable[Definition]:
        term: tuple[Inline, ...] = ()
        place, blocks = self.place(node), list[Block]()
        for child in (*node.children, None):
            if child is None or child.type == "dt":
                if term or blocks:
                    yield Definition(term, tuple(blocks), place=place)
                if child is not None:
                    term, place, blocks = self.inlines(child), self.place(child), []
            else:
                blocks.extend(self.blocks(child.children))

    def table(
        self, node: SyntaxTreeNode, caption: tuple[Inline, ...] = (), anchor: str = "", *, row_heads: bool = False
    ) -> Table:
        """Return a table; caption, anchor and row heads come from the fence around it."""
        nodes = [row for part in node.children for row in part.children]
        rows, head = tuple(self._row(row) for row in nodes), nodes[0]
        for row in nodes[1:]:
            report_shape(self.source, self.line(row), len(head.children))
        alignments = tuple(alignment_of(cell) for cell in head.children)
        return Table(rows[0], rows[1:], alignments, caption, anchor, row_heads, place=self.place(node))

    def _row(self, row: SyntaxTreeNode) -> Row:
        return Row(tuple(Cell(self.inlines(cell), place=self.place(cell)) for cell in row.children), place=self.place(row))

    def _note(self, note: SyntaxTreeNode) -> tuple[Block, ...]:
        if "note" in self.within:
            hint = "write the text of the second note into the first"
            self.source.report(Code.NOTE_FORM, self.place(note), "a note refers to another note", hint)
            return ()
        line = self.teacher_notes.get(note.meta["id"])
        if line and not any(name in TEACHER_FENCES for name in self.within):
            message = f"the note [^{note.meta['label']}] is written for teachers, but text for students refers to it"
            hint = "delete the call in the text for students, or write another note for it; this one is printed for teachers only"
            self.source.report(Code.NOTE_FORM, Place(self.source.file, line), message, hint)
            return ()
        self.within.append("note")
        blocks = tuple(block for block in self.blocks(note.children))
        self.within.pop()
        for block in blocks:
            if not isinstance(block, Paragraph):
                self.source.report(
                    Code.NOTE_FORM,
                    block.place,
                    "a note contains something other than paragraphs",
                    "write it as plain text, which fits at the foot of a page",
                )
        return tuple(block for block in blocks if isinstance(block, Paragraph))

    def _fence(self, node: SyntaxTreeNode, place: Place) -> Block | None:
        name = node.meta["name"]
        if name is None:
            if not self.stray:  # otherwise this line probably closes the stray fence
                hint = "look above it for the line that opens the fence, ::: name at the left margin; delete this line if there is none"
                self.source.report(Code.FENCE_UNCLOSED, place, "this line closes a fence, but none is open", hint)
            return None
        if not node.meta["closed"]:
            self.source.report(Code.FENCE_UNCLOSED, place, f"the fence '{name}' is never closed", CLOSE_FENCE)
        fence = self.fences.get(name)
        if fence is None:
            hint = did_you_mean(name.lower(), self.fences) or "check the name after :::"
            self.source.report(Code.FENCE_UNKNOWN, self.source.place(place.line, name), f"there is no fence '{name}'", hint)
            self.blocks(node.children)
            return None
        if wrong := misplacement(name, fence.within, self.within):
            self.source.report(Code.FENCE_MISPLACED, place, *wrong)
        if fence.generated:
            self._expect_empty(node)
        attributes = Attributes(self.source, place.line, name, node.meta["attributes"], fence.attributes)
        self.within.append(name)
        block = fence.read(self, node, attributes)
        self.within.pop()
        attributes.finish()
        return block
