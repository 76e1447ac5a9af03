"""Generated books of any length, as our project and in plain Markdown: the same words, tables, notes and figures in both.

Words are drawn at random from a seeded source, so that every run on every machine measures the same book. The plain form is what an
author who ignores layout would write: questions are headings and paragraphs, lines of a retelling are sentences. It holds the words
of the student edition.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from benchmarks.books import Book

_WORDS = (
    "the a of to and in on for with from by at as after before under over near quiet early small bright heavy narrow distant plain "
    "band singer drummer manager guitar record studio station trailer street city winter summer evening morning letter crowd stage "
    "road song rehearsal contract promise question answer friend stranger mother sister window mirror engine ticket hall light wire "
    "plays writes leaves returns waits listens argues agrees forgets remembers carries opens closes breaks mends loses finds begins "
    "ends watches follows refuses accepts believes doubts slowly often never again together alone perhaps always almost twice"
)
_VOCABULARY = _WORDS.split()
_TERMS = ("refrain", "tableau", "motif", "foil", "montage", "ballad", "cadence", "prologue")

_PAGES_PER_SECTION = 3.4
"""The average in the student edition."""

_OTHER_PAGES = 4
"""Title page, imprint, contents and glossary."""

_BOOK = """\
[book]
title = "The Measured Book"
subtitle = "Words for benchmarks"
slug = "measured"
language = "en-GB"
version = "1.0"
issued = 2026-01-01
identifier = "urn:uuid:5b0cf9a0-5a4b-4c51-93f2-9f6b0d6c7d11"
authors = ["A. Author"]
publisher = "A. Publisher"
description = "A generated book for benchmarks."
rights = "CC0 1.0"
imprint = ["Generated for benchmarks."]

[[contents]]
matter = "front"
sections = ["title-page", "imprint", "contents"]

[[contents]]
matter = "body"
sections = [{sections}]

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

_PLAIN_HEAD = "---\ntitle: The Measured Book\nsubtitle: Words for benchmarks\nauthor: A. Author\nlang: en-GB\n---"


@dataclass(frozen=True, slots=True)
class _Block:
    """A block in both forms; teacher text has no plain form."""

    ours: str
    plain: str = ""


@dataclass(frozen=True, slots=True)
class _Section:
    slug: str
    title: str
    blocks: tuple[_Block, ...]
    drawing: str

    def ours(self) -> str:
        """Return the section as a file of our manuscript."""
        return "\n\n".join([f"# {self.title} {{#{self.slug}}}", *(block.ours for block in self.blocks)]) + "\n"

    def plain(self) -> str:
        """Return the section as part of the plain form."""
        return "\n\n".join([f"# {self.title} {{#{self.slug}}}", *(block.plain for block in self.blocks if block.plain)]) + "\n"


def generate(pages: int) -> Book:
    """Return a book of about this number of pages. The edit adds a page of text to the section in the middle."""
    count = max(3, round((pages - _OTHER_PAGES) / _PAGES_PER_SECTION))
    sections = [_section(number, count) for number in range(1, count + 1)]
    files = {path: text.encode() for path, text in _files(sections)}
    source, middle = Random("edit"), sections[count // 2]
    edited = "\n\n".join([middle.ours(), *(_prose(source, 90) for _ in range(5))]) + "\n"
    return Book(f"{pages} pages", files, {f"project/manuscript/{middle.slug}.md": edited.encode()})


def _files(sections: list[_Section]) -> Iterator[tuple[str, str]]:
    """Yield the paths and contents of all files."""
    for section in sections:
        yield f"project/manuscript/{section.slug}.md", section.ours()
        yield f"project/manuscript/art/{section.slug}.svg", section.drawing
        yield f"plain/art/{section.slug}.svg", section.drawing
    source = Random("terms")
    terms = {term: _prose(source, 20) for term in _TERMS}
    entries = (f'[{term}]\nterm = "{term}"\ndefinition = "{text}"\n' for term, text in terms.items())
    yield "project/manuscript/data/terms.toml", "".join(entries)
    yield "project/manuscript/data/themes.toml", '[PW]\nname = "Power and price"\nstatement = "Who decides and who pays."\n'
    yield "project/manuscript/words.md", "# Words {#words role=glossary}\n\n::: glossary\n:::\n"
    key = "# Notes and answers {#notes-and-answers role=key}\n\n::: teacher-notes\n:::\n\n::: answer-key\n:::\n"
    yield "project/manuscript/key.md", key
    listed = ", ".join(f'"{section.slug}.md"' for section in sections)
    yield "project/manuscript/book.toml", _BOOK.format(sections=listed)
    glossary = "# Words {#words}\n\n" + "\n".join(f"{term}\n: {text}\n" for term, text in terms.items())
    yield "plain/book.md", "\n\n".join([_PLAIN_HEAD, *(section.plain() for section in sections), glossary])


def _slug(number: int) -> str:
    return f"part-{number:03}"


def _section(number: int, count: int) -> _Section:
    """Return one section of a book with this number of sections."""
    source = Random(f"section {number}")
    slug = _slug(number)

    def words(length: int) -> str:
        return _prose(source, length)

    blocks = [_paragraph(words(source.randint(90, 130)))]
    blocks.append(_paragraph(f"{words(40)} The {source.choice(_TERMS)} is heard again.[^{slug}] {words(30)}"))
    blocks.append(_paragraph(f"[^{slug}]: {words(16)}"))
    if number % 3 == 0:
        other = source.choice([each for each in range(1, count + 1) if each != number])
        text, link = words(12), f"See [part {other}](#{_slug(other)})"
        blocks.append(_Block(f"{text} {link}{{.page}}.", f"{text} {link}."))
    if number % 2:
        blocks.append(_retelling(source))
    blocks.append(_heading(slug, 1, source))
    blocks.append(_paragraph(words(source.randint(60, 140))))
    blocks.append(_figure(slug, words) if number % 4 == 0 else _table(slug, source))
    blocks.append(_definitions(source))
    blocks.append(_heading(slug, 2, source))
    blocks.extend(_paragraph(words(source.randint(50, 110))) for _ in range(source.randint(1, 2)))
    blocks.extend(_question(slug, each, source) for each in range(1, source.randint(3, 4)))
    blocks.append(_Block(f"::: teacher-note\n{words(35)}\n:::"))
    return _Section(slug, f"Part {number}: {_sentence(source, 3).rstrip('.')}", tuple(blocks), _drawing(source))


def _sentence(source: Random, length: int) -> str:
    """Return a sentence of this number of words."""
    return " ".join(source.choice(_VOCABULARY) for _ in range(length)).capitalize() + "."


def _prose(source: Random, words: int) -> str:
    """Return sentences with about this number of words in all."""
    sentences: list[str] = []
    while words > 0:
        sentences.append(_sentence(source, length := source.randint(7, 18)))
        words -= length
    return " ".join(sentences)


def _paragraph(text: str) -> _Block:
    return _Block(text, text)


def _heading(slug: str, number: int, source: Random) -> _Block:
    return _paragraph(f"## {_sentence(source, 4).rstrip('.')} {{#{slug}-{number}}}")


def _retelling(source: Random) -> _Block:
    parts = [[_sentence(source, source.randint(6, 13)) for _ in range(4)] for _ in range(3)]
    text = "\n\n".join("\n".join(lines) for lines in parts)
    return _Block(f"::: retelling\n{text}\n:::", text)


def _table(slug: str, source: Random) -> _Block:
    rows = [f"| {source.choice(_VOCABULARY)} | {_sentence(source, 6)} | {source.randint(10, 99)} |" for _ in range(6)]
    caption = _sentence(source, 5)
    table = "\n".join(["| What | How | Count |", "|:-----|:----------------|-----:|", *rows])
    return _Block(f'::: table {{#{slug}-table caption="{caption}"}}\n{table}\n:::', f"{table}\n\n: {caption}")


def _definitions(source: Random) -> _Block:
    return _paragraph("\n\n".join(f"{word.capitalize()}\n: {_sentence(source, 14)}" for word in source.sample(_VOCABULARY, 3)))


def _figure(slug: str, words: Callable[[int], str]) -> _Block:
    alternative, caption, path = words(8), words(8), f"art/{slug}.svg"
    return _Block(
        f"::: figure {{#{slug}-figure}}\n![{alternative}]({path})\n\n{caption}\n:::",
        f'![{caption}]({path}){{alt="{alternative}"}}',
    )


def _drawing(source: Random) -> str:
    """Return a bar chart as SVG."""
    heights = [source.randint(20, 130) for _ in range(9)]
    bars = "".join(
        f'<rect x="{20 + 40 * number}" y="{150 - height}" width="30" height="{height}" fill="#17121C"/>'
        for number, height in enumerate(heights)
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 160" width="400" height="160">{bars}</svg>\n'


def _question(slug: str, number: int, source: Random) -> _Block:
    text, stem = _prose(source, 18), _sentence(source, 7)
    room, dok = source.randint(3, 6), source.randint(1, 4)
    teacher = f"::: answer\n{_prose(source, 24)}\n:::\n\n::: look-fors\n- {_sentence(source, 8)}\n- {_sentence(source, 8)}\n:::"
    ours = (
        f'::: question {{#{slug}-q{number} theme=PW dok={dok} minutes=8 grouping=pairs room="lines {room}"}}\n'
        f"{text}\n\n::: stem\n{stem}\n:::\n\n{teacher}\n:::"
    )
    return _Block(ours, f"### Question {number} {{#{slug}-q{number}}}\n\n{text}\n\n{stem}")
