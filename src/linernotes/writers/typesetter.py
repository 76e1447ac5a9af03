"""Documents → gatherings, in child processes that can be killed; as many at a time as there are cores."""

from __future__ import annotations

import os
import resource
import selectors
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast

from linernotes.model.findings import TypesettingError
from linernotes.writers.gathering import Gathering
from linernotes.writers.worker import Equipment, Fault, Job, receive, send

SECONDS = 120.0
"""Time for one section; a page takes a tenth of a second."""

MEMORY = 3 << 30
"""Bytes of address space for one child; hundreds of pages take a tenth of that."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one child may take: seconds for a section, bytes of address space."""

    seconds: float = SECONDS
    memory: int = MEMORY


class _Child:
    """A worker process and the job that it is at."""

    def __init__(self, equipment: Equipment, limits: Limits) -> None:
        def restrict() -> None:
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            if sys.platform != "darwin":  # macOS refuses to limit address space
                resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))

        package = str(Path(__file__).parents[2])
        environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join([package, os.environ.get("PYTHONPATH", "")]).rstrip(os.pathsep),
        }
        self.process = subprocess.Popen(  # our own interpreter and module
            [sys.executable, "-P", "-c", "from linernotes.writers.worker import serve; serve()"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment,
            preexec_fn=restrict,  # limits must hold before the child runs anything
            start_new_session=True,
        )
        self._stdin = cast(BinaryIO, self.process.stdin)
        self.stdout = cast(BinaryIO, self.process.stdout)
        self._stderr = cast(BinaryIO, self.process.stderr)
        self.name, self.started = "", 0.0
        self._send(equipment)

    def _send(self, value: object) -> None:
        try:
            send(self._stdin, value)
        except BrokenPipeError:
            return  # the end of its output tells

    def begin(self, name: str, job: Job) -> None:
        """Give it a job."""
        self.name, self.started = name, time.monotonic()
        self._send(job)

    def result(self) -> Any:  # a Gathering or a Fault
        """Return what it made."""
        return receive(self.stdout)

    def last_words(self) -> str:
        """Return the last line that it wrote before it died."""
        self.kill()
        lines = self._stderr.read().decode("utf-8", "replace").strip().splitlines()
        return lines[-1] if lines else f"it ended with code {self.process.returncode}"

    def kill(self) -> None:
        """End it, now."""
        self.process.kill()
        self.process.wait()


def typeset(
    jobs: Mapping[str, Job], equipment: Equipment, workers: int = 0, limits: Limits | None = None
) -> Iterator[tuple[str, Gathering]]:
    """Set documents and yield their gatherings by name, as they are done.

    Args:
        jobs: documents by the names that messages use for them.
        equipment: what every child holds.
        workers: how many children at a time; 0 means one for each core.
        limits: what each may take.

    Raises:
        TypesettingError: after all that can be set has been yielded, if a document has a fault, or its child died, hung or ran
            out of memory; the message names every such document.
    """
    if not jobs:
        return
    limits = limits or Limits()
    waiting = list(jobs.items())
    faults: list[str] = []
    children: list[_Child] = []
    with selectors.DefaultSelector() as selector:
        try:
            for _ in range(min(workers or os.cpu_count() or 1, len(waiting))):
                children.append(_hire(selector, equipment, limits, waiting.pop(0)))
            while selector.get_map():
                ready = [key.data for key, _ in selector.select(timeout=0.2)]
                late = [child for child in children if child.started and time.monotonic() - child.started > limits.seconds]
                for child in {*ready, *late}:
                    outcome = _outcome(child, hung=child in late and child not in ready, seconds=limits.seconds)
                    if isinstance(outcome, Gathering):
                        yield child.name, outcome
                    else:
                        faults.append(f"{child.name}: {outcome.message}")
                    if child.process.poll() is None and waiting:
                        child.begin(*waiting.pop(0))
                        continue
                    _dismiss(selector, children, child)
                    if waiting:
                        children.append(_hire(selector, equipment, limits, waiting.pop(0)))
        finally:
            for child in children:
                child.kill()
    if faults:
        hint = "the other sections are kept; what an earlier build made still stands"
        raise TypesettingError("these sections could not be set: " + "; ".join(sorted(faults)), hint=hint)


def _outcome(child: _Child, *, hung: bool, seconds: float) -> Gathering | Fault:
    if hung:
        child.kill()
        return Fault(f"it was not set within {seconds:.0f} seconds")
    try:
        outcome: Gathering | Fault = child.result()
    except EOFError:
        return Fault(_cause(child.last_words(), child.process.returncode))
    return outcome


def _cause(last_words: str, code: int) -> str:
    if "MemoryError" in last_words or "Cannot allocate memory" in last_words:
        return "its typesetter ran out of memory"
    return f"its typesetter was killed by signal {-code}" if code < 0 and code != -9 else f"its typesetter died: {last_words}"


def _hire(selector: selectors.BaseSelector, equipment: Equipment, limits: Limits, first: tuple[str, Job]) -> _Child:
    child = _Child(equipment, limits)
    selector.register(child.stdout, selectors.EVENT_READ, child)
    child.begin(*first)
    return child


def _dismiss(selector: selectors.BaseSelector, children: list[_Child], child: _Child) -> None:
    selector.unregister(child.stdout)
    children.remove(child)
    child.kill()
