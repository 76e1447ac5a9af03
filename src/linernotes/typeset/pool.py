"""Documents → gatherings, in child processes that can be killed; as many at a time as there are cores."""

from __future__ import annotations

import os
import resource
import selectors
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from shutil import rmtree
from typing import Any, BinaryIO, cast

from linernotes.model.findings import TypesettingError
from linernotes.typeset.children import command_for, environment
from linernotes.typeset.gathering import Gathering
from linernotes.typeset.ipc import receive, send
from linernotes.typeset.worker import Equipment, Fault, Job

SECONDS = 120.0
"""Time for one section; a page takes a tenth of a second."""

MEMORY = 3 << 30
"""Bytes of address space for one child; hundreds of pages take a tenth of that."""


_PATIENCE = 5.0
"""Seconds that a child may take to end when its input has."""

JOBS = 200
"""Sections that one child sets before another is hired in its place: what an engine never gives back adds up."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one child may take: seconds for a section, bytes of address space."""

    seconds: float = SECONDS
    memory: int = MEMORY


class _Child:
    """A worker process and the job that it is at; it loads the engine while nobody waits for it yet."""

    def __init__(self, limits: Limits) -> None:
        def restrict() -> None:
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            if sys.platform != "darwin":  # macOS refuses to limit address space
                resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))

        # What it writes there it takes away itself when its input ends; we do when we have to kill it.
        self._folder = tempfile.mkdtemp(prefix="linernotes-")
        self.process = subprocess.Popen(  # noqa: S603  # our own interpreter and module
            [*command_for("linernotes.typeset.worker"), self._folder],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment(),
            preexec_fn=restrict,  # limits must hold before the child runs anything
            start_new_session=True,
        )
        self._stdin = cast(BinaryIO, self.process.stdin)
        self.stdout = cast(BinaryIO, self.process.stdout)
        self._stderr = cast(BinaryIO, self.process.stderr)
        self.name, self.started, self.jobs = "", 0.0, 0
        self._equipment: Equipment | None = None

    def _send(self, value: object) -> None:
        try:
            send(self._stdin, value)
        except BrokenPipeError:
            return  # the end of its output tells

    def equip(self, equipment: Equipment) -> None:
        """Give it what all jobs need, unless it has that."""
        if self._equipment != equipment:
            self._equipment = equipment
            self._send(equipment)

    def begin(self, equipment: Equipment, name: str, job: Job) -> None:
        """Give it a job."""
        self.equip(equipment)
        self.name, self.started, self.jobs = name, time.monotonic(), self.jobs + 1
        self._send(job)

    def result(self) -> Any:  # a Gathering or a Fault
        """Return what it made."""
        return receive(self.stdout)

    def last_words(self) -> str:
        """Return the last line that it wrote before it died."""
        self.kill()
        lines = self._stderr.read().decode("utf-8", "replace").strip().splitlines()
        return lines[-1] if lines else f"it ended with code {self.process.returncode}"

    def is_gone(self) -> bool:
        """Return whether it has ended."""
        return self.process.poll() is not None

    def kill(self) -> None:
        """End it, now."""
        self.process.kill()
        self.process.wait()
        rmtree(self._folder, ignore_errors=True)

    def let_go(self) -> None:
        """Let its input end, whereupon it ends itself, at once since it has nothing to do."""
        for pipe in (self._stdin, self.stdout, self._stderr):
            with suppress(BrokenPipeError):
                pipe.close()
        try:
            self.process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self.kill()


class Crew:
    """The children of a run, who are kept from one set of documents to the next; to be dismissed at its end."""

    def __init__(self, workers: int = 0, limits: Limits | None = None) -> None:
        """Begin with nobody.

        Args:
            workers: how many children at a time; 0 means one for each core.
            limits: what each may take.
        """
        self.engage(workers)
        self.limits = limits or Limits()
        self._idle: list[_Child] = []
        self._busy: list[_Child] = []
        self._equipment: Equipment | None = None

    def engage(self, workers: int) -> None:
        """Let so many work at a time from now on; 0 means one for each core."""
        self.workers = workers or os.cpu_count() or 1

    def __enter__(self) -> Crew:
        """Return the crew."""
        return self

    def __exit__(self, *exception: object) -> None:
        """Dismiss everybody."""
        self.dismiss()

    def dismiss(self) -> None:
        """Send everybody away."""
        self.rest(0)

    def rest(self, staying: int) -> None:
        """Stop all work, and send away all but so many who are still fresh."""
        fresh = [child for child in self._idle if child.jobs < JOBS][:staying]
        for child in self._busy:
            child.kill()
        for child in self._idle:
            if child not in fresh:
                child.let_go()
        self._idle, self._busy = fresh, []

    def call(self, wanted: int = 1) -> None:
        """See to it that so many children, but no more than may work, make ready before there is something to set."""
        while len(self._idle) < min(wanted, self.workers):
            self._hire()

    def _hire(self) -> None:
        self._idle.append(_Child(self.limits))

    def equip(self, equipment: Equipment) -> None:
        """Let those who wait for work make ready for it."""
        self._equipment = equipment
        for child in self._idle:
            child.equip(equipment)

    def make_ready(self) -> None:
        """Have somebody wait for work like the last, if there was any."""
        if self._equipment:
            self.call()
            self.equip(self._equipment)

    def typeset(
        self, jobs: Mapping[str, Job], equipment: Equipment, meanwhile: Callable[[], object] | None = None
    ) -> Iterator[tuple[str, Gathering]]:
        """Set documents and yield their gatherings by name, as they are done.

        Args:
            jobs: documents by the names that messages use for them.
            equipment: what every child holds.
            meanwhile: what is to be done when all children are at work.

        Raises:
            TypesettingError: after all that can be set has been yielded, if a document has a fault, or its child died, hung or
                ran out of memory; the message names every such document.
        """
        waiting = list(jobs.items())
        faults: list[str] = []
        with selectors.DefaultSelector() as selector:
            while waiting or self._busy:
                while waiting and len(self._busy) < self.workers:
                    self._idle = [child for child in self._idle if not child.is_gone()]
                    if not self._idle:
                        self._hire()
                    child = self._idle.pop()
                    self._busy.append(child)
                    selector.register(child.stdout, selectors.EVENT_READ, child)
                    child.begin(equipment, *waiting.pop(0))
                if meanwhile:
                    meanwhile()
                    meanwhile = None
                ready = [key.data for key, _ in selector.select(timeout=0.2)]
                late = [child for child in self._busy if time.monotonic() - child.started > self.limits.seconds]
                for child in {*ready, *late}:
                    name = child.name
                    outcome = _outcome(child, hung=child in late and child not in ready, seconds=self.limits.seconds)
                    if waiting and not child.is_gone():
                        child.begin(equipment, *waiting.pop(0))
                    else:
                        selector.unregister(child.stdout)
                        self._busy.remove(child)
                        if not child.is_gone():
                            self._idle.append(child)
                    if isinstance(outcome, Gathering):
                        yield name, outcome
                    else:
                        faults.append(f"{name}: {outcome.message}")
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
