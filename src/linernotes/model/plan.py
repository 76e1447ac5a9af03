"""The content of ``book.toml``, before any section is read."""

from __future__ import annotations

from dataclasses import dataclass, field

from linernotes.model.book import Edition, FolioStyle, MadePage, Matter, Metadata
from linernotes.model.document import Block
from linernotes.model.findings import Place
from linernotes.model.look import Look
from linernotes.model.rules import Rules
from linernotes.model.wording import Wording


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the contents: a made page or a file below the manuscript folder.

    Attributes:
        heads: whether it heads the other entries of its group in the table of contents.
        below: the file that heads its group; empty if none does, and for that file.
    """

    matter: Matter
    written: str
    made: MadePage | None
    place: Place
    folios: FolioStyle = FolioStyle.ARABIC
    heads: bool = False
    below: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """The content of book.toml; ``entries`` is None if the file could not be read."""

    metadata: Metadata
    entries: tuple[Entry, ...] | None
    editions: tuple[Edition, ...]
    repertoire: frozenset[int]
    wording: Wording
    below_contents: tuple[Block, ...] = ()
    rules: Rules = field(default_factory=Rules)
    bracketed_lines: bool = False
    look: Look = field(default_factory=Look)
    run_on: bool = False
