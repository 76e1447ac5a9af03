"""A text → its title and its sections, by their headings: the story, the characters, the questions, the words and so on."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from linernotes.starter.words import Role

LONGEST_HEADING: Final = 70
"""Characters of a heading."""

LONGEST_WRAPPED: Final = 120
"""Characters of a line. In a text with longer ones, every line is a paragraph."""

LONGEST_PREFACE: Final = 3
"""Paragraphs before the first heading that need not be a story."""

LONGEST_NAME: Final = 50
"""Characters of a character, a theme or a word that is explained."""

MOST_WORDS: Final = 6
"""Words of such a name."""

_ITEM: Final = re.compile(r"(?:\d{1,3}[.)]|[-*•–])\s+(?=\S)")
_NUMBERED: Final = re.compile(r"\d{1,3}[.)]\s+(?=\S)")
_ENTRY: Final = re.compile(
    rf"(?:\d{{1,3}}[.)]\s+|[-*•–]\s+)?(?P<name>[^\W\d_][^:=\t\n?!;]{{0,{LONGEST_NAME}}}?)(?::\s+|\s+[–—=-]\s+|\t+)(?P<about>\S.*)",
    re.DOTALL,
)
_SENTENCE_END: Final = re.compile(r"\w{4,}\.\s")
_LABELLED: Final = re.compile(rf"[^\W\d_][^:.?!]{{0,{LONGEST_NAME}}}:\s")
_PART: Final = re.compile(r"[^\W\d]\w* (?:\d+|[IVXLC]+)(?:$|[:.]| [–—-])")
"""The beginning of a heading with a number: Part II, Chapter 3."""
_AROUND: Final = re.compile(r"^(?:\d+[.)]?|[A-Z][.)])?\W*|\W+$")
_LISTS: Final = (Role.PEOPLE, Role.THEMES, Role.WORDS)


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph, or the row of a table, whose cells have tabs between them."""

    text: str
    is_heading: bool = False

    @property
    def is_row(self) -> bool:
        """Whether there are tabs between words."""
        return _is_row(self.text)


@dataclass(frozen=True, slots=True)
class HandoutSection:
    """The blocks below a heading that says where they belong; the heading is empty if there is none."""

    role: Role
    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Handout:
    """A text: its title (empty without one), the lines between title and text, and its sections."""

    title: str
    byline: tuple[str, ...]
    sections: tuple[HandoutSection, ...]

    def blocks(self, role: Role) -> tuple[Block, ...]:
        """Return the blocks of a role. The headings of its second and further sections are among them."""
        found: list[Block] = []
        for number, section in enumerate(each for each in self.sections if each.role is role):
            if number:
                found.append(Block(section.heading, is_heading=True))
            found += section.blocks
        return tuple(found)

    def heading(self, role: Role) -> str:
        """Return the heading of the first section of a role; empty without one."""
        return next((each.heading for each in self.sections if each.role is role), "")


def read_handout(text: str, headings: Mapping[str, int], names: Mapping[str, Role]) -> Handout:
    """Return the title and the sections of a text.

    A section that no heading names is part of the story. After the story and another section, it is a section of its own.

    Args:
        text: the text, repaired.
        headings: the paragraphs that are headings, with their levels (0: the title); empty: those that look like headings.
        names: what the headings of a handout mean, in small letters.
    """
    title, byline, blocks = _title(_blocks(text, headings, names), headings, names)
    sections: list[HandoutSection] = []
    role, heading, held, level, has_story = Role.STORY, "", list[Block](), 9, False
    for block in blocks:
        named = _role(block.text, names) if block.is_heading else None
        depth = headings.get(block.text, 1)
        if block.is_heading and not (named or headings) and role in _LISTS and entry(block.text) and not _PART.match(block.text):
            block = Block(block.text)  # a short entry only looks like a heading
        is_new = block.is_heading and role is not Role.STORY and depth <= level
        if named or is_new:
            sections.append(HandoutSection(role, heading, tuple(held)))
            has_story = has_story or _is_story(sections[-1])
            role = named or (Role.OTHER if has_story else Role.STORY)
            is_part = role is Role.STORY and not named
            heading, held, level = "" if is_part else block.text, [block] if is_part else [], depth
        else:
            held.append(block)
    sections.append(HandoutSection(role, heading, tuple(held)))
    return Handout(title, byline, tuple(each for each in sections if each.heading or each.blocks))


def entry(text: str) -> tuple[str, str] | None:
    """Return the two halves of "Name: description", also with a dash or a tab between them; None for other paragraphs."""
    found = _ENTRY.fullmatch(text.strip())
    if not found or "\t" in found["about"] or len(found["name"].split()) > MOST_WORDS or _SENTENCE_END.search(found["name"]):
        return None
    return " ".join(found["name"].split()), " ".join(found["about"].split())


def prompts(blocks: Sequence[Block]) -> list[list[str] | Block]:
    """Return questions as lists of paragraphs, and everything that is no question as it is.

    If there are numbers, a question begins at each of them; otherwise each paragraph is a question.
    """
    has_numbers = any(_NUMBERED.match(block.text) for block in blocks)
    found: list[list[str] | Block] = []
    for block in blocks:
        number = _NUMBERED.match(block.text)
        last = found[-1] if found else None
        if block.is_heading or block.is_row:
            found.append(block)
        elif number or not has_numbers:
            found.append([block.text[number.end() :] if number else block.text])
        elif isinstance(last, list):
            last.append(block.text)
        else:
            found.append(block)
    return found


def is_column_head(text: str, columns: frozenset[str]) -> bool:
    """Return whether a row of a table says only what its columns are."""
    return text.split("\t")[0].strip().lower() in columns


def _plain(text: str) -> str:
    return _AROUND.sub("", text).lower()


def _is_story(section: HandoutSection) -> bool:
    """Return whether a section is a story, and not a few words before the first heading."""
    has_heading = bool(section.heading) or any(block.is_heading for block in section.blocks)
    return section.role is Role.STORY and bool(section.blocks) and (has_heading or len(section.blocks) > LONGEST_PREFACE)


def _blocks(text: str, headings: Mapping[str, int], names: Mapping[str, Role]) -> list[Block]:
    blocks = [block for block in re.split(r"\n\s*\n", text) if block.strip()]
    if len(blocks) == 1 or all("\n" in block for block in blocks):  # one line for each paragraph, without blank lines
        blocks = [line for block in blocks for line in block.splitlines() if line.strip()]
    paragraphs = [each for number, block in enumerate(blocks) for each in _paragraphs(block, names, is_first=number == 0)]
    found = []
    for number, paragraph in enumerate(paragraphs, 1):
        joined = " ".join(paragraph.split())
        is_heading = joined in headings if headings else _is_heading(paragraph)
        is_heading = number < len(paragraphs) and (is_heading or _role(joined, names) is not None)
        found.append(Block(joined if is_heading else paragraph.strip(" \n"), is_heading))
    return found


def _paragraphs(block: str, names: Mapping[str, Role], *, is_first: bool) -> list[str]:
    """Split lines between two blank lines: long lines, rows, items of a list and headings are paragraphs of their own."""
    lines = [line for line in block.splitlines() if line.strip()]
    if any(len(line) > LONGEST_WRAPPED for line in lines):
        return lines
    if (
        is_first
        and 1 < len(lines) <= LONGEST_PREFACE
        and all(len(line) <= LONGEST_HEADING for line in lines)
        and _is_heading(lines[0])
    ):
        return lines
    has_labels = sum(bool(_LABELLED.match(line)) for line in lines) > 1
    has_entries = all(entry(line) or _role(" ".join(line.split()), names) for line in lines)
    found: list[list[str]] = []
    is_alone = True
    for line in lines:
        is_named = _role(" ".join(line.split()), names) is not None
        is_item = bool(_ITEM.match(line)) or _is_row(line) or (has_labels and bool(_LABELLED.match(line)))
        if is_alone or is_named or is_item or has_entries:
            found.append([])
        found[-1].append(line)
        is_alone = is_named or (line is lines[0] and _is_heading(line) and bool(_PART.match(line)))
    return ["\n".join(each) for each in found]


def _is_row(text: str) -> bool:
    return "\t" in text and any("\t" in line.strip() for line in text.splitlines())


def _role(line: str, names: Mapping[str, Role]) -> Role | None:
    return names.get(_plain(line)) if len(line) <= LONGEST_HEADING else None


def _is_heading(block: str) -> bool:
    text = block.strip()
    is_line = "\n" not in text and len(text) <= LONGEST_HEADING and len(text.split()) <= 9
    return is_line and text[-1].isalnum() and text[0].isupper() and not _is_row(text)


def _title(
    blocks: list[Block], headings: Mapping[str, int], names: Mapping[str, Role]
) -> tuple[str, tuple[str, ...], list[Block]]:
    """Return the title, what stands between it and the next heading if that is only a line, and the other blocks.

    The first heading is the title if another one follows it, or if its style says so.
    """
    first = blocks[0]
    if not first.is_heading or _role(first.text, names):
        return "", (), blocks
    is_title = headings.get(first.text) == 0
    near = [number for number, block in enumerate(blocks[1:4], 1) if block.is_heading]
    is_line = near[:2] == [1, 2] and not (headings or _role(blocks[1].text, names) or _PART.match(blocks[1].text))
    following = near[1] if is_line else next(iter(near), 0)  # a line below the title may look like a heading
    byline = blocks[1:following]
    is_before_heading = following > 0 and all(len(block.text) <= LONGEST_HEADING for block in byline)
    if is_before_heading and (is_title or not _PART.match(first.text)):
        return first.text, tuple(block.text for block in byline), blocks[following:]
    return (first.text, (), blocks[1:]) if is_title else ("", (), blocks)
