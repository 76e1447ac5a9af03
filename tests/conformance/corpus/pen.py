"""Generated words and inline Markdown: unusual, and legal in every place."""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import cache
from typing import TypeVar

T = TypeVar("T")

_PLAIN = (
    "lamp keeper tide night storm harbour Ångström Dvořák naïve façade Łódź œuvre Þórr still Œdipus ĳsberg señor mañana 1871 "
    "3.14 20% ½ x² €5 office affluent fjord well-known rock’n’roll AT&T don’t A – — … § C# #1 § † ‹so› «là» ¿Qué? O’Brien’s "
    "Donaudampfschifffahrtsgesellschaftskapitän Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogoch soft\u00adhyphen "
    "10\u00a0km 1,000 no. I W1 & < > ~ + ="
)
PLAIN = tuple(_PLAIN.split(" "))
"""Words without special meaning in running text, attributes and TOML."""

MARKED = (
    r"\<b\>",
    "&amp;",
    "&eacute;t&eacute;",
    r"a\*b",
    r"snake\_case",
    r"\[sic\]",
    r"\{braces\}",
    r"back\\slash",
    '"quoted words"',
    "'single'",
    "\"a 'quote' in a quote\"",
    "rock 'n' roll",
    "don't",
    "5--7",
    "wait---what",
    "and so on...",
    "2 * 3",
    "!?",
    "Mr. Fox",
    "(in brackets)",
    "it;",
    "this:",
    r"\#hashtag",
    "a|b",
    r"\#1",
    "\\|",
)
"""Words with characters that have a meaning in Markdown."""

SAFE = ("lamp", "keeper", "Ångström", "1871", "naïve", "office", "W1", "O’Brien’s")
"""Words that may begin a line or stand next to markup."""

CODES = ("`a < b`", "`&amp;`", "`` x ` y ``", "`long_name_without_a_place_to_break_it_anywhere_at_all_in_the_line`", "`*x*`")
WEB = (
    "https://example.org",
    "http://example.org/a?b=c&d=e#f",
    "https://example.org/~me/%C3%A9t%C3%A9",
    "mailto:ann@example.org",
    "tel:+441234567890",
    "https://example.org/a-very-long-path/that-goes-on/and-on/without-any-end/in-sight/for-a-narrow-column.html",
)
LAYERS = (".film", ".record", ".synopsis", "lang=fr", "lang=pt-BR", ".film lang=de", ".record lang=en-US", "lang=la")

STUDENT, ANY = "\ue000", "\ue001"
"""Delimiters of a placeholder for a link's target: one in the student edition, or any."""


TEACHERS = ("Lehrerin", "professor", "docente", "enseignant", "nauczyciel")
"""Words for teacher text only, so that teacher text cannot appear in student text by chance."""


@cache
def phrases(words: tuple[str, ...], most: int) -> tuple[str, ...]:
    """Return runs of at most ``most`` of these words between safe ones; each word is in several runs."""
    runs = [words[n : n + n % (most + 1)] for n in range(len(words))] + [words[n::31][:most] for n in range(31)]
    return tuple(" ".join([SAFE[n % len(SAFE)], *run, SAFE[(n // 3) % len(SAFE)]]) for n, run in enumerate(runs))


@cache
def _hidden() -> tuple[str, ...]:
    """Return the same runs with teacher words between the words."""
    runs = [run.split(" ") for run in phrases(PLAIN + MARKED, 5)]
    return tuple(" ".join(f"{TEACHERS[k % 5]} {word}" for k, word in enumerate(run, n)) for n, run in enumerate(runs))


class Pen:
    """The author of words and inline Markdown, who keeps the notes that the section must contain."""

    def __init__(self, source: random.Random) -> None:
        self.random = source
        self.facts: list[str] = []
        self.terms: list[str] = []
        self.notes: list[str] = []
        self.teacher = 0
        """The number of open blocks of teacher text."""
        self.narrow = 0
        """The number of open cards in the margin, which have room for a few words."""
        self._names = 0
        self._notes = 0

    def chance(self, percent: int) -> bool:
        """Return True in this percentage of cases."""
        return self.random.randrange(100) >= 100 - percent

    def number(self, low: int, high: int) -> int:
        """Return a number between two bounds, both included."""
        return self.random.randint(low, high)

    def pick(self, among: Sequence[T]) -> T:
        """Return one of the values."""
        return among[self.random.randrange(len(among))]

    def some(self, among: Sequence[str], most: int) -> list[str]:
        """Return at most ``most`` of the values, sorted."""
        return sorted(self.random.sample(among, self.number(0, min(most, len(among)))))

    def name(self, kind: str) -> str:
        """Return a new id."""
        self._names += 1
        return f"{kind}-{self._names}"

    # --- words -----------------------------------------------------------------------------------------------------

    def plain(self, most: int = 4) -> str:
        """Return at most about ``most`` words without markup, for an attribute or a data value."""
        run = self.pick(phrases(PLAIN, max(0, most - 2))) if most > 1 else self.pick(SAFE)
        return f"{self.pick(TEACHERS)} {run} {self.pick(TEACHERS)}" if self.teacher else run

    def words(self) -> str:
        """Return a run of words that begins and ends with a safe one."""
        run = self.pick(phrases(PLAIN + MARKED, 5))
        if self.teacher:
            run = self.pick(_hidden())
        return f"{run} {self.pick(self.terms)} {self.pick(SAFE)}" if self.terms and self.chance(15) else run

    # --- inlines ---------------------------------------------------------------------------------------------------

    def inline(self, depth: int = 0, *, link: bool = True, note: bool = True, cite: bool = True) -> str:
        """Return inline Markdown on one line that begins and ends with a word.

        Args:
            depth: the number of open levels of markup.
            link: whether links are allowed; not in links.
            note: whether notes are allowed; not in notes, attributes and data.
            cite: whether citations of facts are allowed.
        """
        pieces, note = [self.words()], note and not self.narrow and self.chance(25)
        for _ in range(self.number(0, 1 if depth else 3) if not self.narrow else self.chance(25)):
            pieces.append(self._mark(depth, link=link, note=note, cite=cite))
            pieces.append(self.words())
        return " ".join(pieces)

    def _mark(self, depth: int, *, link: bool, note: bool, cite: bool) -> str:
        kinds = ["code", "comment", "hyphen"]
        if depth < 3:
            kinds += ["emphasis", "strong", "span", "emphasis", "strong", "span"]
        if link:
            kinds += ["link", "link", "page", "nameless", "web", "auto", "line"]
        if note:
            kinds += ["note", "inline-note"]
        if cite and self.facts:
            kinds += ["fact", "fact"]
        kind = self.pick(kinds)
        star = "*" if depth % 2 == 0 else "_"

        def inner(*, link: bool = link, note: bool = note) -> str:
            return self.inline(depth + 1, link=link, note=note, cite=cite)

        match kind:
            case "code":
                return self.pick(CODES)
            case "comment":
                return "<!-- nobody reads *this* -->"
            case "emphasis":
                return f"{star}{inner()}{star}"
            case "strong":
                return f"{star * 2}{inner()}{star * 2}"
            case "span":
                return f"[{inner()}]{{{self.pick(LAYERS)}}}"
            case "link":
                return f"[{inner(link=False)}](#{self.target()})"
            case "page":
                return f"[{inner(link=False)}](#{self.target()}){{.page}}"
            case "nameless":
                return f"[](#{self.target()}){self.pick(('', '{.page}'))}"
            case "web":
                return f"[{inner(link=False)}]({self.pick(WEB)})"
            case "auto":
                return f"<{self.pick(WEB[:2])}>"
            case "line":
                return f"[](#line-{self.number(1, 3)}){self.pick(('', '{.number}'))}"
            case "note":
                return self.note()
            case "inline-note":
                return f"^[{self.inline(depth + 1, link=link, note=False, cite=cite)}]"
            case "fact":
                return f"[@{self.pick(self.facts)}]"
            case _:
                return "so\u00adcalled"

    def target(self) -> str:
        """Return the placeholder of an id, because the ids are known only at the end."""
        mark = ANY if self.teacher else STUDENT
        return f"{mark}{self.number(0, 99)}{mark}"

    def note(self) -> str:
        """Return the reference to a note, and keep its text for the end of the section."""
        self._notes += 1
        text = f"[^n{self._notes}]: {self.inline(note=False)}"
        if self.chance(20):
            text += f"\n\n    {self.inline(note=False)}"
        self.notes.append(text)
        return f"[^n{self._notes}]"

    def attribute(self) -> str:
        """Return inline Markdown for a quoted attribute."""
        mark = self.pick(("", "", "*", "**"))
        return f"{self.plain()} {mark}{self.plain()}{mark}"
