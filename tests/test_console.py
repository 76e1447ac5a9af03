"""Output of the command: text is printed as it is, and characters that a terminal would obey are escaped."""

import io
from pathlib import Path

import pytest
from rich.console import Console

from linernotes import console
from linernotes.model.findings import Code, Finding, LinerNotesError, Place, Severity
from tests.sample import BOOK, read_guide

ODD = ":100: [red]x[/red] https://example.org :smile:"


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    stream = io.StringIO()
    terminal = Console(file=stream, force_terminal=True, width=200, highlight=False, emoji=False)
    monkeypatch.setattr(console, "err", lambda: terminal)
    monkeypatch.setattr(console, "out", lambda: terminal)
    return stream


def test_errors_are_printed_after_all_warnings(printed: io.StringIO) -> None:
    error = Finding(Place("a.md", 1), Code.ID_FORM, "wrong")
    warnings = [Finding(Place("b.md", line), Code.TODO_LEFT, "left", severity=Severity.WARNING) for line in (1, 2)]
    console.print_findings([error, *warnings])
    assert [line.partition(":")[0] for line in printed.getvalue().splitlines()] == [
        "b.md",
        "b.md",
        "a.md",
        "1 error and 2 warnings",
    ]


def test_findings_tables_and_errors_are_printed_as_they_are(printed: io.StringIO) -> None:
    console.print_findings([Finding(Place(ODD, 100), Code.ID_FORM, ODD, ODD)])
    console.print_table(("file", "edition"), [(ODD, ODD)])
    console.print_line(str(LinerNotesError(ODD, Place(ODD), ODD)))
    assert printed.getvalue().count(ODD) == 8


@pytest.mark.parametrize("character", ["\x1b[31m", "\x07", "\n", "\r", "\x9b", "\u202e", "\u200b", "\udc80"])
def test_characters_that_a_terminal_obeys_are_escaped(character: str, printed: io.StringIO) -> None:
    console.print_findings([Finding(Place(f"a{character}b.md"), Code.ID_FORM, f"a{character}b", f"a{character}b")])
    console.print_table(("file",), [(f"a{character}b",)])
    console.print_line(str(LinerNotesError(f"a{character}b")))
    assert printed.getvalue().count(f"a{ascii(character)[1:-1]}b") == 5
    lines = printed.getvalue().split("\n")
    assert not any(character.strip("\n") in line for line in lines if character != "\n" and line.startswith("a"))


def test_escape_sequence_in_a_key_is_not_printed(tmp_path: Path) -> None:
    _, findings = read_guide(tmp_path, {"book.toml": BOOK.replace("subtitle", '"sub\\u001b[31m\\u202etitle"')})
    assert findings
    assert all(str(finding).replace("\n", "").isprintable() for finding in findings)
