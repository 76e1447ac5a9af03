"""The check of characters that the fonts lack: one finding for each file and script."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import astuple
from functools import partial

from linernotes.model.book import Book, Section
from linernotes.model.findings import Code, Finding, Place
from linernotes.model.keeping import keep
from linernotes.model.repertoire import BLOCKS, Repertoire, range_names
from linernotes.model.walking import contents, descend

_WHITE = (" ", "\t", "\n")
_SHOWN = 24
"""Characters that a finding shows; a page of Greek has about 50."""


def character_outside_fonts(book: Book) -> Iterator[Finding]:
    """Report characters that the fonts of the book lack, once for each file and script."""
    if not any(map(book.repertoire.lacks, printed_characters(book))):
        return
    places: dict[tuple[str, str], Place] = {}
    counts: dict[tuple[str, str], Counter[str]] = {}
    for place, text in printed_texts(book):
        for character in text:
            if character not in _WHITE and book.repertoire.lacks(character):
                key = place.file, _group(character)
                places[key] = min(places.get(key, place), place)
                counts.setdefault(key, Counter())[character] += 1
    missing = {ord(character) for count in counts.values() for character in count if not _invisible(character)}
    hint = _hint(book.repertoire, missing & book.repertoire.available)
    for key, count in counts.items():
        available = not missing.isdisjoint(map(ord, count)) and any(ord(each) in book.repertoire.available for each in count)
        other = "write it in other characters: the fonts do not have it"
        if len(count) > 1:
            other = "write the words in Latin letters: the fonts do not have these characters"
        elif _invisible(next(iter(count))):
            other = "delete it, or write an ordinary space: it cannot be seen"
        yield Finding(places[key], Code.CHARACTER_OUTSIDE_FONTS, _message(key[1], count), hint if available else other)


def _message(group: str, count: Counter[str]) -> str:
    number = count.total()
    times = "" if number == 1 else f"; {number} occurrences in this file"
    if len(count) == 1:
        (character,) = count
        name = unicodedata.name(character, "a control character").lower()
        shown = f"'{character}' " if character.isprintable() else ""
        return f"{shown}(U+{ord(character):04X}, {name}) is not in the fonts{times}"
    some = " ".join(list(count)[:_SHOWN]) + (" …" if len(count) > _SHOWN else "")
    return f"{len(count)} characters ({group}) are not in the fonts: {some}{times}"


def _hint(repertoire: Repertoire, missing: set[int]) -> str:
    """Return the lines of book.toml that add the missing characters to those that are listed already."""
    items = ", ".join(f'"{name}"' for name in range_names(missing | repertoire.listed))
    return f"write repertoire = [{items}] below [fonts] in book.toml; add the line [fonts] at its end if it is not there"


def _invisible(character: str) -> bool:
    """Return whether a character is a space or a sign for programs, which is in a text only by mistake."""
    return unicodedata.category(character) in ("Cc", "Cf", "Zs", "Zl", "Zp")


def _group(character: str) -> str:
    """Return the block or script of a character; for a symbol, the character itself."""
    block = next((name for name, points in BLOCKS.items() if ord(character) in points), "")
    if block or unicodedata.category(character)[0] not in "LM":
        return block or character
    word = unicodedata.name(character, character).split()[0]
    return word if word == "CJK" else word.capitalize()


def printed_characters(book: Book) -> set[str]:
    """Return the characters that are printed, without white space."""
    found = _characters(_shared_texts(book))
    return found.union(*(keep(each, "characters", (), partial(_characters, _texts(each))) for each in book.sections))


def _characters(texts: Iterable[tuple[Place, str]]) -> set[str]:
    return set().union(*(text for _, text in texts)).difference(_WHITE)


def printed_texts(book: Book) -> Iterator[tuple[Place, str]]:
    """Yield every text that is printed, with its place."""
    yield from _shared_texts(book)
    yield from _texts(book.sections)


def _shared_texts(book: Book) -> Iterator[tuple[Place, str]]:
    """Yield the texts that are not in a section."""
    here = Place("manuscript/book.toml")
    metadata, data = book.metadata, book.data
    yield (
        here,
        "".join((metadata.title, metadata.subtitle, metadata.publisher, metadata.rights, metadata.version, *metadata.authors)),
    )
    yield here, "".join((*(edition.title for edition in book.editions), *(str(word) for word in astuple(book.wording))))
    yield from ((entry.place, entry.printed) for edition in book.editions if edition.spelling for entry in edition.spelling.words)
    yield from _texts((*data.characters, *data.themes, *data.terms, *data.facts, metadata.imprint))


def _texts(nodes: object) -> Iterator[tuple[Place, str]]:
    for node in descend(nodes):
        if isinstance(node, Section):
            yield node.place, node.label + node.short
        else:
            yield node.place, "".join(value for _, value in contents(node) if isinstance(value, str))
