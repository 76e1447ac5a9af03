from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from linernotes.cache.store import Store, key_of

KEY = key_of([b"a"])


def test_entry_is_found_by_another_store_of_the_folder(tmp_path: Path) -> None:
    Store(tmp_path).put(KEY, b"content")
    assert Store(tmp_path).get(KEY) == b"content"
    assert Store(tmp_path).get(key_of([b"b"])) is None


def test_fresh_store_ignores_entries_but_replaces_them(tmp_path: Path) -> None:
    Store(tmp_path).put(KEY, b"old")
    fresh = Store(tmp_path, fresh=True)
    assert fresh.get(KEY) is None
    fresh.put(KEY, b"new")
    assert Store(tmp_path).get(KEY) == b"new"


@pytest.mark.parametrize(
    "damage", [lambda content: content[:-1], lambda content: content + b"x", lambda content: b"", lambda content: b"\xff" * 99]
)
def test_damaged_entry_is_deleted(damage: Callable[[bytes], bytes], tmp_path: Path) -> None:
    Store(tmp_path).put(KEY, b"content")
    [file] = [file for file in tmp_path.rglob("*") if file.is_file()]
    file.write_bytes(damage(file.read_bytes()))
    assert Store(tmp_path).get(KEY) is None
    assert not file.exists()


def test_store_that_cannot_be_written_warns_and_works_on(tmp_path: Path) -> None:
    blocked = tmp_path / "cache"
    blocked.write_text("a file where a folder should be")
    store = Store(blocked)
    store.put(KEY, b"content")
    assert "cannot be written" in store.warning
    assert store.get(KEY) is None


def test_oldest_entries_are_deleted_when_the_store_is_too_large(tmp_path: Path) -> None:
    store = Store(tmp_path, max_bytes=250)
    for number in range(4):
        store.put(key_of([str(number).encode()]), b"x" * 35)
        for file in tmp_path.rglob("*"):
            if file.is_file() and file.stat().st_mtime > 1000:
                os.utime(file, (number, number))
    store.tidy()
    assert [number for number in range(4) if store.get(key_of([str(number).encode()]))] == [2, 3]


def test_files_are_listed_again_when_the_cache_has_grown_too_large(tmp_path: Path) -> None:
    for number in range(4):
        store = Store(tmp_path, max_bytes=250)
        store.put(key_of([str(number).encode()]), b"x" * 35)
        store.tidy()
    assert sum(file.stat().st_size for file in tmp_path.glob("*/*")) <= 250
    (tmp_path / "size").write_text("unreadable")
    store.put(KEY, b"x" * 180)
    store.tidy()
    assert store.get(KEY)
    assert len(list(tmp_path.glob("*/*"))) == 1


def test_keys_differ_by_every_part_and_by_their_borders() -> None:
    assert len({key_of(parts) for parts in ([b"a", b"b"], [b"ab"], [b"a"], [b"b", b"a"], [])}) == 5
