"""A build: the whole work, or nothing if nothing has changed since the last build."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from linernotes.assets import read_design
from linernotes.build.manifest import find_outcome, manifest_key
from linernotes.build.moves import settle
from linernotes.build.request import Outcome, Request
from linernotes.cache.scratch import scratch_folder
from linernotes.cache.store import Store, default_folder
from linernotes.snapshot import FOLDER, Snapshot
from linernotes.typeset.worker import load
from linernotes.workers.pool import WorkerPool

Report = Callable[[str], None]


def build(project: Path, request: Request, report: Report) -> Outcome:
    """Read and check a guide and make the files that are asked for.

    All files get their places together at the end. If the manuscript has errors, or a file fails proofreading or the leak gate, the
    files of earlier builds are unchanged.

    Args:
        project: the folder of the guide.
        request: the files to make.
        report: shows progress, given a few words.

    Raises:
        LinerNotesError: if the build cannot be finished.
    """
    with scratch_folder() as scratch, WorkerPool(request.workers, scratch=scratch) as pool:
        return build_with(pool, project, request, report)


def build_with(pool: WorkerPool, project: Path, request: Request, report: Report) -> Outcome:
    """Build as `build` does, with workers that may have been used before.

    Raises:
        LinerNotesError: if the build cannot be finished.
    """
    settle(request.to)
    store = Store(request.cache or default_folder(), fresh=request.fresh)
    snapshot = Snapshot(project / FOLDER)
    design = read_design(project)
    key = manifest_key(project, design, request.serialized())
    if (outcome := find_outcome(store, key, snapshot)) is not None:
        return outcome
    if not request.formats or any(each.on_paper for each in request.formats):
        pool.start(load, 1)  # loads WeasyPrint while the manuscript is read; a second worker would slow that down on two cores
    from linernotes.build.files import make_files  # takes 0.25 s to load, and an unchanged build needs none of it

    return make_files(pool, store, key, snapshot, design, request, report)
