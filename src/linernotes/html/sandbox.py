"""The sandbox for templates that other people may have written: they read values, within limits of time, memory and length."""

from __future__ import annotations

import os
import resource
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

SECONDS = 10.0
"""The processor time for one template."""

MEMORY = 1 << 30
"""The bytes that the process may grow by while a template is filled in."""

MAX_CHARACTERS = 20_000_000
"""The length of one filled-in template; a section of 500 pages has a tenth of it."""


MAX_BITS = 4096
"""The size of a number that a template computes: arithmetic with large numbers cannot be interrupted."""


class ExceededError(Exception):
    """A template has exceeded a limit; the message says which."""


class Sandbox(ImmutableSandboxedEnvironment):
    """An environment whose templates reach no attribute that begins with an underscore, and change no value."""

    intercepted_binops = frozenset(["*", "**"])

    def call_binop(self, context: Context, operator: str, left: object, right: object) -> object:
        """Compute a product or a power.

        Raises:
            ExceededError: if it is too large.
        """
        sizes = [each.bit_length() if isinstance(each, int) else 0 for each in (left, right)]
        size = sum(sizes) if operator == "*" else sizes[0] * (right if isinstance(right, int) else 1)
        if size > MAX_BITS:
            raise ExceededError("it computes with numbers that are too large")
        return super().call_binop(context, operator, left, right)


@contextmanager
def limits() -> Iterator[None]:
    """Limit the processor time and the memory of this process in this context.

    Raises:
        ExceededError: after the time, or if there is no memory left; its cause has the line of the template.
    """
    limit = resource.getrlimit(resource.RLIMIT_AS)
    if sys.platform != "darwin":  # macOS refuses to limit the address space
        allowed = _address_space() + MEMORY
        if limit[1] == resource.RLIM_INFINITY or allowed < limit[1]:
            resource.setrlimit(resource.RLIMIT_AS, (allowed, limit[1]))
    alone = threading.current_thread() is threading.main_thread()  # Python handles signals in the main thread only
    handler = signal.signal(signal.SIGPROF, _stop) if alone else None
    if alone:
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        yield
    except MemoryError as error:
        raise ExceededError("it needs too much memory") from error
    finally:
        if alone:
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.signal(signal.SIGPROF, handler)
        resource.setrlimit(resource.RLIMIT_AS, limit)


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise ExceededError(f"it takes more than {SECONDS:.0f} seconds")


def _address_space() -> int:
    with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123  # pathlib is slower, and this is called often
        return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
