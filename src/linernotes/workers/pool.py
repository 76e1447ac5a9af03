"""A pool of worker processes that can be killed: one thread directs one process."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree
from threading import Event, Lock, Timer
from typing import BinaryIO, Concatenate, ParamSpec, TypeVar, cast

from linernotes.workers.child import Failure, Load, Share, Task
from linernotes.workers.ipc import receive, send

P = ParamSpec("P")
S = TypeVar("S")
T = TypeVar("T")

TASKS_PER_WORKER = 200
"""A worker is replaced after this number of tasks, because typesetting never gives back all of its memory."""

_GRACE = 5.0
"""Seconds that a worker may take to end after its input has ended."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of one task.

    A page takes about 0.1 s, and hundreds of pages take a tenth of the memory.

    Attributes:
        seconds: of processor time, so that other programs on a busy machine do not count.
        memory: bytes of address space of its process.
        patience: seconds until a task ends that waits for something and uses no processor time.
    """

    seconds: int = 120
    memory: int = 3 << 30
    patience: float = 1800.0


class _Worker:
    """One worker process."""

    def __init__(self, limits: Limits, scratch: Path | None) -> None:
        self.limits = limits
        self.tasks = 0
        self._folder = tempfile.mkdtemp(prefix="linernotes-", dir=scratch)
        self._log = Path(self._folder, "stderr.txt")
        with self._log.open("wb") as log:  # a file, because a full pipe would stop the worker
            self._process = subprocess.Popen(  # noqa: S603  # our own interpreter and module
                [
                    sys.executable,
                    "-P",
                    "-c",
                    "from linernotes.workers.child import serve; serve()",
                    self._folder,
                    str(limits.memory),
                    str(limits.seconds),
                ],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                env=_environment(),
                start_new_session=True,  # Ctrl-C reaches the parent only, which then stops its workers
            )
        self._stdin = cast(BinaryIO, self._process.stdin)
        self._stdout = cast(BinaryIO, self._process.stdout)
        self._shared: object = None

    def load(self, function: Callable[[], object]) -> None:
        """Let the worker prepare itself; if it has ended, its next task fails."""
        with suppress(OSError):
            send(self._stdin, Load(function))

    def run(self, task: Task, shared: object) -> object:
        """Return the result of a task, or a `Failure`; after a failure the worker has ended."""
        self.tasks += 1
        late = Event()

        def end() -> None:
            late.set()
            self._process.kill()

        timer = Timer(self.limits.patience, end)
        timer.start()
        try:
            if task.shared and self._shared is not shared:
                self._shared = shared
                send(self._stdin, Share(shared))
            send(self._stdin, task)
            return receive(self._stdout)
        except (EOFError, OSError):
            self._process.kill()
            code = self._process.wait()
            if late.is_set():
                return Failure(f"it was not finished after {self.limits.patience / 60:.0f} minutes")
            if code == -signal.SIGXCPU:
                return Failure(f"it took more than {self.limits.seconds} seconds of computing time")
            return Failure(_cause(self._last_line(), code), killed=code == -signal.SIGKILL)
        finally:
            timer.cancel()

    def _last_line(self) -> str:
        """Return the last line that the worker wrote to standard error."""
        with suppress(OSError), self._log.open("rb") as log:
            log.seek(max(0, self._log.stat().st_size - 4096))
            lines = log.read().decode("utf-8", "replace").strip().splitlines()
            return lines[-1] if lines else ""
        return ""

    def has_ended(self) -> bool:
        """Return whether the process has ended."""
        return self._process.poll() is not None

    def kill(self) -> None:
        """End the process now; the thread that waits for it sees the end of its output."""
        self._process.kill()

    def close(self) -> None:
        """End the process, which is idle, and remove its folder."""
        for pipe in (self._stdin, self._stdout):
            with suppress(BrokenPipeError):
                pipe.close()
        try:
            self._process.wait(_GRACE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        rmtree(self._folder, ignore_errors=True)


class WorkerPool(AbstractContextManager["WorkerPool"]):
    """Worker processes that run functions; leaving its context ends all of them, whatever they do.

    Args:
        workers: the number of processes; 0 means one for each core.
        limits: the limits of each task.
        scratch: the folder for temporary files; None means the system's.
    """

    def __init__(self, workers: int = 0, limits: Limits | None = None, scratch: Path | None = None) -> None:
        self.workers = workers or os.cpu_count() or 1
        self._limits = limits or Limits()
        self._scratch = scratch
        self._lock = Lock()
        self._idle: list[_Worker] = []
        self._all: set[_Worker] = set()
        self._stopped = False
        self._threads = ThreadPoolExecutor(self.workers)

    def start(self, load: Callable[[], object], count: int = 0) -> None:
        """Start processes before there are tasks, so that they load their libraries meanwhile.

        Args:
            load: a function of a module, run in each of them.
            count: the number of processes; 0 means all.
        """
        for _ in range(min(count or self.workers, self.workers) - len(self._all)):
            worker = self._take_new()
            worker.load(load)
            self._idle.append(worker)

    def submit(self, function: Callable[P, T], *arguments: P.args, **_: P.kwargs) -> Future[T | Failure]:
        """Run a function of a module in a worker and return its future result."""
        return self._submit(Task(function, arguments, shared=False), None)

    def submit_shared(
        self, function: Callable[Concatenate[S, P], T], shared: S, *arguments: P.args, **_: P.kwargs
    ) -> Future[T | Failure]:
        """Run a function whose first argument is large and the same for many tasks: each worker receives it once."""
        return self._submit(Task(function, arguments, shared=True), shared)

    def _submit(self, task: Task, shared: object) -> Future[T | Failure]:
        return cast("Future[T | Failure]", self._threads.submit(self._run, task, shared))

    def _run(self, task: Task, shared: object) -> object:
        worker = self._take()
        if worker is None:
            return Failure("the run was stopped")
        result = worker.run(task, shared)
        with self._lock:
            usable = not self._stopped and not worker.has_ended() and worker.tasks < TASKS_PER_WORKER
            if usable:
                self._idle.append(worker)
            else:
                self._all.discard(worker)
        if not usable:
            worker.close()
        return result

    def _take(self) -> _Worker | None:
        """Return an idle worker or a new one; None after the pool was stopped."""
        with self._lock:
            if self._stopped:
                return None
            while self._idle:
                worker = self._idle.pop()
                if not worker.has_ended():
                    return worker
                self._all.discard(worker)
                worker.close()
            return self._take_new()

    def _take_new(self) -> _Worker:
        worker = _Worker(self._limits, self._scratch)
        self._all.add(worker)
        return worker

    def __exit__(self, *exception: object) -> None:
        """End all workers."""
        with self._lock:
            self._stopped = True
            for worker in self._all - set(self._idle):
                worker.kill()
        self._threads.shutdown(cancel_futures=True)
        for worker in self._all:
            worker.close()


def _environment() -> dict[str, str]:
    """Return an environment in which a worker imports this package from where it was imported here.

    A worker finds no programs. It needs none, and WeasyPrint's search for libraries would otherwise run a compiler ten times, if
    there is one, before it tries the right name.
    """
    package = str(Path(__file__).parents[2])
    path = os.pathsep.join(filter(None, [package, os.environ.get("PYTHONPATH", "")]))
    return {**os.environ, "PYTHONPATH": path, "PATH": os.devnull}


def _cause(last_line: str, code: int) -> str:
    if any(words in last_line for words in ("MemoryError", "Cannot allocate memory", "failed to allocate")):
        return "it needs more memory than a worker process may use"
    if code < 0 and code != -9:
        return f"its worker process was ended by signal {-code}"
    return f"its worker process failed: {last_line}" if last_line else f"its worker process ended with code {code}"
