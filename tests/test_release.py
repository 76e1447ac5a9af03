"""The bill of materials and the audit of a release."""

from __future__ import annotations

import json

import pytest

from release import audit
from release.materials import Library, locked, required
from release.sbom import bill


def test_bill_lists_every_requirement_with_hashes_and_licence() -> None:
    components = {each["name"]: each for each in json.loads(json.dumps(bill()))["components"]}
    assert {*required(), "pydyf", "lxml"} <= components.keys()
    assert {"pytest", "hypothesis"}.isdisjoint(components)
    for name, component in components.items():
        assert component["purl"] == f"pkg:pypi/{name}@{component['version']}"
        assert component["externalReferences"], name
    assert all(components[name]["licenses"] for name in ("weasyprint", "ebooklib", "rich-click"))


def test_bill_is_the_same_every_time() -> None:
    assert bill() == bill()
    assert str(bill()["serialNumber"]).startswith("urn:uuid:")


def test_licences_of_all_libraries_fit() -> None:
    assert [each.name for each in locked().values() if not audit.is_compatible(each)] == []
    assert not audit.is_compatible(Library("x", "1", (), "Proprietary"))
    assert audit.is_compatible(Library("x", "1", (), "Apache-2.0 OR BSD-3-Clause"))


@pytest.mark.parametrize(
    ("found", "code", "words"),
    [
        (None, 0, "vulnerabilities were NOT checked"),
        ([], 0, "knows no vulnerability"),
        (["pillow 1.0: CVE-1"], 1, "pillow 1.0: CVE-1"),
    ],
)
def test_audit_says_what_it_found_and_what_it_could_not_check(
    found: list[str] | None, code: int, words: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(audit, "_vulnerabilities", lambda: found)
    assert audit.audit() == code
    assert words in capsys.readouterr().out
