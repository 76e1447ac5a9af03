"""The table of words in the manual: every word that is added to the author's text, and where it appears. Run it to renew the table."""

from __future__ import annotations

import re
from pathlib import Path

from linernotes.model import wording
from linernotes.model.languages import language_tags, read_language

PAGE = Path(__file__).parents[1] / "docs" / "manual" / "manuscript" / "reference" / "languages.md"
ENGLISH = Path(wording.__file__).parent / "words" / "en-GB.toml"
BEGIN, END = "<!-- The table is made by: python -m tests.words -->\n", "<!-- The end of the table. -->\n"

_ENTRY = re.compile(r'(?P<key>\w+) = "(?P<words>.*)"  # (?P<where>.*)')
_LONGEST = 60


def entries() -> list[tuple[str, str, str]]:
    """Return key, English words and place of each added word, as the file of English words has them."""
    text = ENGLISH.read_text(encoding="utf-8").partition("[words]")[2]
    return [(found["key"], found["words"], found["where"]) for found in _ENTRY.finditer(text)]


def table() -> str:
    """Return the table and the list of languages."""
    languages = ", ".join(f"{read_language(tag).name} (`{tag}`)" for tag in language_tags())
    rows = (f"| `{key}` | {_shortened(words)} | {where} |\n" for key, words, where in entries())
    return f"There are word files for {languages}.\n\n| key | in English | appears |\n|---|---|---|\n{''.join(rows)}"


def _shortened(words: str) -> str:
    return words if len(words) <= _LONGEST else words[: words.rindex(" ", 0, _LONGEST)] + " …"


def with_table(text: str) -> str:
    """Return the text of the page with the table renewed."""
    before, _, rest = text.partition(BEGIN)
    return f"{before}{BEGIN}\n{table()}\n{END}{rest.partition(END)[2]}"


if __name__ == "__main__":
    PAGE.write_text(with_table(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
