"""The packages of npm are pinned as those of PyPI are: exact versions and hashes, and no registry by name."""

from __future__ import annotations

import json
import re

from tests.conformance.reading_systems import HERE


def test_every_package_is_exact_and_hashed_and_names_no_registry() -> None:
    wanted = json.loads((HERE / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    locked = json.loads((HERE / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    root = locked.pop("")
    assert root["devDependencies"] == wanted
    assert [version for version in wanted.values() if not re.fullmatch(r"\d+\.\d+\.\d+", version)] == []
    assert [name for name, package in locked.items() if "resolved" in package or "integrity" not in package] == []
