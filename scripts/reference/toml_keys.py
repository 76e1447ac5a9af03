"""The tables of the keys of ``book.toml`` and of data files, from the tables that their readers use."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from markup import code, table

from linernotes.manuscript.keys import BOOK, BOOKFILE, CHECKS, CONTENTS, DATA_FILES, EDITION, Key, Keys

SHOWN = ("book", "contents", "editions", "checks", "words", "look")
"""Tables of ``book.toml`` that are described on their own."""


def rows(keys: Keys, before: str = "") -> Iterator[list[str]]:
    """Yield a row for each key, and for the keys of the tables in it."""
    for name, key in keys.items():
        if key.keys:
            yield from rows(key.keys, f"{before}{name}.")
        else:
            yield [code(before + name), meaning(key)]


def meaning(key: Key) -> str:
    """Return what a key means, its possible values, and whether it is required."""
    values = f": {', '.join(map(code, key.among))}" if key.among else ""
    return f"{key.says}{values}{'; required' if key.needed else ''}"


def described(keys: Keys) -> str:
    """Return a table of keys."""
    return table(["key", "meaning"], rows(keys))


def data_files() -> str:
    """Return the table of the data files with a fixed meaning."""
    found = [
        [code(f"data/{name}.toml") if first else "", *row]
        for name, file in DATA_FILES.items()
        for first, row in zip((True, *[False] * len(file.keys)), rows(file.keys), strict=False)
    ]
    return table(["file", "key of an entry", "meaning"], found)


PARTS: Mapping[str, Callable[[], str]] = {
    "book-keys": lambda: described(BOOK),
    "contents-keys": lambda: described(CONTENTS),
    "edition-keys": lambda: described(EDITION),
    "check-keys": lambda: described(CHECKS),
    "other-keys": lambda: described({name: key for name, key in BOOKFILE.items() if name not in SHOWN}),
    "data-keys": data_files,
}
"""The generated parts of the manual by their names."""
