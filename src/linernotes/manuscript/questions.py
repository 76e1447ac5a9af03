"""The readers of the fence ``question`` and of its parts."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import replace

from markdown_it.tree import SyntaxTreeNode

from linernotes.manuscript.attributes import Attributes, one_of, room, whole_number, words
from linernotes.manuscript.cited import line_ranges
from linernotes.manuscript.fences import MINUTES, MINUTES_AND_GROUPING
from linernotes.manuscript.markdown import CLOSE_FENCE, BlockReader, Fence
from linernotes.model.document import Block, Cell, List, ListItem, Node, Paragraph, Table, Text
from linernotes.model.findings import Code, Place, Severity
from linernotes.model.guide import Answer, Bloom, Depth, Grouping, Option, Question, QuestionKind, Room, letter
from linernotes.model.walking import descend
from linernotes.model.walking import plain_text as text_of

_PARTS: Mapping[str, str] = {
    "stem": "the beginning of an answer, which students continue",
    "answer": "a model answer; for teachers",
    "look-fors": "what a good answer has; for teachers",
    "misreading": "a mistake that is often made; for teachers",
    "suggestion": "how to teach it; for teachers",
}
_TICK = re.compile(r"\[(?P<mark>[ xX])\]\s+")
_PRINTED_TICK = re.compile(r"\[\s*[xX✓✔☑√]\s*\]|[☑☒]")
"""A ticked box that students would see."""

_MARK = r"(?:[✓✔✅🗸🗹√✗✘❌]\ufe0f?|[(\[{](?:[xX*×✓✔vVyY+]|correct)[)\]}]|:(?:white|heavy)_check_mark:|\*{1,2}|<-+)"
_MARKED = re.compile(rf"{_MARK}(?!\s*[=:–—-])\s*\w.*|.*\w.*\s{_MARK}", re.DOTALL)
"""A choice that begins or ends with a mark that tells whether it is right."""

_LETTERED = re.compile(rf"(?:^|\s)(\(?[A-Ha-h\d][.)]\s(?:{_MARK}\s\w|.*\w\s{_MARK}(?=\s*$|\s+\(?[A-Ha-h\d][.)]\s)))")
"""Such a choice that is written as a line of text with a letter or number."""


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
                message = f"this question has a second '{name}'"
                reader.source.report(Code.FENCE_MISPLACED, reader.place(child), message, "write both texts into one fence")
            Attributes(reader.source, reader.line(child), name, child.meta["attributes"], {}).finish()
            if not child.meta["closed"]:
                message = f"the fence '{name}' is never closed"
                reader.source.report(Code.FENCE_UNCLOSED, reader.place(child), message, CLOSE_FENCE)
            reader.within.append(name)
            parts[name] = reader.blocks(child.children)
            reader.within.pop()
        else:
            prompt.extend(reader.blocks([child]))
    before = len(reader.source.findings)
    options, items, key = _closed_parts(reader, anchor, kind, prompt, truth, attributes)
    if len(reader.source.findings) == before:
        _report_ticks(reader, (*prompt, *options, *items, *parts.get("stem", ())))
    if kind is QuestionKind.SHORT and not parts.get("answer"):
        hint = "write it into ::: answer, which only teachers see"
        message = "this short question has no answer, so the key does not list it"
        reader.source.report(Code.QUESTION_KEY, reader.place(node), message, hint, Severity.WARNING)
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


ClosedParts = tuple[tuple[Option, ...], tuple[Option, ...], tuple[str, ...]]


def _closed_parts(
    reader: BlockReader, anchor: str, kind: QuestionKind, prompt: list[Block], truth: str, attributes: Attributes
) -> ClosedParts:
    """Remove options or pairs of a closed question from its prompt and return options, items and key."""

    def wrong(message: str, hint: str) -> ClosedParts:
        reader.source.report(Code.QUESTION_KEY, attributes.place(), message, hint)
        return (), (), ()

    if kind is not QuestionKind.CHOICE and any(
        isinstance(block, List) and _is_task_list(block) for block in descend(tuple(prompt))
    ):
        return wrong(
            f"a question of kind={kind} has options with boxes to tick",
            "write kind=choice, or a list without boxes: students would see the right answers",
        )
    if truth and kind is not QuestionKind.TRUTH:
        return wrong(f"a question of kind={kind} cannot have key=", "delete it, or write kind=truth")
    match kind:
        case QuestionKind.CHOICE:
            ticked = [block for block in prompt if isinstance(block, List) and _is_task_list(block)]
            if len(ticked) != 1:
                return wrong(
                    "a choice question needs one list of options",
                    "write a list with - [ ] before each wrong option and - [x] before each right one",
                )
            prompt.remove(ticked[0])
            options = tuple(_option(reader, item) for item in ticked[0].items)
            ticks = [_ticked(item) for item in ticked[0].items]
            key = tuple(letter(n) for n, tick in enumerate(ticks) if tick and tick["mark"] != " ")
            return (
                (options, (), key) if key else wrong("no option of this question is right", "write - [x] before each right one")
            )
        case QuestionKind.TRUTH:
            if truth.lower() not in ("true", "false"):
                return wrong("a truth question needs key=true or key=false", "write it in the braces after ::: question")
            return (), (), (truth.lower(),)
        case QuestionKind.MATCHING:
            tables = [block for block in prompt if isinstance(block, Table)]
            if len(tables) != 1 or len(tables[0].alignments) != 2:
                return wrong(
                    "a matching question needs one table of two columns",
                    "write each right pair as a row; students see the second column in alphabetical order",
                )
            prompt.remove(tables[0])
            return _pairs(anchor, tables[0])
        case QuestionKind.OPEN | QuestionKind.SHORT:
            return (), (), ()


def _report_ticks(reader: BlockReader, printed: tuple[Node, ...]) -> None:
    """Report ticked boxes that are left in the text for students."""
    for text in descend(printed, Text):
        if tick := _PRINTED_TICK.search(text.value):
            message = f"the ticked box {tick[0]} would be printed, so students would see the right answer"
            hint = "write kind=choice and one list with a hyphen before each option: - [ ] wrong, - [x] right"
            reader.source.report(Code.QUESTION_KEY, text.place, message, hint)
        elif lettered := _LETTERED.search(text.value):
            _report_mark(reader, lettered[1], text.place)
    for choice in descend(printed, ListItem, Option):
        shown = text_of(choice.blocks if isinstance(choice, ListItem) else choice).strip()
        if _MARKED.fullmatch(shown):
            _report_mark(reader, shown, choice.place)


def _report_mark(reader: BlockReader, shown: str, place: Place) -> None:
    message = f"the choice '{shown}' has a mark that shows students whether it is right"
    hint = "delete the mark; write kind=choice and one list with a hyphen before each option: - [ ] wrong, - [x] right"
    reader.source.report(Code.QUESTION_KEY, place, message, hint)


def _is_task_list(block: List) -> bool:
    return block.start is None and any(_ticked(item) is not None for item in block.items)


def _ticked(item: ListItem) -> re.Match[str] | None:
    """Return the match of the box at the beginning of an item, or None."""
    return _TICK.match(text_of(item.blocks))


def _option(reader: BlockReader, item: ListItem) -> Option:
    match item.blocks:
        case (Paragraph(children=(Text(value=value) as first, *rest)) as paragraph,) if _TICK.match(value):
            head = replace(first, value=_TICK.sub("", value, count=1))
            return Option(((head, *rest) if head.value else tuple(rest)), place=paragraph.place)
        case _:
            hint = "write one paragraph that begins with [ ] or [x]"
            reader.source.report(Code.QUESTION_KEY, item.place, "this option is not one paragraph with a box", hint)
            return Option((), place=item.place)


def _pairs(anchor: str, table: Table) -> ClosedParts:
    """Return the pairs of a matching question: the second column in alphabetical order, and the first in the author's order.

    If the key would then be A, B, C, the first column is shuffled. The second stays in alphabetical order, because any other order
    would tell that it was shuffled.
    """

    def option(cell: Cell) -> Option:
        return Option(cell.children, place=cell.place)

    rights = [row.cells[1] for row in table.rows]
    order = sorted(range(len(rights)), key=lambda n: text_of(rights[n]).casefold())
    lefts = list(range(len(rights)))
    if order == lefts and len(lefts) > 1:
        lefts.sort(key=lambda n: hashlib.sha256(f"{anchor} {n}".encode()).digest())
        if lefts == order:
            lefts = [*lefts[1:], lefts[0]]
    key = tuple(letter(order.index(n)) for n in lefts)
    return tuple(option(rights[n]) for n in order), tuple(option(table.rows[n].cells[0]) for n in lefts), key


def _part(reader: BlockReader, node: SyntaxTreeNode, attributes: Attributes) -> None:
    """Read a part that is not directly in a question; it is read only to find errors in it."""
    if len(reader.within) > 1 and reader.within[-2] == "question":
        message = f"the fence '{node.meta['name']}' is inside a list or quotation of the question"
        hint = "move it out of there, to the left margin"
        reader.source.report(Code.FENCE_MISPLACED, reader.place(node), message, hint)
    reader.blocks(node.children)


_ATTRIBUTES: Mapping[str, str] = {
    "id": "the name of the question, which is required and the same in every edition",
    "kind": f"{one_of(QuestionKind)}; the default is `{QuestionKind.OPEN.value}`",
    "key": "`true` or `false`; only for `kind=truth`",
    "theme": "an id in `data/themes.toml`",
    "dok": "the depth of knowledge, 1 to 4",
    "bloom": one_of(Bloom),
    **MINUTES_AND_GROUPING,
    "standards": "codes in `data/standards.toml`, separated by spaces",
    "lines": "numbered lines, such as `12`, `34-40 52`, `E3-E6`, `door` or `door..bell`",
    "needs": "what students need to know beyond the retelling: `film`, `book`, `play` …",
    "room": "the space for the answer: `lines 4`, `space 3`, `box 5` (measured in ruled lines) or `none`",
}

QUESTION_FENCES: tuple[Fence, ...] = (
    Fence("question", _question, "the prompt and its parts", _ATTRIBUTES),
    *(Fence(name, _part, content, within=("question",)) for name, content in _PARTS.items()),
)
