"""What is left of a text when nothing can hide in it any more."""

from __future__ import annotations

import re
import unicodedata

_NO_LETTER = re.compile(r"[\W_]+")


def letters_of(text: str) -> str:
    """Return the letters and digits alone, in small letters.

    So line breaks, hyphens, soft hyphens, ligatures (NFKC), accents of composition and white space cannot hide words.
    """
    return _NO_LETTER.sub("", unicodedata.normalize("NFKC", text).casefold())
