"""The build manifest: if the inputs and the files of a build are unchanged, the build is skipped."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import astuple
from pathlib import Path

from linernotes.assets import Design
from linernotes.build.request import Outcome, Product
from linernotes.cache.store import Store, key_of
from linernotes.cache.versions import code_version, typesetter_version
from linernotes.model.findings import Code, Finding, Place, Severity
from linernotes.snapshot import Snapshot


def manifest_key(project: Path, design: Design, request: bytes) -> str:
    """Return the key of a run: a hash of the project's path, its templates and styles, the request and all code.

    Args:
        project: the folder of the project.
        design: its templates and styles.
        request: everything that is asked for.
    """
    parts = [b"manifest", os.fsencode(project.absolute()), request, code_version(), typesetter_version()]
    for files in (design.styles, design.templates):
        parts += [part for path in sorted(files) for part in (os.fsencode(path), files[path])]
    return key_of(parts)


def find_outcome(store: Store, key: str, snapshot: Snapshot) -> Outcome | None:
    """Return the outcome of the last build with this key; None if the manuscript or a file that it made has changed since."""
    content = store.get(key)
    if content is None:
        return None
    data = json.loads(content)
    products = tuple(Product(Path(file), *rest) for file, *rest in data["products"])
    sizes = {str(product.file): product.size for product in products}
    unchanged = all(_is_current(Path(file), sizes.get(file), checksum) for file, checksum in data["files"].items())
    if not unchanged or not snapshot.matches(data["inputs"]):
        return None
    return Outcome(read_findings(data["findings"]), products, tuple(data["complaints"]))


def read_findings(listed: Iterable[tuple[tuple[str, int, int], str, str, str, str]]) -> tuple[Finding, ...]:
    """Return the findings of a list that `list_findings` has made."""
    codes = {str(code): code for code in Code}
    return tuple(
        Finding(Place(*place), codes[code], message, hint, Severity(severity)) for place, code, message, hint, severity in listed
    )


def list_findings(findings: Iterable[Finding]) -> list[tuple[object, ...]]:
    """Return findings as values for JSON."""
    return [(astuple(each.place), each.code, each.message, each.hint, each.severity.value) for each in findings]


def _is_current(file: Path, size: int | None, checksum: str) -> bool:
    """Return whether a file is as the build made it. One of another size, however large, is not read."""
    try:
        if size and file.stat().st_size != size:
            return False
        content = file.read_bytes()
    except OSError:
        return False
    return not checksum or hashlib.sha256(content).hexdigest() == checksum


def record(store: Store, key: str, snapshot: Snapshot, outcome: Outcome, files: Mapping[str, str]) -> None:
    """Record a build.

    Args:
        store: the cache.
        key: the key of the build.
        snapshot: the manuscript files that it read.
        outcome: its warnings and its files for readers.
        files: all files by path, each with its SHA-256; empty for a file that other commands may change.
    """
    recorded = {
        "inputs": snapshot.inputs(),
        "files": dict(files),
        "products": [(str(each.file.absolute()), each.edition, each.pages, each.size) for each in outcome.products],
        "findings": list_findings(outcome.findings),
        "complaints": outcome.complaints,
    }
    store.put(key, json.dumps(recorded).encode())
