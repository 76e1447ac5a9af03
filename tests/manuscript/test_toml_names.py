"""Names in TOML files that are nearly right."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sample import BOOK, FILES, read_guide


@pytest.mark.parametrize(
    ("path", "right", "wrong"),
    [
        ("book.toml", "\ntitle =", "\ntitel ="),
        ("book.toml", "\ntitle =", "\nTITLE ="),
        ("book.toml", "[book]", "[Book]"),
        ("data/themes.toml", "statement =", "Statement ="),
        ("data/facts.toml", "certainty =", "certain ="),
    ],
)
def test_misspelt_name_is_one_finding(path: str, right: str, wrong: str, tmp_path: Path) -> None:
    _, findings = read_guide(tmp_path, {path: FILES[path].replace(right, wrong, 1)})
    [finding] = findings
    assert finding.hint == f"did you mean '{right.strip(' =[]').strip()}'?"


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("[faces]", "fonts"),
        ("[typeface]", "fonts"),
        ("[colors]", "look"),
        ("[dress]", "look"),
        ('[look]\ncolours = "x"', "palette"),
        ('[look]\ntypeface = "x"', "fonts"),
        ('[look]\nstyle = "novel"', "theme"),
        ('[editions.copier]\ntitle = "Copier"\nstyle = "copy"', "variant"),
        ('[book]\nlang = "x"', "language"),
    ],
)
def test_word_of_other_programs_leads_to_the_key(wrong: str, right: str, tmp_path: Path) -> None:
    book = BOOK.replace("[book]", f"{wrong}\n", 1) if "[book]" in wrong else f"{BOOK}\n{wrong}\n"
    _, findings = read_guide(tmp_path, {"book.toml": book})
    assert f"did you mean '{right}'?" in [finding.hint for finding in findings]


def test_table_that_is_missing_is_one_finding(tmp_path: Path) -> None:
    _, findings = read_guide(tmp_path, {"book.toml": BOOK[BOOK.index("[[contents]]") :]})
    assert [finding.message for finding in findings] == ["'book' is missing"]
