"""The findings of ``check`` for other programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.end_to_end.conftest import run
from tests.sample import STORY, write_guide

FAULTS = STORY + "\nSee [100%, or\u00a0so](#nowhere).\n\n![A lamp](art/la,mp.svg)\n"
LINE = STORY.count("\n") + 2


@pytest.fixture
def project(tmp_path: Path) -> Path:
    write_guide(tmp_path / "my guide", {"story.md": FAULTS})
    return tmp_path / "my guide"


def test_json_lists_each_finding_with_its_place(project: Path) -> None:
    checked = run("check", "--format", "json", cwd=project)
    findings = json.loads(checked.stdout)
    assert (checked.returncode, checked.stderr) == (1, "")
    assert findings[0] == {
        "file": "manuscript/story.md",
        "line": LINE,
        "column": findings[0]["column"],
        "severity": "error",
        "code": "link-unresolved",
        "message": findings[0]["message"],
        "hint": findings[0]["hint"],
    }
    assert str(findings[0]["message"]) in run("check", cwd=project).stderr


def test_files_are_named_from_the_folder_in_which_check_runs(project: Path) -> None:
    checked = run("check", "--format", "json", "-p", "my guide", cwd=project.parent)
    assert {finding["file"] for finding in json.loads(checked.stdout)} == {"my guide/manuscript/story.md"}


def test_github_gets_one_escaped_command_for_each_finding(project: Path) -> None:
    found = json.loads(run("check", "--format", "json", cwd=project).stdout)
    lines = run("check", "--format", "github", cwd=project).stdout.splitlines()
    assert len(lines) == len(found)
    for line, finding in zip(lines, found, strict=True):
        _, command, text = line.split("::", 2)
        kind, _, values = command.partition(" ")
        given = dict(value.split("=", 1) for value in values.split(","))
        assert (kind, given["file"], given["line"]) == (finding["severity"], "manuscript/story.md", str(finding["line"]))
        assert text.replace("%0A", "\n").replace("%25", "%").startswith(finding["message"])


def test_sarif_names_rules_places_and_levels(project: Path) -> None:
    log = json.loads(run("check", "--format", "sarif", "-p", "my guide", cwd=project.parent).stdout)
    [found] = log["runs"]
    rules = [rule["id"] for rule in found["tool"]["driver"]["rules"]]
    assert log["version"] == "2.1.0"
    assert "link-unresolved" in rules
    assert all(rule["shortDescription"]["text"].endswith(".") for rule in found["tool"]["driver"]["rules"])
    for result in found["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        assert result["level"] in ("error", "warning")
        assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "my%20guide/manuscript/story.md"
    assert found["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] == LINE


@pytest.mark.parametrize(("form", "text"), [("json", "[]\n"), ("github", "")])
def test_manuscript_without_problems_gives_an_empty_report(tmp_path: Path, form: str, text: str) -> None:
    write_guide(tmp_path)
    checked = run("check", "--format", form, cwd=tmp_path)
    assert (checked.returncode, checked.stdout, checked.stderr) == (0, text, "")
