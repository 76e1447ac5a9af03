"""What is left of a text when nothing can hide in it any more."""

from __future__ import annotations

import re
import unicodedata

_NO_LETTER = re.compile(r"[\W_]+")
_SIGNS = bytes(byte for byte in range(128) if not chr(byte).isalnum())
"""All of ASCII that is neither letter nor digit."""


def letters_of(text: str) -> str:
    """Return the letters and digits alone, in small letters.

    So line breaks, hyphens, soft hyphens, ligatures (NFKC), accents of composition and white space cannot hide words.
    """
    spelled = unicodedata.normalize("NFKC", text).casefold().encode("utf-8", "surrogatepass")
    # Most signs are of ASCII; taken out as bytes, they cost a fraction of what a pattern takes for them.
    return _NO_LETTER.sub("", spelled.translate(None, _SIGNS).decode("utf-8", "surrogatepass"))
