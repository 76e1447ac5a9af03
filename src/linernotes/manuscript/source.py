"""A source file of the manuscript while it is read: its lines, the ids in it, and the findings so far."""

from __future__ import annotations

import re

from linernotes.model.findings import Code, Finding, Place, Severity

IDENTIFIER = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
"""The form of ids: an XML name (for EPUB) that needs no escaping in a URL."""

ID_FORM_HINT = "use lower-case letters, digits and hyphens, and begin with a letter"

_LINE_END = re.compile(r"\r\n|\r|\n")
"""Line ends as Markdown counts them (CommonMark, 2.1)."""


class SourceFile:
    """A source file that is being read.

    Attributes:
        file: its path as it is shown in findings.
        language: the language of its text (BCP 47).
        lines: its lines, without line ends.
        findings: what is wrong with it.
        anchors: the ids that it defines, each with its place.
    """

    def __init__(self, file: str, text: str, language: str) -> None:
        self.file, self.language = file, language
        self.lines = _LINE_END.split(text)
        self.findings: list[Finding] = []
        self.anchors: dict[str, Place] = {}

    def place(self, line: int, needle: str = "") -> Place:
        """Return the place of a line (first is 1), with the column where the needle first occurs in it."""
        column = self.lines[line - 1].find(needle) + 1 if needle and 0 < line <= len(self.lines) else 0
        return Place(self.file, line, column)

    def report(self, code: Code, place: Place, message: str, hint: str = "", severity: Severity = Severity.ERROR) -> None:
        """Add a finding."""
        self.findings.append(Finding(place, code, message, hint, severity))

    def anchor(self, name: str, place: Place) -> str:
        """Return an id that is well-formed and new in this file; report any other and return an empty string."""
        if not IDENTIFIER.fullmatch(name):
            self.report(Code.ID_FORM, place, f"'{name}' cannot be an id", ID_FORM_HINT)
            return ""
        if name in self.anchors:
            message = f"the id '{name}' is already used on line {self.anchors[name].line}"
            self.report(Code.ID_DUPLICATE, place, message, "choose another: an id may occur only once in the book")
            return ""
        self.anchors[name] = place
        return name
