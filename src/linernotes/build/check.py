"""The check of a guide without building it. A guide that has not changed since the last check is not read again."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from linernotes.assets import read_design
from linernotes.build.manifest import list_findings, manifest_key, read_findings
from linernotes.cache.store import Store, default_folder
from linernotes.model.findings import Finding, in_order, stops
from linernotes.snapshot import FOLDER, Snapshot


@dataclass(frozen=True)
class Checked:
    """A guide that was checked.

    Attributes:
        findings: everything that is wrong with it.
        counts: the numbers of its sections, questions and editions.
    """

    findings: tuple[Finding, ...]
    counts: tuple[int, int, int]


def check_guide(project: Path) -> Checked:
    """Return the findings and the counts of a guide, from the cache if no file that they depend on has changed.

    Args:
        project: the folder of the guide.

    Raises:
        ProjectError: if there is no guide.
    """
    store, snapshot, design = Store(default_folder()), Snapshot(project / FOLDER), read_design(project)
    key = manifest_key(project, design, b"check")
    if (content := store.get(key)) is not None:
        recorded = json.loads(content)
        if snapshot.matches(recorded["inputs"]):
            return Checked(read_findings(recorded["findings"]), tuple(recorded["counts"]))
    # these take 0.2 s to load, and an unchanged guide needs none of them
    from linernotes.build.leakcheck import find_leaks
    from linernotes.build.project import check_project
    from linernotes.cache.memo import Memo
    from linernotes.model.guide import Question
    from linernotes.model.walking import descend

    guide = check_project(snapshot, memoize=Memo(store), design=design)
    findings = guide.findings
    if not stops(findings, strict=False):
        findings = in_order((*findings, *find_leaks(guide, snapshot, design)))
    questions = sum(1 for _ in descend(guide.book.sections, Question))
    checked = Checked(findings, (len(guide.book.sections), questions, len(guide.book.editions)))
    recorded = {"inputs": snapshot.inputs(), "findings": list_findings(checked.findings), "counts": checked.counts}
    store.put(key, json.dumps(recorded).encode())
    store.tidy()
    return checked
