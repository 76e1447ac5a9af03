"""The typesetting of one section as a value: a job and its result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from linernotes.typeset.gathering import Gathering


@dataclass(frozen=True, slots=True)
class Assets:
    """Everything that a page may show or be styled with.

    Attributes:
        files: contents by URL path without the leading slash. The typesetter reads nothing else.
        sheets: paths of the style sheets of every document, in the order of the cascade; the first declares the fonts.
        families: the font families of the book; any other family is a fallback for a character that these lack.
    """

    files: Mapping[str, bytes]
    sheets: tuple[str, ...]
    families: frozenset[str]


@dataclass(frozen=True, slots=True)
class Job:
    """A document to typeset.

    Attributes:
        document: its XHTML.
        tagged: whether it has a tag tree.
        sheets: paths of further style sheets, after those of every document.
        arranged: whether the author decides where its pages break; not in large print, whose pages break elsewhere.
    """

    document: str
    tagged: bool = True
    sheets: tuple[str, ...] = ()
    arranged: bool = True


@dataclass(frozen=True, slots=True)
class Typeset:
    """A gathering and the files that it depends on.

    Attributes:
        served: the SHA-256 of every file that WeasyPrint requested, by its path in `Assets.files`; empty for a path that is not there.
    """

    gathering: Gathering
    served: Mapping[str, str]
