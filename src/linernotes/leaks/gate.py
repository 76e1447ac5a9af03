"""The leak gate: a student file that contains a teacher phrase is not published."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from linernotes.leaks.normalise import normalise
from linernotes.leaks.origins import origin
from linernotes.leaks.phrases import Phrase, PhraseFinder
from linernotes.model.findings import LeakError

_OF_TEMPLATES = "a template or style prints teacher text, a template repeats words of teacher matter, or a fence for teachers is printed as text"
_OF_WORDS = (
    "students could read these words: if they may, change two of them here; otherwise delete them in the text, the template or "
    "the style that prints them there"
)


def search(texts: Iterable[tuple[str, str]], finder: PhraseFinder) -> tuple[str, Phrase] | None:
    """Return the first place whose text contains a phrase, and the phrase.

    Args:
        texts: the texts of a file, each with its place in words.
        finder: finds the teacher phrases.
    """
    for place, text in texts:
        if found := finder.find(normalise(text)):
            return place, min(found)
    return None


def pass_gate(
    shown: str, texts: Iterable[tuple[str, str]], finder: PhraseFinder, sources: Mapping[str, str] | None = None
) -> None:
    """Check that a student file contains no teacher phrase.

    Args:
        shown: the name of the file in messages.
        texts: every text of the file, each with its place.
        finder: finds the teacher phrases.
        sources: the texts of the manuscript files, by path below the project folder, in which a message names the phrase's place.

    Raises:
        LeakError: if it contains one; the message names both places and quotes the phrase.
    """
    if leak := search(texts, finder):
        place, phrase = leak
        written = origin(phrase, sources or {})
        message = f"{shown} contains teacher text at {place}: '{phrase.words}'"
        raise LeakError(message, written, _OF_WORDS if written else _OF_TEMPLATES)
