"""The lines of a file that have changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from linernotes.preview.places import Change, find_change
from linernotes.snapshot import Snapshot

OLD = "one\n\ntwo\n\nthree\n"


@pytest.mark.parametrize(
    ("new", "first", "last"),
    [
        ("one\n\nTWO\n\nthree\n", 3, 3),
        ("one\n\nnew\n\ntwo\n\nthree\n", 3, 4),
        ("one\n\ntwo\n\nthree\nfour\n", 6, 6),
        ("one\n\nthree\n", 3, 3),
        ("ONE\n\ntwo\n\nTHREE\n", 1, 5),
        ("", 1, 1),
    ],
)
def test_changed_lines_are_those_between_equal_ends(tmp_path: Path, new: str, first: int, last: int) -> None:
    file = tmp_path / "a.md"
    file.write_text(OLD, encoding="utf-8")
    before = Snapshot(tmp_path)
    before.read("a.md")
    file.write_text(new, encoding="utf-8")
    after = Snapshot(tmp_path)
    after.read("a.md")
    assert find_change(before, after) == Change("manuscript/a.md", first, last)


def test_pictures_have_no_changed_lines(tmp_path: Path) -> None:
    before, after = Snapshot(tmp_path), Snapshot(tmp_path)
    (tmp_path / "a.png").write_bytes(b"one")
    before.read("a.png")
    (tmp_path / "a.png").write_bytes(b"two")
    after.read("a.png")
    assert find_change(before, after) is None
