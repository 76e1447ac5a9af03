"""Findings that only follow from a file that could not be read; the author learns nothing from them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from linernotes.model.findings import Code, Finding

_UNREAD = (Code.TOML_SYNTAX, Code.FILE_UNREADABLE)
_BOOKFILE = "manuscript/book.toml"
_SECTIONS = ".md"
_DATA = "manuscript/data/"

_SOURCES: Mapping[Code, Sequence[str]] = {
    Code.CHARACTER_UNKNOWN: (f"{_DATA}characters.toml",),
    Code.DATA_UNKNOWN: (_DATA,),
    Code.EDITION_BROKEN: (_SECTIONS,),
    Code.FACT_UNKNOWN: (f"{_DATA}facts.toml",),
    Code.FACT_UNLISTED: (_SECTIONS, f"{_DATA}facts.toml"),
    Code.LINE_REFERENCE: (_SECTIONS,),
    Code.LINK_UNRESOLVED: (_SECTIONS,),
    Code.QUESTION_COUNT: (_SECTIONS,),
    Code.STANDARD_UNKNOWN: (f"{_DATA}standards.toml",),
    Code.TERM_UNUSED: (_SECTIONS,),
    Code.THEME_UNKNOWN: (f"{_DATA}themes.toml",),
}
"""Codes of findings that a missing file can cause, with beginnings or ends of the paths of these files."""


def without_follow_ups(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the findings without those that may be wrong because a file could not be read."""
    found = list(findings)
    unread = {_unread_file(finding) for finding in found if finding.code in _UNREAD}
    for finding in found:
        sources = _SOURCES.get(finding.code, ())
        if not any(path.startswith(source) or path.endswith(source) for path in unread for source in sources):
            yield finding


def plan_unread(findings: Iterable[Finding]) -> bool:
    """Return whether book.toml could not be read."""
    return any(finding.code is Code.TOML_SYNTAX and finding.place.file == _BOOKFILE for finding in findings)


def _unread_file(finding: Finding) -> str:
    """Return the path of the file that is missing; a finding in book.toml is about a section that is listed there."""
    listed = finding.code is Code.FILE_UNREADABLE and finding.place.file == _BOOKFILE
    return _SECTIONS if listed else finding.place.file
