"""The place in the manuscript where a teacher phrase is written, for messages."""

from __future__ import annotations

from collections.abc import Mapping

from linernotes.leaks.normalise import normalise
from linernotes.leaks.phrases import Phrase
from linernotes.leaks.regions import without_markup
from linernotes.model.findings import Place

_LINES = 12
"""Lines of a file that a phrase of six words can take."""


def origin(phrase: Phrase, sources: Mapping[str, str]) -> Place | None:
    """Return the line on which a phrase begins; None if no file contains it in these words.

    Args:
        phrase: the phrase.
        sources: the texts of the manuscript files, by path below the project folder.
    """
    for path, text in sources.items():
        if phrase.letters not in normalise(without_markup(text)):
            continue
        lines = text.splitlines()
        for number in range(len(lines), 0, -1):
            if phrase.letters in normalise(without_markup("\n".join(lines[number - 1 : number - 1 + _LINES]))):
                return Place(path, number)
    return None
