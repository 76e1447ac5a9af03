"""Whole processes, one after another: how long they take and what the largest of them holds in memory."""

from __future__ import annotations

import os
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

Command = Sequence[str | Path]


@dataclass(frozen=True, slots=True)
class Lap:
    """What a chain of commands took, with their children: seconds on the wall and of processors, bytes of the largest process."""

    seconds: float
    processor: float
    memory: int


def time_of(commands: Iterable[Command], environment: Mapping[str, str], folder: Path) -> Lap:
    """Run commands one after another.

    Raises:
        RuntimeError: if one of them fails.
    """
    seconds, processor, memory = 0.0, 0.0, 0
    for command in commands:
        words = [str(word) for word in command]
        with tempfile.TemporaryFile() as said:
            started = time.perf_counter()
            child = subprocess.Popen(words, env={**environment}, cwd=folder, stdin=subprocess.DEVNULL, stdout=said, stderr=said)
            # Of a child that was waited for, the kernel also knows the largest of the children that it waited for itself.
            _, status, used = os.wait4(child.pid, 0)
            seconds += time.perf_counter() - started
            child.returncode = os.waitstatus_to_exitcode(status)
            processor += used.ru_utime + used.ru_stime
            memory = max(memory, used.ru_maxrss * (1 if sys.platform == "darwin" else 1024))
            if child.returncode:
                said.seek(0)
                raise RuntimeError(f"{' '.join(words)}\n{said.read().decode(errors='replace')[-2000:]}")
    return Lap(seconds, processor, memory)


def kin_of(variable: str) -> Iterator[Path]:
    """Yield the folders below ``/proc`` of the processes whose environment holds such a line, in order."""
    for folder in sorted(Path("/proc").glob("[0-9]*")):
        try:
            if variable.encode() in (folder / "environ").read_bytes().split(b"\0"):
                yield folder
        except OSError:
            continue  # it has ended, or is another person's


def taken_by(kin: Iterable[Path]) -> tuple[float, int]:
    """Return what processes have taken so far, with their children that have ended: seconds of processors, bytes of the largest."""
    tick, seconds, memory = os.sysconf("SC_CLK_TCK"), 0.0, 0
    for folder in kin:
        try:
            fields = (folder / "stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
            status = (folder / "status").read_text(encoding="utf-8", errors="replace")
        except OSError:
            continue
        seconds += sum(map(int, fields[11:15])) / tick  # utime, stime, cutime, cstime: proc_pid_stat(5)
        largest = re.search(r"VmHWM:\s+(\d+) kB", status)
        memory = max(memory, int(largest[1]) * 1024 if largest else 0)
    return seconds, memory


def dismiss(kin: Iterable[Path]) -> None:
    """End the presses among processes; their children end by themselves, and take their files away."""
    for folder in kin:
        with suppress(OSError):
            if b"linernotes\0build" in (folder / "cmdline").read_bytes():
                os.kill(int(folder.name), signal.SIGKILL)


def median(laps: Sequence[Lap]) -> Lap:
    """Return the medians, each by itself."""
    return Lap(
        statistics.median(lap.seconds for lap in laps),
        statistics.median(lap.processor for lap in laps),
        int(statistics.median(lap.memory for lap in laps)),
    )
