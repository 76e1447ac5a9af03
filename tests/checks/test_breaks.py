"""A wish to begin below another section is reported if it cannot be met."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sample import BOOK, STORY, read_guide


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ('["story.md"]', '["other.md", "story.md"]', "it is the first one"),
        ('["story.md"]', '["story.md", "other.md"]', ""),
        ('["words.md"]', '["other.md", "words.md"]', "another part"),
        ('"contents"]', '"contents", "other.md"]', "generated pages"),
    ],
)
def test_break_none_without_effect_is_reported(before: str, after: str, reason: str, tmp_path: Path) -> None:
    book = BOOK.replace(before, after)
    if reason == "it is the first one":
        book = book.replace('sections = ["title-page", "imprint", "contents"]', "sections = []").replace("front", "body")
    _, findings = read_guide(tmp_path, {"book.toml": book, "story.md": STORY, "other.md": "# Other {break=none}\n\nMore.\n"})
    found = [each for each in findings if "break=none" in each.message]
    assert [(str(each.place), reason in each.message) for each in found] == [("manuscript/other.md:1", True)] * bool(reason)
