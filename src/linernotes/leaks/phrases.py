"""Teacher phrases: runs of words that only teachers may read, and the search for them in a text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import asdict, replace
from functools import cache
from typing import NamedTuple

from linernotes.editing.media import MEDIA, differs_by_medium, for_medium
from linernotes.leaks.normalise import normalise
from linernotes.leaks.regions import split_regions
from linernotes.model.book import Book, Matter, Section
from linernotes.model.document import Inline, NoteCall, Text
from linernotes.model.guide import Answer, TeacherNote
from linernotes.model.lines import NumberedLine
from linernotes.model.walking import contents, descend, plain_text, rewrite

WORDS = 6
"""The length of a phrase in words; shorter runs occur by chance."""

LETTERS = 16
"""The least number of letters and digits in a phrase; runs of digits and single letters occur by chance."""


_NAMES = (
    "anchor",
    "slug",
    "source",
    "section",
    "question",
    "id",
    "fact",
    "theme",
    "picture",
    "language",
    "layer",
    "medium",
    "certainty",
)
"""Fields of nodes that hold names, not text."""


class Phrase(NamedTuple):
    """A run of words, and its normalised letters."""

    words: str
    letters: str


class PhraseFinder:
    """Finds phrases in normalised text, by their first sixteen letters."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._by_head: dict[str, list[Phrase]] = {}
        for phrase in phrases:
            self._by_head.setdefault(phrase.letters[:LETTERS], []).append(phrase)

    def find(self, letters: str) -> set[Phrase]:
        """Return the phrases that a normalised text contains."""
        starts = range(len(letters) - LETTERS + 1)
        return {
            phrase
            for start in starts
            if (head := letters[start : start + LETTERS]) in self._by_head
            for phrase in self._by_head[head]
            if letters.startswith(phrase.letters, start)
        }


def teacher_phrases(book: Book) -> tuple[Phrase, ...]:
    """Return every phrase of six words of the teacher text of a book as its author wrote it."""
    return tuple(_phrases(teacher_text(book)))


def hidden_from_students(phrases: Iterable[Phrase], student: Book) -> tuple[Phrase, ...]:
    """Return the phrases that the book of a student edition does not contain, with and without the numbers of its lines."""
    return _without(phrases, (*_student_text(student), *_numbered_text(student)))


def source_phrases(
    book: Book, student: Book, sources: Mapping[str, str], spelled: Callable[[str], str] = str
) -> tuple[Phrase, ...]:
    """Return every phrase of six words of the teacher parts in the manuscript files, whatever was read from them.

    Phrases that also stand outside of teacher parts, or that students read elsewhere, are left out.

    Args:
        book: the book as its author wrote it.
        student: the book as a student edition prints it.
        sources: the texts of the manuscript files, by path.
        spelled: returns a text as the edition spells it.
    """
    regions, outside = _source_regions(book, sources)
    readable = (*map(spelled, outside), *_shared_text(student))
    phrases = _without(_phrases(map(spelled, regions)), readable)
    # What the reader made of the files is not trusted here: a phrase with the number of a line is left out only if all its other
    # words stand outside of teacher parts.
    printed = PhraseFinder(phrases).find(normalise(" ".join(_numbered_text(student))))
    lines = descend(student.sections, NumberedLine) if printed else ()
    numbers = {normalise(student.wording.line), *(normalise(line.name) for line in lines)}
    letters = normalise(" ".join(readable)) if printed else ""
    quoted = {phrase for phrase in printed if _letters_without(phrase, numbers) in letters}
    return tuple(phrase for phrase in phrases if phrase not in quoted)


def _letters_without(phrase: Phrase, numbers: Set[str]) -> str:
    """Return the letters of a phrase without those of the numbers of lines."""
    return "".join(letters for word in phrase.words.split() if (letters := normalise(word)) not in numbers)


def _without(phrases: Iterable[Phrase], texts: Iterable[str]) -> tuple[Phrase, ...]:
    """Return the phrases that the texts do not contain."""
    phrases = tuple(phrases)
    contained = PhraseFinder(phrases).find(normalise(" ".join(texts))) if phrases else set()
    return tuple(phrase for phrase in phrases if phrase not in contained)


def _source_regions(book: Book, sources: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """Return the texts in the teacher's regions of the sections for students, and all other texts of the manuscript."""
    teacher = {section.source for section in book.in_matter(Matter.TEACHER)}
    regions: list[str] = []
    outside: list[str] = []
    for path, text in sources.items():
        if path.endswith(".md") and path not in teacher:
            inside, rest = split_regions(text)
            regions.extend(inside)
            outside.append(rest)
        elif path not in teacher:
            outside.append(text)
    return regions, outside


def teacher_text(book: Book) -> Iterator[str]:
    """Yield the texts of an unedited book that only teacher editions print."""
    for sections in _by_medium(book):
        yield from passages(tuple(section for section in sections if section.matter is Matter.TEACHER))
        for section in sections:
            yield from (text for node in descend(section, Answer, TeacherNote) for text in passages(node))


def _by_medium(book: Book) -> Iterator[tuple[Section, ...]]:
    """Yield the sections as each medium shows them; once if they are the same on all."""
    media = MEDIA if differs_by_medium(book.sections) else MEDIA[:1]
    yield from (tuple(for_medium(section, medium) for section in book.sections) for medium in media)


def passages(value: object, *, inlines: bool = True) -> Iterator[str]:
    """Yield the texts of nodes: printed strings such as titles and, unless they are left out, runs of inlines."""
    for node in descend(value):
        for name, content in contents(node):
            if isinstance(content, str) and name not in _NAMES:
                yield content
            elif inlines and isinstance(content, tuple) and content and isinstance(content[0], Inline):
                yield plain_text(content)


def _phrases(texts: Iterable[str]) -> Iterator[Phrase]:
    """Yield the phrases of texts, each once."""
    seen: set[str] = set()
    normalise_word = cache(normalise)
    for text in texts:
        words = [word for word in text.split() if normalise_word(word)]
        letters = [normalise_word(word) for word in words]
        for start in range(len(words) - WORDS + 1):
            run = "".join(letters[start : start + WORDS])
            if len(run) >= LETTERS and run not in seen:
                seen.add(run)
                yield Phrase(" ".join(words[start : start + WORDS]), run)


def _student_text(student: Book) -> Iterator[str]:
    """Yield everything that students read, in order: a phrase may run from one section into the next."""
    yield from (_section_text(section) for sections in _by_medium(student) for section in sections)
    yield from _shared_text(student)


def _numbered_text(student: Book) -> Iterator[str]:
    """Yield the sections with numbered lines as students read them: with the numbers, and as screen readers say these.

    "(line 7)" in an answer, after the end of a line that it quotes, is then no more than what an e-book has between two lines.
    """
    for word in ("", f"{student.wording.line} "):

        def with_number(line: NumberedLine, word: str = word) -> NumberedLine:
            return replace(line, children=(Text(f" {word}{line.name} "), *line.children))

        for sections in _by_medium(student):
            numbered = (section for section in sections if any(descend(section, NumberedLine)))
            yield from (_section_text(rewrite(section, with_number, NumberedLine)) for section in numbered)


def _shared_text(student: Book) -> Iterator[str]:
    """Yield what students read that is not written in a section."""
    metadata, data = student.metadata, student.data
    yield from map(str, asdict(student.wording).values())
    yield from (metadata.title, metadata.subtitle, metadata.description, metadata.rights)
    yield from (plain_text(line) for line in metadata.imprint)
    yield from passages((*data.characters, *data.themes, *data.terms, *data.facts))


def _section_text(section: Section) -> str:
    """Return all words of a section as one text: a phrase may run from one table cell, line or list item into the next."""
    notes = descend(section, NoteCall)  # plain text leaves notes out
    return " ".join([plain_text(section), *passages(section, inlines=False), *passages(tuple(notes))])
