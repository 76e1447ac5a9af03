"""Text normalisation for the leak search: without invisible characters, or letters and digits only."""

from __future__ import annotations

import re
import unicodedata

_NOT_ALPHANUMERIC = re.compile(r"[\W_]+")
_SOURCE_MARK = re.compile(r"[●◐○]\s{0,3}\d{1,3}(?!\d)")


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
