"""Functions that the tests of the pool run in workers."""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import time

from linernotes.workers.child import TaskError


def double(number: int) -> int:
    return 2 * number


def count_and_add(shared: list[int], number: int) -> int:
    return len(shared) + number


def refuse(reason: str) -> int:
    raise TaskError(reason)


def fail() -> int:
    raise ValueError("a bug")


def fail_at_length() -> int:
    sys.stderr.write("x" * (1 << 20))
    raise ValueError("after a megabyte of output")


def hang() -> int:
    while True:
        time.sleep(1)


def spin() -> int:
    while True:
        pass


def spin_for(seconds: float) -> float:
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass
    return seconds


def eat_memory() -> int:
    return len(bytearray(4 << 30))


def crash() -> int:
    os.kill(os.getpid(), signal.SIGSEGV)
    return 0


def process() -> int:
    return os.getpid()


def leave_a_file() -> str:
    handle, name = tempfile.mkstemp()
    os.close(handle)
    return name
