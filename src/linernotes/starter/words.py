"""The words of new guides and drafts, by language; each language also has a folder of files."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Final

from linernotes.model.spelling import Respelling, Spelling

_FOLDER: Final = Path(__file__).with_name("words")
_ENGLISH: Final = "en"


class Kind(StrEnum):
    """The kind of work that a guide is about."""

    FILM = "film"
    NOVEL = "novel"
    PLAY = "play"
    TOPIC = "topic"


class Role(StrEnum):
    """Where the text below a heading of a handout belongs. The values are the keys of ``[headings]`` in the files of words."""

    STORY = "story"
    PEOPLE = "people"
    THEMES = "themes"
    QUESTIONS = "questions"
    WORDS = "words"
    ANSWERS = "answers"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class KindWords:
    """The work of a kind, such as "the film", and the subject for catalogues."""

    the_work: str
    subject: str


@dataclass(frozen=True, slots=True)
class DraftWords:
    """The headings of a draft, and what it asks its author to do."""

    story: str
    own_words: str
    part: str
    part_title: str
    questions: str
    ask: str
    answer: str
    words: str
    answers: str
    people: str
    who: str
    played_by: str
    actor: str
    explain: str


@dataclass(frozen=True, slots=True)
class StarterWords:
    """The words of a language.

    Attributes:
        language: the name of its file and of its folder of files, such as ``de``.
        untitled: the title of a guide whose folder has no name that could be one.
        kinds: the words for each kind of work.
        draft: the words of a draft.
        headings: what headings of a handout mean, in small letters; those of English too.
        columns: what the first column of a table of words or people may be called, in small letters.
        spelling: what a variety of the language, such as American English, spells differently.
    """

    language: str
    untitled: str
    kinds: dict[Kind, KindWords]
    draft: DraftWords
    headings: Mapping[str, Role]
    columns: frozenset[str]
    spelling: Spelling


@cache
def starter_languages() -> tuple[str, ...]:
    """Return the languages that have words and files."""
    return tuple(sorted(file.stem for file in _FOLDER.glob("*.toml") if "-" not in file.stem))


@cache
def read_starter_words(tag: str) -> StarterWords:
    """Return the words for the language of a tag (BCP 47), in English if it has none."""
    language = tag.lower().partition("-")[0]
    language = language if language in starter_languages() else _ENGLISH
    values = _read(language)
    kinds = {kind: KindWords(**values[kind.value]) for kind in Kind}
    variety = next((file.stem for file in _FOLDER.glob("*-*.toml") if file.stem.lower() == tag.lower()), "")
    words = _read(variety)["spellings"] if variety else {}
    spelling = Spelling(tuple(Respelling(*each) for each in words.items()))
    both = [_read(_ENGLISH)["headings"], values["headings"]]
    headings = {name: role for each in both for role in Role for name in each.get(role.value, ())}
    columns = frozenset(name for each in both for name in each["columns"])
    return StarterWords(language, values["untitled"], kinds, DraftWords(**values["draft"]), headings, columns, spelling)


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
