"""Sections of a handout → characters, themes and words, as entries of data files."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from linernotes.starter.guide import slug_of
from linernotes.starter.handout import Block, entry, is_column_head
from linernotes.starter.markup import escaped, quoted
from linernotes.starter.words import DraftWords

SHORT_LINE: Final = 40
"""Characters of a line that is shorter than those of running text."""

TERMS: Final = 8
_CAPITAL: Final = "[A-ZÀ-ÞĆČŁŃŚŠŹŻŽ]"
_TERM: Final = re.compile(r"(?<![\w’'-])[a-zß-ÿąćęłńśźż]{10,}(?![\w’'-])")
_PARTICLES: Final = "of|the|de|del|della|da|do|dos|von|van|der|la|le|af"
_NAME: Final = rf"{_CAPITAL}[\w’'.-]{{1,40}}(?: (?:(?:{_PARTICLES}) )?{_CAPITAL}[\w’'-]{{1,40}}){{0,3}}"
"""A name; parts of limited length, because the search begins at every capital letter."""
_PLAYED: Final = re.compile(
    rf"(?P<name>{_NAME}) \((?P<actor>{_CAPITAL}[\w’'.-]{{1,40}}(?: {_CAPITAL}[\w’'.-]{{1,40}}){{1,6}})(?P<more>,[^)]{{0,400}})?\)"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a data file: its id, its name, what the handout says about it, and the actor; empty if not said."""

    id: str
    name: str
    about: str = ""
    actor: str = ""
    head: str = ""
    """The words above the columns of the table that it comes from."""


def cast_of(text: str, blocks: Sequence[Block], columns: frozenset[str]) -> tuple[list[Entry], list[Block]]:
    """Return the characters of a handout, and the other blocks of its section about them.

    Characters are the entries of the section, and everybody whose name is followed by another name in parentheses.
    """
    found, others = _entries(blocks, columns)
    cast = _with_ids(map(_with_actor, found), slug_of)
    for played in _PLAYED.finditer(_unwrapped(text)):
        id_ = slug_of(played["name"])
        if id_ not in cast:
            cast[id_] = Entry(id_, played["name"], actor=played["actor"])
        elif not cast[id_].actor:
            cast[id_] = replace(cast[id_], actor=played["actor"])
    return list(cast.values()), others


def _with_actor(each: Entry) -> Entry:
    played = _PLAYED.fullmatch(each.name)
    return replace(each, name=played["name"], actor=played["actor"]) if played and not played["more"] else each


def themes_of(blocks: Sequence[Block], columns: frozenset[str]) -> tuple[list[Entry], list[Block]]:
    """Return the themes of a handout, each with an id of two capital letters, and the other blocks of its section about them."""
    found, others = _entries(blocks, columns)
    return list(_with_ids(found, lambda name: slug_of(name)[:2].upper()).values()), others


def terms_of(story: str, blocks: Sequence[Block], columns: frozenset[str]) -> tuple[list[Entry], list[Block]]:
    """Return the words that a handout explains, or rare words of its story if there are none; and the other blocks."""
    found, others = _entries(blocks, columns)
    return list(_with_ids(found or [Entry("", word) for word in _rare_words(story)], slug_of).values()), others


def character_entry(person: Entry, words: DraftWords) -> str:
    """Return the entry of a character in characters.toml."""
    lines = [*_beginning(person, "name"), f"role = {_said(person.about, words.who)}"]
    if person.actor:
        lines.append(f"traits = {{ {quoted(words.played_by)} = {quoted(person.actor)} }}    # TODO: {words.actor}")
    return "\n".join(lines) + "\n\n"


def theme_entry(theme: Entry) -> str:
    """Return the entry of a theme in themes.toml."""
    return "\n".join([*_beginning(theme, "name"), f"statement = {quoted(escaped(theme.about))}"]) + "\n\n"


def term_entry(term: Entry, words: DraftWords) -> str:
    """Return the entry of a word in terms.toml."""
    return "\n".join([*_beginning(term, "term"), f"definition = {_said(term.about, words.explain)}"]) + "\n\n"


def _beginning(entry: Entry, key: str) -> list[str]:
    return [*([f"# {entry.head}"] if entry.head else []), f"[{entry.id}]", f"{key} = {quoted(entry.name)}"]


def _said(about: str, request: str) -> str:
    return quoted(escaped(about) if about else f"TODO: {request}")


def _entries(blocks: Sequence[Block], columns: frozenset[str]) -> tuple[list[Entry], list[Block]]:
    found, others, head = list[Entry](), list[Block](), ""
    for block in blocks:
        halves = None if block.is_heading else entry(block.text)
        if halves and block.is_row and is_column_head(block.text, columns) and not head:
            head = " | ".join(halves)
        elif halves:
            found.append(Entry("", *halves, head="" if found else head))
        else:
            others.append(block)
    return (found, others) if found else ([], list(blocks))


def _with_ids(entries: Iterable[Entry], id_of: Callable[[str], str]) -> dict[str, Entry]:
    """Return entries by ids that are made from their names; equal ids get numbers."""
    found: dict[str, Entry] = {}
    times = Counter[str]()
    for each in entries:
        base = id_ = id_of(each.name)
        while id_ in found:
            times[base] += 1
            id_ = f"{base}-{times[base] + 1}"
        found[id_] = replace(each, id=id_)
    return found


def _unwrapped(story: str) -> str:
    """Return a text in which a line break follows only short lines; the end of a longer line may be within a name."""
    lines = (" ".join(line.split()) for line in story.splitlines())
    return "".join(f"{line}\n" if len(line) < SHORT_LINE else f"{line} " for line in lines)


def _rare_words(story: str) -> list[str]:
    """Return long words that the story uses seldom, which students may not know."""
    counted = Counter(_TERM.findall(story))
    rare = sorted(
        (word for word, times in counted.items() if times <= 2 and not word.endswith("ly")), key=lambda word: (-len(word), word)
    )
    return sorted(rare[:TERMS])
