"""The spellings of an edition in another variety of the guide's language, such as American English."""

from __future__ import annotations

from dataclasses import dataclass, field

from linernotes.model.findings import NOWHERE, Place


@dataclass(frozen=True, slots=True)
class Respelling:
    """A word or phrase as the manuscript has it and as the edition prints it; a phrase to keep is the same in both."""

    written: str
    printed: str
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Spelling:
    """The words that an edition spells differently, and the phrases that it keeps, such as names and titles of works."""

    words: tuple[Respelling, ...] = ()
    kept: tuple[Respelling, ...] = ()
