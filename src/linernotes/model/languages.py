"""The languages that have a word file: quotation marks, and the words that are added to the author's text."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "words"
_REPORTS = Path(__file__).parent / "report_words"

_OTHER_QUOTES = {
    **dict.fromkeys(("be", "ru", "uk"), "«»„“"),
    **dict.fromkeys(("bg", "cs", "hr", "is", "sk", "sl"), "„“‚‘"),
    **dict.fromkeys(("ca", "el", "eu", "gl"), "«»“”"),
    **dict.fromkeys(("da", "fi"), "””’’"),
    **dict.fromkeys(("hu", "ro"), "„”«»"),
    **dict.fromkeys(("nb", "nn", "no"), "«»‘’"),
}
"""The quotation marks of languages without a word file."""

ENGLISH = "en-GB"
"""The language that stands in for those without a word file."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language.

    Attributes:
        tag: its tag (BCP 47), the name of its word file.
        name: its name in English.
        quotes: the outer opening and closing quotation mark, then the inner ones; French ones have a no-break space.
        words: the added words by their keys; `wording.Wording` has a field for each.
        report: the words of the accessibility report by their keys.
    """

    tag: str
    name: str
    quotes: tuple[str, ...]
    words: Mapping[str, str]
    report: Mapping[str, str]

    @property
    def needs_spaces(self) -> bool:
        """Whether the marks ; : ! ? have a space before them, as in French."""
        return self.tag == "fr"


@cache
def language_tags() -> tuple[str, ...]:
    """Return the tags of all languages that have a word file."""
    return tuple(sorted(file.stem for file in _FOLDER.glob("*.toml")))


@cache
def read_language(tag: str) -> Language:
    """Return the language whose word file has this tag."""
    values = tomllib.loads((_FOLDER / f"{tag}.toml").read_text(encoding="utf-8"))
    report = tomllib.loads((_REPORTS / f"{tag}.toml").read_text(encoding="utf-8"))
    return Language(tag, values["name"], tuple(values["quotes"]), values["words"], report)


def find_language(tag: str) -> Language | None:
    """Return the language of a tag such as ``de-AT``: that of the whole tag or, without a word file, of its first part."""
    known = {each.lower(): each for each in language_tags()} | {"en": ENGLISH}
    found = known.get(tag.lower()) or known.get(tag.lower().partition("-")[0])
    return read_language(found) if found else None


def language_for(tag: str) -> Language:
    """Return the language of a tag; English words if it has no word file."""
    found, quotes = find_language(tag), _OTHER_QUOTES.get(tag.lower().partition("-")[0])
    english = read_language(ENGLISH)
    return found or (replace(english, tag=tag, quotes=tuple(quotes)) if quotes else english)
