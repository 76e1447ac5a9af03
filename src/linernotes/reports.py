"""Findings → text for other programs: JSON, annotations of GitHub Actions, and SARIF."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Sequence
from enum import StrEnum
from urllib.parse import quote

from linernotes import __version__
from linernotes.model.findings import Finding, printable


class ReportFormat(StrEnum):
    """The form in which ``check`` prints findings."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"


def report_json(findings: Sequence[Finding], folder: str) -> str:
    """Return a JSON array with an object for each finding: file, line, column, severity, code, message and hint.

    Args:
        findings: the findings.
        folder: the folder of the project, which is put before the names of files; empty for the current one.
    """
    return json.dumps([finding_values(finding, folder) for finding in findings], indent=1)


def finding_values(finding: Finding, folder: str = "") -> dict[str, str | int]:
    """Return the values of a finding; line and column are 0 where they are not known, and count from 1."""
    return {
        "file": posixpath.join(folder, finding.place.file),
        "line": finding.place.line,
        "column": finding.place.column,
        "severity": finding.severity.value,
        "code": finding.code.value,
        "message": finding.message,
        "hint": finding.hint,
    }


def report_github(findings: Sequence[Finding], folder: str) -> str:
    """Return workflow commands that annotate a change on GitHub, one per line; arguments as for `report_json`.

    The form is that of https://docs.github.com/actions/reference/workflow-commands-for-github-actions.
    """
    return "\n".join(_command(finding, folder) for finding in findings)


def _command(finding: Finding, folder: str) -> str:
    place = finding.place
    given = {"file": posixpath.join(folder, place.file), "line": place.line, "col": place.column, "title": finding.code.value}
    values = ",".join(f"{name}={_escape(str(value), ',:')}" for name, value in given.items() if value)
    return f"::{finding.severity.value} {values}::{_escape(_message(finding))}"


def _escape(text: str, more: str = "") -> str:
    """Return a text with the characters escaped that end a value of a workflow command."""
    return "".join(f"%{ord(c):02X}" if c in f"%\r\n{more}" else printable(c) for c in text)


def _message(finding: Finding) -> str:
    return f"{finding.message}\nhint: {finding.hint}" if finding.hint else finding.message


def report_sarif(findings: Sequence[Finding], folder: str) -> str:
    """Return a SARIF log with one run; arguments as for `report_json`.

    The form is that of SARIF 2.1.0, https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html.
    """
    rules = sorted({finding.code for finding in findings})
    driver = {
        "name": "linernotes",
        "version": __version__,
        "rules": [{"id": rule.value, "shortDescription": {"text": rule.meaning.replace("`", "")}} for rule in rules],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, rules.index(finding.code), folder) for finding in findings],
    }
    schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
    return json.dumps({"$schema": schema, "version": "2.1.0", "runs": [run]}, indent=1)


def _result(finding: Finding, rule: int, folder: str) -> dict[str, object]:
    place = finding.place
    location: dict[str, object] = {"artifactLocation": {"uri": quote(posixpath.join(folder, place.file))}}
    if place.line:
        location["region"] = {"startLine": place.line, **({"startColumn": place.column} if place.column else {})}
    return {
        "ruleId": finding.code.value,
        "ruleIndex": rule,
        "level": finding.severity.value,
        "message": {"text": _message(finding)},
        "locations": [{"physicalLocation": location}] if place.file else [],
    }


REPORTS = {
    ReportFormat.JSON: report_json,
    ReportFormat.GITHUB: report_github,
    ReportFormat.SARIF: report_sarif,
}
"""The functions for all formats but text."""
