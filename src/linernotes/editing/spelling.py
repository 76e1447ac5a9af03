"""An edition in another variety of the language: its spellings, its dates and the words that are added to its text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, replace
from functools import cache
from operator import is_
from typing import Any, TypeVar

from linernotes.model.book import Book, Edition, Metadata
from linernotes.model.data import Fact, Term
from linernotes.model.document import Figure, Inline, Node, Quotation, Span, Text
from linernotes.model.keeping import keep
from linernotes.model.languages import language_for
from linernotes.model.lines import Extract
from linernotes.model.spelling import Respelling, Spelling
from linernotes.model.walking import contents, descend, rewrite
from linernotes.model.wording import Wording

_ADDRESS = r"\S+://\S+|\S+@\S+|\b[\w-]+(?:\.[\w-]+)+(?:/\S*)?"
_DAYS = r"(?P<day>\d{1,2}(?:(?:\s?[–-]{1,2}\s?|, | [^\W\d]{1,3} )\d{1,2})*)"
"""Days of a month: 12, 10–14, or 5, 6 and 12."""
_PRINTED = ("alternative", "title", "name", "label", "short", "needs")
"""Fields of nodes with text that is printed or read aloud, but is no run of inlines."""

N = TypeVar("N", bound=Node)
Change = Callable[[str], str]


def respell(book: Book, edition: Edition) -> Book:
    """Return a book in the language of an edition, with its spellings; the same book if the edition has neither.

    Ids, addresses, code, words in other languages, quotations, extracts of the work and the names of sources stay as they are.
    """
    if not edition.language and not edition.spelling:
        return book
    spell, dates = _spelled(edition.spelling or Spelling()), _dated(book, edition)

    def change(text: str) -> str:
        return dates(spell(text))

    facts = edition.language, edition.spelling, book.metadata.language, book.wording

    def edit(node: N) -> N:
        return keep(node, "respelled", facts, lambda: _edited(node, change, dates))

    data, metadata = book.data, book.metadata
    return replace(
        book,
        metadata=_metadata(metadata, edition, change),
        wording=_wording(book, edition, change),
        sections=tuple(map(edit, book.sections)),
        data=replace(
            data,
            characters=tuple(map(edit, data.characters)),
            themes=tuple(map(edit, data.themes)),
            events=tuple(map(edit, data.events)),
            terms=tuple(map(edit, data.terms)),
            facts=tuple(map(edit, data.facts)),
            standards=tuple(map(edit, data.standards)),
        ),
    )


def respell_text(text: str, edition: Edition) -> str:
    """Return a text, such as that of a file, with the spellings of an edition."""
    return _spelled(edition.spelling)(text) if edition.spelling else text


def occurring(book: Book, spelling: Spelling) -> frozenset[str]:
    """Return the words and kept phrases of a list that occur in a book, as the list has them."""
    pattern, known = _pattern(spelling), _Known(spelling)

    def found_by(read: Callable[[Change], object]) -> frozenset[str]:
        found: set[str] = set()

        def note(text: str) -> str:
            found.update(entry.written for match in pattern.finditer(text) if (entry := known.find(match[0])))
            return text

        read(note)
        return frozenset(found)

    def found_in(node: Node) -> frozenset[str]:
        return keep(node, "occurring", spelling, lambda: found_by(lambda note: _edited(node, note, str)))

    data = book.data
    nodes = (*book.sections, *data.characters, *data.themes, *data.events, *data.terms, *data.facts, *data.standards)
    of_book = found_by(lambda note: _metadata(book.metadata, Edition("", ""), note))
    of_wording = found_by(lambda note: list(map(note, asdict(book.wording).values())))
    return of_book.union(of_wording, *map(found_in, nodes))


class _Known:
    """The entries of a list, found by a match of its pattern."""

    def __init__(self, spelling: Spelling) -> None:
        entries = (*spelling.words, *spelling.kept)
        self.exact = {_one_space(entry.written): entry for entry in entries}
        self.lower = {_one_space(entry.written): entry for entry in spelling.words if not _has_capital(entry)}

    def find(self, text: str) -> Respelling | None:
        """Return the entry for a text, or None for an address."""
        text = _one_space(text)
        return self.exact.get(text) or self.lower.get(text.lower())


def _spelled(spelling: Spelling) -> Change:
    pattern, known = _pattern(spelling), _Known(spelling)

    def spell(found: re.Match[str]) -> str:
        entry = known.find(found[0])
        if entry is None or entry.written == entry.printed:
            return found[0]
        return entry.printed if _has_capital(entry) else _in_case_of(found[0], entry.printed)

    return lambda text: pattern.sub(spell, text)


@cache
def _pattern(spelling: Spelling) -> re.Pattern[str]:
    """Return a pattern of everything to replace or to keep, longer phrases first. Entries without a capital match in any case."""
    kept = [_form(entry) for entry in _longest(spelling.kept)]
    words = [_form(entry) if _has_capital(entry) else f"(?i:{_form(entry)})" for entry in _longest(spelling.words)]
    whole = rf"(?<!\w)(?:{'|'.join((*kept, *words))})(?!\w)"
    return re.compile(f"{_ADDRESS}|{whole}" if kept or words else _ADDRESS)


def _longest(entries: tuple[Respelling, ...]) -> list[Respelling]:
    return sorted(entries, key=lambda entry: -len(entry.written))


def _form(entry: Respelling) -> str:
    return r"\s+".join(map(re.escape, entry.written.split()))


def _has_capital(entry: Respelling) -> bool:
    return entry.written != entry.written.lower()


def _one_space(text: str) -> str:
    return " ".join(text.split())


def _in_case_of(pattern: str, word: str) -> str:
    """Return a word with the capitals of another: none, the first letter, or all letters."""
    if len(pattern) > 1 and pattern.isupper():
        return word.upper()
    return word[:1].upper() + word[1:] if pattern[:1].isupper() else word


def _edited(top: N, change: Change, dates: Change) -> N:
    """Return a node whose texts are changed; in the names of sources only the dates are."""
    quoted = {
        id(node)
        for each in descend(top, Extract, Quotation, Span)
        if not isinstance(each, Span) or each.language
        for node in descend(each)
    }
    names = (fact.source for fact in descend(top, Fact)), (figure.credit for figure in descend(top, Figure))
    sources = {id(node) for group in names for inlines in group for node in descend(inlines)}

    def edit(node: Node) -> Node:
        if id(node) in quoted:
            return node
        changed: dict[str, Any] = {}
        for name, old in contents(node):
            of_source = id(node) in sources or (name in ("source", "credit") and isinstance(node, (Fact, Figure)))
            new = _field(name, old, dates if of_source else change)
            if new is not old:
                changed[name] = new
        if isinstance(node, Term) and node.forms:
            changed["forms"] = tuple(map(change, node.forms))
        return replace(node, **changed) if changed else node

    return rewrite(top, edit)


def _field(name: str, value: object, change: Change) -> object:
    """Return the changed value of a field: printed text, or a tuple with runs of inlines."""
    if isinstance(value, str):
        return change(value) if name in _PRINTED else value
    return _inlines(value, change) if isinstance(value, tuple) else value


def _inlines(values: tuple[object, ...], change: Change) -> tuple[object, ...]:
    """Return a tuple in which neighbouring texts are joined, since a phrase may run over the end of a line, and changed."""
    if not any(isinstance(value, (Text, tuple)) for value in values):
        return values
    changed = tuple(_joined(values, change))
    return values if len(changed) == len(values) and all(map(is_, changed, values)) else changed


def _joined(values: tuple[object, ...], change: Change) -> Iterator[object]:
    run: list[Text] = []
    for value in (*values, None):
        if isinstance(value, Text):
            run.append(value)
            continue
        if run:
            old = "".join(text.value for text in run)
            new = change(old)
            yield from run if new == old else (replace(run[0], value=new),)
            run = []
        if value is not None:
            yield _inlines(value, change) if isinstance(value, tuple) else value


def _metadata(metadata: Metadata, edition: Edition, change: Change) -> Metadata:
    def line(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return tuple(each for each in _inlines(inlines, change) if isinstance(each, Inline))

    return replace(
        metadata,
        language=edition.language or metadata.language,
        title=change(metadata.title),
        subtitle=change(metadata.subtitle),
        short=change(metadata.short),
        description=change(metadata.description),
        rights=change(metadata.rights),
        subjects=tuple(map(change, metadata.subjects)),
        imprint=tuple(map(line, metadata.imprint)),
    )


def _wording(book: Book, edition: Edition, change: Change) -> Wording:
    """Return the added words of the edition's language, and those that the author has replaced in the edition's spelling."""
    usual = language_for(book.metadata.language).words
    of_edition = language_for(edition.language or book.metadata.language).words
    own = {name: change(word) for name, word in asdict(book.wording).items() if word != usual[name]}
    return Wording(**{**of_edition, **own})


def _dated(book: Book, edition: Edition) -> Change:
    """Return a function that writes dates in the form of the edition's language: 12 August 1975 as August 12, 1975."""
    ours, theirs = book.wording, _wording(book, edition, str)
    if ours.date_form == theirs.date_form:
        return str
    full = dict(zip(ours.month_names.split(), theirs.month_names.split(), strict=True))
    short = {
        old.rstrip("."): new
        for old, new in zip(ours.months.split(), theirs.months.split(), strict=True)
        if old.rstrip(".") not in full
    }
    by_name = full | short
    month = rf"(?P<month>(?:{_any(full)})(?!\w)|(?:{_any(short)})(?!\w)\.?)"
    whole = re.compile(_date_pattern(ours.date_form, month))
    day_only = re.compile(_date_pattern(ours.day_form, month))
    comma = "," if ", {year}" in theirs.date_form else ""

    def write_whole(found: re.Match[str]) -> str:
        goes_on = re.match(r"\s+[\w(]", found.string[found.end() :]) and comma
        date = theirs.date_form.format(day=found["day"], month=by_name[found["month"].rstrip(".")], year=found["year"])
        return f"{date}{goes_on or ''}"

    def write_day(found: re.Match[str]) -> str:
        return theirs.day_form.format(day=found["day"], month=by_name[found["month"].rstrip(".")])

    return lambda text: day_only.sub(write_day, whole.sub(write_whole, text))


def _any(names: Iterable[str]) -> str:
    return "|".join(map(re.escape, names))


def _date_pattern(form: str, month: str) -> str:
    gaps = {"{day}": _DAYS, "{month}": month, "{year}": r"(?P<year>\d{4})"}
    parts = (gaps.get(part) or re.escape(part).replace(r"\ ", r"\s") for part in re.split(r"(\{\w+\})", form))
    return rf"(?<![\w.,–-]){''.join(parts)}(?![\w–-])"
