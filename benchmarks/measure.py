"""Measurements of whole commands."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

Command = Sequence[str | Path]

_ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""Modules are compiled once, as on a user's machine."""


class Measurement(NamedTuple):
    """The cost of commands that were run one after another, with their child processes.

    Attributes:
        seconds: from start to end.
        cpu: processor seconds.
        memory: bytes of the largest process.
    """

    seconds: float
    cpu: float
    memory: float


def measure(commands: Iterable[Command], folder: Path) -> Measurement:
    """Run commands in a folder, one after another.

    The kernel reports at least the memory of this process for a command, so this process must stay small: it loads no large library.

    Raises:
        RuntimeError: if a command fails.
    """
    seconds, cpu, memory = 0.0, 0.0, 0.0
    for command in commands:
        with tempfile.TemporaryFile() as output:
            start = time.perf_counter()
            process = subprocess.Popen(
                command, cwd=folder, env=_ENVIRONMENT, stdin=subprocess.DEVNULL, stdout=output, stderr=output
            )
            _, status, usage = os.wait4(process.pid, 0)  # its usage includes the children that the command waited for
            seconds += time.perf_counter() - start
            process.returncode = os.waitstatus_to_exitcode(status)
            if process.returncode:
                output.seek(0)
                raise RuntimeError(f"{' '.join(map(str, command))}\n{output.read().decode(errors='replace')[-2000:]}")
        cpu += usage.ru_utime + usage.ru_stime
        memory = max(memory, usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024))
    return Measurement(seconds, cpu, memory)


def median_of(measurements: Iterable[Measurement]) -> Measurement:
    """Return the median of each value."""
    return Measurement(*map(median, zip(*measurements, strict=True)))
