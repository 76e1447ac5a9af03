"""Text normalisation for the leak search: letters and digits only, case-folded."""

from __future__ import annotations

import re
import unicodedata

_NOT_ALPHANUMERIC = re.compile(r"[\W_]+")


def normalise(text: str) -> str:
    """Return the letters and digits of a text in lower case.

    Line breaks, hyphens, soft hyphens, ligatures (NFKC), composed accents and spaces cannot hide a phrase then.
    """
    return _NOT_ALPHANUMERIC.sub("", unicodedata.normalize("NFKC", text).casefold())
