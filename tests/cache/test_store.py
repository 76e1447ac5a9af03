from __future__ import annotations

import os
from pathlib import Path

import pytest

from linernotes.cache.store import Shelf, key_of

KEY = key_of([b"a"])


def entry(folder: Path) -> Path:
    [file] = [file for file in folder.rglob("*") if file.is_file()]
    return file


def test_what_is_kept_is_found_by_another_shelf_of_the_folder(tmp_path: Path) -> None:
    Shelf(tmp_path).keep(KEY, b"content")
    assert Shelf(tmp_path).take(KEY) == b"content"
    assert Shelf(tmp_path).take(key_of([b"b"])) is None


def test_a_fresh_run_takes_nothing_and_keeps_all(tmp_path: Path) -> None:
    Shelf(tmp_path).keep(KEY, b"old")
    fresh = Shelf(tmp_path, fresh=True)
    assert fresh.take(KEY) is None
    fresh.keep(KEY, b"new")
    assert Shelf(tmp_path).take(KEY) == b"new"


@pytest.mark.parametrize(
    "damage", [lambda content: content[:-1], lambda content: content + b"x", lambda content: b"", lambda content: b"\xff" * 99]
)
def test_a_damaged_entry_is_thrown_away(damage: object, tmp_path: Path) -> None:
    assert callable(damage)
    Shelf(tmp_path).keep(KEY, b"content")
    file = entry(tmp_path)
    file.write_bytes(damage(file.read_bytes()))
    assert Shelf(tmp_path).take(KEY) is None
    assert not file.exists()


def test_a_shelf_that_cannot_be_written_says_so_once_and_serves_on(tmp_path: Path) -> None:
    blocked = tmp_path / "shelf"
    blocked.write_text("a file where a folder should be")
    shelf = Shelf(blocked)
    shelf.keep(KEY, b"content")
    assert "cannot be written" in shelf.refusal
    assert shelf.take(KEY) is None


def test_the_oldest_leave_a_shelf_that_is_too_full(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, largest=250)
    for number in range(4):
        shelf.keep(key_of([str(number).encode()]), b"x" * 35)
        for file in tmp_path.rglob("*"):
            if file.is_file() and file.stat().st_mtime > 1000:
                os.utime(file, (number, number))
    shelf.tidy()
    kept = [number for number in range(4) if shelf.take(key_of([str(number).encode()]))]
    assert kept == [2, 3]


def test_keys_differ_by_every_part_and_by_their_borders() -> None:
    assert len({key_of(parts) for parts in ([b"a", b"b"], [b"ab"], [b"a"], [b"b", b"a"], [])}) == 5
