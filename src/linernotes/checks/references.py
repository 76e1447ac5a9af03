"""Checks of references: links, themes, standards, facts, characters, lines of the retelling."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from linernotes.editing.line_index import LineError, LineIndex
from linernotes.editing.line_mentions import missing_lines
from linernotes.editing.sentences import goes_on, sentence_ends
from linernotes.editing.targets import find_targets
from linernotes.manuscript.inlines import SCHEME
from linernotes.model.book import Book, Matter
from linernotes.model.document import Citation, Link, LinkKind, Unresolved
from linernotes.model.findings import NOWHERE, Code, Finding, Place, Severity, did_you_mean
from linernotes.model.guide import CharacterCard, Question
from linernotes.model.lines import Retelling
from linernotes.model.walking import descend, plain_text

_SIMILAR_FILE = 0.75
"""The similarity of two file names of which one is probably a misspelling of the other."""


def link_unresolved(book: Book) -> Iterator[Finding]:
    """Report links without a target in this edition."""
    unresolved = [(node, node.destination) for node in descend(book.sections, Link) if isinstance(node.destination, Unresolved)]
    if not unresolved:
        return
    lines = LineIndex(book.sections)
    known = [*find_targets(book), *lines.ids]
    files = [section.source for section in book.sections if section.source]
    for node, destination in unresolved:
        written = destination.written
        if SCHEME.match(written):
            continue  # the reader reports it
        name = written.rpartition("#")[2] if "#" in written else written
        if node.kind is LinkKind.NUMBER or ("#" in written and ".." in name):
            yield from _lines_unresolved(node, name, lines)
            continue
        path = posixpath.basename(written.partition("#")[0])
        if path and not get_close_matches(path, map(posixpath.basename, files), n=1, cutoff=_SIMILAR_FILE):
            message = f"'{written}' is not in the book, so the words of the link are printed without it"
            hint = "delete the link, or link to a file of the book or to an #id"
            yield Finding(node.place, Code.LINK_UNRESOLVED, message, hint, Severity.WARNING)
            continue
        hint = _linked_term(book, name) or did_you_mean(name, known if "#" in written else files)
        yield Finding(node.place, Code.LINK_UNRESOLVED, f"nothing in the book is called '{name}'", hint)


def _linked_term(book: Book, name: str) -> str:
    """Return the hint for a link to a term of the glossary, which needs none; empty if no term has this name."""
    word = re.sub(r"^(term|glossary)-+", "", name.casefold())
    for term in book.data.terms:
        if word in {each.casefold().replace(" ", "-") for each in (term.id, term.name, *term.forms)}:
            return f"write '{term.name}' without a link: the first one in each section is linked to the glossary by itself"
    return ""


def _lines_unresolved(link: Link, name: str, lines: LineIndex) -> Iterator[Finding]:
    """Report a link to lines that are not in the book. In a data file, a single word that resembles no id is a word."""
    try:
        lines.find(lines.written(name))
    except LineError as error:
        if ".." in name or not link.children or lines.resembles_id(name):
            yield Finding(link.place, Code.LINE_REFERENCE, str(error), error.hint)


def _unknown(place: Place, code: Code, what: str, name: str, known: Iterable[str], file: str) -> Finding:
    return Finding(
        place,
        code,
        f"no {what} is called '{name}'",
        did_you_mean(name, known) or f"{what}s are listed in manuscript/data/{file}.toml",
    )


def theme_unknown(book: Book) -> Iterator[Finding]:
    """Report themes of questions that are missing from the data, and titles with more than one theme."""
    known = {theme.id for theme in book.data.themes}
    for section in book.sections:
        named = section.label.split()
        if len(named) > 1 and known.issuperset(named):
            message = f"the label '{section.label}' names {len(named)} themes, so the theme key finds none of them here"
            hint = "give each theme a section of its own, with its id as label"
            yield Finding(section.place, Code.THEME_UNKNOWN, message, hint, Severity.WARNING)
    for node in descend(book.sections, Question):
        if node.theme and node.theme not in known and "themes" not in book.data.unread:
            yield _unknown(node.place, Code.THEME_UNKNOWN, "theme", node.theme, known, "themes")


def standard_unknown(book: Book) -> Iterator[Finding]:
    """Report standards of questions that are missing from the data."""
    known = {standard.id for standard in book.data.standards}
    for node in descend(book.sections, Question):
        if "standards" not in book.data.unread:
            for code in node.standards:
                if code not in known:
                    yield _unknown(node.place, Code.STANDARD_UNKNOWN, "standard", code, known, "standards")


def fact_unknown(book: Book) -> Iterator[Finding]:
    """Report cited facts that are missing from the data."""
    known = {fact.id for fact in book.data.facts}
    data = book.data
    for node in descend((*book.sections, *data.characters, *data.themes, *data.terms), Citation):
        if node.fact not in known and "facts" not in data.unread:
            yield _unknown(node.place, Code.FACT_UNKNOWN, "fact", node.fact, known, "facts")


def fact_unlisted(book: Book) -> Iterator[Finding]:
    """Report cited facts that no list of sources in this edition contains."""
    for section in book.sections:
        for node in descend(section, Citation):
            if node.certainty and node.target is None:
                matter = "teacher" if section.matter is Matter.TEACHER else "back"
                hint = f"write ::: sources and ::: in a section of {matter} matter"
                yield Finding(
                    node.place, Code.FACT_UNLISTED, f"the fact '{node.fact}' is cited, but no list of sources contains it", hint
                )


def character_unknown(book: Book) -> Iterator[Finding]:
    """Report cards of characters that are missing from the data."""
    known = {character.id for character in book.data.characters}
    for node in descend(book.sections, CharacterCard):
        if node.of not in known and "characters" not in book.data.unread:
            yield _unknown(node.place, Code.CHARACTER_UNKNOWN, "character", node.of, known, "characters")


def line_reference(book: Book) -> Iterator[Finding]:
    """Report lines of questions, and lines that a text mentions, that are missing from the book."""
    lines = LineIndex(book.sections)
    for node in descend(book.sections, Question):
        for cited in node.lines:
            try:
                lines.find(cited)
            except LineError as error:
                yield Finding(node.place, Code.LINE_REFERENCE, str(error), error.hint)
    for place, missing in missing_lines(book):
        hint = f"{missing.hint}; if you mean a line of another text, write [line 9]{{.plain}} with its number"
        yield Finding(place, Code.LINE_REFERENCE, str(missing), hint, Severity.WARNING)


def line_sentences(book: Book) -> Iterator[Finding]:
    """Report lines of the retelling that do not hold exactly one sentence, because a line number must cite one sentence."""
    for verse in (verse for retelling in descend(book.sections, Retelling) for verse in retelling.verses):
        texts = [(line.place, plain_text(line.children).strip()) for line in verse.lines]
        for (place, text), (_, following) in zip(texts, [*texts[1:], (NOWHERE, "")], strict=False):
            if ends := sentence_ends(text):
                hint = "begin a new line of the file after each sentence; write &nbsp; for the space after an abbreviation"
                yield Finding(place, Code.LINE_SENTENCES, f"this line of the retelling holds {len(ends) + 1} sentences", hint)
            if following and goes_on(text, following):
                message = "this sentence of the retelling goes on in the next line, which gets a number of its own"
                sure = Severity.ERROR if following[0].islower() else Severity.WARNING
                yield Finding(place, Code.LINE_SENTENCES, message, "write the whole sentence on one line of the file", sure)
