"""Text normalisation for the leak search: without invisible characters, or letters and digits only."""

from __future__ import annotations

import re
import unicodedata

_NOT_ALPHANUMERIC = re.compile(r"[\W_]+")


def normalise(text: str) -> str:
    """Return the letters and digits of a text in lower case.

    Line breaks, hyphens, soft hyphens, ligatures (NFKC), composed accents and spaces cannot hide a phrase then.
    """
    return _NOT_ALPHANUMERIC.sub("", unicodedata.normalize("NFKC", text).casefold())


def visible(text: str) -> str:
    """Return a text in compatibility form (NFKC), without the invisible characters of category Cf, such as soft hyphens."""
    text = unicodedata.normalize("NFKC", text)
    if text.isascii():
        return text
    hidden = [ord(character) for character in set(text) if unicodedata.category(character) == "Cf"]
    return text.translate(dict.fromkeys(hidden)) if hidden else text
