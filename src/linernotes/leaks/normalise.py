"""Text normalisation for the leak search: without invisible characters, or letters and digits only."""

from __future__ import annotations

import re
import unicodedata

from linernotes.html.labels import SYMBOLS

_NOT_ALPHANUMERIC = re.compile(r"[\W_]+")
_MARKS = "".join(SYMBOLS[certainty] for certainty in ("verified", "one-source", "disputed"))
_SOURCE_MARK = re.compile(rf"[{_MARKS}]\s{{0,3}}\d{{1,3}}(?!\d)")
"""The symbol of a source and its number, as a citation prints them."""


def normalise(text: str) -> str:
    """Return the letters and digits of a text in lower case.

    Line breaks, hyphens, soft hyphens, ligatures (NFKC), composed accents, spaces and numbered marks of sources cannot hide a
    phrase then.
    """
    text = unicodedata.normalize("NFKC", text).casefold()
    if not text.isascii():
        text = _SOURCE_MARK.sub("", text)
    return _NOT_ALPHANUMERIC.sub("", text)


def visible(text: str) -> str:
    """Return a text in compatibility form (NFKC), without the invisible characters of category Cf, such as soft hyphens."""
    text = unicodedata.normalize("NFKC", text)
    if text.isascii():
        return text
    hidden = [ord(character) for character in set(text) if unicodedata.category(character) == "Cf"]
    return text.translate(dict.fromkeys(hidden)) if hidden else text
