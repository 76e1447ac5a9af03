"""The boundaries of sentences, for lines of the retelling and for page breaks inside paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from linernotes.model.document import Inline, Text

_ABBREVIATION = re.compile(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|No|vs|ca|cf|etc|e\.g|i\.e|p|pp)\.$")
_END = re.compile(r"[.!?…]+[”’»\")\]]*(?=\s+[“‘«\"(\[]?[A-Z0-9À-Þ])")


def sentence_ends(words: str) -> list[int]:
    """Return the indexes in a text at which a sentence ends and another one follows."""
    return [end.end() for end in _END.finditer(words) if not _ABBREVIATION.search(words[: end.end()])]


def split_sentences(inlines: Iterable[Inline]) -> list[tuple[Inline, ...]]:
    """Split inlines into sentences. Only ends in top-level text count; the space after a sentence belongs to it."""
    sentences: list[list[Inline]] = [[]]
    for inline in inlines:
        if not isinstance(inline, Text):
            sentences[-1].append(inline)
            continue
        start = 0
        for end in sentence_ends(inline.value):
            stop = end + len(inline.value[end:]) - len(inline.value[end:].lstrip())
            sentences[-1].append(replace(inline, value=inline.value[start:stop]))
            sentences.append([])
            start = stop
        sentences[-1].append(replace(inline, value=inline.value[start:]) if start else inline)
    return [tuple(sentence) for sentence in sentences if sentence]
