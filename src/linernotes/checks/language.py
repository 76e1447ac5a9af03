"""Checks of the language: reading grade, unused terms, straight quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, partial
from typing import NamedTuple

from linernotes.editing.glossary import term_pattern
from linernotes.editing.sentences import sentence_ends
from linernotes.model.book import Book, Matter, Section
from linernotes.model.document import Code as CodeWords
from linernotes.model.document import CodeBlock, Figure, Inline, Link, Node, Paragraph, Table, WebAddress
from linernotes.model.findings import Code, Finding
from linernotes.model.guide import Answer, GlossaryList, Question, TeacherNote
from linernotes.model.keeping import keep
from linernotes.model.lines import Extract, NumberedLine
from linernotes.model.walking import contents, descend, plain_text

FEWEST_WORDS = 100
"""The minimum length of a graded section; the formula was derived from passages of about this length."""

_WORD = re.compile(r"[A-Za-zÀ-ÿ]+(?:[’'][a-z]+)?")
_VOWELS = re.compile(r"[aeiouyà-ÿ]+")
_SILENT = re.compile(r"(?:[^aeiouyl\W]|[aeiouy]l)e$|[^aeiouytd\W]ed$|(?:[^aeiouylsxzcgh\W]|[aeiouy]l)es$")
_WITH_MARK = re.compile(r"\S*[\"']\S*")
_HIATUS = re.compile(r"(?<![cstg])i[ao]|(?<!p)eo")


@cache
def syllables(word: str) -> int:
    """Return the approximate number of syllables of an English word: its groups of vowels without silent endings."""
    small = word.lower()
    count = len(_VOWELS.findall(small)) + len(_HIATUS.findall(small)) - len(_SILENT.findall(small))
    return max(1, count)


def grade(sentences: list[list[str]]) -> float:
    """Return the Flesch-Kincaid grade of sentences, each a list of words (Kincaid and others, 1975)."""
    words = [word for sentence in sentences for word in sentence]
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def reading_grade(book: Book) -> Iterator[Finding]:
    """Report student sections above the guide's reading grade. Names count as short words, since the author cannot change them."""
    limit = book.rules.grade
    if limit is None:
        return
    read = [section for section in book.sections if section.matter is not Matter.TEACHER and not section.made]
    written = [(section, _prose(section)) for section in read]
    small = frozenset[str]().union(*(prose.small for _, prose in written))
    names = {word for _, prose in written for word in prose.capital if word.lower() not in small}
    for section, prose in written:
        if section.entry in book.rules.ungraded or sum(map(len, prose.sentences)) < FEWEST_WORDS:
            continue
        found = keep(section, "grade", names & prose.capital, partial(_grade, prose, names))
        if found > float(limit):
            longest = max(prose.sentences, key=len)
            hint = f"its longest sentence has {len(longest)} words and begins '{' '.join(longest[:6])} …'"
            yield Finding(
                section.place, Code.READING_GRADE, f"this section reads at grade {found:.1f}, {limit} is the limit", hint
            )


class _Prose(NamedTuple):
    """The prose of a section for students.

    Attributes:
        sentences: its sentences, as words.
        capital: the words that have a capital letter inside a sentence.
        small: the words without a capital letter.
    """

    sentences: list[list[str]]
    capital: frozenset[str]
    small: frozenset[str]


def _prose(section: Section) -> _Prose:
    def make() -> _Prose:
        sentences = list(_sentences(section))
        capital = {word for sentence in sentences for word in sentence[1:] if word[0].isupper() and word != "I"}
        return _Prose(sentences, frozenset(capital), frozenset(word for each in sentences for word in each if word[0].islower()))

    return keep(section, "prose", (), make)


def _grade(prose: _Prose, names: set[str]) -> float:
    """Return the grade of a section: words that are names, which never occur without a capital letter, count as short ones."""
    return grade([["X" if word in names else word for word in sentence] for sentence in prose.sentences])


def _sentences(section: Section) -> Iterator[list[str]]:
    """Yield the sentences of a section's prose for students, without tables, captions and sentence starters."""
    closed = (Answer, TeacherNote, Table, Figure, Extract)  # nobody can change the words of the work
    excluded = {id(node) for top in descend(section.blocks, *closed) for node in descend(top, Paragraph, NumberedLine)}
    excluded |= {id(node) for top in descend(section.blocks, Question) for node in descend(top.stem, Paragraph, NumberedLine)}
    for node in descend(section.blocks, Paragraph, NumberedLine):
        if id(node) not in excluded:
            text = plain_text(node.children)
            starts = [0, *sentence_ends(text)]
            for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
                if words := _WORD.findall(text[start:end]):
                    yield words


def term_unused(book: Book) -> Iterator[Finding]:
    """Report terms of the glossary that the student text never uses."""
    if not book.rules.terms_used or not book.data.terms:
        return
    # A term in the section of the glossary itself does not count as used.
    read = [section for section in book.sections if section.matter is not Matter.TEACHER]
    used = [_all_runs(section) for section in read if not _holds_glossary(section)]
    for term in book.data.terms:
        if not any(map(term_pattern((term,)).search, used)):
            hint = "use it, add the form that the text uses to its forms, or take it out"
            yield Finding(term.place, Code.TERM_UNUSED, f"the text never uses the term '{term.name}'", hint)


def _holds_glossary(section: Section) -> bool:
    return any(descend(section.blocks, GlossaryList))


def _all_runs(section: Section) -> str:
    """Return the text of a section, with characters between its runs that no term contains."""
    return keep(section, "runs", (), lambda: "\0".join(_runs(section)))


def _runs(section: Section) -> Iterator[str]:
    """Yield the text of a section: each run of inlines and each title separately."""
    for node in descend(section):
        if not isinstance(node, Inline):
            for name, value in contents(node):
                if isinstance(value, tuple) and value and isinstance(value[0], Inline):
                    yield plain_text(value)
                elif isinstance(value, str) and name in ("title", "alternative"):
                    yield value


def mark_straight(book: Book) -> Iterator[Finding]:
    """Report straight quotation marks and apostrophes that the reader could not curl, because both directions are possible."""
    if not book.rules.curled_marks:
        return
    data = book.data
    for section in book.sections:
        yield from keep(section, "straight marks", (), partial(_straight_marks, section))
    yield from _straight_marks((*data.characters, *data.themes, *data.events, *data.terms, *data.facts))


def _straight_marks(nodes: Node | tuple[Node, ...]) -> list[Finding]:
    findings: list[Finding] = []
    addresses = {
        id(text) for node in descend(nodes, Link) if isinstance(node.destination, WebAddress) for text in descend(node.children)
    }
    for node in descend(nodes):
        if isinstance(node, (CodeWords, CodeBlock)) or id(node) in addresses:
            continue
        for _, value in contents(node):
            if isinstance(value, str) and ("'" in value or '"' in value):
                (found,) = _WITH_MARK.findall(value)[:1]
                hint = "write “ ” ‘ ’, or ′ and ″ for feet, minutes and seconds"
                findings.append(Finding(node.place, Code.MARK_STRAIGHT, f"a straight mark is left in {found}", hint))
    return findings
