"""The build manifest: if the inputs and the files of a build are unchanged, the build is skipped."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from linernotes.build.request import Product, Request
from linernotes.cache.store import Store, key_of
from linernotes.cache.versions import code_version, typesetter_version
from linernotes.snapshot import Snapshot


def manifest_key(project: Path, assets: Iterable[Mapping[str, bytes]], request: Request) -> str:
    """Return the key of a build: a hash of the project's path, its templates and styles, the request and all code.

    Args:
        project: the folder of the project.
        assets: file contents by path: the templates and the styles.
        request: the files to make.
    """
    parts = [b"manifest", os.fsencode(project.absolute()), request.serialized(), code_version(), typesetter_version()]
    for files in assets:
        parts += [part for path in sorted(files) for part in (os.fsencode(path), files[path])]
    return key_of(parts)


def find_products(store: Store, key: str, snapshot: Snapshot) -> tuple[Product, ...] | None:
    """Return the products of the last build with this key; None if the manuscript or a file that it made has changed since."""
    content = store.get(key)
    if content is None:
        return None
    data = json.loads(content)
    products = tuple(Product(Path(file), *rest) for file, *rest in data["products"])
    sizes = {str(product.file): product.size for product in products}
    unchanged = all(_is_current(Path(file), sizes.get(file), checksum) for file, checksum in data["files"].items())
    return products if unchanged and snapshot.matches(data["inputs"]) else None


def _is_current(file: Path, size: int | None, checksum: str) -> bool:
    """Return whether a file is as the build made it. One of another size, however large, is not read."""
    try:
        if size and file.stat().st_size != size:
            return False
        content = file.read_bytes()
    except OSError:
        return False
    return not checksum or hashlib.sha256(content).hexdigest() == checksum


def record(store: Store, key: str, snapshot: Snapshot, products: Sequence[Product], files: Mapping[str, str]) -> None:
    """Record a build.

    Args:
        store: the cache.
        key: the key of the build.
        snapshot: the manuscript files that it read.
        products: the files for readers.
        files: all files by path, each with its SHA-256; empty for a file that other commands may change.
    """
    listed = [(str(each.file.absolute()), each.edition, each.pages, each.size) for each in products]
    store.put(key, json.dumps({"inputs": snapshot.inputs(), "files": dict(files), "products": listed}).encode())
