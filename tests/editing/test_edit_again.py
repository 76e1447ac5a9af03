"""A book that is edited again after a change is the book that a first reading gives, with the same places."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from linernotes.build.project import Project, read_project
from linernotes.cache.memo import Memo
from linernotes.cache.store import Store
from linernotes.model.memoize import serialized
from linernotes.snapshot import FOLDER, Snapshot
from tests.sample import FORM_FILES, FORMS, write_guide

LETTER = """\
# A letter {#letter}

See [](story.md#sea), [](#sea), [](#sentences), [](#door), [](#fig-lamp), [](#tab-lamps) and [](contents).

## The end {#sea--sea}

Who cites the facts? [@lamp]

::: question {kind=open depth=analysing}
Why [](#storm)?

::: answer
Because.
:::
:::
"""
PLAIN = """\
# Without links {#plain}

The Keeper saw line 2, and on verse 3 stands a beacon on a panel, as on Panel 4 and figure 5. It was 10 pages.

Answer: yes. Solution: no.

| line | What |
|---|---|
| 1 | bell |
"""
STORY = "The sea is far.\n\n## The sea {#sea}\n\n'so' he said, Ω.\n"

CHANGES: list[tuple[str, Callable[[str], str]]] = [
    ("book.toml", lambda text: f'{text}\n[words]\nfigure = "Panel"\nline = "verse"\nlines = "verses"\nanswer = "Lösung"\n'),
    ("story.md", lambda text: f"{text}\n{STORY}"),
    ("story.md", lambda text: text.replace("\n", "\n\n\nAnother paragraph.\n", 1)),
    ("story.md", lambda text: text.replace("## The sea {#sea}", "## The ocean {#sea}")),
    ("story.md", lambda text: text.replace("{#sea}", "{#ocean}")),
    ("story.md", lambda text: f"{text}\n{FORM_FILES['figure.md']}"),
    ("story.md", lambda text: f"{text}\n{FORM_FILES['table.md']}"),
    ("story.md", lambda text: text.replace("#storm", "#gale")),
    ("letter.md", lambda text: text.replace("\n", "\n\n\n", 1)),
    ("forms.md", lambda text: text.replace("::: retelling\n", "::: retelling\nIt was night. ", 1)),
    ("forms.md", lambda text: text.replace("::: retelling", "::: margin-note {title=Gone}", 1)),
    ("key.md", lambda text: text.replace("\n", "\n\n\nSee [](story.md) and [](#letter).\n", 1)),
    ("data/terms.toml", lambda text: f'# a comment\n\n{text}\n[panel]\nterm = "panel"\ndefinition = "A board."\n'),
    ("data/facts.toml", lambda text: f"\n\n{text}"),
    ("data/facts.toml", lambda text: text.replace('"verified"', '"disputed"')),
    ("book.toml", lambda text: text.replace('"story.md", "letter.md"', '"letter.md", "story.md"')),
    ("book.toml", lambda text: text.replace('"plain.md"', '{section = "plain.md", folios = "roman"}')),
    ("book.toml", lambda text: text.replace('"en-GB"', '"fr"')),
]


def values(guide: Project) -> tuple[bytes, ...]:
    """Return the edited books and the findings as bytes, with all places."""
    return tuple(map(serialized, (guide.book, dict(guide.editions), guide.findings)))


def test_book_edited_again_is_that_of_a_first_reading(tmp_path: Path) -> None:
    book = FORMS["book.toml"].replace('"story.md"', '"story.md", "letter.md", "plain.md"')
    project = write_guide(tmp_path, {**FORMS, "book.toml": book, "letter.md": LETTER, "plain.md": PLAIN})
    store = Store(tmp_path / "cache")
    live = Memo(store)
    before = values(read_project(Snapshot(project / FOLDER), memoize=live))
    for name, change in CHANGES:
        file = project / FOLDER / name
        file.write_text(change(file.read_text(encoding="utf-8")), encoding="utf-8")
        snapshot = Snapshot(project / FOLDER)
        again = values(read_project(snapshot, memoize=live))
        assert again != before, f"{name} did not change"
        assert again == values(read_project(snapshot, memoize=Memo(store))), name
        before = again
        live.forget_unused()
