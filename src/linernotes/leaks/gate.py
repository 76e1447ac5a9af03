"""The leak gate: a student file that contains a teacher phrase is not published."""

from __future__ import annotations

from collections.abc import Iterable

from linernotes.leaks.normalise import normalise
from linernotes.leaks.phrases import Phrase, PhraseFinder
from linernotes.model.findings import LeakError


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


def pass_gate(shown: str, texts: Iterable[tuple[str, str]], finder: PhraseFinder) -> None:
    """Check that a student file contains no teacher phrase.

    Args:
        shown: the name of the file in messages.
        texts: every text of the file, each with its place.
        finder: finds the teacher phrases.

    Raises:
        LeakError: if it contains one; the message names the place and quotes the phrase.
    """
    if leak := search(texts, finder):
        place, phrase = leak
        hint = "a template or style prints teacher text, a template repeats words of teacher matter, or a fence for teachers is printed as text"
        raise LeakError(f"{shown} contains teacher text at {place}: '{phrase.words}'; the file was not written", hint=hint)
