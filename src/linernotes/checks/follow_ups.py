"""Findings that only follow from a file that could not be read, or from a fence that is not closed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from linernotes.model.findings import Code, Finding, Severity

_UNREAD = (Code.TOML_SYNTAX, Code.FILE_UNREADABLE)
_FENCES = (Code.FENCE_FORM, Code.FENCE_MISPLACED, Code.FENCE_UNCLOSED, Code.FENCE_UNKNOWN)
"""Findings about fences, after which lines may be missing or have other numbers."""

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
    """Yield the findings without those that may be wrong because a file or a fence could not be read."""
    found = list(_without_inner_fences(list(findings)))
    unread = {_unread_file(finding) for finding in found if finding.code in _UNREAD}
    for finding in found:
        sources = _SOURCES.get(finding.code, ())
        if not any(path.startswith(source) or path.endswith(source) for path in unread for source in sources):
            yield finding


def _without_inner_fences(found: Sequence[Finding]) -> Iterator[Finding]:
    """Yield the findings without those of fences that are inside another only because that one is not closed.

    Without the fences of a file, no numbers of lines are checked.
    """
    unclosed: dict[str, Finding] = {}
    for finding in sorted(found, key=lambda each: each.place.line):
        if finding.code is Code.FENCE_UNCLOSED:
            unclosed.setdefault(finding.place.file, finding)
    inner = {id(each) for each in found if each.place.file in unclosed and _follows(each, unclosed[each.place.file])}
    left_out = Counter(each.place.file for each in found if id(each) in inner)
    fences = any(each.code in _FENCES and each.severity is Severity.ERROR for each in found)
    for finding in found:
        count = left_out[finding.place.file]
        if id(finding) in inner or (fences and finding.code is Code.LINE_REFERENCE):
            continue
        if count and finding is unclosed[finding.place.file]:
            others = "one more problem" if count == 1 else f"{count} more problems"
            are = "is" if count == 1 else "are"
            finding = replace(finding, hint=f"{finding.hint}; {others} below may come from this, and {are} left out here")
        yield finding


def _follows(finding: Finding, unclosed: Finding) -> bool:
    return finding.code is Code.FENCE_MISPLACED and finding.place.line > unclosed.place.line


def plan_unread(findings: Iterable[Finding]) -> bool:
    """Return whether book.toml could not be read."""
    return any(finding.code is Code.TOML_SYNTAX and finding.place.file == _BOOKFILE for finding in findings)


def _unread_file(finding: Finding) -> str:
    """Return the path of the file that is missing; a finding in book.toml is about a section that is listed there."""
    listed = finding.code is Code.FILE_UNREADABLE and finding.place.file == _BOOKFILE
    return _SECTIONS if listed else finding.place.file
