"""Mechanical hints are followed to the letter: the finding is gone, or another one says what is wrong with the result."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from linernotes.model.findings import Finding
from tests.findings.test_findings import CASES, EXPECTED, changes_of
from tests.sample import FILES, read_guide

Follow = Callable[[list[str], Finding, "re.Match[str]"], None]
"""Changes the lines of the finding's file as its hint, which matched a pattern, says."""


def _choose(lines: list[str], finding: Finding, hint: re.Match[str]) -> None:
    """Put the suggested word in the place of one that the message names."""
    near = range(finding.place.line - 1, len(lines)) if finding.place.line else range(len(lines))
    for wrong in re.findall(r"'([^']+)'", finding.message):
        for number in near:
            start = max(finding.place.column - 1, 0) if number == finding.place.line - 1 else 0
            written = re.compile(rf"(?<![\w-]){re.escape(wrong)}(?![\w-])")
            if found := written.search(lines[number], start):
                lines[number] = lines[number][: found.start()] + hint["word"] + lines[number][found.end() :]
                return
    pytest.fail(f"no line has a word of: {finding.message}")


def _close_at_end(lines: list[str], _finding: Finding, _hint: re.Match[str]) -> None:
    lines.append(":::")


def _close_before(lines: list[str], finding: Finding, _hint: re.Match[str]) -> None:
    lines.insert(finding.place.line - 1, ":::")


def _replace_marks(lines: list[str], finding: Finding, hint: re.Match[str]) -> None:
    line = lines[finding.place.line - 1]
    lines[finding.place.line - 1] = f"{hint['marks']} {line.lstrip('#').strip()}"


def _replace_value(lines: list[str], finding: Finding, hint: re.Match[str]) -> None:
    key, old = hint["line"].partition(" = ")[0], lines[finding.place.line - 1]
    if re.match(rf"{re.escape(key)}\s*=", old):
        lines[finding.place.line - 1] = hint["line"]
    else:
        lines.insert(finding.place.line, hint["line"])


def _add_fonts(lines: list[str], _finding: Finding, hint: re.Match[str]) -> None:
    lines += ["[fonts]", hint["line"]]


def _append(lines: list[str], _finding: Finding, hint: re.Match[str]) -> None:
    lines.append(hint["line"])


def _fence_line(lines: list[str], finding: Finding, hint: re.Match[str]) -> None:
    attributes = re.search(r"\{.*\}", lines[finding.place.line - 1])
    lines[finding.place.line - 1] = f"{hint['line']} {attributes[0]}" if attributes else hint["line"]


def _end_comment(lines: list[str], finding: Finding, _hint: re.Match[str]) -> None:
    lines[finding.place.line - 1] += " -->"


def _semicolon(lines: list[str], finding: Finding, hint: re.Match[str]) -> None:
    number, column = finding.place.line - 1, finding.place.column - 1
    assert lines[number][column:].startswith(hint["word"])
    lines[number] = f"{lines[number][:column]}; {lines[number][column:]}"


def _quote(lines: list[str], finding: Finding, hint: re.Match[str]) -> None:
    line = lines[finding.place.line - 1]
    lines[finding.place.line - 1] = line.replace(hint["word"], f'"{hint["word"]}"', 1)


def _rename(_lines: list[str], _finding: Finding, _hint: re.Match[str]) -> None:
    """Leave the text as it is: the file gets another name."""


FOLLOWED: dict[str, tuple[Follow, str]] = {
    r"did you mean '(?P<word>[^']+)'\? \(a file replaces the built-in one": (_rename, ""),
    r"did you mean '(?P<word>[^']+)'\?": (_choose, ""),
    r"choose one of: (?P<word>[^,]+)(, .*)?$": (_choose, ""),
    r"close it with a line of three colons: :::$": (_close_at_end, ""),
    r"close '(?P<word>[^']+)' before this line, with a line of three colons: :::$": (_close_before, ""),
    r"write (?P<marks>#{2,})$": (_replace_marks, ""),
    r"write (?P<line>[a-z_]+ = (true|\[.*\]))$": (_replace_value, ""),
    r"write (?P<line>repertoire = \[.*\]) below \[fonts\] in book.toml": (_add_fonts, "book.toml"),
    r"write (?P<line>::: [\w-]+|:::) on a line of its own at the left margin": (_fence_line, ""),
    r"close it with a line of the same characters: (?P<line>`+)$": (_append, ""),
    r"end it with -->$": (_end_comment, ""),
    r"write ; (?P<word>\S+): …$": (_semicolon, ""),
    r'write "(?P<word>[^"…]+)"$': (_quote, ""),
}
"""How each hint is followed, by a pattern of hints; in which file, if it is not that of the finding."""


def _mechanical() -> Iterator[tuple[str, str, str]]:
    """Yield code, message line and pattern of each finding in the expected output whose hint is mechanical."""
    for folder in sorted(CASES.iterdir()):
        if (folder / EXPECTED).is_file():
            lines = (folder / EXPECTED).read_text(encoding="utf-8").splitlines()
            for number, (line, hint) in enumerate(pairwise(lines)):
                text = hint.removeprefix("    hint: ")
                pattern = next((each for each in FOLLOWED if text != hint and re.match(each, text)), None)
                if pattern:
                    yield folder.name, line, f"{pattern}\0{number}"


@pytest.mark.parametrize(
    ("code", "line", "pattern"), [pytest.param(*each, id=f"{each[0]}-{each[2].rpartition(chr(0))[2]}") for each in _mechanical()]
)
def test_followed_hint_removes_the_finding(code: str, line: str, pattern: str, tmp_path: Path) -> None:
    pattern = pattern.partition("\0")[0]
    changes = changes_of(CASES / code)
    before = read_guide(tmp_path / "before", changes)[1]
    finding = next(each for each in before if str(each).startswith(line))
    hint = re.match(pattern, finding.hint)
    assert hint
    follow, file = FOLLOWED[pattern]
    path = file or finding.place.file.removeprefix("manuscript/")
    key = path if path in changes or path in FILES else f"../{path}"
    text = changes.get(key) or FILES[key]
    lines = (text.decode() if isinstance(text, bytes) else text).rstrip("\n").split("\n")
    follow(lines, finding, hint)
    if follow is _rename:
        del changes[key]
        key = f"../{hint['word']}"
    after = read_guide(tmp_path / "after", {**changes, key: "\n".join(lines) + "\n"})[1]
    assert [(each.code, each.message) for each in after].count((finding.code, finding.message)) < [
        (each.code, each.message) for each in before
    ].count((finding.code, finding.message))


def test_every_kind_of_mechanical_hint_has_a_case() -> None:
    assert {pattern.partition("\0")[0] for _, _, pattern in _mechanical()} == set(FOLLOWED)
