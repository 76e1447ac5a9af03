"""The check for places that their author has marked TODO."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from linernotes.model.findings import Code, Finding, Place, Severity

_TODO = re.compile(r"(?<!`)\bTODO\b(?!`):?[^\S\n]*(?P<what>[^\n]*)")
"""The mark, but not where it is mentioned as code."""
_END = re.compile(r"\s*(?:-->|\*/|[\"'}\]]).*$")
"""The end of a comment or of a value, after the words of the author."""


def todo_left(sources: Mapping[str, bytes]) -> Iterator[Finding]:
    """Report every TODO in the files of a manuscript, printed or in a comment.

    Args:
        sources: the contents of the files by their path in the project.
    """
    for path, content in sources.items():
        if b"TODO" not in content:
            continue
        for number, line in enumerate(content.decode("utf-8-sig", "replace").splitlines(), 1):
            for found in _TODO.finditer(line):
                what = _END.sub("", found["what"]).strip() or "something is left to do"
                place = Place(path, number, found.start() + 1)
                yield Finding(place, Code.TODO_LEFT, what, "fill this in, then delete the word TODO", Severity.WARNING)
