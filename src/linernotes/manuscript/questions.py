"""The question fence and its parts."""

from __future__ import annotations

import re
from dataclasses import replace

from markdown_it.tree import SyntaxTreeNode

from linernotes.manuscript.fences import MINUTES
from linernotes.manuscript.markdown import BlockReader, Fence
from linernotes.manuscript.reading import Attributes, line_ranges, room, whole_number, words
from linernotes.model.document import Block, Cell, List, ListItem, Paragraph, Table, Text
from linernotes.model.findings import Code
from linernotes.model.guide import Answer, Bloom, Depth, Grouping, Option, Question, QuestionKind, Room, letter
from linernotes.model.walking import descend
from linernotes.model.walking import plain_text as text_of

_PARTS = ("stem", "answer", "look-fors", "misreading", "suggestion")
_TICK = re.compile(r"\[(?P<mark>[ xX])\]\s+")


def _question(reader: BlockReader, node: SyntaxTreeNode, attributes: Attributes) -> Block:
    anchor = attributes.anchor(needed=True)
    kind = attributes.choose("kind", QuestionKind, QuestionKind.OPEN) or QuestionKind.OPEN
    truth = attributes.take("key", str, "")
    parts: dict[str, tuple[Block, ...]] = {}
    prompt: list[Block] = []
    for child in node.children:
        if child.type == "fence_block" and child.meta["name"] in _PARTS:
            name = child.meta["name"]
            if name in parts:
                reader.reading.report(
                    Code.FENCE_MISPLACED, reader.place(child), f"this question has two parts '{name}'", "join them"
                )
            Attributes(reader.reading, reader.line(child), name, child.meta["written"]).finish()
            if not child.meta["closed"]:
                reader.reading.report(
                    Code.FENCE_UNCLOSED,
                    reader.place(child),
                    f"the fence '{name}' is never closed",
                    "close it with a line that holds ::: alone",
                )
            reader.within.append(name)
            parts[name] = reader.blocks(child.children)
            reader.within.pop()
        else:
            prompt.extend(reader.blocks([child]))
    options, items, key = _closed_parts(reader, kind, prompt, truth, attributes)
    answer = Answer(
        key,
        parts.get("answer", ()),
        parts.get("look-fors", ()),
        parts.get("misreading", ()),
        parts.get("suggestion", ()),
        place=reader.place(node),
    )
    depth = attributes.take("dok", whole_number(1, 4), 0)
    return Question(
        anchor,
        tuple(prompt),
        kind,
        attributes.take("theme", str, ""),
        Depth(depth) if depth else None,
        attributes.choose("bloom", Bloom, None),
        attributes.take("minutes", MINUTES, 0),
        attributes.choose("grouping", Grouping, None),
        attributes.take("standards", words, ()),
        attributes.take("lines", line_ranges, ()),
        attributes.take("needs", str, ""),
        options,
        items,
        parts.get("stem", ()),
        attributes.take("room", room, Room()),
        answer,
        place=reader.place(node),
    )


Closed = tuple[tuple[Option, ...], tuple[Option, ...], tuple[str, ...]]


def _closed_parts(reader: BlockReader, kind: QuestionKind, prompt: list[Block], truth: str, attributes: Attributes) -> Closed:
    """Take options and key of a closed question out of its prompt."""

    def wrong(message: str, hint: str) -> Closed:
        reader.reading.report(Code.QUESTION_KEY, attributes.place(), message, hint)
        return (), (), ()

    if kind is not QuestionKind.CHOICE and any(
        isinstance(block, List) and _is_task_list(block) for block in descend(tuple(prompt))
    ):
        return wrong(
            f"a question of kind '{kind}' holds options with ticks",
            "write kind=choice, or a plain list; students would see the ticks",
        )
    if truth and kind is not QuestionKind.TRUTH:
        return wrong(f"a question of kind '{kind}' has no key=", "key=true and key=false belong to kind=truth")
    match kind:
        case QuestionKind.CHOICE:
            ticked = [block for block in prompt if isinstance(block, List) and _is_task_list(block)]
            if len(ticked) != 1:
                return wrong(
                    "a choice question needs one list of options", "write - [ ] for a wrong option and - [x] for a right one"
                )
            prompt.remove(ticked[0])
            options = tuple(_option(reader, item) for item in ticked[0].items)
            ticks = [_ticked(item) for item in ticked[0].items]
            key = tuple(letter(n) for n, tick in enumerate(ticks) if tick and tick["mark"] != " ")
            return (options, (), key) if key else wrong("no option of this question is ticked", "write - [x] for a right one")
        case QuestionKind.TRUTH:
            if truth not in ("true", "false"):
                return wrong("a truth question needs key=true or key=false", "write it among the question's attributes")
            return (), (), (truth,)
        case QuestionKind.MATCHING:
            tables = [block for block in prompt if isinstance(block, Table)]
            if len(tables) != 1 or len(tables[0].alignments) != 2:
                return wrong(
                    "a matching question needs one table of two columns",
                    "put the right pairs side by side; students get the right column in alphabetical order",
                )
            prompt.remove(tables[0])
            return _pairs(tables[0])
        case QuestionKind.OPEN | QuestionKind.SHORT:
            return (), (), ()


def _is_task_list(block: List) -> bool:
    return block.start is None and any(_ticked(item) is not None for item in block.items)


def _ticked(item: ListItem) -> re.Match[str] | None:
    """Return the tick that an item begins with."""
    return _TICK.match(text_of(item.blocks))


def _option(reader: BlockReader, item: ListItem) -> Option:
    match item.blocks:
        case (Paragraph(children=(Text(value=value) as first, *rest)) as paragraph,) if _TICK.match(value):
            head = replace(first, value=_TICK.sub("", value, count=1))
            return Option(((head, *rest) if head.value else tuple(rest)), place=paragraph.place)
        case _:
            hint = "an option is one paragraph that begins with [ ] or [x]"
            reader.reading.report(Code.QUESTION_KEY, item.place, "this option cannot be read", hint)
            return Option((), place=item.place)


def _pairs(table: Table) -> Closed:
    def option(cell: Cell) -> Option:
        return Option(cell.children, place=cell.place)

    rights = [row.cells[1] for row in table.rows]
    order = sorted(range(len(rights)), key=lambda n: text_of(rights[n]).casefold())
    key = tuple(letter(order.index(n)) for n in range(len(rights)))
    return tuple(option(rights[n]) for n in order), tuple(option(row.cells[0]) for row in table.rows), key


def _part(reader: BlockReader, node: SyntaxTreeNode, attributes: Attributes) -> None:
    """A part that no question has taken: its text is read for further findings only."""
    if len(reader.within) > 1 and reader.within[-2] == "question":
        hint = "write it in the question itself, not in a list or quotation"
        reader.reading.report(
            Code.FENCE_MISPLACED, reader.place(node), f"'{node.meta['name']}' does not stand in the question directly", hint
        )
    reader.blocks(node.children)


QUESTION_FENCES: tuple[Fence, ...] = (
    Fence("question", _question),
    *(Fence(name, _part, within=("question",)) for name in _PARTS),
)
