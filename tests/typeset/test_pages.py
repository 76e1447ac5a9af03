"""The pages of small guides with the built-in styles: what a reader of the paper finds on them."""

from __future__ import annotations

from pathlib import Path

from tests.typeset.printing import print_story, words_on_pages


def test_ordered_list_begins_with_its_number(tmp_path: Path) -> None:
    lists = (f"{start}. Light the lamp.\n{start + 1}. Close the door.\n\nWords.\n\n" for start in (0, 1, 12))
    words = words_on_pages(print_story(tmp_path, "".join(lists)))
    assert [word for word in words.split() if word.removesuffix(".").isdigit()] == ["0.", "1.", "1.", "2.", "12.", "13."]
