"""npm packages are pinned like PyPI packages: exact versions and hashes, and no registry."""

from __future__ import annotations

import json
import re

from tests.conformance.reading_systems import HERE


def test_every_npm_package_has_exact_version_and_hash() -> None:
    wanted = json.loads((HERE / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    locked = json.loads((HERE / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    root = locked.pop("")
    assert root["devDependencies"] == wanted
    assert [version for version in wanted.values() if not re.fullmatch(r"\d+\.\d+\.\d+", version)] == []
    assert [name for name, package in locked.items() if "resolved" in package or "integrity" not in package] == []
