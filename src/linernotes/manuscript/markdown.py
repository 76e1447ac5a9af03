"""The text of a file → blocks, each with its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from markdown_it.tree import SyntaxTreeNode

from linernotes.manuscript.extensions import Written, markdown_parser
from linernotes.manuscript.inlines import InlineReader, Notes
from linernotes.manuscript.reading import Attributes, Reading
from linernotes.model.data import GuideData
from linernotes.model.document import (
    Alignment,
    Block,
    Cell,
    CodeBlock,
    Definition,
    DefinitionList,
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

MAX_DEPTH = 16
"""Levels of blocks that a page can hold; more than about a hundred crash the typesetter (WeasyPrint 70)."""

BESIDE = ("margin-note", "look-for")
FIT_BESIDE = ("table", "data-table", "teacher-note")
"""Fences for which there is room in a card beside the text, which is a hand wide and cannot go on overleaf."""

COMMENTS = re.compile(r"\s*(?:<!--(?:(?!-->).)*-->\s*)*", re.DOTALL)
_ALIGNMENTS = {"text-align:left": Alignment.LEFT, "text-align:center": Alignment.CENTRE, "text-align:right": Alignment.RIGHT}


@dataclass(frozen=True, slots=True)
class Fence:
    """A kind of fenced block: its name, the fences that it may stand in directly (none: anywhere), and its reader."""

    name: str
    read: Callable[[BlockReader, SyntaxTreeNode, Attributes], Block | None]
    within: tuple[str, ...] = ()


class BlockReader:
    """Reads the blocks of one file."""

    def __init__(self, reading: Reading, fences: Iterable[Fence], data: GuideData | None = None) -> None:
        """Begin with the file, the fences that it may hold, and the data that these may show."""
        self.reading, self.data = reading, data or GuideData()
        self.fences = {fence.name: fence for fence in fences}
        self.notes: dict[int, Callable[[], tuple[Block, ...]]] = {}
        self.within: list[str] = []
        self.depth = 0

    def parse(self) -> Sequence[SyntaxTreeNode]:
        """Parse the file and return its blocks as the parser sees them; footnotes are put by for their calls."""
        environment: dict[str, dict[str, dict[str, int]]] = {}
        try:
            root = SyntaxTreeNode(markdown_parser(self.reading.language).parse("\n".join(self.reading.lines), environment))
        except RecursionError:
            here = Place(self.reading.file, 1)
            self.reading.report(
                Code.NESTING_DEPTH, here, "something in this file is nested too deep to be read", "look for long runs of * or _"
            )
            return []
        self._report_uncalled(environment.get("footnotes", {}).get("refs", {}))
        for node in root.children:
            if node.type == "footnote_block":
                for note in node.children:
                    self.notes[note.meta["id"]] = lambda note=note: self._note(note)  # type: ignore[misc]  # default binds the loop variable
        return [node for node in root.children if node.type != "footnote_block"]

    def _report_uncalled(self, notes: dict[str, int]) -> None:
        for name in (f"[^{label[1:]}]:" for label, number in notes.items() if number < 0):
            line = next((n for n, text in enumerate(self.reading.lines, 1) if text.lstrip().startswith(name)), 1)
            hint = f"write {name[:-1]} where it belongs, or take the note out"
            self.reading.report(
                Code.NOTE_UNDEFINED, Place(self.reading.file, line), f"the note {name[:-1]} is written but called nowhere", hint
            )

    def line(self, node: SyntaxTreeNode) -> int:
        """Return the line that a node begins on (first is 1), or that of the node that holds it."""
        here: SyntaxTreeNode | None = node
        while here is not None:
            if not here.is_root and here.map:
                return here.map[0] + 1
            here = here.parent
        return 1

    def place(self, node: SyntaxTreeNode) -> Place:
        """Return the place that a node begins at."""
        return Place(self.reading.file, self.line(node))

    def blocks(self, nodes: Iterable[SyntaxTreeNode]) -> tuple[Block, ...]:
        """Read blocks in order."""
        self.depth += 1
        found: list[Block] = []
        for node in nodes:
            if self.depth > MAX_DEPTH:
                self.reading.report(
                    Code.NESTING_DEPTH,
                    self.place(node),
                    f"this stands {self.depth} levels deep",
                    f"at most {MAX_DEPTH} levels fit on a page",
                )
                break
            block = self._block(node)
            if block is not None:
                found.append(block)
        self.depth -= 1
        return tuple(found)

    def inlines(self, node: SyntaxTreeNode, notes: Notes | None = None) -> tuple[Inline, ...]:
        """Read the inline content of a block that holds some."""
        inline = next((child for child in node.children if child.type == "inline"), None)
        if inline is None:
            return ()
        return InlineReader(self.reading, self.line(inline), self.notes if notes is None else notes).read(inline.children)

    def expect_nothing(self, node: SyntaxTreeNode) -> None:
        """Report what stands in a fence that the press fills."""
        if node.children:
            message = f"'{node.meta['name']}' holds nothing of its own"
            hint = "the press fills it; move this text out of the fence"
            self.reading.report(Code.FENCE_MISPLACED, self.place(node.children[0]), message, hint)

    def _block(self, node: SyntaxTreeNode) -> Block | None:
        place = self.place(node)
        match node.type:
            case "paragraph":
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
                if not COMMENTS.fullmatch(node.content):
                    hint = "write it in Markdown, or give it to a template; < that is no tag is written \\<"
                    self.reading.report(Code.HTML_UNSUPPORTED, place, "a block of HTML, which is not taken", hint)
                return None
            case "footnote_anchor":
                return None
            case unknown:
                raise AssertionError(f"the parser gave a block that nobody reads: {unknown}")

    def _heading(self, node: SyntaxTreeNode, place: Place) -> Heading:
        level = int(node.tag[1:])
        if level == 1:
            message = "a second heading of level one" if not self.within else "a heading of level one inside a block"
            self.reading.report(
                Code.SECTION_HEADING, place, message, "a section has one, at its top; begin a new file, or write ##"
            )
        elif self.within[-1:] == ["figure"]:
            hint = "write it as a paragraph: on paper a description is not printed, and nothing could lead there"
            self.reading.report(Code.FENCE_MISPLACED, place, "a heading stands inside a description", hint)
        attributes = Attributes(self.reading, place.line, "a heading", node.meta.get("written", Written()))
        anchor = attributes.anchor()
        attributes.finish()
        return Heading(level, self.inlines(node), anchor, place=place)

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
        """Read a table; caption, anchor and row heads come from the fence around it."""
        rows = tuple(self._row(row) for part in node.children for row in part.children)
        head = next(row for part in node.children for row in part.children)
        alignments = tuple(_ALIGNMENTS.get(str(cell.attrs.get("style", "")), Alignment.NONE) for cell in head.children)
        return Table(rows[0], rows[1:], alignments, caption, anchor, row_heads, place=self.place(node))

    def _row(self, row: SyntaxTreeNode) -> Row:
        return Row(tuple(Cell(self.inlines(cell), place=self.place(cell)) for cell in row.children), place=self.place(row))

    def _note(self, note: SyntaxTreeNode) -> tuple[Block, ...]:
        if "note" in self.within:
            self.reading.report(
                Code.NOTE_FORM, self.place(note), "a note is called from a note", "write it into the note's own text"
            )
            return ()
        self.within.append("note")
        blocks = tuple(block for block in self.blocks(note.children))
        self.within.pop()
        for block in blocks:
            if not isinstance(block, Paragraph):
                self.reading.report(
                    Code.NOTE_FORM,
                    block.place,
                    "a note holds something other than paragraphs",
                    "it must fit at the foot of a page",
                )
        return tuple(block for block in blocks if isinstance(block, Paragraph))

    def _fence(self, node: SyntaxTreeNode, place: Place) -> Block | None:
        name = node.meta["name"]
        if name is None:
            self.reading.report(
                Code.FENCE_UNCLOSED,
                place,
                "this line closes a fence that nobody opened",
                "every ::: name … needs one closing line, not more",
            )
            return None
        fence = self.fences.get(name)
        if not node.meta["closed"]:
            self.reading.report(
                Code.FENCE_UNCLOSED, place, f"the fence '{name}' is never closed", "close it with a line that holds ::: alone"
            )
        if fence is None:
            self.reading.report(
                Code.FENCE_UNKNOWN,
                self.reading.place(place.line, name),
                f"no fence is called '{name}'",
                did_you_mean(name, self.fences),
            )
            self.blocks(node.children)
            return None
        parent = self.within[-1] if self.within else ""
        if fence.within and parent not in fence.within:
            self.reading.report(
                Code.FENCE_MISPLACED,
                place,
                f"'{name}' stands outside {' and '.join(fence.within)}",
                f"write it inside ::: {fence.within[0]}",
            )
        elif not fence.within and (
            parent in ("retelling", "note", "figure", "table")
            or name in self.within
            or (name == "question" and "teacher-note" in self.within)
        ):
            self.reading.report(Code.FENCE_MISPLACED, place, f"'{name}' stands inside {parent}", "close that fence first")
        elif name not in FIT_BESIDE and (card := next((each for each in self.within if each in BESIDE), "")):
            hint = "beside the text there is room for words, lists and tables; close that fence first"
            self.reading.report(Code.FENCE_MISPLACED, place, f"'{name}' stands inside {card}", hint)
        attributes = Attributes(self.reading, place.line, name, node.meta["written"])
        self.within.append(name)
        block = fence.read(self, node, attributes)
        self.within.pop()
        attributes.finish()
        return block
