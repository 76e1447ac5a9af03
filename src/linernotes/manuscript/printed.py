"""The text that Markdown prints as it stands: what is left of each block after all markup is parsed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

OPAQUE = "\ue000"
"""Stands for a code span, a picture, a call of a note, a citation, a character reference or an address."""

OPEN, CLOSE = "\ue002", "\ue003"
"""Stand for the beginning and the end of emphasis."""

_ESCAPED = 0xE100
"""A character that a backslash makes literal is moved to this private area, so that it is never taken for markup."""

_AS_WRITTEN = str.maketrans(
    {**{chr(_ESCAPED + code): chr(code) for code in range(128)}, OPAQUE: "…", OPEN: "", CLOSE: ""},
)

_KEY = "printed"


@dataclass(frozen=True, slots=True)
class PrintedText:
    """The printed text of one block.

    Attributes:
        text: its lines; markup is replaced by the characters above.
        line: its first line in the file (first is 1).
        kind: "paragraph", "heading", "cell" or "string" (a text in an attribute or a TOML file).
        fences: the names of the open fences, outermost first.
        item: whether it is the first block of a list item.
    """

    text: str
    line: int
    kind: str
    fences: tuple[str, ...] = ()
    item: bool = False


def add_printed_text(md: MarkdownIt) -> None:
    """Add a rule that collects the printed text of all blocks, before quotation marks and dashes are replaced."""
    md.core.ruler.after("inline", "printed_text", _collect)


def printed_texts(environment: MutableMapping[str, Any]) -> Sequence[PrintedText]:
    """Return the texts that a parser collected in its environment."""
    return tuple(environment.get(_KEY, ()))


def note_lines(tokens: Sequence[Token]) -> dict[str, int]:
    """Return the line on which the text of each note begins (first is 1), by label."""
    return {t.meta["label"]: t.map[0] + 1 for t in tokens if t.type == "footnote_reference_open" and t.map}


def shown(text: str) -> str:
    """Return a part of a printed text as the author wrote it, with … for markup."""
    return text.translate(_AS_WRITTEN)


def escaped(character: str) -> str:
    """Return the character that stands for a literal one."""
    return chr(_ESCAPED + ord(character))


def _collect(state: StateCore) -> None:
    state.env[_KEY] = list(_texts(state.tokens, state.env.get("footnotes", {}).get("list", {})))
    state.env["note_lines"] = note_lines(state.tokens)


def _texts(tokens: Sequence[Token], notes: Mapping[int, Mapping[str, Any]]) -> Iterator[PrintedText]:
    """Yield the printed texts; ``notes`` holds the tokens of notes that are written within a sentence, by number."""
    kinds = {"paragraph_open": "paragraph", "heading_open": "heading", "th_open": "cell", "td_open": "cell", "dt_open": "cell"}
    fences: list[str] = []
    for number, token in enumerate(tokens):
        if token.type == "fence_block_open":
            fences.append(token.meta["name"] or "")
        elif token.type == "fence_block_close":
            fences.pop()
        elif token.type == "inline" and token.children:
            kind = kinds.get(tokens[number - 1].type, "string") if number else "string"
            item = number > 1 and tokens[number - 2].type == "list_item_open"
            line = token.map[0] + 1 if token.map else 0
            yield PrintedText("".join(_characters(token.children)), line, kind, tuple(fences), item)
            for child in token.children:
                note = notes.get(child.meta.get("id", -1), {}) if child.type == "footnote_ref" else {}
                if note.get("tokens"):
                    yield PrintedText("".join(_characters(note["tokens"])), line, "string", tuple(fences))


def _characters(children: Sequence[Token]) -> Iterator[str]:
    autolink = 0
    for child in children:
        if child.info == "auto":
            autolink += child.nesting
        elif child.type == "text":
            yield OPAQUE if autolink else child.content
        elif child.type == "text_special" and child.info == "escape":
            yield escaped(child.content) if len(child.content) == 1 else child.content  # a backslash before a letter is printed
        elif child.type in ("softbreak", "hardbreak"):
            yield "\n"
        elif child.type == "html_inline":
            yield OPAQUE + "\n" * child.content.count("\n")
        elif child.type in ("em_open", "strong_open"):
            yield OPEN
        elif child.type in ("em_close", "strong_close"):
            yield CLOSE
        elif child.nesting == 0:
            yield OPAQUE
