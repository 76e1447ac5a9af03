"""Characters that the fonts lack: one finding for each file and script, with the line of book.toml that adds them."""

from pathlib import Path

from tests.sample import BOOK, STORY, read_guide

GREEK = "Λόγος καὶ λόγος. " * 40


def test_page_of_greek_has_one_finding(tmp_path: Path) -> None:
    _, findings = read_guide(tmp_path, {"story.md": STORY + f"\n{GREEK}\n"})
    assert [str(finding.place) for finding in findings] == ["manuscript/story.md:41", "manuscript/story.md:41"]
    assert [finding.message for finding in findings] == [
        "'ὶ' (U+1F76, greek small letter iota with varia) is not in the fonts; 40 occurrences in this file",
        "8 characters (Greek) are not in the fonts: Λ ό γ ο ς κ α λ; 480 occurrences in this file",
    ]
    assert {finding.hint for finding in findings} == {
        'write repertoire = ["Greek", "Greek Extended"] below [fonts] in book.toml; add the line [fonts] at its end if it is not there'
    }


def test_lines_of_the_hint_remove_the_finding(tmp_path: Path) -> None:
    book = BOOK + '\n[fonts]\nrepertoire = ["Greek", "Greek Extended"]\n'
    assert not read_guide(tmp_path, {"story.md": STORY + f"\n{GREEK}\n", "book.toml": book})[1]


def test_hint_keeps_what_is_listed(tmp_path: Path) -> None:
    book = BOOK + '\n[fonts]\nrepertoire = ["0370-03FF"]\n'
    _, findings = read_guide(tmp_path, {"story.md": STORY + "\nλόγος и мир ⅓\n", "book.toml": book})
    assert {finding.hint for finding in findings} == {
        'write repertoire = ["Greek", "Cyrillic", "2153"] below [fonts] in book.toml; add the line [fonts] at its end if it is not there'
    }


def test_characters_that_no_font_has_cannot_be_listed(tmp_path: Path) -> None:
    book = BOOK + '\n[fonts]\nrepertoire = ["4E00-9FFF"]\n'
    _, findings = read_guide(tmp_path, {"story.md": STORY + "\n化身博士\n", "book.toml": book})
    assert [finding.hint for finding in findings] == ["write the words in Latin letters: the fonts do not have these characters"]


def test_unknown_script_gets_the_similar_one(tmp_path: Path) -> None:
    book = BOOK + '\n[fonts]\nrepertoire = ["Greeks"]\n'
    (finding,) = read_guide(tmp_path, {"book.toml": book})[1]
    assert finding.hint == "did you mean 'Greek'?"
