"""A text → the draft of a guide: retelling, cast, words and questions. Nothing is invented, and every guess is marked TODO."""

from __future__ import annotations

import re
import stat
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from linernotes.model.findings import ProjectError
from linernotes.snapshot import MAX_BYTES
from linernotes.starter.documents import read_document
from linernotes.starter.entries import cast_of, character_entry, term_entry, terms_of, theme_entry, themes_of
from linernotes.starter.guide import starter_files, write_guide
from linernotes.starter.handout import read_handout
from linernotes.starter.markup import escaped, markdown, quoted
from linernotes.starter.story import own_questions, questions_about, read_parts, retelling
from linernotes.starter.text import decode, repaired
from linernotes.starter.words import Kind, Role, read_starter_words

LONGEST_STORY: Final = 4_000_000
"""Characters of a text; War and Peace has 3.2 million."""

_AUTHOR: Final = re.compile(r'authors = \["([^"]*)"\]')
_TITLE: Final = re.compile(r'^title = ".*"', re.MULTILINE)


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
    headings = {repaired(each): level for each, level in document.headings.items()} if document else {}
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


def draft_files(
    name: str, story: str, kind: Kind, language: str, headings: Mapping[str, int] = MappingProxyType({})
) -> dict[str, str]:
    """Return the files of a draft by their path below the manuscript folder.

    Args:
        name: the name of the guide's folder.
        story: the text, repaired.
        kind: the kind of work that the guide is about.
        language: the language of the guide (BCP 47).
        headings: the paragraphs that are headings, with their levels; empty: those that look like headings.
    """
    starter = read_starter_words(language)
    words, handout = starter.draft, read_handout(story, headings, starter.headings)
    parts = read_parts(handout.blocks(Role.STORY), words.part)
    own_text = "\n".join(block.text for block in handout.blocks(Role.STORY))
    people, other_people = cast_of(story, handout.blocks(Role.PEOPLE), starter.columns)
    themes, other_themes = themes_of(handout.blocks(Role.THEMES), starter.columns)
    terms, other_words = terms_of(own_text, handout.blocks(Role.WORDS), starter.columns)

    def title(role: Role, otherwise: str) -> str:
        return escaped(handout.heading(role) or otherwise)

    files = {
        "story/the-story.md": f"# {title(Role.STORY, words.story)}\n\n{retelling(parts, handout.byline, words)}",
        "questions/questions.md": f"# {title(Role.QUESTIONS, words.questions)}\n\n"
        + (own_questions(handout.blocks(Role.QUESTIONS), words) or questions_about(parts, words, language)),
        "back/words-and-sources.md": f"# {title(Role.WORDS, words.words)} {{role=glossary}}\n\n"
        f"{markdown(other_words)}::: glossary\n:::\n",
        "teacher/notes-and-answers.md": f"# {title(Role.ANSWERS, words.answers)} {{role=key}}\n\n"
        f"{markdown(handout.blocks(Role.ANSWERS))}::: answer-key\n:::\n",
        "data/terms.toml": "".join(term_entry(term, words) for term in terms),
    }
    if people or handout.heading(Role.PEOPLE):
        cards = "".join(f"::: character {{of={person.id}}}\n:::\n\n" for person in people)
        files["people/the-people.md"] = f"# {title(Role.PEOPLE, words.people)}\n\n{markdown(other_people)}{cards}"
        files["data/characters.toml"] = "".join(character_entry(person, words) for person in people)
    if handout.heading(Role.THEMES):
        key = "::: theme-key\n:::\n" if themes else ""
        files["themes/themes.md"] = f"# {title(Role.THEMES, '')}\n\n{markdown(other_themes)}{key}"
        files["data/themes.toml"] = "".join(map(theme_entry, themes))
    others = [section for section in handout.sections if section.role is Role.OTHER]
    for number, section in enumerate(others, 1):
        files[f"more/section-{number}.md"] = f"# {escaped(section.heading)}\n\n{markdown(section.blocks)}"
    return {"book.toml": _book(starter_files(name, kind, language)["book.toml"], handout.title, files), **files}


def _book(book: str, title: str, files: Mapping[str, str]) -> str:
    """Return the book.toml of a draft, from that of a new guide: with its title and with the sections that it has."""
    book = book.replace(', "front/read-this-first.md"', "").replace('  "worksheets/w1-evidence.md",\n', "")
    questions, people, themes = (
        f'  "{each}",\n' for each in ("questions/questions.md", "people/the-people.md", "themes/themes.md")
    )
    if "people/the-people.md" not in files:
        book = book.replace(people, "")
    if "themes/themes.md" in files:
        book = book.replace(questions, f"{themes}{questions}")
    back = [path for path in files if path.startswith(("back/", "more/"))]
    book = book.replace('"back/words-and-sources.md"', ", ".join(map(quoted, back)))
    if title:
        book = _TITLE.sub(lambda _: f"title = {quoted(title)}", book, count=1)
    return _AUTHOR.sub('authors = ["TODO: \\1"]', book)
