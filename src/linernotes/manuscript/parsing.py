"""A Markdown file → its syntax tree; markup that Markdown does not understand is reported."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from linernotes.manuscript.extensions import markdown_parser
from linernotes.manuscript.foreign import drop_commands, report_code, report_foreign
from linernotes.manuscript.front_matter import take_front_matter
from linernotes.manuscript.oversize import report_oversize
from linernotes.manuscript.printed import printed_texts
from linernotes.manuscript.prose import mend_rules, report_prose
from linernotes.manuscript.source import SourceFile
from linernotes.manuscript.strayfences import TEACHER_FENCES, report_stray_fences
from linernotes.model.findings import Code, Place


@dataclass(frozen=True, slots=True)
class Parsed:
    """The syntax tree of a file.

    Attributes:
        blocks: its blocks, without notes.
        notes: its notes.
        teacher_notes: the numbers of the notes that are written inside a fence for teachers, each with its line (first is 1).
        stray: whether a line looks like a fence and is none, so that other lines close the wrong fence.
        title: the title in its front matter; empty if there is none.
    """

    blocks: Sequence[SyntaxTreeNode] = ()
    notes: Sequence[SyntaxTreeNode] = ()
    teacher_notes: Mapping[int, int] = field(default_factory=dict)
    stray: bool = False
    title: str = ""


def parse_file(source: SourceFile, fences: Iterable[str]) -> Parsed:
    """Parse a file.

    Args:
        source: the file.
        fences: the names of the fences that it may use.
    """
    environment: dict[str, Any] = {}
    written, title = take_front_matter(source)
    try:
        tokens = markdown_parser(source.language).parse("\n".join(written), environment)
        drop_commands(tokens)
        mend_rules(tokens)
        root = _tree(source, tokens, environment)
    except RecursionError:
        message = "something in this file is nested too deeply"
        source.report(Code.NESTING_DEPTH, Place(source.file, 1), message, "look for long rows of * or _")
        return Parsed()
    report_oversize(source, environment)
    texts = printed_texts(environment)
    stray = report_stray_fences(source, tokens, texts, fences)
    report_foreign(source, texts)
    report_code(source, tokens)
    report_prose(source, tokens)
    labels: dict[str, int] = environment.get("footnotes", {}).get("refs", {})
    lines: dict[str, int] = environment.get("note_lines", {})
    _report_uncalled(source, labels, lines)
    spans = [t.map for t in tokens if t.type == "fence_block_open" and t.map and t.meta["name"] in TEACHER_FENCES]
    _report_addresses(source, tokens, environment.get("references", {}), spans)
    teacher_notes = {
        labels[f":{label}"]: line
        for label, line in lines.items()
        if f":{label}" in labels and any(first < line - 1 < last for first, last in spans)
    }
    return Parsed(
        [node for node in root.children if node.type != "footnote_block"],
        [note for node in root.children if node.type == "footnote_block" for note in node.children],
        teacher_notes,
        stray,
        title,
    )


def _tree(source: SourceFile, tokens: Sequence[Token], environment: Mapping[str, Any]) -> SyntaxTreeNode:
    """Return the syntax tree of these tokens; report a note inside a block of another note, whose tokens have no end."""
    try:
        return SyntaxTreeNode(tokens)
    except ValueError:
        line = max(environment.get("note_lines", {}).values(), default=1)
        hint = "write the text of each note at the left margin, below its paragraph: [^name]: …"
        source.report(Code.NOTE_FORM, source.place(line), "a note is written inside another note or block", hint)
        return SyntaxTreeNode()


def _report_addresses(
    source: SourceFile, tokens: Sequence[Token], references: Mapping[str, Any], spans: Sequence[Sequence[int]]
) -> None:
    """Report an address that is defined inside a fence for teachers and used outside of it, which shows it to students."""

    def hidden(line: int) -> bool:
        return any(first < line < last for first, last in spans)

    defined = {label: each["map"][0] for label, each in references.items() if hidden(each["map"][0])}
    if not defined:
        return
    line, used = 0, dict[str, None]()
    for token in tokens:
        line = token.map[0] if token.map else line  # cells of tables have no lines of their own
        if not hidden(line):
            used.update(dict.fromkeys(child.meta["label"] for child in token.children or () if "label" in child.meta))
    for label in used:
        if label in defined:
            message = f"the address of [{label.lower()}] is inside a fence for teachers, but text for students has the link"
            hint = "if students may see it, move the line with the address out of the fence; if not, delete the link"
            source.report(Code.TEACHER_TEXT_MISPLACED, source.place(defined[label] + 1), message, hint)


def _report_uncalled(source: SourceFile, labels: Mapping[str, int], lines: Mapping[str, int]) -> None:
    for name in (label[1:] for label, number in labels.items() if number < 0):
        message = f"the text of the note [^{name}] is here, but no sentence refers to it"
        hint = f"write [^{name}] after the sentence that it belongs to, or delete the note"
        source.report(Code.NOTE_UNDEFINED, Place(source.file, lines.get(name, 1)), message, hint)
