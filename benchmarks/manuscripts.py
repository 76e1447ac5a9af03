"""Manuscripts of any length, in our own Markdown and in plain Pandoc Markdown: the same words, tables, notes and figures in both.

A book is a value: sections of blocks, drawn from a seeded source of words, so that every run and machine measures the same book.
Each block is written in two dialects. Pandoc's is what an author who knows nothing of layout would write: questions are headings
and paragraphs, lines of a retelling are sentences. It holds what students read, as the edition does that it is compared with.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random

_WORDS = (
    "the a of to and in on for with from by at as after before under over near quiet early small bright heavy narrow distant plain "
    "band singer drummer manager guitar record studio station trailer street city winter summer evening morning letter crowd stage "
    "road song rehearsal contract promise question answer friend stranger mother sister window mirror engine ticket hall light wire "
    "plays writes leaves returns waits listens argues agrees forgets remembers carries opens closes breaks mends loses finds begins "
    "ends watches follows refuses accepts believes doubts slowly often never again together alone perhaps always almost twice"
)
VOCABULARY = _WORDS.split()
TERMS = ("refrain", "tableau", "motif", "foil", "montage", "ballad", "cadence", "prologue")
PAGES_OF_SECTION = 3.4
"""Pages of an average section on our paper; what the lengths below were fitted to."""
PAGES_BESIDE = 4
"""Title page, imprint, contents, glossary."""

Words = Callable[[int], str]


def sentence(source: Random, length: int) -> str:
    """Return a sentence of so many words."""
    return " ".join(source.choice(VOCABULARY) for _ in range(length)).capitalize() + "."


def prose(source: Random, words: int) -> str:
    """Return sentences of about so many words together."""
    said: list[str] = []
    while words > 0:
        said.append(sentence(source, length := source.randint(7, 18)))
        words -= length
    return " ".join(said)


@dataclass(frozen=True, slots=True)
class Block:
    """A block in both dialects; what students do not read has no plain form."""

    ours: str
    plain: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A section by its slug."""

    slug: str
    title: str
    blocks: tuple[Block, ...]
    drawing: str = ""

    def ours(self) -> str:
        """Return it as the file of our manuscript."""
        return "\n\n".join([f"# {self.title} {{#{self.slug}}}", *(block.ours for block in self.blocks)]) + "\n"

    def plain(self) -> str:
        """Return it as part of a Pandoc document."""
        return "\n\n".join([f"# {self.title} {{#{self.slug}}}", *(block.plain for block in self.blocks if block.plain)]) + "\n"


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A book of about so many pages."""

    pages: int
    sections: tuple[Section, ...] = field(repr=False)

    def write(self, folder: Path) -> tuple[Path, Path]:
        """Write both forms and return the folder of our project and the Pandoc document."""
        files = dict(self._files())
        for path, text in files.items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        return folder / "ours", folder / "plain" / "book.md"

    def _files(self) -> Iterator[tuple[str, str]]:
        for section in self.sections:
            yield path_of(section), section.ours()
            yield f"plain/art/{section.slug}.svg", section.drawing
            yield f"ours/manuscript/art/{section.slug}.svg", section.drawing
        source = Random("terms")
        defined = {term: prose(source, 20) for term in TERMS}
        yield "ours/manuscript/data/terms.toml", "".join(f'[{t}]\nterm = "{t}"\ndefinition = "{d}"\n' for t, d in defined.items())
        yield "ours/manuscript/data/themes.toml", '[PW]\nname = "Power and price"\nstatement = "Who decides and who pays."\n'
        yield "ours/manuscript/words.md", "# Words {#words role=glossary}\n\n::: glossary\n:::\n"
        yield (
            "ours/manuscript/key.md",
            "# Notes and answers {#notes-and-answers role=key}\n\n::: teacher-notes\n:::\n\n::: answer-key\n:::\n",
        )
        listed = ", ".join(f'"{section.slug}.md"' for section in self.sections)
        yield "ours/manuscript/book.toml", _BOOK.replace("LISTED", listed)
        glossary = "# Words {#words}\n\n" + "\n".join(f"{term}\n: {text}\n" for term, text in defined.items())
        yield "plain/book.md", "\n\n".join([_HEAD, *(section.plain() for section in self.sections), glossary])


def path_of(section: Section) -> str:
    """Return where a section's file lies below the folder of the manuscript."""
    return f"ours/manuscript/{section.slug}.md"


_BOOK = """\
[book]
title = "The Measured Book"
subtitle = "Words for the stopwatch"
slug = "measured"
language = "en-GB"
version = "1.0"
issued = 2026-01-01
identifier = "urn:uuid:5b0cf9a0-5a4b-4c51-93f2-9f6b0d6c7d11"
authors = ["Nobody"]
publisher = "Nobody"
description = "A book that is made to be measured."
rights = "CC0 1.0"
imprint = ["Made to be measured."]

[[contents]]
matter = "front"
sections = ["title-page", "imprint", "contents"]

[[contents]]
matter = "body"
sections = [LISTED]

[[contents]]
matter = "back"
sections = ["words.md"]

[[contents]]
matter = "teacher"
sections = ["key.md"]

[editions.student]
title = "Student edition"
formats = ["pdf", "epub"]
papers = ["a4", "letter"]

[editions.teacher]
title = "Teacher edition"
teacher_text = true
formats = ["pdf", "epub"]
papers = ["a4", "letter"]
"""

_HEAD = "---\ntitle: The Measured Book\nsubtitle: Words for the stopwatch\nauthor: Nobody\nlang: en-GB\n---"


def manuscript(pages: int) -> Manuscript:
    """Return a manuscript of about so many pages."""
    count = max(3, round((pages - PAGES_BESIDE) / PAGES_OF_SECTION))
    return Manuscript(pages, tuple(_section(number, count) for number in range(1, count + 1)))


def _slug(number: int) -> str:
    return f"part-{number:03}"


def _section(number: int, count: int) -> Section:
    source = Random(f"section {number}")
    slug = _slug(number)

    def words(length: int) -> str:
        return prose(source, length)

    blocks = [_paragraph(words(source.randint(90, 130)))]
    blocks.append(_paragraph(f"{words(40)} The {source.choice(TERMS)} is heard again.[^{slug}] {words(30)}"))
    blocks.append(Block(*(f"[^{slug}]: {words(16)}",) * 2))
    if number % 3 == 0:
        other = source.choice([each for each in range(1, count + 1) if each != number])
        said = words(12)
        blocks.append(
            Block(f"{said} See [part {other}](#{_slug(other)}){{.page}}.", f"{said} See [part {other}](#{_slug(other)}).")
        )
    if number % 2:
        blocks.append(_retelling(source))
    blocks.append(_heading(slug, 1, source))
    blocks.append(_paragraph(words(source.randint(60, 140))))
    blocks.append(_figure(slug, words) if number % 4 == 0 else _table(slug, source))
    blocks.append(_definitions(source))
    blocks.append(_heading(slug, 2, source))
    blocks.extend(_paragraph(words(source.randint(50, 110))) for _ in range(source.randint(1, 2)))
    blocks.extend(_question(slug, each, source) for each in range(1, source.randint(3, 4)))
    blocks.append(Block(f"::: teacher-note\n{words(35)}\n:::"))
    return Section(slug, f"Part {number}: {sentence(source, 3).rstrip('.')}", tuple(blocks), _drawing(source))


def _paragraph(text: str) -> Block:
    return Block(text, text)


def _heading(slug: str, number: int, source: Random) -> Block:
    text = f"## {sentence(source, 4).rstrip('.')} {{#{slug}-{number}}}"
    return Block(text, text)


def _retelling(source: Random) -> Block:
    parts = [[sentence(source, source.randint(6, 13)) for _ in range(4)] for _ in range(3)]
    told = "\n\n".join("\n".join(lines) for lines in parts)
    return Block(f"::: retelling\n{told}\n:::", told)


def _table(slug: str, source: Random) -> Block:
    rows = [f"| {source.choice(VOCABULARY)} | {sentence(source, 6)} | {source.randint(10, 99)} |" for _ in range(6)]
    caption = sentence(source, 5)
    table = "\n".join(["| What | How | Count |", "|:-----|:----------------|-----:|", *rows])
    return Block(f'::: table {{#{slug}-table caption="{caption}"}}\n{table}\n:::', f"{table}\n\n: {caption}")


def _definitions(source: Random) -> Block:
    text = "\n\n".join(f"{word.capitalize()}\n: {sentence(source, 14)}" for word in source.sample(VOCABULARY, 3))
    return Block(text, text)


def _figure(slug: str, words: Words) -> Block:
    seen, caption = words(8), words(8)
    return Block(
        f"::: figure {{#{slug}-figure}}\n![{seen}](art/{slug}.svg)\n\n{caption}\n:::",
        f'![{caption}](art/{slug}.svg){{alt="{seen}"}}',
    )


def _drawing(source: Random) -> str:
    bars = "".join(
        f'<rect x="{20 + 40 * each}" y="{150 - (height := source.randint(20, 130))}" width="30" height="{height}" fill="#17121C"/>'
        for each in range(9)
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 160" width="400" height="160">{bars}</svg>\n'


def _question(slug: str, number: int, source: Random) -> Block:
    asked, stem = prose(source, 18), sentence(source, 7)
    room = source.randint(3, 6)
    told = f"::: answer\n{prose(source, 24)}\n:::\n\n::: look-fors\n- {sentence(source, 8)}\n- {sentence(source, 8)}\n:::"
    ours = (
        f'::: question {{#{slug}-q{number} theme=PW dok={source.randint(1, 4)} minutes=8 grouping=pairs room="lines {room}"}}\n'
        f"{asked}\n\n::: stem\n{stem}\n:::\n\n{told}\n:::"
    )
    return Block(ours, f"### Question {number} {{#{slug}-q{number}}}\n\n{asked}\n\n{stem}")


def reworded(section: Section, run: int) -> Section:
    """Return the section with words put in that leave its page count alone, other ones in each run."""
    first = section.blocks[0]
    said = f"{first.ours} Edited {VOCABULARY[run % len(VOCABULARY)]}."
    return replace(section, blocks=(Block(said, said), *section.blocks[1:]))


def lengthened(section: Section, run: int) -> Section:
    """Return the section with words put in that fill a page more, other ones in each run."""
    source = Random(f"page {run}")
    more = tuple(_paragraph(prose(source, 90)) for _ in range(5))
    return replace(section, blocks=(section.blocks[0], *more, *section.blocks[1:]))
