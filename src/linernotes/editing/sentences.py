"""The boundaries of sentences, for lines of the retelling and for page breaks inside paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace

from linernotes.model.document import Inline, Text

_ABBREVIATION = re.compile(
    r"\b(?:[A-Z]|Mr|Mrs|Ms|Messrs|Mme|Mlle|Dr|Prof|Rev|Hon|Gen|Col|Capt|Lt|Sgt|Gov|Sen|Rep|Pres|St|Mt|Ft|Hr|Fr"
    r"|No|Nos|Nr|Vol|Fig|Ch|vs|ca|cf|etc|e\.g|i\.e|z\. ?B|d\. ?h|u\. ?a|bzw|p|pp)\.$"
)
_LONGEST = 12
"""At least as many characters as the longest abbreviation has."""

_END = re.compile(r"(?<![.!?…])[.!?…]++[”’»\")\]]*+(?=[^\S\u00A0\u202F]+[“‘«\"(\[]?[A-Z0-9À-Þ])")
"""The end of a sentence; a no-break space ends none."""
_ENDED = re.compile(r"[.!?…][”’»\")\]]*$")
_QUOTATION = re.compile(r"“[^“”]*”|„[^„“]*“|«[^«»]*»|\"[^\"]*\"|‘[^‘]{0,400}?[.!?,…]’(?!\w)")
_SPEECH_TAG = re.compile(
    r"(?:[\w’'.-]+ ){0,3}(?:said|says|asked|asks|cried|cries|called|calls|shouted|shouts|replied|replies|answered|answers"
    r"|whispered|whispers|exclaimed|added|adds)\b"
)


def sentence_ends(words: str) -> list[int]:
    """Return the indexes in a text at which a sentence ends and another one follows.

    Speech belongs to the sentence around it, however many sentences it has: “Did you see it? I did!” he said.
    """
    speech = list(_speech(words))
    ends = (end.end() for end in _END.finditer(words) if not _ABBREVIATION.search(words, max(0, end.end() - _LONGEST), end.end()))
    starts = [first for first, _ in speech]

    def is_inside(end: int) -> bool:
        """Return whether an index is in one of the two quotations that begin before it; a third one ends before them."""
        before = bisect_left(starts, end)
        return any(end < last for _, last in speech[max(0, before - 2) : before])

    return [end for end in ends if not is_inside(end)]


def _speech(words: str) -> Iterator[tuple[int, int]]:
    """Yield the first index of each quotation that is part of a longer sentence, and the index before which it ends no sentence."""
    for found in _QUOTATION.finditer(words):
        before = words[max(0, found.start() - 60) : found.start()].rstrip()
        after = words[found.end() : found.end() + 60].lstrip()
        goes_on = after[:1].islower() or after[:1] in (",", ";", ":", "–", "—") or _SPEECH_TAG.match(after)
        if goes_on:
            yield found.start(), found.end() + 1
        elif before and not _ENDED.search(before):
            yield found.start(), found.end()


def goes_on(line: str, following: str) -> bool:
    """Return whether a line ends in the middle of a sentence, to judge by its last mark and the beginning of the following line."""
    if _ENDED.search(line):
        return False
    return following[:1].islower() or not line.endswith((",", ";", ":", "–", "—", "-"))


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
