"""A text → the draft of a guide: retelling, cast, words and questions. Nothing is invented, and every guess is marked TODO."""

from __future__ import annotations

import re
import stat
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from linernotes.model.findings import ProjectError
from linernotes.model.languages import language_for
from linernotes.snapshot import MAX_BYTES
from linernotes.starter.documents import read_document
from linernotes.starter.guide import slug_of, starter_files, write_guide
from linernotes.starter.text import decode, repaired, sentences
from linernotes.starter.words import DraftWords, Kind, read_starter_words

LINES_PER_PART: Final = 16
"""Lines of a part, if the text has no headings."""

LINES_PER_QUESTION: Final = 6
LONGEST_HEADING: Final = 70
LONGEST_STORY: Final = 4_000_000
"""Characters of a text; War and Peace has 3.2 million."""

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
_MARKUP: Final = re.compile(r"([\\`*_\[\]{}<>|~^$&@#:=])")
_AUTHOR: Final = re.compile(r'authors = \["([^"]*)"\]')
_AT_START: Final = re.compile(r"^([-+!.>]|\d+[.)])")


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of the retelling: its heading, whether the text has it, and its paragraphs as sentences."""

    heading: str
    found: bool
    paragraphs: tuple[tuple[str, ...], ...]


def draft_guide(folder: Path, text: Path, kind: Kind, language: str) -> tuple[Path, ...]:
    """Write the draft of a guide to the story in a text file, and return its files.

    Args:
        folder: the folder of the guide, which may exist if it has no manuscript.
        text: a plain text file in any encoding, a Word file or an OpenDocument text.
        kind: the kind of work that the guide is about.
        language: the language of the guide (BCP 47).

    Raises:
        ProjectError: if the text cannot be read or is empty, or as `starter.guide.new_guide` does.
        WritingError: if a file cannot be written.
    """
    content = _content(text)
    document = read_document(content)
    written = "\n\n".join(document.paragraphs) if document else decode(content)
    if len(written) > LONGEST_STORY:
        raise ProjectError(f"{text} has more than {LONGEST_STORY:,} characters", hint="save only the story in it")
    story = repaired(written)
    if not story.split():
        raise ProjectError(f"{text} is empty", hint="write or paste the story into it")
    headings = frozenset(map(repaired, document.headings)) if document else frozenset[str]()
    files = draft_files(folder.absolute().resolve().name, story, kind, language, headings)
    return write_guide(folder, {path: each.encode() for path, each in files.items()})


def _content(file: Path) -> bytes:
    try:
        status = file.stat()
        if not stat.S_ISREG(status.st_mode):
            raise ProjectError(f"{file} is not a file", hint="name a text file, a Word file or an OpenDocument text")
        if status.st_size > MAX_BYTES:
            raise ProjectError(f"{file} is larger than {MAX_BYTES >> 20} MB", hint="save only the story, without pictures")
        return file.read_bytes()
    except OSError as error:
        raise ProjectError(f"{file} cannot be read: {(error.strerror or str(error)).lower()}") from error


def draft_files(name: str, story: str, kind: Kind, language: str, headings: frozenset[str] = frozenset()) -> dict[str, str]:
    """Return the files of a draft by their path below the manuscript folder.

    Args:
        name: the name of the guide's folder.
        story: the text, repaired.
        kind: the kind of work that the guide is about.
        language: the language of the guide (BCP 47).
        headings: the paragraphs that are headings; empty: those that look like headings.
    """
    words = read_starter_words(language).draft
    parts = _parts(story, headings, words.part)
    cast, terms = _cast(story), _terms(story)
    book = starter_files(name, kind, language)["book.toml"].replace(', "front/read-this-first.md"', "")
    book = book.replace('  "worksheets/w1-evidence.md",\n', "")
    if not cast:
        book = book.replace('  "people/the-people.md",\n', "")
    files = {
        "book.toml": _AUTHOR.sub('authors = ["TODO: \\1"]', book),
        "story/the-story.md": _retelling(parts, words),
        "questions/questions.md": _questions(parts, words, language),
        "back/words-and-sources.md": f"# {words.words} {{role=glossary}}\n\n::: glossary\n:::\n",
        "teacher/notes-and-answers.md": f"# {words.answers} {{role=key}}\n\n::: answer-key\n:::\n",
        "data/terms.toml": "".join(_term(word, words) for word in terms),
    }
    if cast:
        files["people/the-people.md"] = f"# {words.people}\n\n" + "".join(
            f"::: character {{of={id_}}}\n:::\n\n" for id_, _, _ in cast
        )
        files["data/characters.toml"] = "".join(_character(*member, words) for member in cast)
    return files


def _parts(story: str, headings: frozenset[str], part_word: str) -> list[_Part]:
    """Return the parts of a story: under its own headings, or of similar lengths."""
    blocks = [block for block in re.split(r"\n\s*\n", story) if block.strip()]
    if len(blocks) == 1 or all("\n" in block for block in blocks):  # one line for each paragraph, without blank lines
        blocks = [line for block in blocks for line in block.splitlines() if line.strip()]
    parts: list[_Part] = []
    heading, paragraphs = "", list[tuple[str, ...]]()
    for number, block in enumerate(blocks):
        is_heading = " ".join(block.split()) in headings if headings else _is_heading(block)
        if number + 1 < len(blocks) and is_heading:
            if heading or paragraphs:
                parts.append(_Part(heading, bool(heading), tuple(paragraphs)))
            heading, paragraphs = " ".join(block.split()), []
        else:
            paragraphs.append(tuple(sentences(block)))
    parts.append(_Part(heading, bool(heading), tuple(paragraphs)))
    return parts if any(part.found for part in parts) else list(_by_length(parts[0].paragraphs, part_word))


def _is_heading(block: str) -> bool:
    text = block.strip()
    return (
        "\n" not in text and len(text) <= LONGEST_HEADING and text[-1].isalnum() and text[0].isupper() and len(text.split()) <= 9
    )


def _by_length(paragraphs: Sequence[tuple[str, ...]], part_word: str) -> Iterator[_Part]:
    number, held = 1, list[tuple[str, ...]]()
    for paragraph in paragraphs:
        if held and sum(map(len, held)) + len(paragraph) > LINES_PER_PART:
            yield _Part(f"{part_word} {number}", False, tuple(held))
            number, held = number + 1, []
        held.append(paragraph)
    yield _Part(f"{part_word} {number}", False, tuple(held))


def _retelling(parts: Sequence[_Part], words: DraftWords) -> str:
    text = [
        f"# {words.story}\n",
        f"<!-- TODO: {words.own_words} -->\n",
    ]
    for part in parts:
        if part.heading:
            text.append(f"## {_escaped(part.heading)}\n")
            text.append("" if part.found else f"<!-- TODO: {words.part_title} -->\n")
        if any(part.paragraphs):
            verses = "\n\n".join("\n".join(map(_escaped, paragraph)) for paragraph in part.paragraphs if paragraph)
            text.append(f"::: retelling\n{verses}\n:::\n")
    return "\n".join(filter(None, text))


def _questions(parts: Sequence[_Part], words: DraftWords, language: str) -> str:
    lines = sum(len(paragraph) for part in parts for paragraph in part.paragraphs)
    added = language_for(language).words
    text = [f"# {words.questions}\n"]
    for number, first in enumerate(range(1, lines + 1, LINES_PER_QUESTION), 1):
        last = min(first + LINES_PER_QUESTION - 1, lines)
        about = f"{added['line']} {first}" if first == last else f"{added['lines']} {first}--{last}"
        shown = f"{first}" if first == last else f"{first}-{last}"
        text.append(
            f'::: question {{#question-{number} lines="{shown}" room="lines 3"}}\n'
            f"TODO: {words.ask.format(lines=about)}\n\n::: answer\nTODO: {words.answer}\n:::\n:::\n"
        )
    return "\n".join(text)


def _cast(story: str) -> list[tuple[str, str, str]]:
    """Return the id, name and actor of everybody whose name is followed by another name in parentheses."""
    cast: dict[str, tuple[str, str, str]] = {}
    for found in _PLAYED.finditer(_unwrapped(story)):
        id_ = slug_of(found["name"])
        cast.setdefault(id_, (id_, found["name"], found["actor"]))
    return list(cast.values())


def _unwrapped(story: str) -> str:
    """Return a text in which a line break follows only short lines; the end of a longer line may be within a name."""
    lines = (" ".join(line.split()) for line in story.splitlines())
    return "".join(f"{line}\n" if len(line) < SHORT_LINE else f"{line} " for line in lines)


def _character(id_: str, name: str, actor: str, words: DraftWords) -> str:
    role, played = _quoted(f"TODO: {words.who}"), _quoted(words.played_by)
    traits = f"{{ {played} = {_quoted(actor)} }}    # TODO: {words.actor}"
    return f"[{id_}]\nname = {_quoted(name)}\nrole = {role}\ntraits = {traits}\n\n"


def _terms(story: str) -> list[str]:
    """Return long words that the story uses seldom, which students may not know."""
    counted = Counter(_TERM.findall(story))
    rare = sorted(
        (word for word, times in counted.items() if times <= 2 and not word.endswith("ly")), key=lambda word: (-len(word), word)
    )
    return sorted(rare[:TERMS])


def _term(word: str, words: DraftWords) -> str:
    return f"[{slug_of(word)}]\nterm = {_quoted(word)}\ndefinition = {_quoted(f'TODO: {words.explain}')}\n\n"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _escaped(line: str) -> str:
    """Return a line of text with a backslash before everything that Markdown would read as markup."""
    return _AT_START.sub(lambda found: found[1][:-1] + "\\" + found[1][-1], _MARKUP.sub(r"\\\1", line))
