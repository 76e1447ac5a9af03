"""Front matter of other programs: the lines above a text that hold its title and values for a web site."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from linernotes.manuscript.source import SourceFile
from linernotes.model.findings import Code, Severity

_KEYS = re.compile(
    r"(title|subtitle|author|authors|date|layout|lang|language|tags|keywords|description|permalink|draft|teaching|exercises|"
    r"questions|objectives|keypoints|output|weight|categories)\s*[:=]"
)
_KEY = re.compile(r"(?P<key>[\w-]+)\s*[:=](\s|$)")
_MORE = re.compile(r"[\w-]+\s*[:=](\s.*)?|\s+\S.*|-\s.*|#.*|\[.*\]|")
_TITLE = re.compile(r"title\s*[:=]\s*(?P<value>\S.*)")
_QUOTED = re.compile(r"(?P<mark>[\"'])(?P<value>.*)(?P=mark)")
_NO_TEXT = re.compile(r"[|>][-+\d]*|[\[{].*")
_FOR_TEACHERS = re.compile(r"answer|solution|instructor")
_SITE = frozenset(["layout", "permalink", "draft", "weight", "output", "tags", "categories", "title"])
"""Keys whose values belong to a web site."""


def find_front_matter(lines: Sequence[str]) -> tuple[int, int] | None:
    """Return the first line of front matter and the line after it (first is 0), or None if there is none."""
    for start, line in enumerate(lines):
        mark = line.rstrip()
        if mark not in ("---", "+++") or (start and lines[start - 1].strip()):
            continue
        if not any(text.strip() for text in lines[:start]):
            first = _KEY
        elif mark == "---":
            first = _KEYS
        else:
            continue
        if start + 1 >= len(lines) or not first.match(lines[start + 1]):
            continue
        for end in range(start + 1, len(lines)):
            if lines[end].rstrip() in (mark, "..."):
                return start, end + 1
            if not _MORE.fullmatch(lines[end]):
                break
    return None


def take_front_matter(source: SourceFile) -> tuple[list[str], str]:
    """Return the lines of a file with empty ones in place of its front matter, and the title in that; report the rest of it."""
    found = find_front_matter(source.lines)
    if found is None:
        return source.lines, ""
    start, end = found
    matter = source.lines[start + 1 : end - 1]
    title = _title(matter)
    lost = [key for key in _keys(matter) if key not in _SITE]
    read = "its title is read" if title else "it has no title"
    others = f"; not printed: {', '.join(lost)}" if lost else ", and the rest is left out"
    severity = Severity.ERROR if any(_FOR_TEACHERS.search(key) for key in lost) else Severity.WARNING
    message = f"the lines {start + 1} to {end} are front matter: {read}{others}"
    hint = "move author, date and language to book.toml, and all that readers need to the text; then delete these lines"
    source.report(Code.MARKUP_UNKNOWN, source.place(start + 1), message, hint, severity)
    return [*source.lines[:start], *([""] * (end - start)), *source.lines[end:]], title


def _keys(matter: Iterable[str]) -> list[str]:
    return [found["key"] for line in matter if (found := _KEY.match(line))]


def _title(matter: Iterable[str]) -> str:
    value = next((found["value"].strip() for line in matter if (found := _TITLE.fullmatch(line))), "")
    quoted = _QUOTED.fullmatch(value)
    return quoted["value"] if quoted else "" if _NO_TEXT.fullmatch(value) else value
