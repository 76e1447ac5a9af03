"""The keys of the tables in TOML files: type, values and meaning. Readers, schemas and the manual have the same ones."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from enum import Enum

from linernotes.manuscript.source import IDENTIFIER
from linernotes.model.book import FolioStyle, MadePage, Matter
from linernotes.model.data import Certainty
from linernotes.model.document import Layer
from linernotes.model.formats import Format
from linernotes.model.guide import Depth
from linernotes.model.look import PALETTE, ROLES
from linernotes.model.papers import Paper
from linernotes.model.wording import Wording

LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
WEB_ADDRESS = re.compile(r"https?://\S+")
AGES = re.compile(r"\d{1,2}-(\d{1,2})?")
BOOK_IDENTIFIER = re.compile(r"([Uu][Rr][Nn]:[A-Za-z0-9][A-Za-z0-9-]+:|[Hh][Tt][Tt][Pp][Ss]?://)\S+")
COLOUR = re.compile("#[0-9A-Fa-f]{6}")
WHEN = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
THEME_ID = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,11}")


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a table.

    Attributes:
        kind: the type of its value: str, bool, int, Decimal (any number), date, list (of texts, or of tables) or dict (a table).
        says: its meaning, for editors and the manual.
        needed: whether it must be given.
        among: the possible texts, or the possible items of a list; empty: any.
        form: the form of a text, or None.
        keys: the keys of a table, or of the tables in a list.
        others: all other keys of a table; None: there are no others.
        names: the form of the names of these, or None.
    """

    kind: type
    says: str
    needed: bool = False
    among: tuple[str, ...] = ()
    form: re.Pattern[str] | None = None
    keys: Mapping[str, Key] = field(default_factory=dict)
    others: Key | None = None
    names: re.Pattern[str] | None = None


Keys = Mapping[str, Key]


def _values(among: type[Enum]) -> tuple[str, ...]:
    return tuple(str(each.value) for each in among)


BOOK: Keys = {
    "title": Key(str, "the title", needed=True),
    "subtitle": Key(str, "the subtitle"),
    "short": Key(str, "the title at the foot of the pages, where it has 28 characters"),
    "slug": Key(str, "the beginning of all file names", needed=True, form=IDENTIFIER),
    "language": Key(
        str,
        "the language, such as en-GB or de; it decides quotation marks, hyphenation, dates and added words",
        needed=True,
        form=LANGUAGE_TAG,
    ),
    "version": Key(str, "the version of the guide", needed=True),
    "issued": Key(date, "the date in all files, whenever they are built, such as 2026-11-01 without quotes", needed=True),
    "identifier": Key(str, "a URN or web address that no other book has; never change it", needed=True, form=BOOK_IDENTIFIER),
    "authors": Key(list, "the names of the authors"),
    "authors_filed_as": Key(list, "for each author the name by which catalogues sort, such as Example, Ada"),
    "publisher": Key(str, "the publisher"),
    "description": Key(str, "a sentence about the guide, for catalogues"),
    "rights": Key(str, "the rights, in a sentence"),
    "licence": Key(str, "the web address of the licence", form=WEB_ADDRESS),
    "isbn": Key(str, "the ISBN"),
    "subjects": Key(list, "subjects for catalogues"),
    "ages": Key(str, "the ages of the students, such as 14-18, or 14- for 14 and up", form=AGES),
    "framework": Key(str, "the curriculum of the codes in data/standards.toml"),
    "imprint": Key(list, "the lines of the imprint page, in inline Markdown"),
    "cover": Key(str, "a picture for the cover, below manuscript/"),
    "backdrop": Key(str, "a drawing of 216 × 297 mm without words, behind the title page and the cover"),
    "accessibility_certified_by": Key(str, "who certified that the e-books are accessible"),
}
CONTENTS: Keys = {
    "matter": Key(str, "the part of the book that these sections belong to", needed=True, among=_values(Matter)),
    "folios": Key(str, "the form of the page numbers", among=_values(FolioStyle)),
    "headed": Key(bool, "whether the first file of the list heads its group in the table of contents"),
    "sections": Key(list, f"the paths of Markdown files, and generated pages: {', '.join(_values(MadePage))}"),
}
EDITION: Keys = {
    "title": Key(str, "the title of the edition", needed=True),
    "teacher_text": Key(bool, "whether answers and notes for teachers are printed"),
    "formats": Key(list, "the formats of its files", among=_values(Format)),
    "papers": Key(list, "the papers of its PDF files", among=_values(Paper)),
    "sections": Key(list, "only these sections, in the order of the book"),
    "folios_of": Key(str, "the edition whose page numbers it has"),
    "variant": Key(str, "a variant of the look, such as copy or large", form=IDENTIFIER),
    "pages_of": Key(str, "the edition whose page numbers it shows in the margin"),
    "language": Key(str, "another variety of the book's language, such as en-US", form=LANGUAGE_TAG),
    "spellings": Key(str, "a file with words that this edition spells differently, such as data/american.toml"),
}
SPELLINGS: Keys = {
    "keep": Key(list, "names, titles and other phrases that are printed as they are written"),
    "words": Key(dict, "for each word of the text the word to print", others=Key(str, "the word to print")),
}
WORDS: Keys = {each.name: Key(str, f"replaces the word for “{each.default}”") for each in fields(Wording)}
FONTS: Keys = {"repertoire": Key(list, 'scripts or ranges of characters beyond the usual ones, such as "Greek" or "2153-215E"')}
BELOW_CONTENTS: Keys = {"shows": Key(list, "lists below the table of contents", among=("theme-key", "figure-list"))}
RETELLING: Keys = {"bracketed_lines": Key(bool, "whether numbers that are alone in brackets, such as (12), are its lines")}
READING: Keys = {
    "grade": Key(Decimal, "the highest reading grade of a section (Flesch and Kincaid)"),
    "except": Key(list, "sections that may be harder"),
}
DEPTHS: Keys = {
    str(depth.value): Key(int, f"how many questions of depth {depth.value} there must be ({depth.name.lower()})")
    for depth in Depth
}
QUESTIONS: Keys = {
    "sections": Key(list, "the sections of the question bank"),
    "complete": Key(bool, "whether every question needs all its parts"),
    "prompt_words": Key(int, "the most words of a prompt"),
    "total": Key(int, "how many questions there must be"),
    "dok": Key(dict, "how many questions of each depth there must be", keys=DEPTHS),
    "per_theme": Key(int, "how many questions each theme must have"),
    "needs_at_most": Key(int, "the most questions that need the work itself"),
}
CHECKS: Keys = {
    "reading": Key(dict, "how hard the text may be", keys=READING),
    "questions": Key(dict, "what the question bank must have", keys=QUESTIONS),
    "terms_used": Key(bool, "whether the text must use every term of the glossary"),
    "curled_marks": Key(bool, "whether straight quotation marks are errors"),
}
COLOURS: Keys = {name: Key(str, says, form=COLOUR) for name, says in PALETTE.items()}
FAMILIES: Keys = {
    role: Key(str, f"the font of {says}: a family, or the path of font files such as fonts/Name.ttf")
    for role, says in ROLES.items()
}
LOOK: Keys = {
    "theme": Key(str, "the theme: plain, stage, novel, or a folder in styles/themes", form=IDENTIFIER),
    "palette": Key(dict, "colours in place of the theme's: a number sign and six hexadecimal digits", keys=COLOURS),
    "fonts": Key(dict, "fonts in place of the theme's", keys=FAMILIES),
}
PAGES: Keys = {
    "flow": Key(
        str, "`page`: each section begins a page; `run-on`: sections begin below each other, so that no page is half empty"
    ),
    "contents": Key(dict, "the page of the table of contents", keys=BELOW_CONTENTS),
}
BOOKFILE: Keys = {
    "book": Key(dict, "title, language and other facts about the guide", needed=True, keys=BOOK),
    "contents": Key(list, "the sections, in groups", needed=True, keys=CONTENTS),
    "editions": Key(
        dict, "the editions, each by its name", needed=True, others=Key(dict, "an edition", keys=EDITION), names=IDENTIFIER
    ),
    "fonts": Key(dict, "characters that the fonts need", keys=FONTS),
    "words": Key(dict, "words in place of those that the program adds to the text", keys=WORDS),
    "pages": Key(dict, "where sections begin, and generated pages", keys=PAGES),
    "checks": Key(dict, "rules that the guide sets for its own text", keys=CHECKS),
    "retelling": Key(dict, "the numbered lines", keys=RETELLING),
    "look": Key(dict, "theme, colours and fonts", keys=LOOK),
}

ICON = Key(str, "the file of a small picture, without .svg")
CHARACTER: Keys = {
    "name": Key(str, "the name", needed=True),
    "role": Key(str, "who this is, in inline Markdown", needed=True),
    "traits": Key(dict, "rows of the card", others=Key(str, "a trait, in inline Markdown")),
    "icon": ICON,
}
THEME: Keys = {
    "name": Key(str, "the name", needed=True),
    "statement": Key(str, "what the work says about it, in inline Markdown", needed=True),
    "icon": ICON,
}
EVENT: Keys = {
    "when": Key(str, "a year, a month or a day: 1975, 1975-08 or 1975-08-12", needed=True, form=WHEN),
    "layer": Key(str, "where it happens", needed=True, among=_values(Layer)),
    "what": Key(str, "what happens, in inline Markdown", needed=True),
}
TERM: Keys = {
    "term": Key(str, "the term", needed=True),
    "definition": Key(str, "its meaning, in inline Markdown", needed=True),
    "forms": Key(list, "other forms of the word, which are linked to the glossary too"),
}
FACT: Keys = {
    "statement": Key(str, "the fact, in inline Markdown", needed=True),
    "certainty": Key(str, "how well it is confirmed", needed=True, among=_values(Certainty)),
    "source": Key(str, "where you read it, in inline Markdown", needed=True),
}
STANDARD: Keys = {
    "says": Key(str, "what the standard says", needed=True),
    "evidence": Key(str, "what you see when students meet it"),
}


@dataclass(frozen=True, slots=True)
class DataFile:
    """A data file with a fixed meaning: its entries, their keys, and the form of their ids (None: any)."""

    says: str
    keys: Keys
    ids: re.Pattern[str] | None = IDENTIFIER


DATA_FILES: Mapping[str, DataFile] = {
    "characters": DataFile("the characters, for cards", CHARACTER),
    "themes": DataFile("the themes of the questions", THEME, THEME_ID),
    "events": DataFile("events of the work and of history", EVENT),
    "terms": DataFile("the glossary", TERM),
    "facts": DataFile("the facts that the text cites", FACT),
    "standards": DataFile("the standards that questions meet", STANDARD, None),
}
"""The data files with a fixed meaning, by their names without ``.toml``; every other file is a free table."""
