"""The story of a handout → a retelling in numbered lines, and questions about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from linernotes.model.languages import language_for
from linernotes.starter.handout import Block, prompts
from linernotes.starter.markup import escaped, markdown, table
from linernotes.starter.text import sentences
from linernotes.starter.words import DraftWords

LINES_PER_PART: Final = 16
"""Lines of a part, if the text has no headings."""

LINES_PER_QUESTION: Final = 6


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the retelling: its heading, whether the text has it, its paragraphs as sentences, and its tables in Markdown."""

    heading: str
    found: bool
    paragraphs: tuple[tuple[str, ...] | str, ...]

    @property
    def lines(self) -> int:
        """The number of its numbered lines."""
        return sum(len(each) for each in self.paragraphs if isinstance(each, tuple))


def read_parts(blocks: Sequence[Block], part_word: str) -> list[Part]:
    """Return the parts of a story: under its own headings, or of similar lengths."""
    parts: list[Part] = []
    heading, held = "", list[Block]()
    for block in (*blocks, Block("", is_heading=True)):
        if not block.is_heading:
            held.append(block)
            continue
        if heading or held:
            parts.append(Part(heading, bool(heading), tuple(_paragraphs(held))))
        heading, held = block.text, []
    if not parts or any(part.found for part in parts):
        return parts
    return list(_by_length(parts[0].paragraphs, part_word))


def _paragraphs(blocks: Sequence[Block]) -> Iterator[tuple[str, ...] | str]:
    for is_row, run in groupby(blocks, lambda block: block.is_row):
        texts = [block.text for block in run]
        if is_row and len(texts) > 1:
            yield table(texts)
        else:
            yield from (tuple(sentences(text)) for text in texts)


def _by_length(paragraphs: Sequence[tuple[str, ...] | str], part_word: str) -> Iterator[Part]:
    number, held, lines = 1, list[tuple[str, ...] | str](), 0
    for paragraph in paragraphs:
        added = len(paragraph) if isinstance(paragraph, tuple) else 0
        if held and lines + added > LINES_PER_PART:
            yield Part(f"{part_word} {number}", False, tuple(held))
            number, held, lines = number + 1, [], 0
        held.append(paragraph)
        lines += added
    yield Part(f"{part_word} {number}", False, tuple(held))


def retelling(parts: Sequence[Part], byline: Sequence[str], words: DraftWords) -> str:
    """Return the story below its title: what stands below the title of the text, and the parts."""
    text = [f"<!-- TODO: {words.own_words} -->\n", *(f"{escaped(' '.join(line.split()))}\n" for line in byline)]
    for part in parts:
        if part.heading:
            text.append(f"## {escaped(part.heading)}\n")
            text.append("" if part.found else f"<!-- TODO: {words.part_title} -->\n")
        for is_table, run in groupby(part.paragraphs, lambda each: isinstance(each, str)):
            if is_table:
                text += [f"{each}\n" for each in run if isinstance(each, str)]
            else:
                verses = ["\n".join(map(escaped, each)) for each in run if each]
                text.append("::: retelling\n" + "\n\n".join(verses) + "\n:::\n" if verses else "")
    return "\n".join(filter(None, text))


def own_questions(blocks: Sequence[Block], words: DraftWords) -> str:
    """Return the questions of a handout, each with room for an answer; empty if it has none."""
    text, number = "", 0
    for each in prompts(blocks):
        if isinstance(each, Block):
            text += markdown([each])
            continue
        number += 1
        asked = "\n\n".join(escaped(" ".join(paragraph.split())) for paragraph in each)
        text += f'::: question {{#question-{number} room="lines 3"}}\n{asked}\n\n{_answer(words)}'
    return text


def questions_about(parts: Sequence[Part], words: DraftWords, language: str) -> str:
    """Return a request for a question about each few lines of the story."""
    lines = sum(part.lines for part in parts)
    added = language_for(language).words
    text = ""
    for number, first in enumerate(range(1, lines + 1, LINES_PER_QUESTION), 1):
        last = min(first + LINES_PER_QUESTION - 1, lines)
        about = f"{added['line']} {first}" if first == last else f"{added['lines']} {first}--{last}"
        shown = f"{first}" if first == last else f"{first}-{last}"
        text += f'::: question {{#question-{number} lines="{shown}" room="lines 3"}}\n'
        text += f"TODO: {words.ask.format(lines=about)}\n\n{_answer(words)}"
    return text


def _answer(words: DraftWords) -> str:
    return f"::: answer\nTODO: {words.answer}\n:::\n:::\n\n"
